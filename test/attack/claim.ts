/** Coverage says how many stand in shown cells: whether it counts cells that nothing else tells. */
import { cellWords, isIn, type Cell, type Claim } from './figure.ts';
import type { Finding } from './finding.ts';
import { countsAt, type Version } from './population.ts';
import { peopleOf, rowOfPeople, spaceOf, type System } from './system.ts';

/**
 * A claim of more than the told cells of its table hold is about others, who are not told otherwise. One of less is about
 * some of the told cells.
 */
export function byCoverage(system: System, versions: readonly Version[], claims: readonly Claim[]): Finding[] {
  const told = toldCells(system);
  return claims.flatMap((claim) => {
    const inside = versions.filter((one) => countsAt(one, claim.moment) && isIn(one.profile, claim.filter));
    const cells = cellsOf(inside, claim);
    const shown = cells.filter((cell) => told(cell, claim.moment));
    const n = shown.reduce((sum, cell) => sum + inside.filter(({ profile }) => isIn(profile, cell)).length, 0);
    if (claim.n <= n) return [];
    const people = inside.filter((one) => !shown.some((cell) => isIn(one.profile, cell))).map(({ person }) => person);
    const words = `coverage of ${claim.by.join(' × ')} in ${cellWords(claim.filter)} counts ${claim.n}, told cells hold ${n}`;
    return [{ attack: 'coverage', people, words }];
  });
}

function cellsOf(inside: readonly Version[], { filter, by }: Claim): Cell[] {
  const cells = inside.flatMap(({ profile }) => {
    const codes = by.map((dimension) => (profile[dimension] ?? []).map((code) => ({ dimension, codes: [code] })));
    return codes.reduce<Cell[]>((some, list) => some.flatMap((cell) => list.map((one) => [...cell, one])), [filter]);
  });
  return [...new Map(cells.map((cell) => [JSON.stringify(cell), cell])).values()];
}

function toldCells(system: System): (cell: Cell, moment: number) => boolean {
  const space = spaceOf(system);
  const known = new Map<string, boolean>();
  return (cell, moment) => {
    const row = rowOfPeople(system, moment, (profile) => isIn(profile, cell));
    const key = Buffer.from(row.buffer).toString('latin1');
    const told = known.get(key) ?? (peopleOf(system, row).length > 0 && space.contains(row));
    known.set(key, told);
    return told;
  };
}
