/** What may be told of a variable: its statistics, its bases, and the values of its scale. */
import type { CompiledSurvey, CompiledVariable } from '../survey/registry/registry.ts';
import type { EstimateBase, Statistic } from './contract.ts';
import { isTerritory } from './dimension.ts';

/**
 * The variables whose categories are counted, one row a respondent.
 * The territory is none of them: it divides figures, `by=territory:…`.
 */
export function measuresOf(survey: CompiledSurvey): CompiledVariable[] {
  const countable = new Set<CompiledVariable['type']>(['single', 'scale', 'multiple']);
  return [...survey.variables.values()].filter(
    (one) => one.table === 'answer' && one.column !== null && countable.has(one.type) && !isTerritory(one),
  );
}

/** The numbers that respondents give, such as employees to train: of a firm, the sum over its job profiles. */
export function numbersOf(survey: CompiledSurvey): CompiledVariable[] {
  return [...survey.variables.values()].filter((one) => one.type === 'number' && one.column !== null);
}

/** What can be asked of a variable. */
export function statisticsOf({ type }: CompiledVariable): Statistic[] {
  if (type === 'number') return ['total', 'mean', 'median'];
  return type === 'scale' ? ['count', 'total', 'proportion', 'mean', 'median'] : ['count', 'total', 'proportion'];
}

/** Mentions are of questions with several ticks; only shares have another base than respondents. */
export function basesOf({ type }: CompiledVariable, statistic: Statistic): EstimateBase[] {
  return type === 'multiple' && statistic === 'proportion' ? ['respondents', 'mentions'] : ['respondents'];
}

/** One figure for all, instead of one a category. */
export const isOfValues = (variable: CompiledVariable, statistic: Statistic): boolean =>
  variable.type === 'number' || statistic === 'mean' || statistic === 'median';

/** A value of a scale, and the number that stands for it in the typed tables. */
export interface ScaleValue {
  readonly number: number;
  readonly value: number;
}

type Scale = Pick<CompiledVariable, 'categories'>;
const known = new WeakMap<Scale['categories'], readonly ScaleValue[]>();

/** The values of a scale, rising: its codes where all of them are numbers, else 1, 2, 3 … in the codebook's order. */
export function scaleOf({ categories }: Scale): readonly ScaleValue[] {
  const found = known.get(categories) ?? readScale(categories);
  known.set(categories, found);
  return found;
}

function readScale(categories: Scale['categories']): ScaleValue[] {
  const isNumber = (code: string) => code.trim() !== '' && Number.isFinite(Number(code));
  const numeric = categories.every(({ code }) => isNumber(code));
  const values = categories.map(({ code, number }, place) => ({ number, value: numeric ? Number(code) : place + 1 }));
  return values.toSorted((a, b) => a.value - b.value);
}
