-- One row an accepted answer, as it arrived. Erased answers stay as a tombstone:
-- id_hmac, receipt_hash, survey and erased_on are kept, everything that came from the person is null.
-- id_hmac is unique; the writer door guards it.
CREATE TABLE response (
  seq          BIGINT NOT NULL,
  id_hmac      UUID NOT NULL,
  body_hash    UUID,
  survey       VARCHAR NOT NULL,
  version      INTEGER,
  wave         VARCHAR,
  language     VARCHAR,
  mode         VARCHAR,
  day          DATE,
  quality      VARCHAR[],
  revision     INTEGER NOT NULL DEFAULT 1,
  receipt_hash UUID,
  erased_on    DATE,
  raw          VARCHAR                    -- JSON of the answers
);

-- How far the typed tables of a survey have read.
CREATE TABLE projection (
  survey VARCHAR NOT NULL,
  cursor BIGINT NOT NULL
);
