-- Views of figures that staff have kept. Only the address is kept: what it shows is decided for whoever opens it. `code`
-- opens it to anybody; null while there is no such link. Gone with the account.
CREATE TABLE saved_view (
  id      VARCHAR NOT NULL,
  account VARCHAR NOT NULL,
  name    VARCHAR NOT NULL,
  address VARCHAR NOT NULL,                 -- path and query of a page of figures
  code    VARCHAR,
  made_on DATE NOT NULL
);
