/** Who stands in a new publication, and what is left of those who stood in earlier ones: the columns of the audit. */
import type { Dimension } from '../dimension.ts';
import type { AnswerVersion, Magnitude, Past } from './past.ts';
import type { Population } from './population.ts';

/** Versions of answers; arrays have one entry each. First what is left of earlier ones, then one for each kind. */
export interface Standing {
  /** how many of them are left of earlier publications: corrected, erased or marked since */
  readonly left: number;
  readonly versions: Int32Array;
  readonly persons: Int32Array;
  readonly counts: Float64Array;
  readonly publications: readonly (readonly number[])[];
  /** the earlier version that each goes on, or is what is left of */
  readonly from: readonly (AnswerVersion | null)[];
  readonly bases: ReadonlyMap<string, Float64Array>;
  /** by place in these arrays */
  readonly magnitudes: ReadonlyMap<string, readonly Valued[]>;
}

export interface Valued {
  readonly place: number;
  readonly value: number;
  readonly n: number;
}

/**
 * Tells for each kind of respondents whether it goes on with a version that stood before, has other values in a dimension
 * since (of a group whose rule has changed, say), or is new. Who went on is taken out of the earlier version; who is left
 * there stands in the earlier publications alone.
 */
export function standingOf(population: Population, past: Past): Standing {
  const goesOn = continuing(population, past);
  const remaining = remainingOf(population, past, goesOn);
  const rest = past.versions.flatMap((_, place) => (remaining.counts[place]! > 0 ? [place] : []));
  const fresh = freshOf(population, past, goesOn);
  return {
    left: rest.length,
    versions: joined(
      rest.map((place) => past.versions[place]!.version),
      fresh.versions,
    ),
    persons: joined(
      rest.map((place) => past.versions[place]!.person),
      fresh.persons,
    ),
    counts: joinedCounts(
      rest.map((place) => remaining.counts[place]!),
      population.kinds.n,
    ),
    publications: [...rest.map((place) => past.versions[place]!.publications), ...fresh.publications],
    from: [
      ...rest.map((place) => past.versions[place]!),
      ...Array.from(goesOn, (place) => past.versions[place] ?? null),
    ],
    bases: new Map(
      [...population.bases].map(([name, base]) => [
        name,
        joinedCounts(
          rest.map((place) => remaining.bases.get(name)![place]!),
          base,
        ),
      ]),
    ),
    magnitudes: magnitudesOf(population, past, goesOn, rest),
  };
}

/** For each kind the place of the earlier version that it goes on with, −1 where it does not. */
function continuing({ kinds, dimensions }: Population, { versions }: Past): Int32Array {
  const places = new Map(versions.map(({ version }, place) => [version, place]));
  return Int32Array.from(kinds.n, (_, kind) => {
    const place = places.get(kinds.version[kind]!) ?? -1;
    if (place < 0) return -1;
    const { profile } = versions[place]!;
    const same = dimensions.every((dimension, at) => {
      const before = profile[dimension.name];
      return before === undefined || before.join() === codesOf(dimension, kinds[`d${at}`]![kind]!).join();
    });
    return same ? place : -1;
  });
}

/** The codes of a number in a dimension: none, one, or those of a bitmask. */
export function codesOf({ categories, overlapping }: Dimension, number: number): string[] {
  const holds = (one: number) => (overlapping ? ((number >>> (one - 1)) & 1) === 1 : one === number);
  return categories.filter((one) => holds(one.number)).map((one) => one.code);
}

/** What is left of each earlier version when those who went on are taken out. */
function remainingOf({ kinds, bases }: Population, past: Past, goesOn: Int32Array) {
  const without = (before: readonly number[], now: ArrayLike<number>, most: ArrayLike<number>) => {
    const left = Float64Array.from(before);
    goesOn.forEach((place, kind) => {
      if (place >= 0) left[place]! -= now[kind]!;
    });
    return left.map((value, place) => Math.min(Math.max(value, 0), most[place]!));
  };
  const sizes = past.versions.map(({ n }) => n);
  const counts = without(sizes, kinds.n, sizes);
  const before = (name: string) => {
    const place = past.bases.get(name);
    return place === undefined ? sizes : past.versions.map((one) => one.bases[place]!);
  };
  return { counts, bases: new Map([...bases].map(([name, now]) => [name, without(before(name), now, counts)])) };
}

/** Numbers for the kinds as versions: other values are of the persons who had those before; nobody else has several. */
function freshOf({ kinds }: Population, past: Past, goesOn: Int32Array) {
  const now = past.publications.length;
  const known = new Map(past.versions.map((one) => [one.version, one]));
  const sizes = new Map([...Map.groupBy(past.versions, ({ person }) => person)].map(([one, all]) => [one, all.length]));
  const [lastVersion, lastPerson] = [largest(past, 'version'), largest(past, 'person')];
  const personOf = (kind: number) => {
    const before = known.get(kinds.version[kind]!);
    const isLinked = before && (goesOn[kind]! < 0 || sizes.get(before.person)! > 1);
    return isLinked ? before.person : lastPerson + kind + 1;
  };
  return {
    versions: Int32Array.from(kinds.n, (_, kind) => lastVersion + kind + 1),
    persons: Int32Array.from(kinds.n, (_, kind) => personOf(kind)),
    publications: Array.from(goesOn, (place) => [...(past.versions[place]?.publications ?? []), now]),
  };
}

const largest = ({ versions }: Past, name: 'version' | 'person') =>
  versions.reduce((most, one) => Math.max(most, one[name]), 0);

function magnitudesOf(
  { values }: Population,
  past: Past,
  goesOn: Int32Array,
  rest: readonly number[],
): Map<string, Valued[]> {
  const places = new Map(past.versions.map(({ version }, place) => [version, place]));
  const restOf = new Map(rest.map((place, at) => [place, at]));
  return new Map(
    [...values].map(([name, { kind, value, n }]) => {
      const left = new Map<string, Valued>();
      const key = (place: number, given: number) => `${place} ${given}`;
      for (const one of past.magnitudes.filter(({ variable }) => variable === name)) {
        const place = places.get(one.version)!;
        left.set(key(place, one.value), { place, value: one.value, n: one.n });
      }
      const now = Array.from(n, (count, row) => {
        const from = left.get(key(goesOn[kind[row]!]!, value[row]!));
        if (from) left.set(key(from.place, from.value), { ...from, n: from.n - count });
        return { place: rest.length + kind[row]!, value: value[row]!, n: count };
      });
      const remaining = [...left.values()].flatMap((one) => {
        const place = restOf.get(one.place);
        return place === undefined || one.n <= 0 ? [] : [{ ...one, place }];
      });
      return [name, [...remaining, ...now]];
    }),
  );
}

/** The magnitudes to be kept for the next publication. */
export const keptMagnitudes = ({ magnitudes, versions }: Standing, names: readonly string[]): Magnitude[] =>
  names.flatMap((variable) =>
    (magnitudes.get(variable) ?? []).map(({ place, value, n }) => ({ version: versions[place]!, variable, value, n })),
  );

const joined = (left: readonly number[], now: Int32Array) => Int32Array.from([...left, ...now]);

function joinedCounts(left: readonly number[], now: ArrayLike<number>): Float64Array {
  const all = new Float64Array(left.length + now.length);
  all.set(left);
  all.set(now, left.length);
  return all;
}
