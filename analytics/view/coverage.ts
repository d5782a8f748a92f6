/** SQL of the exact coverage: how many answers have each value, one part after the other. */
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { dimensionsOf } from '../dimension.ts';
import type { Filter } from '../domain-query.ts';
import { answerStep, columnOf, marksThatExclude, memberStep, quoted } from './answers.ts';
import { isAmong, numbersOf, type Statement } from './count.ts';

/** What stands at an answer beside its dimensions; `marks` of all answers, also of those that many marks keep out. */
export const factNames = ['day', 'mode', 'language', 'marks'] as const;
const columns = factNames.filter((name) => name !== 'marks');

/** `part`: the dimension or the fact, '' for all; `code`: the number of a category, or the fact as it is written. */
export interface CoverageTally {
  readonly part: string;
  readonly code: string;
  readonly n: number;
}

/** Rows of `CoverageTally`, by part and code. */
export function coverageStatement(survey: CompiledSurvey, where: readonly Filter[]): Statement {
  const dimensions = [...dimensionsOf(survey).values()].map((dimension) =>
    dimension.overlapping
      ? part(dimension.name, 'member.number', `JOIN member ON member.mask = ${columnOf(dimension)}`)
      : part(dimension.name, columnOf(dimension)),
  );
  const parts = [part('', "''"), ...dimensions, ...columns.map((name) => part(name, `answer.${name}`))];
  const among = ['true', ...where.map(isAmong)].join(' AND ');
  const sql = `WITH ${answerStep(survey)}${memberStep(survey)},
  inside AS NOT MATERIALIZED (SELECT * FROM answer WHERE ${among}),
  received AS NOT MATERIALIZED (SELECT * FROM ${quoted(survey.tables.answer)} AS answer WHERE ${among})
${[...parts, marked].join('\nUNION ALL\n')}
ORDER BY part, code`;
  return { sql, parameters: [...numbersOf(where), ...numbersOf(where)] };
}

/** No mark, one, or as many as keep an answer out and more. */
const marked = `SELECT 'marks' AS part, least(marks, ${marksThatExclude})::VARCHAR AS code, count(*)::INTEGER AS n FROM received GROUP BY ALL`;

const part = (name: string, column: string, join = '') =>
  `SELECT '${name}' AS part, (${column})::VARCHAR AS code, count(*)::INTEGER AS n FROM inside AS answer ${join} GROUP BY ALL`;
