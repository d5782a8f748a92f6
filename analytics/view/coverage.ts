/** SQL of the exact coverage: how many answers have each value, one part after the other. */
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { dimensionsOf } from '../dimension.ts';
import type { Filter } from '../domain-query.ts';
import { answerStep, columnOf, memberStep } from './answers.ts';
import { isAmong, numbersOf, type Statement } from './count.ts';

/** What stands at an answer beside its dimensions. */
export const factNames = ['day', 'mode', 'language'] as const;

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
  const parts = [part('', "''"), ...dimensions, ...factNames.map((name) => part(name, `answer.${name}`))];
  const sql = `WITH ${answerStep(survey)}${memberStep(survey)},
  inside AS NOT MATERIALIZED (SELECT * FROM answer WHERE ${['true', ...where.map(isAmong)].join(' AND ')})
${parts.join('\nUNION ALL\n')}
ORDER BY part, code`;
  return { sql, parameters: numbersOf(where) };
}

const part = (name: string, column: string, join = '') =>
  `SELECT '${name}' AS part, (${column})::VARCHAR AS code, count(*)::INTEGER AS n FROM inside AS answer ${join} GROUP BY ALL`;
