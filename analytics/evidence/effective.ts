/** Stands in until the codings' own `effectiveCodings`. */
export const effectiveCodings = `
  SELECT coding.id, coding.programme, coding.unit_kind, coding.unit, coding.session, coding.code, coding.start,
         coding.stop, coding.quote
  FROM coding
  JOIN code ON code.id = coding.code AND code.state IN ('accepted', 'retired')
  WHERE coding.placed = 'sure' AND (
    coding.unit_kind = 'answer'
    OR (coding.pass = 'final' AND coding.session IN (
          SELECT session FROM coding_task GROUP BY session HAVING bool_and(state = 'done') AND count(*) = 2))
    OR (coding.pass = 'first' AND coding.session IN (
          SELECT session FROM coding_task GROUP BY session
          HAVING bool_and(state = 'done') AND bool_and(pass = 'first'))))`;
