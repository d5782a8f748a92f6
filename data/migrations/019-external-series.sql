-- Figures that others publish, such as forecasts of recruitment or counts of job advertisements, as a file brought them in.
-- Shown beside the figures of surveys, never in one scale with them.
CREATE TABLE external_file (
  programme   VARCHAR NOT NULL,
  hash        VARCHAR NOT NULL,           -- SHA-256 of the file
  name        VARCHAR NOT NULL,
  lines       INTEGER NOT NULL,
  imported_by VARCHAR NOT NULL,           -- id of an account, or command
  imported_on DATE NOT NULL
);

CREATE TABLE external_series (
  programme       VARCHAR NOT NULL,
  file            VARCHAR NOT NULL,       -- hash of an external_file
  source          VARCHAR NOT NULL,
  vintage         VARCHAR NOT NULL,       -- year, quarter, month, as the source says it
  territory_level VARCHAR NOT NULL,
  territory_code  VARCHAR NOT NULL,
  label           VARCHAR NOT NULL,       -- skill or occupation, as the source calls it
  skill           VARCHAR,                -- key in the programme's list; null: none of them
  value           DOUBLE NOT NULL,
  unit            VARCHAR NOT NULL,
  note            VARCHAR NOT NULL,       -- may be empty
  licence         VARCHAR NOT NULL
);
