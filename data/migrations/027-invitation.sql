-- Who is invited to a survey, and the codes that let somebody in. Contact data are never joined to answers.

-- A code that lets one person answer once. Nothing here says whose it is, when it was used, or what was answered; the
-- code itself is stored nowhere. The rows are written in random order again and again: docs/invitations.md.
CREATE TABLE token (
  token_hmac UUID NOT NULL,
  survey     VARCHAR NOT NULL,
  stratum    VARCHAR,
  channel    VARCHAR,
  used       BOOLEAN NOT NULL DEFAULT false
);

-- A person or a firm on a list of the owner's; `id` is random, and the code follows from it by the server's key.
CREATE TABLE invitee (
  id          UUID NOT NULL,
  survey      VARCHAR NOT NULL,
  batch       UUID NOT NULL,
  name        VARCHAR NOT NULL,
  email       VARCHAR,
  street      VARCHAR,
  postcode    VARCHAR,
  town        VARCHAR,
  reference   VARCHAR,                   -- the owner's own key
  stratum     VARCHAR,
  territory   VARCHAR,                   -- code of a municipality
  language    VARCHAR NOT NULL,
  token_hmac  UUID NOT NULL,
  state       VARCHAR NOT NULL,          -- listed, invited, reminded, bounced, stopped
  reason      VARCHAR,                   -- of a bounce: mailbox, refused, address
  invited_on  DATE,
  reminded_on DATE,
  reminders   INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE invitation_batch (
  id     UUID NOT NULL,
  survey VARCHAR NOT NULL,
  day    DATE NOT NULL,
  who    VARCHAR NOT NULL,
  size   INTEGER NOT NULL,
  undone DATE
);

-- A poster or a link of a survey: where it hangs or is sent.
CREATE TABLE channel (
  survey    VARCHAR NOT NULL,
  code      VARCHAR NOT NULL,
  name      VARCHAR NOT NULL,
  territory VARCHAR,                     -- level:code
  made_on   DATE NOT NULL
);

-- By which of these, or by which channel of codes, somebody came; null when it is not known.
ALTER TABLE response ADD COLUMN channel VARCHAR;
