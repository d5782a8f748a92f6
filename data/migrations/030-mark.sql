-- When the answers of a survey were last looked through for near duplicates.
CREATE TABLE mark_run (
  survey VARCHAR NOT NULL,
  day    DATE NOT NULL
);
