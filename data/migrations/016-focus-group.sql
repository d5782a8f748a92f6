-- Focus groups. Ids of sessions and statements are made where they are noted, so that a statement sent twice is one.
-- A row that staff change carries a revision; nothing here is shared with answers but the number of an answer that was coded.
CREATE TABLE focus_session (
  id              UUID NOT NULL,
  programme       VARCHAR NOT NULL,
  title           VARCHAR NOT NULL,
  held_on         DATE NOT NULL,
  place           VARCHAR NOT NULL,       -- the room, as the invitation says it
  territory_level VARCHAR NOT NULL,
  territory_code  VARCHAR NOT NULL,
  groups          VARCHAR[] NOT NULL,     -- keys of the target groups that are talked about
  guide           INTEGER NOT NULL,       -- version, table guide_version
  language        VARCHAR NOT NULL,
  moderator       VARCHAR NOT NULL,       -- id of an account
  origin          VARCHAR NOT NULL,       -- live, imported, synthetic (invented)
  state           VARCHAR NOT NULL,       -- planned, live, closed
  created_on      DATE NOT NULL,
  revision        INTEGER NOT NULL
);

-- P1 to Pn; never a name.
CREATE TABLE focus_participant (
  session      UUID NOT NULL,
  number       INTEGER NOT NULL,
  role         VARCHAR NOT NULL,          -- what the person is there as
  target_group VARCHAR,                   -- key, or null
  takes_part   BOOLEAN NOT NULL,          -- signed the sheet
  may_quote    BOOLEAN NOT NULL,          -- signed the second line
  withdrawn_on DATE,                      -- the consent to be quoted
  revision     INTEGER NOT NULL
);

CREATE TABLE focus_statement (
  id          UUID NOT NULL,
  session     UUID NOT NULL,
  place       DOUBLE NOT NULL,            -- order within the session
  topic       VARCHAR,                    -- name of a question of the guide
  participant INTEGER,                    -- null: nobody in particular
  kind        VARCHAR NOT NULL,           -- need, barrier, proposal, quote, agreement, disagreement, silence
  language    VARCHAR NOT NULL,
  text        VARCHAR NOT NULL,
  translation VARCHAR,                    -- in Italian
  translator  VARCHAR,                    -- who translated, as a word: a name of staff, an agency, a program
  hints       VARCHAR NOT NULL,           -- JSON: what seems to name a person, found when the words were noted
  cleared     BOOLEAN NOT NULL,           -- somebody looked at it and let it stand
  source      UUID,                       -- file that it came in with, table focus_source
  author      VARCHAR NOT NULL,           -- id of an account
  removed     BOOLEAN NOT NULL,           -- then the words are gone
  noted_on    DATE NOT NULL,
  revision    INTEGER NOT NULL
);

-- Statements with whether they may be read outside the analyst's view. Consent is looked up at each reading: withdrawn,
-- a quote is gone from everywhere.
CREATE VIEW focus_spoken AS
SELECT statement.id, statement.session, statement.place, statement.topic, statement.participant, statement.kind,
       statement.language, statement.text, statement.translation, statement.translator, statement.hints,
       statement.cleared, statement.source, statement.author, statement.removed, statement.noted_on, statement.revision,
       coalesce(NOT statement.removed AND statement.kind <> 'silence' AND statement.text <> ''
                AND (statement.cleared OR statement.hints = '[]')
                AND participant.takes_part AND participant.may_quote AND participant.withdrawn_on IS NULL, false)
         AS quotable
FROM focus_statement AS statement
LEFT JOIN focus_participant AS participant
  ON participant.session = statement.session AND participant.number = statement.participant;

-- A file of old notes: imported once, taken back as a whole.
CREATE TABLE focus_source (
  id          UUID NOT NULL,
  session     UUID NOT NULL,
  name        VARCHAR NOT NULL,
  format      VARCHAR NOT NULL,           -- txt, vtt, srt, docx, csv
  hash        VARCHAR NOT NULL,           -- SHA-256
  statements  INTEGER NOT NULL,
  imported_on DATE NOT NULL
);

