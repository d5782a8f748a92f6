import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, proportion } from '../../analytics/estimate/proportion.ts';

describe('the interval of a share', () => {
  // score intervals without continuity correction, as printed in Newcombe 1998, Statistics in Medicine 17, table I
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is the printed one', (y, n, low, high) => {
    const { ciLow, ciHigh } = proportion(y, n);
    expect(ciLow).toBeCloseTo(low, 4);
    expect(ciHigh).toBeCloseTo(high, 4);
  });

  it('holds the share, stays inside 0..1 and mirrors the share of the others', () => {
    const share = fc
      .integer({ min: 1, max: 100_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(share, ([y, n]) => {
        const one = proportion(y, n);
        const other = proportion(n - y, n);
        const [low, p, high] = [one.ciLow ?? NaN, one.estimate ?? NaN, one.ciHigh ?? NaN];
        expect(0 <= low && low <= p && p <= high && high <= 1 && low < high).toBe(true);
        expect(other.ciHigh).toBeCloseTo(1 - low, 12);
      }),
    );
  });
});

describe('the standard error of a share', () => {
  it('is that of the mean of zeros and ones under equal weights', () => {
    const values = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    const { estimate, se, cv } = proportion(4, 12);
    expect(estimate).toBe(mean);
    expect(se).toBeCloseTo(Math.sqrt(variance / values.length), 14);
    expect(cv).toBeCloseTo(Math.sqrt(variance / values.length) / mean, 14);
  });

  it('is not known from one respondent, and nothing is known from none', () => {
    expect(proportion(1, 1)).toMatchObject({ n: 1, estimate: 1, se: null, cv: null });
    expect(proportion(0, 0)).toMatchObject({ n: 0, estimate: null, se: null, ciLow: null, ciHigh: null, cv: null });
  });

  it('has no relative size when nobody has the category', () => {
    expect(proportion(0, 40)).toMatchObject({ estimate: 0, se: 0, cv: null });
  });

  it('is none when everybody was asked', () => {
    expect(proportion(3, 7, false)).toMatchObject({ estimate: 3 / 7, se: null, ciLow: null, ciHigh: null });
  });
});

describe('a count', () => {
  it('is counted, not estimated', () => {
    expect(count(3, 7)).toMatchObject({ n: 7, estimate: 3, se: null, ciLow: null, cv: null });
  });
});
