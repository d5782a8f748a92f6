/** SQL of a snapshot: many tables counted in one pass over the answers, by GROUPING SETS. */
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry.ts';
import { isBitmask, type Dimension } from '../dimension.ts';
import { answerStep, columnOf, isAnswered, memberStep } from './answers.ts';

/** A table of the release plan: its dimensions, sorted by name. */
export type PlanTable = readonly Dimension[];

/**
 * Columns of the answer, one entry a cell and category. `mask` tells the table: see `maskOf`. Beside these stands, for
 * each dimension of the pass, `d0`, `d1` … with the number of its category: 0 where the table does not have the
 * dimension, 0 or less where the respondents have no value in it.
 */
export interface CellColumns {
  readonly mask: ArrayLike<number>;
  readonly category: ArrayLike<number>;
  readonly n: ArrayLike<number>;
  readonly [axis: `d${number}`]: ArrayLike<number>;
}

/**
 * One pass: tables that all have, or all lack, the one overlapping dimension; for each row of the answers a respondent
 * stands in, once in every table.
 */
export interface Pass {
  readonly tables: readonly PlanTable[];
  readonly axes: readonly Dimension[];
}

/** The passes that a list of tables needs: one over respondents, one over respondents × target groups. */
export function passesOf(tables: readonly PlanTable[]): Pass[] {
  const overlap = (table: PlanTable) => table.some((one) => one.overlapping);
  const parts = [tables.filter((table) => !overlap(table)), tables.filter(overlap)];
  return parts.filter((part) => part.length > 0).map((part) => ({ tables: part, axes: [...new Set(part.flat())] }));
}

/** What `mask` is for a table of a pass: SQL's GROUPING, a bit for each axis it lacks, the last axis the lowest bit. */
export function maskOf({ axes }: Pass, table: PlanTable): number {
  return axes.reduce((mask, axis) => mask * 2 + (table.includes(axis) ? 0 : 1), 0);
}

/** Respondents of every cell, `category` 0; with a variable, those in its base. */
export function sizesSql(survey: CompiledSurvey, pass: Pass, variable?: CompiledVariable): string {
  return passSql(survey, pass, { category: '0', condition: variable ? isAnswered(variable) : 'true' });
}

/** Respondents of every cell by category of the variable. */
export function ticksSql(survey: CompiledSurvey, pass: Pass, variable: CompiledVariable): string {
  const column = columnOf(variable);
  if (isBitmask(variable))
    return passSql(survey, pass, { category: 'own.number', condition: 'true', bitmask: variable });
  const category = variable.type === 'multiple' ? `unnest(${column})` : column;
  return passSql(survey, pass, { category, condition: isAnswered(variable) });
}

/** What is counted: a category on each row of `answer` (and of `own`, the categories that its bitmask holds). */
interface Counted {
  readonly category: string;
  readonly condition: string;
  readonly bitmask?: CompiledVariable;
}

function passSql(survey: CompiledSurvey, { tables, axes }: Pass, { category, condition, bitmask }: Counted): string {
  const groups = axes.find((axis) => axis.overlapping);
  const masked = groups ?? bitmask;
  const name = (axis: Dimension) => `d${axes.indexOf(axis)}`;
  const value = (axis: Dimension) => `${axis.overlapping ? 'member.number' : columnOf(axis)} AS ${name(axis)}`;
  const mask = axes.length > 0 ? `grouping(${axes.map(name).join(', ')})` : '0';
  const sets = tables.map((table) => `(${[...table.map(name), 'category'].join(', ')})`);
  return `WITH ${[answerStep(survey), ...(masked ? [memberStep(masked)] : [])].join(',\n  ')},
  domain AS (
    SELECT ${[...axes.map(value), `${category} AS category`].join(', ')}
    FROM answer ${groups ? joined('member', groups) : ''} ${bitmask ? joined('own', bitmask) : ''}
    WHERE ${condition})
SELECT ${axes.map((axis) => `coalesce(${name(axis)}, 0)::INTEGER AS ${name(axis)}, `).join('')}
  ${mask}::INTEGER AS mask, category::INTEGER AS category, count(*)::INTEGER AS n
FROM domain GROUP BY GROUPING SETS (${sets.join(', ')})`;
}

const joined = (alias: 'member' | 'own', mask: { readonly column: string | null }) =>
  `JOIN member AS ${alias} ON ${alias}.mask = ${columnOf(mask)}`;
