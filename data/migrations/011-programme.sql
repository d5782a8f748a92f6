-- What a programme brings beside its questions: bodies, reference figures, what is on offer, the focus group's guide.

-- The country a place lies in; countries are territories of the level `country`.
ALTER TABLE territory ADD COLUMN country_id INTEGER;

-- The notice in further languages: JSON by language; null where there are none.
ALTER TABLE notice ADD COLUMN text_further VARCHAR;

-- How a survey treats people under the age of consent: excluded, school, parents. No row: excluded.
CREATE TABLE minors_route (
  survey     VARCHAR PRIMARY KEY,
  route      VARCHAR NOT NULL,
  decided_on DATE NOT NULL
);

-- Which programmes the demonstration still has to fill; empty when it is not under way.
CREATE TABLE demonstration (
  programme VARCHAR NOT NULL
);

-- Territories are named by level and code: a programme may speak of places that no survey of it asks.
CREATE TABLE organisation (
  programme       VARCHAR NOT NULL,
  key             VARCHAR NOT NULL,
  kind            VARCHAR NOT NULL,
  name            VARCHAR NOT NULL,
  territory_level VARCHAR,
  territory_code  VARCHAR,
  members_of      VARCHAR[] NOT NULL,     -- keys of organisations
  website         VARCHAR,
  demo            BOOLEAN NOT NULL,       -- an invented body
  PRIMARY KEY (programme, key)
);

-- Facts of official statistics that answers are held against.
CREATE TABLE benchmark (
  programme       VARCHAR NOT NULL,
  variable        VARCHAR NOT NULL,
  category        VARCHAR NOT NULL,
  territory_level VARCHAR NOT NULL,
  territory_code  VARCHAR NOT NULL,
  value           DOUBLE NOT NULL,        -- a share, 0 to 1
  n               INTEGER,
  year            INTEGER NOT NULL,
  source_it       VARCHAR NOT NULL,
  source_en       VARCHAR NOT NULL,
  url             VARCHAR
);

-- How many there are in the population.
CREATE TABLE margin (
  programme       VARCHAR NOT NULL,
  territory_level VARCHAR NOT NULL,
  territory_code  VARCHAR NOT NULL,
  variable        VARCHAR NOT NULL,
  category        VARCHAR NOT NULL,
  count           DOUBLE NOT NULL,
  source          VARCHAR NOT NULL,
  year            INTEGER NOT NULL
);

CREATE TABLE course (
  programme       VARCHAR NOT NULL,
  key             VARCHAR NOT NULL,
  title_it        VARCHAR NOT NULL,
  title_en        VARCHAR NOT NULL,
  provider        VARCHAR,                -- key of an organisation
  skills          VARCHAR[] NOT NULL,
  level_from      INTEGER,
  level_to        INTEGER,
  eqf             INTEGER,
  mode            VARCHAR NOT NULL,       -- classroom, online, mixed, workplace
  hours_classroom DOUBLE,
  hours_online    DOUBLE,
  certification   VARCHAR,
  cost_edition    DOUBLE,                 -- euro
  cost_learner    DOUBLE,
  prerequisites   VARCHAR,
  target_groups   VARCHAR[] NOT NULL,
  demo            BOOLEAN NOT NULL,
  PRIMARY KEY (programme, key)
);

CREATE TABLE edition (
  programme       VARCHAR NOT NULL,
  course          VARCHAR NOT NULL,
  key             VARCHAR NOT NULL,
  territory_level VARCHAR,
  territory_code  VARCHAR,
  starts_on       DATE NOT NULL,
  ends_on         DATE NOT NULL,
  seats           INTEGER NOT NULL,
  taken           INTEGER,
  PRIMARY KEY (programme, course, key)
);

CREATE TABLE laboratory (
  programme       VARCHAR NOT NULL,
  key             VARCHAR NOT NULL,
  organisation    VARCHAR NOT NULL,
  title_it        VARCHAR NOT NULL,
  title_en        VARCHAR NOT NULL,
  territory_level VARCHAR,
  territory_code  VARCHAR,
  equipment       VARCHAR[] NOT NULL,
  skills          VARCHAR[] NOT NULL,
  outside_hours   DOUBLE,                 -- hours a week open to others
  occupied_hours  DOUBLE,                 -- of the hours a week that it is in use
  access_it       VARCHAR,
  access_en       VARCHAR,
  demo            BOOLEAN NOT NULL,
  PRIMARY KEY (programme, key)
);

-- The focus group's guide, immutable like an instrument: a new wording is a new version.
CREATE TABLE guide_version (
  programme    VARCHAR NOT NULL,
  version      INTEGER NOT NULL,
  hash         VARCHAR NOT NULL,
  definition   VARCHAR NOT NULL,          -- SurveyJS JSON
  published_on DATE NOT NULL,
  PRIMARY KEY (programme, version)
);

-- Texts of the separate forms, and the profile that organisations compare themselves with: JSON.
CREATE TABLE programme_document (
  programme VARCHAR NOT NULL,
  name      VARCHAR NOT NULL,             -- forms, target-profile
  content   VARCHAR NOT NULL,
  PRIMARY KEY (programme, name)
);
