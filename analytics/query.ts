/** A question to the figures: read from the address or the body, and checked against the codebook. */
import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { CompiledSurvey, CompiledVariable, NumberedCategory } from '../survey/registry/registry.ts';
import { Digits, EstimateQuery, mostQueries, WeightKind, type EstimateBase, type Statistic } from './contract.ts';
import { dimensionsOf, type Dimension } from './dimension.ts';
import { readBy, readWhere, type Filter } from './domain-query.ts';
import { unknownParameter, unknownWord } from './fault.ts';
import { traineeMeasuresOf } from './trainee.ts';
import { levelMeasuresOf } from './level.ts';
import { basesOf, isOfValues, measuresOf, numbersOf, statisticsOf } from './measure.ts';

export { measuresOf } from './measure.ts';

/**
 * A query whose every word exists. `categories` are those asked for, in the codebook's order; none for a figure of all
 * values. `weights` null: the default is wanted.
 */
export interface CheckedQuery {
  readonly variable: CompiledVariable;
  readonly statistic: Statistic;
  readonly base: EstimateBase;
  readonly weights: WeightKind | null;
  readonly categories: readonly NumberedCategory[];
  readonly by: readonly Dimension[];
  readonly where: readonly Filter[];
  readonly view: 'published' | 'exact';
  readonly marked: Marked;
}

const View = z.enum(['published', 'exact']);
/** Whether answers count that their marks keep out. */
export type Marked = 'include' | 'exclude';
type Parameters = z.infer<typeof EstimateQuery>;

/**
 * Checks one query.
 * @param input  the parameters of the address, or one entry of a batch; not yet trusted
 * @throws Problem unknown_variable, not_a_dimension, unknown_category, unknown_level, unknown_statistic,
 *   unknown_parameter; each names what exists
 */
export function checkQuery(survey: CompiledSurvey, input: unknown): CheckedQuery {
  const query = readParameters(input);
  const dimensions = dimensionsOf(survey);
  const variable = measureNamed(survey, query.variable);
  const statistic = statisticNamed(variable, query.statistic);
  const view = only('view', query.view, View.options);
  return {
    variable,
    statistic,
    base: only('base', query.base, basesOf(variable, statistic)),
    weights: query.weights === '' ? null : only('weights', query.weights, WeightKind.options),
    categories: categoriesNamed(variable, statistic, query.category),
    by: readBy(survey, dimensions, query.by),
    where: readWhere(survey, dimensions, query.where),
    view,
    // what is published never holds them
    marked: only('marked', query.marked ?? 'exclude', view === 'exact' ? ['include', 'exclude'] : ['exclude']),
  };
}

const Batch = z.strictObject({ queries: z.array(z.unknown()).min(1).max(mostQueries), digits: Digits.optional() });

/** A batch whose queries are checked later, each by itself; `digits` null: all of them. */
export interface ReadBatch {
  readonly queries: readonly EstimateQuery[];
  readonly digits: number | null;
}

/**
 * Reads `{queries: [1 to 48 of them], digits?: 3 to 15}`.
 * @throws Problem malformed
 */
export function readBatch(body: unknown): ReadBatch {
  const parsed = Batch.safeParse(body);
  if (!parsed.success) throw new Problem('malformed', { reason: `{"queries": [1–${mostQueries}]}` });
  const { queries, digits = null } = parsed.data;
  return { queries: queries as EstimateQuery[], digits };
}

/** Whether some version of the instrument that this survey has used holds the variable. */
export function isAsked(survey: CompiledSurvey, variable: CompiledVariable): boolean {
  return variable.versions.some((version) => version <= survey.version);
}

function readParameters(input: unknown): Parameters {
  const parsed = EstimateQuery.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const names = Object.keys(EstimateQuery.shape);
  if (issue?.code === 'unrecognized_keys') throw unknownParameter('query', issue.keys[0] ?? '', names);
  const name = String(issue?.path[0] ?? '');
  if (name === 'variable' && (input as { variable?: unknown }).variable === undefined) return { ...blank };
  if (name === '') throw new Problem('malformed', { reason: 'query' });
  throw unknownParameter(name, JSON.stringify((input as Record<string, unknown>)[name]), ['text']);
}

/** What is read when no variable is named: it fails by naming the variables that exist. */
const blank = EstimateQuery.parse({ variable: '' });

function measureNamed(survey: CompiledSurvey, name: string): CompiledVariable {
  const measures = [
    ...[...measuresOf(survey), ...numbersOf(survey)],
    ...[...levelMeasuresOf(survey), ...traineeMeasuresOf(survey)],
  ];
  const found = measures.find((one) => one.name === name);
  if (found) return found;
  throw unknownWord(
    'unknown_variable',
    'variable',
    name,
    measures.map((one) => one.name),
  );
}

function statisticNamed(variable: CompiledVariable, value: string): Statistic {
  const known = statisticsOf(variable);
  const found = known.find((one) => one === value);
  if (found) return found;
  throw unknownWord('unknown_statistic', 'statistic', value, known);
}

function categoriesNamed(variable: CompiledVariable, statistic: Statistic, text: string): readonly NumberedCategory[] {
  if (isOfValues(variable, statistic)) {
    if (text === '') return [];
    throw unknownParameter('category', text, []);
  }
  if (text === '') return variable.categories;
  const wanted = new Set(text.split(','));
  const known = variable.categories.map((one) => one.code);
  const stranger = [...wanted].find((code) => !known.includes(code));
  if (stranger !== undefined) throw unknownWord('unknown_category', 'category', stranger, known, variable.name);
  return variable.categories.filter((one) => wanted.has(one.code));
}

function only<T extends string>(parameter: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw unknownParameter(parameter, value, allowed);
  return found;
}
