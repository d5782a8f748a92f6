/** Hours of laboratory that people want: the ranked needs of who would come, by how many hours and for how many skills. */
import type { CodebookVariable, CompiledCodebook } from '../codebook/codebook.ts';
import { missingCodes } from '../contract.ts';
import type { HoursSettings } from '../programme/schema-laboratory.ts';
import { ruleSql } from '../target-group.ts';
import type { TypedVariable } from './column.ts';
import { missingSql, rankedSql } from './demand.ts';
import { identifier } from './expression.ts';
import type { TypedTableSource } from './table.ts';

export const hoursName = 'labHours';
export const hoursColumn = 'lab_hours';
export const hoursMissing = `${hoursColumn}_missing`;

export const hoursColumns = [`${hoursColumn} SMALLINT[]`, `${hoursMissing} SMALLINT DEFAULT ${missingCodes.not_shown}`];

/** Skills that one person ranks. */
export const mostSkills = 3;

/** The number of "this skill, that class of hours, wanted for so many skills"; all counted from 1, the class from 0. */
export const hoursNumber = (skill: number, classes: number, at: number, skills: number): number =>
  ((skill - 1) * classes + at) * mostSkills + skills;

type Typed = ReadonlyMap<string, TypedVariable>;

/** The expressions that fill these columns; none of a version that lacks a need, its order or the hours. */
export function hoursSql({ hours, variables }: TypedTableSource, codebook: CompiledCodebook, typed: Typed): string[] {
  const asked = (role: CodebookVariable['role']) =>
    codebook.variables.find((one) => one.role === role && one.sources.length > 0);
  const [need, wanted] = [asked('need'), asked('hours')];
  const ranked = need ? rankedSql(codebook, need, typed) : [];
  if (hours === null || need === undefined || wanted === undefined || ranked.length === 0) return [];
  const missing = missingSql(typed.get(need.name)!, codebook, typed);
  const at = classSql(hours, wanted, identifier(typed.get(wanted.name)!.column!));
  const skills = `list_distinct(list_filter([${ranked.join(', ')}], lambda skill: skill IS NOT NULL))`;
  const numbers = `list_sort(list_transform(${skills}, lambda skill:
    ((skill - 1) * ${hours.classes.length} + ${at}) * ${mostSkills} + len(${skills})))`;
  const comes = `coalesce(${ruleSql(hours.intends, variables)}, false) AND (${at}) IS NOT NULL`;
  return [
    `CASE WHEN (${missing}) IS NULL THEN CASE WHEN ${comes} THEN ${numbers} ELSE [] END END::SMALLINT[] AS ${hoursColumn}`,
    `${missing} AS ${hoursMissing}`,
  ];
}

/** Which class of the settings an answer is in, from 0; NULL for who cannot say. */
function classSql({ classes }: HoursSettings, { categories }: CodebookVariable, column: string): string {
  const cases = classes.flatMap(({ category }, at) => {
    const number = categories.find(({ code }) => code === category)?.number;
    return number === undefined ? [] : [`WHEN ${number} THEN ${at}`];
  });
  return `CASE ${column} ${cases.join(' ')} END`;
}
