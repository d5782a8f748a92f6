/** What the later publications of a survey cover, when some of those who were counted have corrected or erased answers. */
import { describe, expect, it } from 'vitest';
import { auditRelease, type Budget } from '../../analytics/disclosure/index.ts';
import { floors, skewedPopulation, wayCoverage } from '../support/skewed-population.ts';
import { publishedInTurn, type Turn } from '../support/later-publications.ts';

const few = floors['the first 600'].tables;
const all = floors['6,000 with education and employment'].tables;
const halves: Budget[] = [
  { from: 0, to: 0.5 },
  { from: 0.5, to: 1 },
];
const turns = (first: number, budgets: readonly (Budget | undefined)[]): Turn[] => [
  { size: first, tables: first > 600 ? all : few, budget: budgets[0] },
  { size: 6_000, tables: all, budget: budgets[1] },
];
const covered = (publications: ReturnType<typeof publishedInTurn>) =>
  publications.map(({ cells }) => ({ oneWay: wayCoverage(cells, 1), twoWay: wayCoverage(cells, 2) }));

describe('the closing publication', () => {
  it.each([
    [600, 0, 0.5, 0.9],
    [600, 50, 0.5, 0.9],
    [3_000, 1, 0.6, 0.85],
    [3_000, 50, 0.6, 0.85],
  ])('covers enough at 6,000 after one at %i, and %i who left since', (first, left, before, after) => {
    const [one, two] = covered(publishedInTurn(turns(first, halves), left));
    expect(one!.oneWay).toBeGreaterThanOrEqual(0.97);
    expect(one!.twoWay).toBeGreaterThanOrEqual(before);
    expect(two!.oneWay).toBeGreaterThanOrEqual(0.99);
    expect(two!.twoWay).toBeGreaterThanOrEqual(after);
  });

  it('would be nearly empty after one that could use everything', () => {
    const [, closing] = covered(publishedInTurn(turns(3_000, []), 50));
    expect(closing!.oneWay).toBeLessThan(0.5);
    expect(closing!.twoWay).toBeLessThan(0.3);
  });
});

it('keeps room for pairs beside single dimensions with sensitive groups in them', () => {
  const flagged = { group: ['foreign', 'disability'] };
  for (const seed of [1, 2, 3]) {
    const { cells } = auditRelease({ dimensions: skewedPopulation(6_000, seed), tables: all, flagged });
    expect(wayCoverage(cells, 1)).toBeGreaterThanOrEqual(0.99);
    expect(wayCoverage(cells, 2)).toBeGreaterThanOrEqual(0.65);
  }
});
