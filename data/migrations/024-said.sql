-- What came of a survey, as its planners tell it: found, followed, declined. A published version is never changed.
CREATE TABLE said_version (
  survey       VARCHAR NOT NULL,
  version      INTEGER NOT NULL,
  content      VARCHAR NOT NULL,          -- JSON; findings name the figures that they rest on
  published_on DATE NOT NULL,
  who          VARCHAR NOT NULL,
  PRIMARY KEY (survey, version)
);

CREATE TABLE said_draft (
  survey     VARCHAR PRIMARY KEY,
  revision   INTEGER NOT NULL,
  content    VARCHAR NOT NULL,
  changed_on DATE NOT NULL,
  who        VARCHAR NOT NULL
);
