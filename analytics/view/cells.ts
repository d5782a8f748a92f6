/** SQL of a snapshot: the counts of cubes, for one variable at a time. */
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import type { Cube } from '../cube.ts';
import { isBitmask } from '../dimension.ts';
import { columnOf, isAnswered, memberStep, placedStep } from './answers.ts';

/**
 * Columns of the answer, one entry a combination of a cube. `cube` is its place in the list; `d0`, `d1` … hold the
 * numbers of its axes' categories, 0 or less where the respondents have no value; `category` is the number of the
 * variable's category, or 0: then `n` is how many are in its base.
 */
export interface CellColumns {
  readonly cube: ArrayLike<number>;
  readonly category: ArrayLike<number>;
  readonly n: ArrayLike<number>;
  readonly [axis: `d${number}`]: ArrayLike<number>;
}

/** What is counted on a row of `answer`; when the category is a bitmask, each of its members. */
export interface Counted {
  readonly category: string;
  readonly condition: string;
  readonly bitmask?: boolean;
  /** in place of the step `answer`, under that name */
  readonly from?: string;
}

/** Respondents of every combination, with `category` 0. */
export function sizesSql(survey: CompiledSurvey, cubes: readonly Cube[]): string {
  return cubesSql(survey, cubes, [{ category: '0', condition: 'true' }]);
}

/**
 * Respondents of every combination by category of the variable. Of several ticks also those in the base; of a single
 * choice these are the sum over its categories.
 */
export function variableSql(survey: CompiledSurvey, cubes: readonly Cube[], variable: CompiledVariable): string {
  const condition = isAnswered(variable);
  const column = columnOf(variable);
  if (variable.type !== 'multiple') return cubesSql(survey, cubes, [{ category: column, condition }]);
  const bitmask = isBitmask(variable);
  const ticks = { category: bitmask ? column : `unnest(${column})`, condition, bitmask };
  return cubesSql(survey, cubes, [{ category: '0', condition }, ticks]);
}

/**
 * Rows of `CellColumns`: each of the counts in each of the cubes.
 * @param steps  more of them, which the counts are made from
 */
export function cubesSql(
  survey: CompiledSurvey,
  cubes: readonly Cube[],
  counted: readonly Counted[],
  steps: readonly string[] = [],
): string {
  const width = Math.max(0, ...cubes.map(({ axes }) => axes.length));
  const parts = cubes.flatMap((cube, place) => counted.map((one) => cubeSql(cube, place, width, one)));
  const before = `${placedStep(survey)}${memberStep(survey)}`;
  return `WITH ${[before, ...steps].join(',\n  ')}\n${parts.join('\nUNION ALL\n')}`;
}

/**
 * Answers are counted by the bitmask as it stands; only then is each combination told apart by its groups, which is
 * less work than giving every respondent a row for each group first.
 */
function cubeSql({ axes }: Cube, place: number, width: number, counted: Counted): string {
  const { category, condition, bitmask, from = 'answer' } = counted;
  const names = axes.map((_, index) => `a${index}`);
  const columns = [...axes.map((axis, index) => `${columnOf(axis)} AS a${index}`), `${category} AS category`];
  const own = bitmask ? 'own.number' : 'category';
  const values = axes.map((axis, index) => (axis.overlapping ? 'member.number' : `a${index}`));
  const padded = Array.from({ length: width }, (_, index) => `${values[index] ?? 0}::INTEGER AS d${index}, `);
  const groups = axes.findIndex((axis) => axis.overlapping);
  return `SELECT ${place}::INTEGER AS cube, ${padded.join('')}${own}::INTEGER AS category, sum(n)::INTEGER AS n
FROM (
  SELECT ${[...names, 'category'].join(', ')}, count(*) AS n
  FROM (SELECT ${columns.join(', ')} FROM ${from} WHERE ${condition})
  GROUP BY ALL)
${groups < 0 ? '' : `JOIN member ON member.mask = a${groups}`} ${bitmask ? 'JOIN member AS own ON own.mask = category' : ''}
GROUP BY ALL`;
}
