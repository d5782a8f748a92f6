-- Answers given with help, or on paper. How they came about is counted by day, and stands beside no answer.
CREATE TABLE entry_day (
  survey   VARCHAR NOT NULL,
  day      DATE NOT NULL,
  who      VARCHAR NOT NULL,              -- id of an account
  mode     VARCHAR NOT NULL,              -- assisted, paper
  presence VARCHAR NOT NULL,              -- alone, family, interpreter, other; '' for paper
  n        INTEGER NOT NULL,
  PRIMARY KEY (survey, day, who, mode, presence)
);

-- Files of answers that came in.
CREATE TABLE entry_batch (
  survey      VARCHAR NOT NULL,
  number      INTEGER NOT NULL,           -- 1, 2, 3 … within the survey
  hash        VARCHAR NOT NULL,           -- SHA-256 of the file
  name        VARCHAR NOT NULL,
  lines       INTEGER NOT NULL,
  who         VARCHAR NOT NULL,           -- id of an account, or `command`
  imported_on DATE NOT NULL,
  undone_on   DATE,
  snapshots   INTEGER NOT NULL,           -- snapshots of the survey when it came in: later ones may stand on it
  PRIMARY KEY (survey, number)
);

-- Which answers a file brought, by the identifier that outlives the nightly renumbering; none once it is undone.
CREATE TABLE entry_batch_response (
  survey  VARCHAR NOT NULL,
  number  INTEGER NOT NULL,
  id_hmac UUID NOT NULL
);
