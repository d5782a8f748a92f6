-- Who did what: appended to, never changed. Identifiers, counts and names of actions; never what anybody answered.
-- Each entry's hash is a keyed one over the entry and the hash before it: docs/database.md, "The audit".
CREATE TABLE audit (
  seq       INTEGER NOT NULL,             -- 1, 2, 3 …
  batch     INTEGER NOT NULL,             -- seq of the first entry of the same transaction
  day       DATE NOT NULL,
  moment    VARCHAR,                      -- moment in UTC; null for what a respondent did
  who       VARCHAR,                      -- account; `command`, `server`; null: a respondent
  action    VARCHAR NOT NULL,
  programme VARCHAR,
  object    VARCHAR NOT NULL,
  detail    VARCHAR NOT NULL,             -- JSON object, keys in order
  previous  VARCHAR NOT NULL,
  hash      VARCHAR NOT NULL
);

-- Accounts that are opened by the Region's own sign-in service, and not by a passphrase: whom the service calls so.
CREATE TABLE account_oidc (
  issuer  VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  account VARCHAR NOT NULL
);
