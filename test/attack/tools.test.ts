import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverse, prime } from './modular.ts';
import { leverages } from './leverage.ts';
import { seeded } from './random.ts';
import { RowSpace } from './row-space.ts';
import { walk } from './small-group.ts';
import { subsetsOfSum } from './subset-sum.ts';

const aMatrix = fc.integer({ min: 2, max: 9 }).chain((columns) =>
  fc.record({
    rows: fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 6,
    }),
    people: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: columns, maxLength: columns }),
  }),
);

function spaceOf(rows: readonly (readonly number[])[]): RowSpace {
  const space = new RowSpace();
  for (const row of rows) space.add(row);
  return space;
}

describe('the tools of the attack', () => {
  it('divide exactly', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: prime - 1 }), (value) => (inverse(value) * value) % prime === 1));
  });

  it('know what the figures tell: a province less all its areas but one', () => {
    const space = spaceOf([
      [1, 1, 1, 1],
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ]);
    expect(space.contains([0, 0, 1, 1])).toBe(true);
    expect(space.contains([0, 0, 1, 0])).toBe(false);
    expect(space.add([0, 0, 1, 1])).toBe(false);
  });

  it('find a hidden group of two among large ones', () => {
    // three tables over the same people: the last group of the first can be had by taking the others away
    const people = [40, 2, 30, 25, 50, 12];
    const space = spaceOf([
      [1, 1, 1, 1, 1, 1],
      [1, 0, 1, 0, 0, 0],
      [0, 0, 0, 1, 1, 0],
      [0, 0, 0, 0, 0, 1],
    ]);
    expect(walk(space, people, 5, 200, seeded(7))).toEqual({ columns: [1], people: 2 });
  });

  it('certify: where every leverage is below 1/(k − 1), no walk finds fewer than k', () => {
    fc.assert(
      fc.property(
        aMatrix,
        fc.integer({ min: 3, max: 8 }),
        fc.integer({ min: 1, max: 1e6 }),
        ({ rows, people }, k, seed) => {
          const certified = Math.max(...leverages(rows, people)) < 1 / (k - 1) - 1e-9;
          fc.pre(certified);
          expect(walk(spaceOf(rows), people, k, 60, seeded(seed))).toBeNull();
        },
      ),
    );
  });

  it('compute leverages that add up to the rank', () => {
    fc.assert(
      fc.property(aMatrix, ({ rows, people }) => {
        const total = leverages(rows, people).reduce((sum, one, column) => sum + one * (people[column] ?? 0), 0);
        expect(total).toBeCloseTo(spaceOf(rows).rows.length, 6);
      }),
    );
  });

  it('name the people behind a weighted sum when weights differ', () => {
    const random = seeded(3);
    const weights = Array.from({ length: 20 }, () => 1 + random());
    const yes = 0b1001_0010_0000_0010_1100;
    const sum = weights.reduce((total, weight, place) => total + (yes & (1 << place) ? weight : 0), 0);
    expect(subsetsOfSum(weights, sum, 1e-9)).toEqual([yes]);
    expect(subsetsOfSum(new Array<number>(20).fill(1), 6, 1e-9)).toHaveLength(2);
  });
});
