/** SQL of marks: how many answers bear each. */
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import type { Filter } from '../domain-query.ts';
import { marksThatExclude, quoted } from './answers.ts';
import { isAmong, numbersOf, type Statement } from './count.ts';

/** `mark` is '' for all answers. */
export interface MarkTally {
  readonly mark: string;
  readonly n: number;
  readonly excluded: number;
}

/** Rows of `MarkTally`. Rows of `response` and of the typed table are of one moment, in which `seq` tells them apart. */
export function marksStatement(survey: CompiledSurvey, where: readonly Filter[]): Statement {
  const among = ['true', ...where.map(isAmong)].join(' AND ');
  const counts = `count(*)::INTEGER AS n, (count(*) FILTER (marks >= ${marksThatExclude}))::INTEGER AS excluded`;
  const sql = `WITH received AS MATERIALIZED (
    SELECT answer.marks, response.quality
    FROM ${quoted(survey.tables.answer)} AS answer JOIN response ON response.seq = answer.seq
    WHERE ${among})
SELECT '' AS mark, ${counts} FROM received
UNION ALL
SELECT mark, ${counts} FROM (SELECT marks, unnest(quality) AS mark FROM received) GROUP BY mark
ORDER BY mark`;
  return { sql, parameters: numbersOf(where) };
}
