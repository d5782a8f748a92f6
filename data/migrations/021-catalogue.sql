-- The catalogue as staff keep it: what is told of a course, the path that it is made of, and the files that came in.
ALTER TABLE course ADD COLUMN description_it VARCHAR;
ALTER TABLE course ADD COLUMN description_en VARCHAR;
-- The path, first to last: JSON, [{title: {it, en}, mode, hours}]; null where the course is one piece.
ALTER TABLE course ADD COLUMN modules VARCHAR;
-- What a learner gets at the end; a qualification that others recognise stands in `certification`.
ALTER TABLE course ADD COLUMN certificate VARCHAR;

-- Programmes whose catalogue staff have changed: loading the folder again leaves it alone.
CREATE TABLE catalogue_kept (
  programme VARCHAR PRIMARY KEY,
  since     DATE NOT NULL
);

CREATE TABLE catalogue_import (
  programme   VARCHAR NOT NULL,
  number      INTEGER NOT NULL,           -- 1, 2, 3 … within the programme
  hash        VARCHAR NOT NULL,           -- SHA-256 of the file
  name        VARCHAR NOT NULL,
  lines       INTEGER NOT NULL,
  counts      VARCHAR NOT NULL,           -- JSON: courses and editions that it added, changed, removed
  imported_by VARCHAR NOT NULL,           -- id of an account
  imported_on DATE NOT NULL,
  undone_on   DATE,
  before      VARCHAR NOT NULL,           -- JSON: the rows that it replaced or removed, as they were; [] when undone
  after       VARCHAR NOT NULL,           -- JSON: the rows as it left them; [] when undone
  PRIMARY KEY (programme, number)
);
