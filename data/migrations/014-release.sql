-- The classes and mean weights that published shares were weighted by (JSON); null: no weights.
ALTER TABLE snapshot ADD COLUMN weighting VARCHAR;

-- Sums of a number over the respondents of a cell (employees to train).
CREATE TABLE snapshot_total (
  snapshot VARCHAR NOT NULL,
  cell     INTEGER NOT NULL,
  variable VARCHAR NOT NULL,
  base     INTEGER NOT NULL,              -- respondents who gave a number
  total    BIGINT NOT NULL
);

-- What follows is private: the audit of the next publication needs to know who stood in the earlier ones, and outlives the
-- snapshots. No identifier; counts, and for each living answer which of them it was counted in.

-- One row a publication: which cells were released, and on which of them (places in the list) each variable was shown.
CREATE TABLE release_publication (
  survey      VARCHAR NOT NULL,
  publication INTEGER NOT NULL,           -- from 0
  snapshot    VARCHAR NOT NULL,
  cells       VARCHAR NOT NULL,           -- JSON [{table, codes}]
  shown       VARCHAR NOT NULL            -- JSON {variable: [place]}
);

-- Versions of answers: persons whose answers stood, unchanged, in the same publications with the same dimensions.
CREATE TABLE release_version (
  survey       VARCHAR NOT NULL,
  version      INTEGER NOT NULL,          -- from 1
  person       INTEGER NOT NULL,          -- the same for versions that may be of one person
  publications INTEGER[] NOT NULL,
  profile      VARCHAR NOT NULL,          -- JSON {dimension: [code]}
  n            INTEGER NOT NULL,          -- persons
  bases        INTEGER[] NOT NULL         -- persons who answered, by the places of release_base
);

-- Where the bases of a variable stand; everybody answered those that are not here.
CREATE TABLE release_base (
  survey   VARCHAR NOT NULL,
  variable VARCHAR NOT NULL,
  place    INTEGER NOT NULL               -- from 0
);

-- How many of a version gave which number, of variables whose sums are published.
CREATE TABLE release_magnitude (
  survey   VARCHAR NOT NULL,
  version  INTEGER NOT NULL,
  variable VARCHAR NOT NULL,
  value    INTEGER NOT NULL,
  n        INTEGER NOT NULL
);

-- Which version an answer was counted in. The row goes when the answer is erased.
CREATE TABLE release_answer (
  survey   VARCHAR NOT NULL,
  seq      INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  revision INTEGER NOT NULL               -- the one that was counted
);
