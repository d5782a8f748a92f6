import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adjustForFalseDiscovery, partDifference, shareDifference } from '../../analytics/index.ts';

interface Expected {
  readonly differences: readonly Record<'y1' | 'n1' | 'y2' | 'n2' | 'ciLow' | 'ciHigh' | 'p', number>[];
  readonly part: Record<'n' | 'y' | 'wholeN' | 'wholeY' | 'difference' | 'se', number>;
  readonly p: readonly number[];
  readonly adjusted: readonly number[];
}
const file = new URL('../reference/compare.expected.json', import.meta.url);
const expected = JSON.parse(readFileSync(file, 'utf8')) as Expected;
const share = (y: number, n: number) => ({ estimate: y / n, nEff: n });

describe('the difference of two shares', () => {
  it.each(expected.differences)(
    'is that of R: $y1 of $n1 against $y2 of $n2',
    ({ y1, n1, y2, n2, ciLow, ciHigh, p }) => {
      const found = shareDifference(share(y1, n1), share(y2, n2));
      expect(found.difference).toBeCloseTo(y1 / n1 - y2 / n2, 12);
      expect(found.ciLow).toBeCloseTo(ciLow, 8);
      expect(found.ciHigh).toBeCloseTo(ciHigh, 8);
      expect(Math.abs(found.p! / p - 1)).toBeLessThan(1e-6);
    },
  );

  // Newcombe 1998, table II, method 10
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])('has the printed range: %i of %i against %i of %i', (y1, n1, y2, n2, low, high) => {
    const { ciLow, ciHigh } = shareDifference(share(y1, n1), share(y2, n2));
    expect([ciLow.toFixed(4), ciHigh.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
  });

  it('is a fact between two censuses', () => {
    const found = shareDifference({ estimate: 0.4, nEff: null }, { estimate: 0.3, nEff: null });
    expect(found).toMatchObject({ se: 0, p: null });
    expect([found.ciLow, found.ciHigh]).toEqual([found.difference, found.difference]);
  });

  it('of a part and its whole counts nobody twice', () => {
    const { n, y, wholeN, wholeY, difference, se } = expected.part;
    const found = partDifference({ n, y }, { n: wholeN, y: wholeY });
    expect(found.difference).toBeCloseTo(difference, 12);
    expect(found.se).toBeCloseTo(se, 12);
    // by hand: 250 of 600 less the 90 of 200 are 160 of 400; 0.45 − 0.41667 = (400 / 600) (0.45 − 0.4)
    expect(found.difference).toBeCloseTo((2 / 3) * 0.05, 12);
  });

  it('turns its sign when the sides are changed, and its range holds 0 as long as p is over 5 %', () => {
    const side = fc
      .integer({ min: 2, max: 3000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(side, side, ([y1, n1], [y2, n2]) => {
        const [one, other] = [share(y1, n1), share(y2, n2)];
        const [there, back] = [shareDifference(one, other), shareDifference(other, one)];
        expect(back.difference).toBeCloseTo(-there.difference, 12);
        expect(back.ciLow).toBeCloseTo(-there.ciHigh, 12);
        expect(back.p!).toBeCloseTo(there.p!, 12);
        if (Math.abs(there.p! - 0.05) < 1e-9) return;
        expect(there.ciLow <= 0 && there.ciHigh >= 0).toBe(there.p! > 0.05);
      }),
    );
  });
});

describe('many p values at once', () => {
  it('are adjusted as p.adjust of R does', () => {
    adjustForFalseDiscovery(expected.p).forEach((value, at) => expect(value).toBeCloseTo(expected.adjusted[at]!, 12));
  });

  it('by hand: of 0.01, 0.04, 0.03, 0.5 four at once', () => {
    expect(adjustForFalseDiscovery([0.01, 0.04, 0.03, 0.5]).map((value) => Number(value.toFixed(6)))).toEqual([
      ...[0.04, 0.053333, 0.053333, 0.5],
    ]);
    expect(adjustForFalseDiscovery([])).toEqual([]);
  });

  it('never fall, never pass 1, and keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 80 }), (values) => {
        const found = adjustForFalseDiscovery(values);
        found.forEach((value, at) => expect(value >= values[at]! && value <= 1).toBe(true));
        values.forEach((one, a) =>
          values.forEach((other, b) => expect(one < other && found[a]! > found[b]!).toBe(false)),
        );
      }),
    );
  });
});
