/** SQL of filters: whom they keep, and how many these are. */
import type { Cell } from '../../data/database.server.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import type { Filter } from '../domain-query.ts';
import type { Marked } from '../query.ts';
import { answerStep, columnOf } from './answers.ts';

export interface Statement {
  readonly sql: string;
  /** the categories of the filters, in the order of the query */
  readonly parameters: readonly Cell[];
}

/** One row `{n}`: respondents of the filters, whether they answered the variable or not. */
export function sizeStatement(survey: CompiledSurvey, where: readonly Filter[], marked?: Marked): Statement {
  const sql = `WITH ${answerStep(survey, marked)} SELECT count(*)::INTEGER AS n FROM answer WHERE ${['true', ...where.map(isAmong)].join(' AND ')}`;
  return { sql, parameters: numbersOf(where) };
}

export const numbersOf = (where: readonly Filter[]) =>
  where.flatMap(({ categories }) => categories.map((one) => one.number));

/** A condition on a row of `answer`, with a parameter for each category. */
export function isAmong({ dimension, categories }: Filter): string {
  const column = columnOf(dimension);
  if (!dimension.overlapping) return `${column} IN (${categories.map(() => '?').join(', ')})`;
  return `(${categories.map(() => `(${column} & (1 << (? - 1))) <> 0`).join(' OR ')})`;
}
