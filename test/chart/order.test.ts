import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAbove as isAboveInComparisons, rangesOf } from '../../analytics/compare/order.ts';
import { placeRanges } from '../../analytics/index.ts';
import type { ComparedFigure } from '../../analytics/contract.ts';
import { firstsOf, isAbove, isAlike, placesOf, runsOf, writtenPlaces } from '../../dashboard/lib/chart/order.ts';
import { missing, type Value } from '../../dashboard/lib/chart/value.ts';
import { extremesOf, leadersOf, unorderedOf } from '../../dashboard/lib/explore/finding.ts';
import { wordsOf } from '../../dashboard/lib/explore/words.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import { toAsk } from '../../dashboard/lib/next/needed.ts';
import { rankOf } from '../../dashboard/lib/skill/rank.ts';
import { orderOf } from '../../dashboard/lib/take-away/resolution.ts';
import { row } from './sample.ts';

const ranged = (low: number, high: number, n = 900): Value => {
  return { state: 'shown', estimate: (low + high) / 2, low, high, se: null, cv: null, n };
};
const words = wordsOf('en', await loadMessages('en'), 'person');

const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Around a figure any range, or as of a sample; or none at all. */
const shown = fc
  .record({ estimate: share, down: share, up: share, n: fc.integer({ min: 0, max: 3000 }), narrow: fc.boolean() })
  .map(({ estimate, down, up, n, narrow }): Value => {
    const part = narrow ? 0.1 : 1;
    const [low, high] = [estimate * (1 - part * down), estimate + (1 - estimate) * part * up];
    return { state: 'shown', estimate, low, high, se: null, cv: null, n };
  });
const value = fc.oneof(
  { weight: 8, arbitrary: shown },
  fc.constantFrom(missing('not_published'), missing('not_asked')),
);
const byEstimate = (a: Value, b: Value) => (b.estimate ?? -1) - (a.estimate ?? -1);
const ranking = fc.array(value, { maxLength: 25 }).map((all) => all.toSorted(byEstimate));
const asFigure = ({ state, n, estimate, low, high }: Value): ComparedFigure => ({
  ...{ state, n, nEff: n, estimate, se: null, ciLow: low, ciHigh: high, weights: estimate === null ? null : 'none' },
});

/** The ends of a range as a reader takes them from the page, to the whole percent. */
function writtenEnds(value: Value): [number, number] {
  const ends = words.range(value).replace('%', '').split('–');
  const whole = ends.map((end) => (end === '<1' ? 0 : Math.round(Number(end.replace(',', '.')))));
  return [whole[0]!, whole.at(-1)!];
}

describe('two figures', () => {
  it('are told apart where the ranges that a page writes have no value in common', () => {
    expect(isAbove(ranged(0.37, 0.43), ranged(0.31, 0.36))).toBe(true);
    // 37–43% and 31–37%
    expect(isAlike(ranged(0.374, 0.43), ranged(0.31, 0.366))).toBe(true);
    expect(isAlike(ranged(0.6, 0.9, 29), ranged(0.1, 0.2))).toBe(true);
    expect(isAlike(missing('not_published'), ranged(0.1, 0.2))).toBe(true);
    const fact = (estimate: number): Value => ({ ...ranged(estimate, estimate, 5), low: null, high: null });
    expect([isAbove(fact(0.4), fact(0.3)), isAlike(fact(0.3), fact(0.3))]).toEqual([true, true]);
  });

  it('can be checked by whoever reads the page', () => {
    fc.assert(
      fc.property(shown, shown, (one, other) => {
        if (!isAbove(one, other)) return;
        expect(writtenEnds(one)[0]).toBeGreaterThan(writtenEnds(other)[1]);
      }),
      { numRuns: 1000 },
    );
  });

  it('are told apart only where the difference exceeds its error, however much they have to do with each other', () => {
    fc.assert(
      fc.property(shown, shown, fc.double({ min: -1, max: 1, noNaN: true }), (one, other, correlation) => {
        if (!isAbove(one, other)) return;
        const [a, b] = [one.estimate! - one.low!, other.high! - other.estimate!];
        const arm = Math.sqrt(a * a + b * b - 2 * correlation * a * b);
        expect(one.estimate! - other.estimate!).toBeGreaterThan(arm - 1e-9);
      }),
      { numRuns: 1000 },
    );
  });

  it('are never each above the other, and the order holds along a chain', () => {
    fc.assert(
      fc.property(value, value, value, (one, other, third) => {
        expect(isAbove(one, other) && isAbove(other, one)).toBe(false);
        if (isAbove(one, other) && isAbove(other, third)) expect(isAbove(one, third)).toBe(true);
      }),
    );
  });
});

