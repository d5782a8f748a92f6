/** SQL that every count begins with: which answers count, and how dimensions and variables stand in them. */
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import { dimensionsOf, isBitmask, type Dimension } from '../dimension.ts';
import type { Marked } from '../query.ts';

/** From so many quality marks on, an answer stays out of the figures, exact and published alike. */
export const marksThatExclude = 2;

/** The step `answer`: the answers of the survey that count, one row each. Wide: it must not be written out as a whole. */
export function answerStep(survey: CompiledSurvey, marked: Marked = 'exclude'): string {
  const among = marked === 'include' ? '' : ` WHERE marks < ${marksThatExclude}`;
  return `answer AS NOT MATERIALIZED (SELECT * FROM ${quoted(survey.tables.answer)}${among})`;
}

/**
 * The step `answer` of what is published: of these answers the ones that tell everything the release plan divides by.
 * Who left such a question open would stand in small groups between the tables, and take a cell from each of them.
 * What was not asked, by the way of the questionnaire, is no gap. Who corrected what a publication has counted is left
 * out as well: the earlier version stays in the audit, and with a second one the same person would keep so many cells of
 * everybody else from being released. Takes the parameter `survey`.
 */
export function placedStep(survey: CompiledSurvey): string {
  const told = releaseDimensions(survey)
    .filter((one) => !one.overlapping)
    .map((one) => `(${columnOf(one)} > 0 OR ${columnOf(one)} = ${notShown})`);
  const conditions = [`marks < ${marksThatExclude}`, ...told, `seq NOT IN (${correctedSince})`].join(' AND ');
  return `answer AS NOT MATERIALIZED (SELECT * FROM ${quoted(survey.tables.answer)} AS answer WHERE ${conditions})`;
}

const notShown = -1;

/** Answers that have another revision than the one that a publication counted. */
const correctedSince = `SELECT known.seq FROM release_answer AS known
  JOIN response ON response.seq = known.seq AND response.survey = known.survey
  WHERE known.survey = $survey AND known.revision <> response.revision`;

/** What any step of the release plan divides by: the same people are counted at each of them. */
export function releaseDimensions(survey: CompiledSurvey): Dimension[] {
  const names = new Set(survey.release.sizes.flatMap(({ tables }) => tables.flat()));
  return [...dimensionsOf(survey).values()].filter(({ name }) => names.has(name));
}

/**
 * The step `member (mask, number)`, when the survey has target groups: for each value of their bitmask in use, the
 * numbers of the groups it holds. Joined to the answers it gives one row for each group a respondent stands in.
 */
export function memberStep(survey: CompiledSurvey): string {
  const groups = [...dimensionsOf(survey).values()].find((one) => one.overlapping);
  if (groups === undefined) return '';
  const numbers = groups.categories.map((one) => one.number).join(', ');
  return `,
  member AS MATERIALIZED (
    SELECT mask, number
    FROM (SELECT DISTINCT ${columnOf(groups)} AS mask FROM answer), unnest([${numbers}]) AS category(number)
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
