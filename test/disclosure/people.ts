/** Small random populations with an overlapping dimension, and what a released cell is in terms of people. */
import fc from 'fast-check';
import type { CellName, ReleasePlan } from '../../analytics/disclosure/index.ts';

export interface Someone {
  readonly area: string | null;
  readonly sex: string;
  readonly group: readonly string[];
}

export const someone: fc.Arbitrary<Someone> = fc.record({
  area: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('a', 'a', 'b', 'c') },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  sex: fc.constantFrom('f', 'm'),
  group: fc.subarray(['x', 'y', 'z']),
});

export const dimensionsOf = (people: readonly Someone[]) => ({
  area: people.map((one) => one.area),
  sex: people.map((one) => one.sex),
  group: people.map((one) => one.group),
});

const tables = [[], ['area'], ['sex'], ['group'], ['area', 'sex'], ['area', 'group'], ['sex', 'group']] as const;

export const somePlan = fc.record({
  people: fc.array(someone, { minLength: 4, maxLength: 14 }),
  tables: fc.shuffledSubarray([...tables], { minLength: 2 }),
  k: fc.constantFrom(3, 4, 5),
});

/** Whether a person stands in a cell. */
export function isIn(person: Someone, { table, codes }: CellName): boolean {
  const names = table === '' ? [] : table.split('*');
  return names.every((name, place) => {
    const own = person[name as keyof Someone];
    return Array.isArray(own) ? own.includes(codes[place]!) : own === codes[place];
  });
}

/** The matrix of cells × people. */
export const rowsOf = (people: readonly Someone[], cells: readonly CellName[]): number[][] =>
  cells.map((cell) => people.map((person) => Number(isIn(person, cell))));

export const planOf = (people: readonly Someone[], plan: Omit<ReleasePlan, 'dimensions'>): ReleasePlan => ({
  dimensions: dimensionsOf(people),
  ...plan,
});
