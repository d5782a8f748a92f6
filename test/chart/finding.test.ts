import { describe, expect, it } from 'vitest';
import { valueOf } from '../../dashboard/lib/chart/value.ts';
import { extremesOf, leadersOf, normalQuantile, unorderedOf } from '../../dashboard/lib/explore/finding.ts';
import { row, type Cell } from './sample.ts';

const valued = (...cells: Cell[]) => cells.map((cell, at) => ({ at, value: valueOf(row({}, 'english', cell)) }));

describe('a title states a finding only when it survives its range', () => {
  it('names the highest and the lowest when they are far apart', () => {
    expect(extremesOf(valued([0.3, 500], [0.5, 500], [0.2, 500]))).toMatchObject({ high: { at: 1 }, low: { at: 2 } });
  });

  it('does not when two ranges stay apart but two of many were picked', () => {
    const [one, two] = [
      [0.3, 500],
      [0.4, 500],
    ] as const;
    expect(extremesOf(valued(one, two))).not.toBeNull();
    const others = Array.from({ length: 60 }, () => [0.35, 500] as const);
    expect(extremesOf(valued(one, two, ...others))).toBeNull();
    expect(unorderedOf(valued(one, two, ...others))).toMatchObject({ first: 61, all: 62, order: 'some' });
  });

  it('names no unsure figure, and no highest where one may be above it', () => {
    expect(extremesOf(valued([0.9, 4000], [0.1, 8]))).toBeNull();
    const [high, middle, low] = [
      [0.5, 900],
      [0.35, 900],
      [0.2, 900],
    ] as const;
    expect(extremesOf(valued(high, middle, low))).toMatchObject({ claim: 'both' });
    expect(extremesOf(valued(high, low))).toMatchObject({ claim: 'pair' });
    expect(extremesOf(valued(high, low, [0.3, 12]))).toMatchObject({ high: { at: 0 }, low: { at: 1 }, claim: 'pair' });
    expect(extremesOf(valued([0.6, 4], high, low))).toMatchObject({ high: { at: 1 }, claim: 'pair' });
    expect(extremesOf(valued(high, middle, [0.34, 900]))).toMatchObject({ claim: 'top' });
  });

  it('does not take nobody among ten for the lowest', () => {
    const few = { at: 9, value: { ...valueOf(row({}, 'english', [0, 10])), high: 0.28 } };
    expect(extremesOf([...valued([0.36, 900], [0.3, 400]), few])).toBeNull();
  });

  it('does not make a finding of nobody among very few', () => {
    const none = { at: 9, value: { ...valueOf(row({}, 'english', [0, 8])), high: 0.32 } };
    expect(
      extremesOf([...valued([0.42, 26], ...Array.from({ length: 60 }, () => [0.3, 40] as const)), none]),
    ).toBeNull();
  });

  it('names one to three leaders, never everybody', () => {
    expect(leadersOf(valued([0.5, 900], [0.49, 900], [0.2, 900])).map((one) => one.at)).toEqual([0, 1]);
    expect(leadersOf(valued([0.5, 90], [0.49, 90], [0.48, 90], [0.47, 90], [0.1, 90]))).toEqual([]);
    expect(leadersOf(valued([0.5, 900]))).toEqual([]);
  });

  it('widens by the normal distribution', () => {
    expect(normalQuantile(0.025)).toBeCloseTo(1.96, 2);
    expect(normalQuantile(0.0001)).toBeCloseTo(3.719, 2);
  });
});
