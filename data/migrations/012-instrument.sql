-- What editors work on before it is published: one draft an instrument, with an optimistic revision.
CREATE TABLE instrument_draft (
  programme  VARCHAR NOT NULL,
  instrument VARCHAR NOT NULL,
  revision   INTEGER NOT NULL,
  source     VARCHAR NOT NULL,             -- the file as it was handed in, byte for byte (UTF-8)
  sheet      VARCHAR NOT NULL,             -- JSON: the survey that will ask it; parts may be missing
  changed_on DATE NOT NULL,
  changed_by VARCHAR NOT NULL,
  PRIMARY KEY (programme, instrument)
);

-- The file a published version was made from; versions published before this table have none.
CREATE TABLE instrument_source (
  programme  VARCHAR NOT NULL,
  instrument VARCHAR NOT NULL,
  version    INTEGER NOT NULL,
  source     VARCHAR NOT NULL,
  PRIMARY KEY (programme, instrument, version)
);

-- The steps of a survey's life: draft, pilot, open, closed. The last one holds; a survey without any is open.
CREATE TABLE survey_life (
  survey     VARCHAR NOT NULL,
  step       INTEGER NOT NULL,
  state      VARCHAR NOT NULL,
  changed_on DATE NOT NULL,
  changed_by VARCHAR NOT NULL,
  PRIMARY KEY (survey, step)
);

-- Counts of a pilot: how often a question was not clear or refused, and how many took so many seconds. Nobody's id.
CREATE TABLE pilot_mark (
  survey   VARCHAR NOT NULL,
  version  INTEGER NOT NULL,
  question VARCHAR NOT NULL,
  kind     VARCHAR NOT NULL,               -- not_clear, refused, seconds
  seconds  INTEGER NOT NULL,               -- 0 unless the kind is seconds
  n        INTEGER NOT NULL,
  PRIMARY KEY (survey, version, question, kind, seconds)
);

-- How many came as far as a page. Nobody's id, no time.
CREATE TABLE page_reached (
  survey  VARCHAR NOT NULL,
  version INTEGER NOT NULL,
  page    VARCHAR NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (survey, version, page)
);

-- Given while the survey was piloted: never counted, never in figures, wiped when the survey opens.
ALTER TABLE response ADD COLUMN pilot BOOLEAN;
