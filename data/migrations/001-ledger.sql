-- One row a committed batch. The marker file beside the database holds the last row that reached the disk.
CREATE TABLE ledger (
  seq  INTEGER NOT NULL,
  uuid UUID NOT NULL
);

CREATE TABLE migration (
  number     INTEGER NOT NULL,
  name       VARCHAR NOT NULL,
  checksum   VARCHAR NOT NULL,
  applied_on DATE NOT NULL
);
