import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiesOf } from '../../dashboard/lib/chart/ties.ts';
import { valueOf } from '../../dashboard/lib/chart/value.ts';
import { extremesOf, leadersOf, normalQuantile } from '../../dashboard/lib/explore/finding.ts';
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
    expect(extremesOf(valued(one, two, ...Array.from({ length: 60 }, () => [0.35, 500] as const)))).toBeNull();
  });

  it('names no unsure figure, and nothing where one lies outside the two', () => {
    expect(extremesOf(valued([0.9, 4000], [0.1, 8]))).toBeNull();
    const [high, low] = [
      [0.5, 900],
      [0.2, 900],
    ] as const;
    expect(extremesOf(valued(high, low, [0.3, 12]))).toMatchObject({ high: { at: 0 }, low: { at: 1 } });
    expect(extremesOf(valued([0.6, 4], high, low))).toBeNull();
    expect(extremesOf(valued(high, low, [0.15, 12]))).toBeNull();
  });

  it('does not take nobody among ten for the lowest', () => {
    const few = { at: 9, value: { ...valueOf(row({}, 'english', [0, 10])), high: 0.28 } };
    expect(extremesOf([...valued([0.36, 900], [0.3, 400]), few])).toBeNull();
  });

  it('compares the arms that face each other', () => {
    const value = (at: number, estimate: number, low: number, high: number) => ({
      at,
      value: { ...valueOf(row({}, 'english', [estimate, 400])), low, high },
    });
    expect(extremesOf([value(0, 0.4, 0.38, 0.6), value(1, 0.3, 0.1, 0.32)])).not.toBeNull();
    expect(extremesOf([value(0, 0.4, 0.2, 0.42), value(1, 0.3, 0.28, 0.5)])).toBeNull();
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

  it('never puts beside the leader one that its bracket counts among the others', () => {
    const firms = valued([0.4, 300], [0.26, 120], ...Array.from({ length: 13 }, () => [0.2, 300] as const));
    expect(tiesOf(firms.map(({ value }) => ({ ...value, estimate: value.estimate ?? 0 })))).toEqual([
      { from: 1, to: 1 },
      { from: 2, to: 15 },
    ]);
    expect(leadersOf(firms)).toEqual([]);
  });

  it('names leaders that are the first run and apart from all others', () => {
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    const cells = fc.array(fc.tuple(share, fc.integer({ min: 20, max: 5000 })), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(cells, (all) => {
        const rows = valued(...all.sort((a, b) => b[0] - a[0]));
        const leaders = leadersOf(rows);
        const first = tiesOf(rows.map(({ value }) => ({ ...value, estimate: value.estimate ?? 0 })))[0]?.to;
        expect([0, first]).toContain(leaders.length);
      }),
    );
  });

  it('widens by the normal distribution', () => {
    expect(normalQuantile(0.025)).toBeCloseTo(1.96, 2);
    expect(normalQuantile(0.0001)).toBeCloseTo(3.719, 2);
  });
});
