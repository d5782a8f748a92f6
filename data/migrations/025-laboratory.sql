-- Staff edit a laboratory: `revision` grows with each change, so that nobody overwrites what somebody else wrote.
ALTER TABLE laboratory ADD COLUMN revision INTEGER DEFAULT 1;

-- Programmes whose laboratories staff have changed: loading the folder again leaves them alone.
CREATE TABLE laboratory_kept (
  programme VARCHAR PRIMARY KEY,
  since     DATE NOT NULL
);
