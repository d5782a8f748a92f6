-- When the answers were last put in random order: docs/decisions/0126-linkage.md. One row.
CREATE TABLE mixing (
  generation INTEGER NOT NULL,            -- times it was done; numbers of answers hold within one generation alone
  mixed_on   DATE NOT NULL
);
INSERT INTO mixing SELECT 0, max(applied_on) FROM migration;

-- What the last backup held of each survey that codes open: the next one waits until enough were used since.
CREATE TABLE backup_count (
  survey   VARCHAR NOT NULL,
  used     INTEGER NOT NULL,
  taken_on DATE NOT NULL
);

-- A coding names an open answer by what stays with it: numbers of answers change each time.
UPDATE coding SET unit = response.id_hmac::VARCHAR || substr(coding.unit, instr(coding.unit, ':'))
FROM response
WHERE coding.unit_kind = 'answer' AND response.seq = TRY_CAST(split_part(coding.unit, ':', 1) AS BIGINT);