-- What participants rank at the end: the themes read back, and whether they may still be ranked.
CREATE TABLE focus_ranking (
  session  UUID NOT NULL,
  themes   VARCHAR NOT NULL,              -- JSON: [{key, label}]
  state    VARCHAR NOT NULL,              -- open, closed
  revision INTEGER NOT NULL
);

-- A participant's one-minute form. No participant number: the person is alone with it.
CREATE TABLE focus_feedback (
  session  UUID NOT NULL,
  id       UUID NOT NULL,
  mattered VARCHAR,
  missed   VARCHAR,
  ranked   VARCHAR[] NOT NULL,            -- keys of themes, the first first
  language VARCHAR NOT NULL
);

-- The shared list of codes: a tree. `id` is the GUID of interchange.
CREATE TABLE code (
  id          UUID NOT NULL,
  programme   VARCHAR NOT NULL,
  parent      UUID,
  place       DOUBLE NOT NULL,            -- order among brothers
  labels      VARCHAR NOT NULL,           -- JSON by language
  description VARCHAR NOT NULL,
  skill       VARCHAR,                    -- key of the programme's skill list
  colour      VARCHAR NOT NULL,           -- #RRGGBB
  state       VARCHAR NOT NULL,           -- proposed, accepted, refused, merged, retired
  merged_into UUID,
  proposed_by VARCHAR NOT NULL,           -- id of an account
  revision    INTEGER NOT NULL
);

CREATE TABLE code_event (
  programme VARCHAR NOT NULL,
  code      UUID NOT NULL,
  seq       BIGINT NOT NULL,              -- order within the programme
  what      VARCHAR NOT NULL,             -- proposed, accepted, refused, described, renamed, moved, merged, split, linked, retired
  who       VARCHAR NOT NULL,
  day       DATE NOT NULL,
  detail    VARCHAR NOT NULL              -- JSON: what it was and what it became
);

-- A code on a stretch of a text. Offsets count code points; the end is exclusive.
CREATE TABLE coding (
  id        UUID NOT NULL,
  programme VARCHAR NOT NULL,
  unit_kind VARCHAR NOT NULL,             -- statement, answer
  unit      VARCHAR NOT NULL,             -- id of a statement; number of an answer and variable, `812:barriersText`
  session   UUID,                         -- of the statement
  code      UUID NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL,
  quote     VARCHAR NOT NULL,             -- the words then
  pass      VARCHAR NOT NULL,             -- first, second, final
  coder     VARCHAR NOT NULL,
  placed    VARCHAR NOT NULL,             -- sure; moved: the text was edited across it, somebody must look
  made_on   DATE NOT NULL
);

-- Who codes a session in which pass; the second is blind until both are done.
CREATE TABLE coding_task (
  programme VARCHAR NOT NULL,
  session   UUID NOT NULL,
  pass      VARCHAR NOT NULL,             -- first, second
  coder     VARCHAR NOT NULL,
  state     VARCHAR NOT NULL,             -- open, done
  revision  INTEGER NOT NULL
);

-- What was decided where two coders differ; the codings of the pass `final` follow from it.
CREATE TABLE adjudication (
  id        UUID NOT NULL,
  programme VARCHAR NOT NULL,
  session   UUID NOT NULL,
  statement UUID NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL,
  codes     VARCHAR NOT NULL,             -- JSON: ids of the codes that stay
  reason    VARCHAR NOT NULL,
  who       VARCHAR NOT NULL,
  day       DATE NOT NULL
);

CREATE TABLE recommendation (
  id         UUID NOT NULL,
  programme  VARCHAR NOT NULL,
  title      VARCHAR NOT NULL,
  text       VARCHAR NOT NULL,
  state      VARCHAR NOT NULL,            -- raised, accepted, rejected
  reason     VARCHAR,
  raised_by  VARCHAR NOT NULL,
  raised_on  DATE NOT NULL,
  decided_by VARCHAR,
  decided_on DATE,
  revision   INTEGER NOT NULL
);

CREATE TABLE recommendation_support (
  recommendation UUID NOT NULL,
  coding         UUID NOT NULL
);
