-- Published figures: aggregates only, each cell exact, only those that were released.
CREATE TABLE snapshot (
  id        VARCHAR NOT NULL,
  survey    VARCHAR NOT NULL,
  taken_on  DATE NOT NULL,
  size      INTEGER NOT NULL,             -- answers at which the release plan allowed it
  responses INTEGER NOT NULL,
  k         INTEGER NOT NULL,
  closing   BOOLEAN NOT NULL
);

CREATE TABLE snapshot_cell (
  snapshot VARCHAR NOT NULL,
  cell     INTEGER NOT NULL,
  dims     VARCHAR NOT NULL,              -- names of the dimensions, sorted, joined by *
  codes    VARCHAR[] NOT NULL,
  n        INTEGER NOT NULL
);

CREATE TABLE snapshot_count (
  snapshot VARCHAR NOT NULL,
  cell     INTEGER NOT NULL,
  variable VARCHAR NOT NULL,
  base     INTEGER NOT NULL,
  counts   INTEGER[] NOT NULL             -- by category number
);
