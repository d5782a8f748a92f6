/** Searching where no list of cells leads: random walks through all combinations, and the proof that none is there. */
import { tooFew, type Finding } from './finding.ts';
import { leverages } from './leverage.ts';
import { seeded } from './random.ts';
import { walk } from './small-group.ts';
import { spaceOf, type System } from './system.ts';

/** Walks twice: for few people, and for few who all have a sensitive value, where the others count as very many. */
export const byWalk =
  (steps: number, seed = 11) =>
  (system: System): Finding[] => {
    const { columns, k, sensitiveK } = system;
    const people = columns.map((one) => one.people.length);
    const weighed = columns.map((one) => (one.sensitive ? one.people.length : 1e6));
    const random = seeded(seed);
    const ends = [
      walk(spaceOf(system), people, k, steps, random),
      walk(spaceOf(system), weighed, sensitiveK, steps, random),
    ];
    return ends.flatMap((end) => (end === null ? [] : tooFew(system, 'walk', [rowWith(end.columns, columns.length)])));
  };

function rowWith(places: readonly number[], width: number): Uint8Array {
  const row = new Uint8Array(width);
  for (const place of places) row[place] = 1;
  return row;
}

/**
 * The largest leverage of a person, in parts of what it may be: the versions of a person are added, and each is weighed with
 * its own limit. Below 1 no combination whatever is about too few people.
 */
export function certificate(system: System): number {
  const { columns, equations, k, sensitiveK } = system;
  const leverage = leverages(
    equations.map(({ row }) => row),
    columns.map(({ versions }) => versions.length),
  );
  const sums = new Map<number, number>();
  columns.forEach(({ people, sensitive }, place) => {
    const part = (leverage[place] ?? 0) * ((sensitive ? Math.max(k, sensitiveK) : k) - 1);
    for (const person of people) sums.set(person, (sums.get(person) ?? 0) + part);
  });
  return Math.max(0, ...sums.values());
}
