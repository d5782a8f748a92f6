/** The answers of one query, grouped: the weighting classes, and who stands where in each domain. */
import { part, type TallyColumns } from './view/tally.ts';

/** Respondents of one domain. A place is those who are alike in class and number of ticks. */
export interface TalliedDomain {
  /** the class of each place, and how many ticks each of its respondents has */
  readonly classes: readonly number[];
  readonly ticks: readonly number[];
  /** respondents in the base */
  readonly n: readonly number[];
  /** by value (number of a category, or what a number variable says): respondents by place */
  readonly having: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

export interface Tally {
  /** the numbers of the categories of each class, a column for each of its dimensions */
  readonly classes: readonly (readonly number[])[];
  /** all answers of each class, inside the domains or not; 0 where they were not asked for */
  readonly sizes: readonly number[];
  /** by `domainKey` */
  readonly domains: ReadonlyMap<string, TalliedDomain>;
}

/** How many dimensions the classes and the domains have. */
export interface TallyShape {
  readonly depth: number;
  readonly width: number;
}

/** Numbers of the categories of a domain: `3|1`. */
export const domainKey = (numbers: readonly number[]): string => numbers.join('|');

/** A domain in which nobody stands. */
export const nobody: TalliedDomain = { classes: [], ticks: [], n: [], having: new Map() };

/** Reads the columns in the order of their values, so that sums of doubles depend on no order of the answers. */
export function readTally(columns: TallyColumns, { depth, width }: TallyShape): Tally {
  const classColumns = Array.from({ length: depth }, (_, axis) => columns[`c${axis}`] ?? []);
  const domainColumns = Array.from({ length: width }, (_, axis) => columns[`d${axis}`] ?? []);
  const classes = new Classes(depth);
  const domains = new Map<string, GrowingDomain>();
  for (const row of inOrder(columns, [...classColumns, ...domainColumns])) {
    const home = classes.home(at(classColumns, row));
    const n = columns.n[row] ?? 0;
    if (columns.part[row] === part.all) classes.sizes[home] = n;
    else known(domains, domainKey(at(domainColumns, row)), () => new GrowingDomain()).add(columns, row, home);
  }
  return { classes: classes.numbers, sizes: classes.sizes, domains };
}

/** Numbers the classes as they are met. */
class Classes {
  readonly numbers: number[][];
  readonly sizes: number[] = [];
  readonly #homes = new Map<string, number>();

  constructor(depth: number) {
    this.numbers = Array.from({ length: depth }, () => []);
  }

  home(numbers: readonly number[]): number {
    return known(this.#homes, numbers.join(), () => {
      this.numbers.forEach((column, axis) => column.push(numbers[axis] ?? 0));
      return this.sizes.push(0) - 1;
    });
  }
}

class GrowingDomain implements TalliedDomain {
  readonly classes: number[] = [];
  readonly ticks: number[] = [];
  readonly n: number[] = [];
  readonly having = new Map<number, Map<number, number>>();
  readonly #places = new Map<string, number>();

  add(columns: TallyColumns, row: number, home: number): void {
    const [ticks, n, value] = [columns.ticks[row] ?? 1, columns.n[row] ?? 0, columns.value[row] ?? 0];
    const place = this.#place(home, ticks);
    if (columns.part[row] !== part.value) this.n[place]! += n;
    if (columns.part[row] === part.base) return;
    const counts = known(this.having, value, () => new Map<number, number>());
    counts.set(place, (counts.get(place) ?? 0) + n);
  }

  #place(home: number, ticks: number): number {
    return known(this.#places, `${home},${ticks}`, () => {
      this.classes.push(home);
      this.ticks.push(ticks);
      return this.n.push(0) - 1;
    });
  }
}

const at = (columns: readonly ArrayLike<number>[], row: number) => columns.map((column) => column[row] ?? 0);

function known<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function inOrder({ part: parts, ticks, value }: TallyColumns, axes: readonly ArrayLike<number>[]): Int32Array {
  const keys = [...axes, parts, ticks, value];
  return Int32Array.from(parts, (_, row) => row).sort((a, b) => {
    for (const key of keys) {
      const difference = (key[a] ?? 0) - (key[b] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}
