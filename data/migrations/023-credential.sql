-- Microcredentials and the passports that stack them. A published version is never changed; who was given one is kept nowhere.
CREATE TABLE credential_version (
  programme    VARCHAR NOT NULL,
  kind         VARCHAR NOT NULL,          -- credential, passport
  key          VARCHAR NOT NULL,
  version      INTEGER NOT NULL,
  hash         VARCHAR NOT NULL,          -- of the content
  content      VARCHAR NOT NULL,          -- JSON
  published_on DATE NOT NULL,
  who          VARCHAR NOT NULL,          -- an account, or 'programme'
  demo         BOOLEAN NOT NULL,          -- invented for the demonstration
  PRIMARY KEY (programme, kind, key, version)
);

CREATE TABLE credential_draft (
  programme  VARCHAR NOT NULL,
  key        VARCHAR NOT NULL,
  revision   INTEGER NOT NULL,
  content    VARCHAR NOT NULL,            -- JSON, with whatever is still missing
  changed_on DATE NOT NULL,
  who        VARCHAR NOT NULL,
  PRIMARY KEY (programme, key)
);
