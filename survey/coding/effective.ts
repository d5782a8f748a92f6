/** Which codings count: for evidence, charts and exports, in this program and in analytics. */

/** Which pass counts, session by session: none while one is under way. */
const countingPasses = `
  SELECT session, CASE WHEN count(*) = 2 THEN 'final' ELSE 'first' END AS pass FROM coding_task
  GROUP BY session HAVING bool_and(state = 'done') AND (count(*) = 2 OR bool_and(pass = 'first'))`;

/**
 * A query of the codings that count: `id`, `programme`, `unit_kind`, `unit`, `session`, `code`, `start`, `stop`, `quote`.
 * - of two coders who finished: what was settled between them;
 * - of one who finished, while nobody took up the second pass: that coder's;
 * - of open answers: all.
 * Never one that an edit moved, nor one whose code nobody accepted.
 */
export const effectiveCodings = `
  SELECT coding.id, coding.programme, coding.unit_kind, coding.unit, coding.session, coding.code, coding.start,
         coding.stop, coding.quote
  FROM coding
  JOIN code ON code.id = coding.code AND code.state IN ('accepted', 'retired')
  LEFT JOIN (${countingPasses}) counting ON counting.session = coding.session
  WHERE coding.placed = 'sure' AND (coding.unit_kind = 'answer' OR coding.pass = counting.pass)`;
