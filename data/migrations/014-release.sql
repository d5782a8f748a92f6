-- The classes and mean weights that published shares were weighted by (JSON); null: no weights.
ALTER TABLE snapshot ADD COLUMN weighting VARCHAR;
