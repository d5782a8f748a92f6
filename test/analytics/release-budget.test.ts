/** What each publication of a plan may use of everybody's limit. */
import { describe, expect, it } from 'vitest';
import { budgetOf, closingStep } from '../../analytics/release-plan.ts';
import { allTables, planOf, smallSurvey } from './survey.ts';

const survey = (sizes: readonly number[], closing: boolean) => smallSurvey([], { release: planOf(sizes, closing) });
const past = (...sizes: number[]) => sizes.map((size) => ({ size, closing: false }));

/** Of the step of that size, and of the closing one for null. */
function budget(sizes: readonly number[], closing: boolean, before: readonly number[], size: number | null) {
  const plan = survey(sizes, closing);
  const step = size === null ? closingStep(plan, past(...before), 9_999)! : { size, tables: allTables };
  return budgetOf(plan, past(...before), step, size === null);
}

describe('the budget of a publication', () => {
  it.each([
    ['the only one', [600], false, [], 600, { from: 0, to: 1 }],
    ['the first of two', [600], true, [], 600, { from: 0, to: 0.5 }],
    ['the closing one after it', [600], true, [600], null, { from: 0.5, to: 1 }],
    ['the second of four', [600, 6_000, 20_000], true, [600], 6_000, { from: 0.5, to: 0.75 }],
    ['one that passes over the first', [600, 6_000, 20_000], true, [], 6_000, { from: 0, to: 0.75 }],
    ['a closing one that comes early', [600, 6_000, 20_000], true, [600], null, { from: 0.5, to: 1 }],
    ['a closing one of which none came before', [600], true, [], null, { from: 0, to: 1 }],
    [
      'the last of three without a closing one',
      [600, 6_000, 20_000],
      false,
      [600, 6_000],
      20_000,
      { from: 0.75, to: 1 },
    ],
  ] as const)('of %s', (_, sizes, closing, before, size, expected) => {
    expect(budget(sizes, closing, before, size)).toEqual(expected);
  });
});
