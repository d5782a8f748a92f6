import { describe, expect, it } from 'vitest';
import { releaseCells, releaseMeasure, type Candidate } from '../../analytics/disclosure.ts';

const cell = (n: number, flagged = false): Candidate => ({ table: 'area', codes: [`area${n}`], n, flagged });

describe('the disclosure rule', () => {
  it('releases cells of k people and more, and nothing below, nobody included', () => {
    expect(
      releaseCells(
        [0, 1, 4, 5, 6].map((n) => cell(n)),
        { k: 5 },
      ),
    ).toEqual([false, false, false, true, true]);
  });

  it('asks for ten people where a value is sensitive, or for k when that is more', () => {
    const cells = [9, 10, 11, 12].map((n) => cell(n, true));
    expect(releaseCells(cells, { k: 5 })).toEqual([false, true, true, true]);
    expect(releaseCells(cells, { k: 12 })).toEqual([false, false, false, true]);
  });

  it('never goes below three, whatever the setting', () => {
    expect(
      releaseCells(
        [1, 2, 3].map((n) => cell(n)),
        { k: 1 },
      ),
    ).toEqual([false, false, true]);
  });

  it('releases a variable where enough people of a released cell answered it', () => {
    const cells = [cell(20), cell(20), cell(20), cell(20)];
    const measure = { flagged: false, bases: [5, 4, 0, 20] };
    expect(releaseMeasure(cells, [true, true, true, false], measure, { k: 5 })).toEqual([true, false, false, false]);
  });

  it('asks for ten answers where the variable or the cell is sensitive', () => {
    const bases = [9, 10];
    const verdict = (flagged: boolean, sensitive: boolean) =>
      releaseMeasure([cell(20, sensitive), cell(20, sensitive)], [true, true], { flagged, bases }, { k: 5 });
    expect(verdict(true, false)).toEqual([false, true]);
    expect(verdict(false, true)).toEqual([false, true]);
    expect(verdict(false, false)).toEqual([true, true]);
  });

  it('releases the categories of a dimension all together, when each holds enough people', () => {
    const bases = [20, 20, 20];
    const groups = { counts: [10, 10, 16, 4, 20, 0], width: 2 };
    expect(
      releaseMeasure([cell(20), cell(20), cell(20)], [true, true, true], { flagged: false, bases, groups }, { k: 5 }),
    ).toEqual([true, false, false]);
  });
});
