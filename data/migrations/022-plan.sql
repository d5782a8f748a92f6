-- Plans of training. A plan is a row a version: versions of one plan share `family`. An approved one is read from
-- `plan_version` and never changes again; a row that staff change carries a revision.
CREATE TABLE plan (
  id              UUID NOT NULL,
  family          UUID NOT NULL,
  version         INTEGER NOT NULL,       -- from 1
  programme       VARCHAR NOT NULL,
  survey          VARCHAR NOT NULL,       -- whose demand it is held against
  title           VARCHAR NOT NULL,
  take_up         DOUBLE NOT NULL,        -- percent
  from_on         DATE NOT NULL,          -- first of twelve months
  budget          DOUBLE NOT NULL,        -- euro
  territory       VARCHAR,                -- level:code; null: the programme's whole territory
  accepted_km     DOUBLE NOT NULL,        -- in a straight line, that people are taken to travel
  state           VARCHAR NOT NULL,       -- draft, shared, approved, followed
  lines_made      INTEGER NOT NULL,       -- numbers of lines that were given out
  revision        INTEGER NOT NULL,
  created_by      VARCHAR NOT NULL,       -- id of an account
  created_on      DATE NOT NULL
);

CREATE TABLE plan_line (
  plan            UUID NOT NULL,
  id              UUID NOT NULL,
  number          INTEGER NOT NULL,       -- from 1, as files name it
  course          VARCHAR NOT NULL,       -- key
  territory       VARCHAR,                -- level:code; null: online
  starts_on       DATE NOT NULL,
  editions        INTEGER NOT NULL,
  seats           INTEGER NOT NULL,       -- of each edition
  cost            DOUBLE NOT NULL,        -- euro, of each edition
  reason          VARCHAR
);

-- What a line rests on: identifiers, never contents, so that a withdrawal is a withdrawal here too.
CREATE TABLE plan_evidence (
  plan      UUID NOT NULL,
  line      UUID NOT NULL,
  place     INTEGER NOT NULL,             -- order
  kind      VARCHAR NOT NULL,             -- figure, quote, recommendation
  ref       VARCHAR NOT NULL,             -- identifier of a figure, id of a coding, of a recommendation
  skill     VARCHAR,
  territory VARCHAR,                      -- level:code
  "group"   VARCHAR                       -- the dimension that the figure is divided by
);

-- Why a priority group is planned for though nobody heard it.
CREATE TABLE plan_excuse (
  plan         UUID NOT NULL,
  target_group VARCHAR NOT NULL,
  reason       VARCHAR NOT NULL,
  told_by      VARCHAR NOT NULL,          -- id of an account
  told_on      DATE NOT NULL
);

CREATE TABLE plan_comment (
  plan       UUID NOT NULL,
  id         UUID NOT NULL,
  line       UUID,                        -- null: about the whole
  author     VARCHAR NOT NULL,            -- id of an account
  text       VARCHAR NOT NULL,
  written_on DATE NOT NULL
);

-- What was approved, word for word; never changed.
CREATE TABLE plan_version (
  plan        UUID PRIMARY KEY,
  hash        VARCHAR NOT NULL,           -- SHA-256 of `content`
  content     VARCHAR NOT NULL,           -- canonical JSON
  approved_by VARCHAR NOT NULL,           -- id of an account
  approved_on DATE NOT NULL
);

-- Snapshots that figures of approved plans were read from: these are kept.
CREATE TABLE plan_snapshot (
  plan     UUID NOT NULL,
  snapshot VARCHAR NOT NULL
);

-- Enrolments of an approved plan, as the providers count them. A later file takes the place of the same line and group.
CREATE TABLE plan_enrolment_file (
  plan        UUID NOT NULL,
  hash        VARCHAR NOT NULL,           -- SHA-256 of the file
  name        VARCHAR NOT NULL,
  lines       INTEGER NOT NULL,
  imported_by VARCHAR NOT NULL,           -- id of an account
  imported_on DATE NOT NULL
);

CREATE TABLE plan_enrolment (
  plan         UUID NOT NULL,
  file         VARCHAR NOT NULL,
  line         INTEGER NOT NULL,          -- its number
  target_group VARCHAR NOT NULL,          -- empty: not told
  planned      INTEGER NOT NULL,
  enrolled     INTEGER NOT NULL,
  completed    INTEGER NOT NULL
);
