/** The example of docs/method.md, "A gap to redo with a pencil", and that no other way of giving seats leaves fewer without. */
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allPlaces,
  allSeats,
  canConnect,
  scaled,
  seatInPlace,
  seatOnline,
  type Places,
  type Seats,
} from '../../analytics/gap/allocate.ts';
import { wilson } from '../../analytics/estimate/proportion.ts';

const wanted: Places = { inPerson: 18, online: 6, either: 13, neither: 3 };
const seats: Seats = { inPerson: 6, blended: 2, online: 4 };

function gapOf(needed: Places, some: Seats) {
  const { left, taken } = seatOnline(seatInPlace(needed, some), some.online);
  return { left, gap: allPlaces(left), spare: allSeats(some) - allSeats(taken) };
}

describe('the gap of the example', () => {
  it('is four places, one to nine', () => {
    const needed = scaled(wanted, 0.4);
    const { left, gap, spare } = gapOf(needed, seats);
    expect(canConnect(seatInPlace(needed, seats).left)).toBeCloseTo(5.6, 10);
    expect(left.inPerson).toBeCloseTo(1.2, 10);
    expect(left.online).toBeCloseTo(0, 10);
    expect(left.either).toBeCloseTo(1.6, 10);
    expect(left.neither).toBeCloseTo(1.2, 10);
    expect([gap, spare].map((value) => value.toFixed(6))).toEqual(['4.000000', '0.000000']);
    const ends = wilson(40 / 148, 148).map((share) => share * 148);
    expect(ends.map((value) => value.toFixed(1))).toEqual(['30.4', '51.3']);
    const gaps = ends.map((places) => gapOf(scaled(wanted, (0.4 * places) / 40), seats).gap);
    expect(gaps.map((value) => value.toFixed(1))).toEqual(['0.9', '8.5']);
  });

  it('is the one that is written down', async () => {
    const method = await readFile('docs/method.md', 'utf8');
    for (const row of ['18 | 6 | 13 | 3 | 40', '7.2 | 2.4 | 5.2 | 1.2 | 16.0', '1.2 | 0 | 1.6 | 1.2 | 4.0']) {
      expect(method.replace(/[ *]+/g, ' ')).toContain(row);
    }
    expect(method).toContain('**4 places, range 1 to 9**');
  });
});

/** The most seats that can be taken, tried in every way. */
function mostTaken(needed: Places, some: Seats): number {
  let most = 0;
  for (let blended = 0; blended <= Math.min(some.blended, needed.either); blended += 1) {
    for (let place = 0; place <= Math.min(some.inPerson, needed.either - blended); place += 1) {
      const only = Math.min(some.inPerson - place, needed.inPerson);
      const online = Math.min(some.online, needed.online + needed.either - blended - place);
      most = Math.max(most, blended + place + only + online);
    }
  }
  return most;
}

const few = fc.integer({ min: 0, max: 6 });
const anyPlaces = fc.record({ inPerson: few, online: few, either: few, neither: few });
const anySeats = fc.record({ inPerson: few, blended: few, online: few });

describe('seats', () => {
  it('leave as few people without one as any other way of giving them', () => {
    fc.assert(
      fc.property(anyPlaces, anySeats, (needed, some) => {
        expect(gapOf(needed, some).gap).toBe(allPlaces(needed) - mostTaken(needed, some));
      }),
    );
  });

  it('leave more people without one, never fewer, where more are wanted', () => {
    const factor = fc.double({ min: 1, max: 5, noNaN: true });
    fc.assert(
      fc.property(anyPlaces, anySeats, factor, (needed, some, more) => {
        expect(gapOf(scaled(needed, more), some).gap).toBeGreaterThanOrEqual(gapOf(needed, some).gap - 1e-9);
      }),
    );
  });

  it('are each taken once, by people who can use them', () => {
    fc.assert(
      fc.property(anyPlaces, anySeats, (needed, some) => {
        const first = seatInPlace(needed, some);
        const { taken, left } = seatOnline(first, some.online);
        expect(left.neither).toBe(needed.neither);
        for (const part of ['inPerson', 'online', 'either'] as const) expect(left[part]).toBeGreaterThanOrEqual(0);
        for (const kind of ['inPerson', 'blended', 'online'] as const) {
          expect(taken[kind]).toBeLessThanOrEqual(some[kind]);
        }
        expect(allSeats(taken)).toBe(allPlaces(needed) - allPlaces(left));
      }),
    );
  });
});
