/** Which codings count: for evidence, charts and exports, in this program and in analytics. */
import { settledSessions } from './visible.ts';

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
  WHERE coding.placed = 'sure' AND (
    coding.unit_kind = 'answer'
    OR (coding.pass = 'final' AND coding.session IN (${settledSessions}))
    OR (coding.pass = 'first' AND coding.session IN (
          SELECT session FROM coding_task GROUP BY session
          HAVING bool_and(state = 'done') AND bool_and(pass = 'first'))))`;
