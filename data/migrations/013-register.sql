-- What organisations and people declare apart from any answer. These tables share nothing with answers: no id, no
-- order, no time finer than the day; `id` comes from another key word, and rows stand in the order of `id`.
CREATE TABLE interest (
  programme       VARCHAR NOT NULL,
  id              UUID NOT NULL,
  kind            VARCHAR NOT NULL,       -- madrina, self_employment, youth
  version         VARCHAR NOT NULL,       -- of the text that was consented to
  withdrawal_hash UUID NOT NULL,
  consented_on    DATE NOT NULL,
  withdrawn_on    DATE,                   -- then everything below is null
  body_mark       UUID,
  show_to_schools BOOLEAN,
  language        VARCHAR,
  organisation    VARCHAR,                -- as the firm wrote it
  person          VARCHAR,
  contact         VARCHAR,
  municipality    VARCHAR,
  sector          VARCHAR,
  topics          VARCHAR[],
  available       VARCHAR
);

CREATE TABLE idea (
  programme   VARCHAR NOT NULL,
  id          UUID NOT NULL,
  year        INTEGER NOT NULL,
  title       VARCHAR NOT NULL,
  text        VARCHAR NOT NULL,
  school      VARCHAR NOT NULL,           -- key of an organisation
  state       VARCHAR NOT NULL,           -- proposed, adopted, taken_up
  firm        UUID,                       -- the interest of a madrina firm
  proposed_on DATE NOT NULL,
  adopted_on  DATE,
  taken_up_on DATE,
  revision    INTEGER NOT NULL
);

-- Whether an organisation takes part, as staff told it: never read off answers. No row: not invited.
CREATE TABLE participation (
  programme    VARCHAR NOT NULL,
  survey       VARCHAR NOT NULL,
  organisation VARCHAR NOT NULL,
  state        VARCHAR NOT NULL,          -- invited, answered
  told_on      DATE NOT NULL
);

-- Who signed that figures may bear its name, and where the signed sheet is kept.
CREATE TABLE attribution_consent (
  programme    VARCHAR NOT NULL,
  survey       VARCHAR NOT NULL,
  organisation VARCHAR NOT NULL,
  signed_on    DATE NOT NULL,
  document     VARCHAR NOT NULL,
  recorded_by  VARCHAR NOT NULL,          -- id of an account
  recorded_on  DATE NOT NULL,
  withdrawn_on DATE
);

-- Use of learning platforms, as their owners count it: a row a course, place and month.
CREATE TABLE uptake_file (
  programme   VARCHAR NOT NULL,
  hash        VARCHAR NOT NULL,           -- SHA-256 of the file
  lines       INTEGER NOT NULL,
  imported_on DATE NOT NULL
);

CREATE TABLE uptake (
  programme       VARCHAR NOT NULL,
  file            VARCHAR NOT NULL,
  course          VARCHAR NOT NULL,
  territory_level VARCHAR NOT NULL,
  territory_code  VARCHAR NOT NULL,
  month           DATE NOT NULL,          -- its first day
  enrolled        INTEGER NOT NULL,
  completed       INTEGER NOT NULL
);
