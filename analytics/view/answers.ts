/** SQL that every count begins with: which answers count, and how dimensions and variables stand in them. */
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry.ts';
import { isBitmask } from '../dimension.ts';

/** From so many quality marks on, an answer stays out of the figures, exact and published alike. */
const marksThatExclude = 2;

/** The step `answer`: the answers of the survey that count, one row each. */
export function answerStep(survey: CompiledSurvey): string {
  return `answer AS (SELECT * FROM ${quoted(survey.tables.answer)} WHERE marks < ${marksThatExclude})`;
}

/** Several categories of one respondent in one number: a dimension or a variable. */
export interface Bitmask {
  readonly column: string | null;
  readonly categories: readonly { readonly number: number }[];
}

/**
 * The step `member (mask, number)`: for each value of a bitmask in use, the numbers of the categories it holds.
 * Joined to the answers it gives one row for each category a respondent stands in.
 */
export function memberStep({ column, categories }: Bitmask): string {
  const numbers = categories.map((one) => one.number).join(', ');
  return `member AS (
    SELECT mask, number FROM (SELECT DISTINCT ${quoted(column)} AS mask FROM answer), unnest([${numbers}]) AS category(number)
    WHERE (mask & (1 << (number - 1))) <> 0)`;
}

/** A condition on a row of `answer`: in the base of the variable, that is, asked and answered. */
export function isAnswered(variable: CompiledVariable): string {
  if (isBitmask(variable)) return `${columnOf(variable)} IS NOT NULL`;
  if (variable.type === 'multiple') return `answer.${quoted(variable.missingColumn)} IS NULL`;
  return `${columnOf(variable)} > 0`;
}

/** The column of a variable or a dimension, on a row of `answer`. */
export const columnOf = (variable: { readonly column: string | null }): string => `answer.${quoted(variable.column)}`;

/** @throws TypeError for anything but a plain name: identifiers come from the codebook, never from a request */
export function quoted(name: string | null): string {
  if (name === null || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new TypeError(`no column name: ${name}`);
  return `"${name}"`;
}
