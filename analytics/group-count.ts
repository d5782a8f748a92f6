/** A dimension read as a measure, sex by area: its categories are groups of people, and stand in the released cells. */
import type { CompiledSurvey, CompiledVariable } from '../survey/registry/registry.ts';
import type { Dimension } from './dimension.ts';
import { cellKey, tableName } from './domain.ts';
import type { PublishedFigures } from './published.ts';

/** Respondents of a cell with a value, and by number of category; null where no released cell tells. */
export interface GroupCounts {
  readonly base: number;
  readonly of: (categoryNumber: number) => number | null;
}

/**
 * Counts nothing: each number is that of a released cell, or follows from released ones.
 * @param cell  its place in the snapshot
 * @returns null when the base is not told: somebody may have no value, and not every category is released
 */
export function groupCounts(
  survey: CompiledSurvey,
  figures: PublishedFigures,
  dimension: Dimension,
  cell: number,
): GroupCounts | null {
  const { table, codes, n } = figures.snapshot.cells[cell]!;
  const names = table === '' ? [] : table.split('*');
  const own = codes[names.indexOf(dimension.name)];
  const numbers = new Map(
    dimension.categories.map(({ code, number }): [number, number | null] => [
      number,
      own === undefined ? crossed(figures, names, codes, dimension.name, code) : withinItself(dimension, code, own, n),
    ]),
  );
  const of = (number: number) => numbers.get(number) ?? null;
  const variable = survey.variables.get(dimension.variable);
  if (own !== undefined || dimension.overlapping || (variable && hasEverybody(survey, variable)))
    return { base: n, of };
  const known = [...numbers.values()].filter((value) => value !== null);
  const sum = known.reduce((so, value) => so + value, 0);
  if (sum === n) return { base: n, of: (number) => of(number) ?? 0 };
  return known.length === numbers.size ? { base: sum, of } : null;
}

/** Respondents of several disjoint cells; null as soon as one of them is not told. */
export function addedGroups(all: readonly (GroupCounts | null)[]): GroupCounts | null {
  const told = all.filter((one) => one !== null);
  if (told.length < all.length) return null;
  return {
    base: told.reduce((sum, { base }) => sum + base, 0),
    of: (number) => {
      const values = told.map(({ of }) => of(number)).filter((value) => value !== null);
      return values.length < told.length ? null : values.reduce((sum, value) => sum + value, 0);
    },
  };
}

/** A cell of the dimension has itself and nobody else in it; groups that overlap have more, which no cell tells. */
function withinItself({ overlapping }: Dimension, code: string, own: string, n: number): number | null {
  if (code === own) return n;
  return overlapping ? null : 0;
}

function crossed(
  { snapshot, places }: PublishedFigures,
  names: readonly string[],
  codes: readonly string[],
  dimension: string,
  code: string,
): number | null {
  const table = tableName([...names, dimension]);
  const byName = new Map([...names.map((name, place) => [name, codes[place]!] as const), [dimension, code]]);
  const key = cellKey(table.split('*').map((name) => byName.get(name)!));
  const place = places.get(table)?.get(key);
  return place === undefined ? null : snapshot.cells[place]!.n;
}

/** Who left the question open is in no cell; so everybody has a value, unless the questionnaire did not show it to all. */
function hasEverybody(survey: CompiledSurvey, { missing, versions }: CompiledVariable): boolean {
  const all = Array.from({ length: survey.version }, (_, place) => place + 1);
  return !missing.includes('not_shown') && all.every((version) => versions.includes(version));
}
