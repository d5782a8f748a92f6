/** What the audit is given: plain arrays, so that they can be sent to a thread. */
import type { Budget, CellName, Flagged } from '../disclosure/index.ts';
import type { Dimension } from '../dimension.ts';
import type { Factor } from '../estimate/column.ts';
import type { Bitmask } from '../disclosure/index.ts';
import type { ReleaseMeasures } from './measure.ts';
import type { Past } from './past.ts';
import type { Population } from './population.ts';
import { codesOf, type Standing } from './standing.ts';

/** Columns have one entry a version of answers. */
export interface AuditTask {
  readonly k: number;
  readonly budget: Budget;
  readonly tables: readonly (readonly string[])[];
  readonly flagged: Flagged;
  readonly dimensions: Readonly<Record<string, Factor | Bitmask>>;
  readonly counts: Float64Array;
  readonly persons: Int32Array;
  /** for each publication the versions that stand in it, the new one last */
  readonly present: readonly Int32Array[];
  /** what each earlier publication released */
  readonly past: readonly (readonly CellName[])[];
  readonly measures: readonly MeasureTask[];
  readonly sums: readonly SumTask[];
  readonly answers: readonly AnswerTask[];
}

export interface MeasureTask {
  readonly name: string;
  /** who answered; null: everybody did */
  readonly base: Float64Array | null;
  /** places in `past` of the cells where each earlier publication showed it */
  readonly shown: readonly (readonly number[])[];
}

/** Of firms: `place` is the version; how many of it gave which number. */
export interface SumTask extends MeasureTask {
  readonly place: Int32Array;
  readonly value: Float64Array;
  readonly n: Float64Array;
}

/** A sensitive question: how many of a version gave which category, 0 being none. */
export interface AnswerTask extends Omit<MeasureTask, 'base'> {
  readonly categories: readonly string[];
  readonly place: Int32Array;
  readonly category: Int32Array;
  readonly n: Float64Array;
}

export interface TaskParts {
  readonly k: number;
  readonly budget: Budget;
  readonly tables: AuditTask['tables'];
  readonly measures: ReleaseMeasures;
  readonly population: Population;
  readonly past: Past;
  readonly standing: Standing;
}

export function taskOf({ k, budget, tables, measures, population, past, standing }: TaskParts): AuditTask {
  const { dimensions } = population;
  const shownOf = (name: string) => past.publications.map(({ shown }) => shown[name] ?? []);
  const isFlagged = new Set(measures.flagged);
  return {
    ...{ k, budget, tables, counts: standing.counts, persons: standing.persons },
    flagged: Object.fromEntries(dimensions.map((one) => [one.name, sensitiveCodes(one)])),
    dimensions: dimensionColumns(population, standing),
    present: presentIn(standing, past.publications.length),
    past: past.publications.map(({ cells }) => cells),
    measures: [
      ...measures.counted
        .filter((one) => !isFlagged.has(one))
        .map(({ name }) => ({ name, base: ownBase(standing, name), shown: shownOf(name) })),
      ...measures.levels.map(({ name, measures: [first] }) => ({
        ...{ name, base: ownBase(standing, name), shown: shownOf(first!.name) },
      })),
    ],
    sums: measures.summed.map(({ name }) => ({ name, shown: shownOf(name), ...sumOf(standing, name) })),
    answers: measures.flagged.flatMap(({ name, categories }) => {
      if (isTornOff(standing, past, name)) return [];
      return [{ name, shown: shownOf(name), ...answersOf(population, standing, name, categories) }];
    }),
  };
}

const sensitiveCodes = ({ categories }: Dimension) => categories.filter((one) => one.flagged).map((one) => one.code);

/** Null when everybody answered. */
function ownBase({ bases, counts }: Standing, name: string): Float64Array | null {
  const base = bases.get(name)!;
  return base.every((n, place) => n === counts[place]) ? null : base;
}

function presentIn({ publications }: Standing, last: number): Int32Array[] {
  const places = [...publications.keys()];
  return Array.from({ length: last + 1 }, (_, one) =>
    Int32Array.from(places.filter((place) => publications[place]!.includes(one))),
  );
}

/** The dimensions by version: of kinds as they are now, of what is left as it was. One that all share is always there. */
function dimensionColumns(population: Population, standing: Standing): AuditTask['dimensions'] {
  const everybody = { levels: ['all'], codes: new Int32Array(standing.counts.length) };
  const own = population.dimensions.map((dimension, at) => {
    const numbers = population.kinds[`d${at}`]!;
    const codes = (place: number) =>
      place < standing.left
        ? (standing.from[place]!.profile[dimension.name] ?? [])
        : codesOf(dimension, numbers[place - standing.left]!);
    return [
      dimension.name,
      dimension.overlapping ? bitmask(dimension, standing, codes) : factor(standing, codes),
    ] as const;
  });
  return { '(all)': everybody, ...Object.fromEntries(own) };
}

type Codes = (place: number) => readonly string[];

function factor({ counts }: Standing, codesAt: Codes): Factor {
  const levels = new Map<string, number>();
  const codes = Int32Array.from(counts, (_, place) => {
    const [code] = codesAt(place);
    if (code === undefined) return -1;
    if (!levels.has(code)) levels.set(code, levels.size);
    return levels.get(code)!;
  });
  return { levels: [...levels.keys()], codes };
}

/** A group that the survey has no more holds nobody now; whoever was in it keeps it as long as there are bits. */
function bitmask({ categories }: Dimension, { counts, left }: Standing, codesAt: Codes): Bitmask {
  const before = Array.from({ length: left }, (_, place) => codesAt(place)).flat();
  const names = [...new Set([...categories.map((one) => one.code), ...before])];
  const bits = Int32Array.from(counts, (_, place) =>
    codesAt(place).reduce((mask, code) => mask | (1 << names.indexOf(code)), 0),
  );
  return { names, bits };
}

/** Who gave a number is the base; the numbers themselves are the magnitudes. */
function sumOf({ counts, magnitudes }: Standing, name: string): Omit<SumTask, 'name' | 'shown'> {
  const rows = magnitudes.get(name) ?? [];
  const base = new Float64Array(counts.length);
  for (const { place, n } of rows) base[place]! += n;
  return {
    base,
    place: Int32Array.from(rows, (row) => row.place),
    value: Float64Array.from(rows, (row) => row.value),
    n: Float64Array.from(rows, (row) => row.n),
  };
}

function answersOf(
  { values }: Population,
  { left }: Standing,
  name: string,
  categories: readonly { readonly code: string; readonly number: number }[],
): Pick<AnswerTask, 'categories' | 'place' | 'category' | 'n'> {
  const { kind, value, n } = values.get(name)!;
  const places = new Map(categories.map(({ number }, place) => [number, place + 1]));
  return {
    categories: categories.map(({ code }) => code),
    place: Int32Array.from(kind, (one) => left + one),
    category: Int32Array.from(value, (number) => places.get(number) ?? 0),
    n: Float64Array.from(n),
  };
}

/**
 * Whether somebody whose sensitive answer is in earlier figures has corrected or erased it since: what she had answered
 * is not kept, so the question is not shown again.
 */
function isTornOff({ bases, publications, left }: Standing, past: Past, name: string): boolean {
  const wasShown = (one: number) => (past.publications[one]?.shown[name] ?? []).length > 0;
  return publications.slice(0, left).some((all, place) => bases.get(name)![place]! > 0 && all.some(wasShown));
}
