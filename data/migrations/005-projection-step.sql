-- The answers (after < seq <= upto) that the statements filling the typed tables read: one row, set before they run.
CREATE TABLE projection_step (
  after BIGINT NOT NULL,
  upto  BIGINT NOT NULL
);
INSERT INTO projection_step VALUES (0, 0);
