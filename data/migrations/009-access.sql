-- Staff. `passphrase` is a PHC string (argon2id), null once the account is closed; `must_change` while it is one that
-- somebody else made. `totp` is encrypted with the server's key; `totp_counter` is the last step a code was taken for.
CREATE TABLE account (
  id           VARCHAR NOT NULL,
  email        VARCHAR NOT NULL,            -- lower case; one account an address
  name         VARCHAR NOT NULL,
  passphrase   VARCHAR,
  must_change  BOOLEAN NOT NULL,
  totp         VARCHAR,
  totp_counter INTEGER NOT NULL DEFAULT 0,
  revision     INTEGER NOT NULL DEFAULT 1,
  made_on      DATE NOT NULL,
  closed_on    DATE
);

-- What somebody may do and where; null covers everything.
CREATE TABLE account_grant (
  account      VARCHAR NOT NULL,
  role         VARCHAR NOT NULL,
  programme    VARCHAR,
  territory    VARCHAR,                     -- level:code
  organisation VARCHAR
);

-- Who is signed in: the SHA-256 of the token, never the token. Milliseconds since 1970.
CREATE TABLE session (
  token_hash VARCHAR NOT NULL,
  account    VARCHAR NOT NULL,
  began_at   BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL
);
