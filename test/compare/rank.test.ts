import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementOf, placeRanges } from '../../analytics/index.ts';
import { gapBetween } from '../../analytics/compare/rank.ts';
import { compared as of, hidden } from '../support/compared.ts';

describe('the places of a voice', () => {
  it('are ranges as wide as the shares cannot be told apart', () => {
    // 50 %, 48 %, 10 % of 400: the first two share places 1 and 2
    expect(placeRanges([of(40, 400), of(200, 400), of(192, 400)])).toEqual([
      { place: 3, from: 3, to: 3 },
      { place: 1, from: 1, to: 2 },
      { place: 2, from: 1, to: 2 },
    ]);
  });

  it('of a census are facts, equal shares share them', () => {
    const fact = (estimate: number) => ({ ...of(1, 2), estimate, nEff: null, ciLow: null, ciHigh: null });
    expect(placeRanges([fact(0.5), fact(0.5), fact(0.2)])).toEqual([
      { place: 1, from: 1, to: 2 },
      { place: 1, from: 1, to: 2 },
      { place: 3, from: 3, to: 3 },
    ]);
  });

  it('leave room for what is not published, which may stand anywhere', () => {
    expect(placeRanges([of(200, 400), hidden, of(20, 400)])).toEqual([
      { place: 1, from: 1, to: 2 },
      null,
      { place: 2, from: 2, to: 3 },
    ]);
  });

  it('hold their own estimate, within 1 and the number of skills', () => {
    const share = fc.integer({ min: 2, max: 900 }).chain((n) => fc.integer({ min: 0, max: n }).map((y) => of(y, n)));
    fc.assert(
      fc.property(fc.array(fc.oneof(share, fc.constant(hidden)), { maxLength: 30 }), (shares) => {
        const ranges = placeRanges(shares);
        ranges.forEach((range, at) => {
          expect(range === null).toBe(shares[at] === hidden);
          if (range)
            expect(
              1 <= range.from && range.from <= range.place && range.place <= range.to && range.to <= shares.length,
            ).toBe(true);
        });
      }),
    );
  });
});

describe('what voices surely disagree by', () => {
  const at = (from: number, to: number) => ({ place: from, from, to });

  it('is the gap between the two ranges that are furthest apart, 0 where all may be the same', () => {
    expect(disagreementOf([at(1, 4), at(9, 12), at(3, 10)])).toEqual({ gap: 5, between: [0, 1] });
    expect(disagreementOf([at(1, 4), at(2, 12), null])).toEqual({ gap: 0, between: [0, 1] });
    expect(disagreementOf([at(1, 4), null])).toBeNull();
  });

  it('is the same from both sides, and no more than any two of their places differ by', () => {
    const range = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => at(Math.min(a, b), Math.max(a, b)));
    fc.assert(
      fc.property(range, range, (one, other) => {
        expect(gapBetween(one, other)).toBe(gapBetween(other, one));
        for (const a of [one.from, one.to])
          for (const b of [other.from, other.to]) expect(gapBetween(one, other)).toBeLessThanOrEqual(Math.abs(a - b));
      }),
    );
  });
});
