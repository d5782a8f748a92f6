-- What is asked, of whom, where. Loaded once from a programme folder; from then on this is the truth.
CREATE TABLE programme (
  id        VARCHAR PRIMARY KEY,
  content   VARCHAR NOT NULL,             -- JSON
  hash      VARCHAR NOT NULL,
  loaded_on DATE NOT NULL
);

CREATE TABLE territory (
  id          INTEGER PRIMARY KEY,
  level       VARCHAR NOT NULL,           -- region, province, area, municipality
  code        VARCHAR NOT NULL,
  name        VARCHAR NOT NULL,
  province_id INTEGER,
  area_id     INTEGER,
  region_id   INTEGER,
  programme   VARCHAR,                    -- null for Italy's own; areas belong to a programme
  longitude   DOUBLE,
  latitude    DOUBLE
);

CREATE TABLE skill (
  programme         VARCHAR NOT NULL,
  key               VARCHAR NOT NULL,
  area              VARCHAR NOT NULL,
  label_it          VARCHAR NOT NULL,
  label_en          VARCHAR NOT NULL,
  framework         VARCHAR,
  framework_version VARCHAR,
  framework_ref     VARCHAR,
  PRIMARY KEY (programme, key)
);

-- Immutable: a new wording is a new version.
CREATE TABLE instrument_version (
  programme    VARCHAR NOT NULL,
  instrument   VARCHAR NOT NULL,
  version      INTEGER NOT NULL,
  hash         VARCHAR NOT NULL,
  definition   VARCHAR NOT NULL,          -- SurveyJS JSON
  codebook     VARCHAR NOT NULL,          -- JSON
  published_on DATE NOT NULL,
  PRIMARY KEY (programme, instrument, version)
);

CREATE TABLE survey (
  id         VARCHAR PRIMARY KEY,
  programme  VARCHAR NOT NULL,
  instrument VARCHAR NOT NULL,
  version    INTEGER NOT NULL,
  wave       VARCHAR NOT NULL,
  settings   VARCHAR NOT NULL             -- JSON
);

CREATE TABLE notice (
  programme VARCHAR NOT NULL,
  audience  VARCHAR NOT NULL,
  version   VARCHAR NOT NULL,
  text_it   VARCHAR NOT NULL,
  text_en   VARCHAR NOT NULL,
  PRIMARY KEY (programme, audience, version)
);
