/** Weighting classes: combinations of levels, and what is done about respondents without a category. */
import type { Dimension } from '../dimension.ts';
import type { WeightClass, WeightDimension } from './version.ts';

/** A place among the levels of each dimension; null: no category. */
export type Levels = readonly (number | null)[];

/** From the numbers of categories to levels. @param dimensions  in the order of `divided` */
export function levelsOf(
  dimensions: readonly Dimension[],
  divided: readonly WeightDimension[],
): (numbers: ArrayLike<number>) => Levels {
  const places = dimensions.map(({ categories }, axis) => {
    const levels = divided[axis]?.levels ?? [];
    return new Map(
      categories.flatMap(({ code, number }) => {
        const level = levels.findIndex((codes) => codes.includes(code));
        return level < 0 ? [] : [[number, level] as const];
      }),
    );
  });
  return (numbers) => places.map((levels, axis) => levels.get(numbers[axis] ?? 0) ?? null);
}

/** A combination of levels, and how much of the sample stands in it. */
export interface Cell {
  readonly levels: readonly number[];
  /** respondents; fractions where some of them have no category */
  readonly n: number;
}

/** A cell that stands for a share of respondents without a category. */
interface Part {
  readonly cell: string;
  readonly share: number;
}

export interface Divided {
  readonly cells: readonly Cell[];
  /** for each class, in their order, the cells that it is divided over, as places */
  readonly parts: readonly (readonly { readonly cell: number; readonly share: number }[])[];
}

type Observed = Pick<WeightClass, 'levels' | 'n'>;

/**
 * Divides respondents without a category over the cells as those are divided who are like them in what is known: in all
 * of it, else in as much as anybody is. What is known of them stays.
 */
export function divided(classes: readonly Observed[]): Divided {
  const complete = classes.filter(({ levels }) => isComplete(levels));
  const parts = classes.map(({ levels }) => partsOf(levels, complete));
  const sizes = new Map<string, number>();
  classes.forEach(({ n }, place) =>
    parts[place]?.forEach(({ cell, share }) => sizes.set(cell, (sizes.get(cell) ?? 0) + n * share)),
  );
  const names = [...sizes.keys()];
  const places = new Map(names.map((name, place) => [name, place]));
  return {
    cells: names.map((name) => ({ levels: name.split(',').map(Number), n: sizes.get(name) ?? 0 })),
    parts: parts.map((list) => list.map(({ cell, share }) => ({ cell: places.get(cell) ?? -1, share }))),
  };
}

function partsOf(levels: Levels, complete: readonly Observed[]): Part[] {
  if (isComplete(levels)) return [{ cell: levels.join(), share: 1 }];
  const donors = mostAlike(complete, levels);
  const all = donors.reduce((sum, { n }) => sum + n, 0);
  return donors.map((donor) => ({
    cell: levels.map((level, axis) => level ?? donor.levels[axis]).join(),
    share: donor.n / all,
  }));
}

/** The mean weight of those who are most like somebody whose class nobody was in. */
export function alike(classes: readonly WeightClass[], levels: Levels): number {
  const nearest = mostAlike(classes, levels);
  const n = nearest.reduce((sum, one) => sum + one.n, 0);
  return nearest.reduce((sum, one) => sum + one.n * one.weight, 0) / n;
}

function mostAlike<T extends Observed>(classes: readonly T[], levels: Levels): T[] {
  const shared = classes.map(
    (one) => one.levels.filter((level, axis) => level !== null && level === levels[axis]).length,
  );
  const most = Math.max(0, ...shared);
  return classes.filter((_, place) => shared[place] === most);
}

export const isComplete = (levels: Levels): levels is readonly number[] => levels.every((level) => level !== null);
