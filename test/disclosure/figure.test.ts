import { describe, expect, it } from 'vitest';
import {
  boundsBetween,
  meanOfCounts,
  quantileOfCounts,
  twoDigits,
  weightedShare,
} from '../../analytics/disclosure/index.ts';

describe('a published weighted share', () => {
  const domain = { n: 30, base: 28, y: 12 };
  const young = { n: 10, base: 10, y: 8, meanWeight: 1.314 };
  const old = { n: 20, base: 18, y: 4, meanWeight: 0.843 };
  const hidden = { n: null, base: null, y: null, meanWeight: 1 };

  it('weighs the shares of released classes with rounded class weights', () => {
    const expected = (1.3 * 8 + 0.84 * 4) / (1.3 * 10 + 0.84 * 18);
    expect(weightedShare(domain, [[young, old]])).toEqual({ share: expected, weights: 'calibrated', split: 0 });
  });

  it('takes the finest split that covers the domain, and the plain share without one', () => {
    const fine = [{ ...young, n: 5, base: 5, y: 4 }, { ...hidden }, old];
    expect(weightedShare(domain, [fine, [young, old]]).split).toBe(1);
    expect(weightedShare(domain, [fine, [young, { ...old, base: null, y: null }]])).toEqual({
      ...{ share: 12 / 28, weights: 'none', split: null },
    });
    expect(weightedShare(domain, [[young, { ...old, n: 16 }]]).weights).toBe('none');
  });

  it('takes no split that leaves somebody out', () => {
    expect(weightedShare(domain, [[young, { ...old, n: 19, base: 17 }]]).weights).toBe('none');
  });

  it('asks in each class only those whom the question asks', () => {
    const routed = { n: 100, base: 30, y: 12 };
    const classes = [
      { n: 50, base: 10, y: 8, meanWeight: 2 },
      { n: 50, base: 20, y: 4, meanWeight: 1 },
    ];
    expect(weightedShare(routed, [classes]).share).toBe((2 * 8 + 4) / (2 * 10 + 20));
  });

  it('leaves out a class that the others show to be empty', () => {
    expect(weightedShare(domain, [[young, old, hidden]])).toEqual(weightedShare(domain, [[young, old]]));
  });

  it('has no share without a base', () => {
    expect(weightedShare({ n: 30, base: 0, y: 0 }, [])).toEqual({ share: null, weights: 'none', split: null });
  });

  it.each([
    [1.314, 1.3],
    [0.0857, 0.086],
    [12.6, 13],
    [0, 0],
  ])('rounds %d to %d', (value, rounded) => expect(twoDigits(value)).toBe(rounded));
});

describe('figures from category counts', () => {
  it('have the mean of the values', () => {
    expect(meanOfCounts([2, 3, 5], [1, 2, 3])).toBeCloseTo(2.3);
    expect(meanOfCounts([0, 0], [1, 2])).toBeNull();
    expect(() => meanOfCounts([1], [1, 2])).toThrow(expect.objectContaining({ code: 'columns_differ' }));
  });

  it('have quantiles interpolated inside the category', () => {
    const bounds = [16, 30, 45, 65];
    expect(quantileOfCounts([10, 20, 10], bounds, 0.5)).toBe(37.5);
    expect(quantileOfCounts([10, 20, 10], bounds, 0)).toBe(16);
    expect(quantileOfCounts([10, 20, 10], bounds, 0.25)).toBe(30);
    expect(quantileOfCounts([10, 0, 10], bounds, 1)).toBe(65);
    expect(quantileOfCounts([0, 0, 4], bounds, 0)).toBe(45);
    expect(quantileOfCounts([0, 0, 0], bounds, 0.5)).toBeNull();
    expect(() => quantileOfCounts([1, 1, 1], bounds, 50)).toThrow(
      expect.objectContaining({ code: 'value_not_allowed' }),
    );
  });

  it('have bounds half-way between the steps of a scale', () => {
    expect(boundsBetween([1, 2, 3, 4])).toEqual([0.5, 1.5, 2.5, 3.5, 4.5]);
    expect(boundsBetween([0, 10])).toEqual([-5, 5, 15]);
    expect(boundsBetween([3])).toEqual([2.5, 3.5]);
  });
});
