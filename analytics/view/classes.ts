/** SQL of weighting: who answered, by the dimensions that weights go by. */
import type { CompiledSurvey, CompiledVariable } from '../../survey/registry/registry.ts';
import type { Dimension } from '../dimension.ts';
import { answerStep, columnOf, isAnswered } from './answers.ts';

/** Answers that count, by the numbers `d0`, `d1` … of the dimensions' categories; one pass over them. */
export interface ClassColumns {
  readonly n: ArrayLike<number>;
  readonly [axis: `d${number}`]: ArrayLike<number>;
}

/** The same by category of a variable: `category` 0 with those in its base. */
export interface ClassTicks extends ClassColumns {
  readonly category: ArrayLike<number>;
}

export function classSql(survey: CompiledSurvey, dimensions: readonly Dimension[]): string {
  return `WITH ${answerStep(survey)} SELECT ${axes(dimensions)}count(*)::INTEGER AS n FROM answer GROUP BY ALL ORDER BY ALL`;
}

export function classTicksSql(
  survey: CompiledSurvey,
  dimensions: readonly Dimension[],
  variable: CompiledVariable,
): string {
  const rows = (category: string) =>
    `SELECT ${axes(dimensions)}${category} AS category FROM answer WHERE ${isAnswered(variable)}`;
  const ticks = variable.type === 'multiple' ? `unnest(${columnOf(variable)})` : columnOf(variable);
  return `WITH ${answerStep(survey)}
SELECT * EXCLUDE (category), category::INTEGER AS category, count(*)::INTEGER AS n
FROM (${rows('0')} UNION ALL ${rows(ticks)}) GROUP BY ALL ORDER BY ALL`;
}

const axes = (dimensions: readonly Dimension[]) =>
  dimensions.map((dimension, place) => `${columnOf(dimension)}::INTEGER AS d${place}, `).join('');
