-- A place's name in English; null where it is called as in Italian. Areas bear what their programme calls them.
ALTER TABLE territory ADD COLUMN name_en VARCHAR;
