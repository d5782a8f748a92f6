/** SQL of the exact path: the counts of one query over the answers as they are now. */
import type { Cell } from '../../data/database.server.ts';
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import { isBitmask, type Dimension } from '../dimension.ts';
import type { Filter } from '../domain-query.ts';
import type { CheckedQuery } from '../query.ts';
import { answerStep, columnOf, isAnswered, memberStep } from './answers.ts';

export interface Statement {
  readonly sql: string;
  /** the categories of the filters, in the order of the query */
  readonly parameters: readonly Cell[];
}

/** A row of the answer: one category of one domain, by numbers; `category` null when nobody ticked anything. */
export interface Tally {
  readonly by1: number;
  readonly by2: number;
  /** respondents in the base of the domain */
  readonly base: number;
  readonly category: number | null;
  /** how many of them have the category */
  readonly y: number;
}

/** Rows of `Tally` for each domain that holds anybody; `by1`, `by2` are 0 where the query divides by less. */
export function countStatement(survey: CompiledSurvey, query: CheckedQuery): Statement {
  const sql = `WITH
  ${answerStep(survey)}${memberStep(survey)},
  domain AS (${domainStep(query)}),
  base AS (SELECT by1, by2, count(*) AS n FROM domain GROUP BY by1, by2),
  tick AS (${tickStep(query.variable)}),
  tally AS (SELECT by1, by2, category, count(*) AS y FROM tick GROUP BY by1, by2, category)
SELECT base.by1::INTEGER AS by1, base.by2::INTEGER AS by2, base.n::INTEGER AS base,
  tally.category::INTEGER AS category, coalesce(tally.y, 0)::INTEGER AS y
FROM base LEFT JOIN tally ON base.by1 = tally.by1 AND base.by2 = tally.by2`;
  return { sql, parameters: numbersOf(query.where) };
}

/** One row `{n}`: respondents of the filters, whether they answered the variable or not. */
export function sizeStatement(survey: CompiledSurvey, where: readonly Filter[]): Statement {
  const sql = `WITH ${answerStep(survey)} SELECT count(*)::INTEGER AS n FROM answer WHERE ${['true', ...where.map(isAmong)].join(' AND ')}`;
  return { sql, parameters: numbersOf(where) };
}

/** One row a respondent in the base of the variable, or one for each target group when the query divides by them. */
function domainStep({ variable, by, where }: CheckedQuery): string {
  const [by1, by2] = by;
  const groups = by.find((one) => one.overlapping);
  const conditions = [isAnswered(variable), ...by.flatMap(hasValue), ...where.map(isAmong)];
  return `
    SELECT ${division(by1)} AS by1, ${division(by2)} AS by2, ${columnOf(variable)} AS value
    FROM answer ${groups ? `JOIN member ON member.mask = ${columnOf(groups)}` : ''}
    WHERE ${conditions.join(' AND ')}`;
}

/** One row for each category that a respondent has. */
function tickStep(variable: CompiledVariable): string {
  if (isBitmask(variable)) return 'SELECT by1, by2, number AS category FROM domain JOIN member ON mask = value';
  if (variable.type === 'multiple') return 'SELECT by1, by2, unnest(value) AS category FROM domain';
  return 'SELECT by1, by2, value AS category FROM domain';
}

function division(dimension: Dimension | undefined): string {
  if (dimension === undefined) return '0';
  return dimension.overlapping ? 'member.number' : columnOf(dimension);
}

export const numbersOf = (where: readonly Filter[]) =>
  where.flatMap(({ categories }) => categories.map((one) => one.number));

const hasValue = (dimension: Dimension) => (dimension.overlapping ? [] : [`${columnOf(dimension)} > 0`]);

/** A condition on a row of `answer`, with a parameter for each category. */
export function isAmong({ dimension, categories }: Filter): string {
  const column = columnOf(dimension);
  if (!dimension.overlapping) return `${column} IN (${categories.map(() => '?').join(', ')})`;
  return `(${categories.map(() => `(${column} & (1 << (? - 1))) <> 0`).join(' OR ')})`;
}
