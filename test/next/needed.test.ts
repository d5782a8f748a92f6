import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missing } from '../../dashboard/lib/chart/value.ts';
import { answersNeeded, toAsk, type Ranked } from '../../dashboard/lib/next/needed.ts';

/** A share with its usual range. */
function row(key: string, y: number, n: number, deff: number | null = null): Ranked {
  const estimate = y / n;
  const se = Math.sqrt((estimate * (1 - estimate)) / n);
  const value = {
    state: 'shown' as const,
    estimate,
    n,
    se,
    cv: null,
    low: estimate - 1.96 * se,
    high: estimate + 1.96 * se,
  };
  return { key, name: key, value, deff };
}

const agresti = (y: number, n: number) => ((y + 1) / (n + 2)) * (1 - (y + 1) / (n + 2));

describe('the answers that are still needed', () => {
  it('are those of the worked example of docs/method.md', () => {
    const { pairs } = toAsk([row('a', 40, 100), row('b', 15, 50)]);
    expect(pairs).toMatchObject([{ high: { key: 'a' }, low: { key: 'b' }, needed: [339, 371], total: 710 }]);
  });

  it('suffice, and no other division of one answer fewer would', () => {
    const sample = fc.record({
      n: fc.integer({ min: 1, max: 300 }),
      unit: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(sample, sample, fc.double({ min: 0.05, max: 0.9, noNaN: true }), (one, other, difference) => {
        const [first, second] = answersNeeded([one, other], difference);
        const arm = ({ n, unit }: typeof one, more: number) => 1.96 * Math.sqrt(unit / (n + more));
        const error = (a: number, b: number) => arm(one, a) + arm(other, b);
        expect(error(first, second)).toBeLessThanOrEqual(difference * (1 + 1e-12));
        expect(Math.min(first, second)).toBeGreaterThanOrEqual(0);
        // rounding up two numbers may cost one answer each
        const fewer = first + second - 3;
        for (let a = 0; a <= fewer; a += 1) expect(error(a, fewer - a)).toBeGreaterThan(difference);
      }),
      { numRuns: 200 },
    );
  });

  it('are none where a neighbour stands apart, and grow with the design effect', () => {
    expect(toAsk([row('a', 90, 100), row('b', 10, 100)]).pairs).toEqual([]);
    const plain = toAsk([row('a', 40, 100), row('b', 15, 50)]).pairs[0]?.total ?? 0;
    const weighted = toAsk([row('a', 40, 100, 2), row('b', 15, 50, 2)]).pairs[0]?.total ?? 0;
    expect(weighted).toBeGreaterThan(2 * plain);
  });

  it('are told for neighbours only, least effort first', () => {
    const { pairs } = toAsk([row('c', 30, 100), row('a', 50, 100), row('b', 38, 100)]);
    expect(pairs.map(({ high, low }) => high.key + low.key)).toEqual(['ab', 'bc']);
    expect(pairs[0]?.total).toBeLessThan(pairs[1]?.total ?? 0);
  });

  it('are at least those without which nothing is told apart', () => {
    const { pairs } = toAsk([row('a', 20, 20), row('b', 0, 20)]);
    expect(pairs).toMatchObject([{ needed: [10, 10] }]);
  });

  it('are told of no two rows that may have somebody in common: the next one below stands beside', () => {
    const rows = [row('a', 50, 100), row('b', 45, 100), row('c', 38, 100)];
    const sharing = (one: Ranked, other: Ranked) => [one.key, other.key].toSorted().join('') === 'ab';
    const { pairs } = toAsk(rows, sharing);
    expect(pairs.map(({ high, low }) => high.key + low.key)).toEqual(['ac', 'bc']);
  });

  it('do not exist between equals, between what is hidden, and in a census', () => {
    expect(toAsk([row('a', 4, 10), row('b', 8, 20)])).toEqual({ pairs: [], alike: 1 });
    const hidden: Ranked = { key: 'h', name: 'h', value: missing('not_published'), deff: null };
    expect(toAsk([row('a', 4, 10), hidden])).toEqual({ pairs: [], alike: 0 });
    const census = (key: string, y: number): Ranked => {
      const known = row(key, y, 10);
      return { ...known, value: { ...known.value, low: null, high: null, se: null } };
    };
    expect(toAsk([census('a', 5), census('b', 4)])).toEqual({ pairs: [], alike: 0 });
  });

  it('count a share of nothing as unsure', () => {
    const { pairs } = toAsk([
      { ...row('a', 1, 10), value: { ...row('a', 1, 10).value, low: 0, high: 0.4 } },
      row('b', 0, 10),
    ]);
    expect(pairs[0]?.total).toBeGreaterThan(0);
    expect(
      answersNeeded(
        [
          { n: 10, unit: agresti(1, 10) },
          { n: 10, unit: agresti(0, 10) },
        ],
        0.09,
      ),
    ).toEqual(pairs[0]?.needed);
  });
});
