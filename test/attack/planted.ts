/** Publications with a flaw each, made from answers without the product: what the attack must catch. */
import { hasAnswer, hasCategory, isIn, plain, type Cell, type Figure } from './figure.ts';
import { countsAt, type Version } from './population.ts';

/** A release that shows whatever counts at least `least` people, exactly. */
export interface Plan {
  readonly tables: readonly (readonly string[])[];
  readonly variables: Readonly<Record<string, readonly string[]>>;
  readonly least: number;
}

/** Every cell with enough people, and in it every question that enough of them answered. */
export function byThreshold(
  versions: readonly Version[],
  moment: number,
  { tables, variables, least }: Plan,
): Figure[] {
  const now = versions.filter((one) => countsAt(one, moment));
  return cellsOf(now, tables).flatMap((cell) => {
    const inside = now.filter(({ profile }) => isIn(profile, cell));
    if (inside.length < least) return [];
    const whole = { ...plain, moment, cells: [cell], n: inside.length };
    return [whole, ...Object.entries(variables).flatMap(([name, all]) => answersIn(inside, whole, name, all, least))];
  });
}

function answersIn(
  inside: readonly Version[],
  whole: Figure,
  variable: string,
  categories: readonly string[],
  least: number,
): Figure[] {
  const answered = inside.filter((one) => hasAnswer(one, variable));
  if (answered.length < least) return [];
  return categories.map((category) => {
    const count = answered.filter((one) => hasCategory(one, variable, category)).length;
    return { ...whole, variable, category, n: answered.length, count };
  });
}

/** The cells of these tables that hold somebody. */
export function cellsOf(versions: readonly Version[], tables: readonly (readonly string[])[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { profile } of versions)
    for (const table of tables)
      for (const cell of product(
        table.map((dimension) => (profile[dimension] ?? []).map((code) => ({ dimension, codes: [code] }))),
      ))
        cells.set(JSON.stringify(cell), cell);
  return [...cells.values()];
}

const product = (lists: readonly Cell[]): Cell[] =>
  lists.reduce<Cell[]>((cells, list) => cells.flatMap((cell) => list.map((one) => [...cell, one])), [[]]);

/** Shares made of every respondent's own weight, as a survey package gives them. */
export const withExactWeights = (
  versions: readonly Version[],
  figures: readonly Figure[],
  weightOf: (version: Version) => number,
): Figure[] =>
  figures.flatMap((figure) => {
    const { variable, category, moment, cells } = figure;
    if (variable === null || category === null) return [figure];
    const base = versions.filter(
      (one) => countsAt(one, moment) && hasAnswer(one, variable) && cells.some((cell) => isIn(one.profile, cell)),
    );
    const sum = (some: readonly Version[]) => some.reduce((total, one) => total + weightOf(one), 0);
    const share = sum(base.filter((one) => hasCategory(one, variable, category))) / sum(base);
    return [{ ...figure, count: null, share, weights: 'design' }];
  });
