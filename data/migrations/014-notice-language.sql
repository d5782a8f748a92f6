-- The text of a notice in languages beyond Italian and English, as a JSON object; null where there are none.
ALTER TABLE notice ADD COLUMN further VARCHAR;