describe('places', () => {
  it('reach from behind those surely above to before those surely below', () => {
    const rows = [ranged(0.4, 0.5), ranged(0.3, 0.38), ranged(0.25, 0.35), ranged(0.2, 0.29), missing('not_published')];
    expect(placesOf(rows).map(writtenPlaces)).toEqual(['1–2', '2–4', '2–5', '3–5', '–']);
    expect(runsOf(rows.slice(0, 4))).toEqual([]);
    expect(runsOf([ranged(0.4, 0.5), ranged(0.3, 0.38), ranged(0.25, 0.35), ranged(0.1, 0.15)])).toEqual([
      { first: 1, last: 2 },
    ]);
  });

  it('are the same on the page of comparisons', () => {
    fc.assert(
      fc.property(ranking, (rows) => {
        const told = placeRanges(rows.map(asFigure)).map((one) => one && { from: one.from, to: one.to });
        expect(told).toEqual(placesOf(rows));
        for (const one of rows)
          for (const other of rows)
            expect(isAboveInComparisons(asFigure(one), asFigure(other))).toBe(isAbove(one, other));
      }),
    );
  });

  it('are joined by a bracket only if all inside are alike, and each is told apart from all outside', () => {
    fc.assert(
      fc.property(ranking, (all) => {
        const rows = all.filter(({ state }) => state === 'shown');
        for (const { first, last } of runsOf(rows)) {
          const isIn = (at: number) => first <= at && at <= last;
          rows.forEach((one, at) =>
            rows.forEach((other, beside) => {
              if (isIn(at)) expect(isAlike(one, other)).toBe(isIn(beside));
            }),
          );
        }
      }),
    );
  });
});

describe('what pages say of one figure', () => {
  const rowsOf = (values: readonly Value[]) => values.map((own, at) => ({ key: `k${at}`, name: `k${at}`, value: own }));

  it('never puts in an order what the ranges do not: title, places, sentence, comparison and where to ask next', () => {
    fc.assert(
      fc.property(ranking, (values) => {
        const rows = rowsOf(values);
        const places = placesOf(values);
        const placeOf = (key: string) => places[rows.findIndex((one) => one.key === key)];
        const ends = extremesOf(rows);
        if (ends) {
          expect(orderOf(ends.high.value, ends.low.value)).toBe('higher');
          if (ends.claim !== 'pair') expect(placeOf(ends.high.key)?.from).toBe(1);
          if (ends.claim !== 'pair') expect(places.filter((one) => one?.from === 1)).toHaveLength(1);
        }
        const leaders = leadersOf(rows);
        for (const leader of leaders)
          for (const other of rows.filter((one) => !leaders.includes(one as never) && one.value.state === 'shown'))
            expect(orderOf(leader.value, other.value)).toBe('higher');
        const { order, first } = unorderedOf(rows);
        if (order === 'none')
          for (const one of values) for (const two of values) expect(orderOf(one, two)).toBe('none');
        if (order === 'some') expect(places.filter((one) => one?.from === 1)).toHaveLength(first);
        for (const one of firstsOf(rows))
          for (const two of firstsOf(rows)) expect(orderOf(one.value, two.value)).toBe('none');
        for (const { high, low } of toAsk(rows.map((one) => ({ ...one, deff: null }))).pairs)
          expect(orderOf(high.value, low.value)).toBe('none');
        for (const one of values)
          for (const two of values)
            if (one.state === 'shown' && two.state === 'shown')
              expect(rangesOf(asFigure(one), asFigure(two)) === 'apart').toBe(orderOf(one, two) !== 'none');
      }),
    );
  });

  it('gives a skill the same places in its article', () => {
    const cell = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(share, fc.integer({ min: 10, max: 900 })) },
      fc.constant('not_published' as const),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 20 }), (cells) => {
        const rows = cells.map((one, at) => row({}, `s${at}`, one));
        const values = rows.map(({ state, estimate, ciLow: low, ciHigh: high, n }) => {
          return { state, estimate, low, high, se: null, cv: null, n };
        });
        const told = rows.map(({ category }) => rankOf(rows, category ?? ''));
        expect(told.map((one) => one && { from: one.from, to: one.to })).toEqual(placesOf(values));
      }),
    );
  });
});
