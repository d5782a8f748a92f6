-- Answers that somebody will go on with on another device: nothing that the server could read.
-- `draft_hmac`: HMAC(key, lookup), where the browser derived the lookup from a code that never left it.
CREATE TABLE draft (
  draft_hmac UUID PRIMARY KEY,
  survey     VARCHAR NOT NULL,
  ciphertext VARCHAR NOT NULL,
  expires_on DATE NOT NULL
);
