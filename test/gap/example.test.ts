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
import { seatGroup, seatTowns, type Town } from '../../analytics/gap/seating.ts';
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

const nobody: Places = { inPerson: 0, online: 0, either: 0, neither: 0 };
const noSeats: Seats = { inPerson: 0, blended: 0, online: 0 };
const town = (needed: Places, open: Partial<Seats>, more: Partial<Town> = {}): Town => ({
  ...{ needed, members: new Map(), open: { ...noSeats, ...open }, reserved: [], ...more },
});

describe('five of the six classroom seats of the example, reserved for women who do not look for work', () => {
  const women = scaled({ inPerson: 5, online: 0, either: 2, neither: 0 }, 0.4);
  const reserved = [{ groups: ['women'], seats: { ...noSeats, inPerson: 5 } }];
  const here = town(
    scaled(wanted, 0.4),
    { inPerson: 1, blended: 2 },
    { members: new Map([['women', women]]), reserved },
  );
  const elsewhere = town({ ...nobody, either: 19.2 }, {});
  const [matera] = seatTowns([here, elsewhere], { open: 20, reserved: [] });

  it('serve nobody else, also in the whole', () => {
    const { left, taken } = matera!.seating;
    expect(matera!.reservedTaken.inPerson).toBeCloseTo(2.8, 10);
    expect(matera!.open.online).toBeCloseTo(4, 10);
    expect(left.inPerson).toBeCloseTo(4.2, 10);
    expect(left.online).toBeCloseTo(0, 10);
    expect(left.either).toBeCloseTo(0.8, 10);
    expect(allPlaces(left)).toBeCloseTo(6.2, 10);
    expect(allSeats(matera!.seats) - allSeats(taken)).toBeCloseTo(2.2, 10);
  });

  it('leave none of the women without, who then have no part of the open ones', () => {
    const group = seatGroup(women, 'women', matera!, new Map([['women', allPlaces(women)]]));
    expect(allPlaces(group.seating.left)).toBeCloseTo(0, 10);
    expect(group.seats).toEqual({ ...noSeats, inPerson: 5 });
    expect(allSeats(group.reserved!.taken)).toBeCloseTo(2.8, 10);
  });

  it('are written down', async () => {
    const method = (await readFile('docs/method.md', 'utf8')).replace(/[ *]+/g, ' ');
    for (const row of ['5.2 | 2.4 | 4.4 | 1.2', '4.2 | 2.4 | 2.4 | 1.2', '4.2 | 0 | 0.8 | 1.2 | 6.2'])
      expect(method).toContain(row);
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

/** The same where some seats are for women alone, who are some of the people: tried in every way, reserved seats first. */
function mostTakenOf(women: Places, others: Places, own: Seats, open: Seats): number {
  let most = 0;
  for (let blended = 0; blended <= Math.min(own.blended, women.either); blended += 1) {
    for (let place = 0; place <= Math.min(own.inPerson, women.either - blended); place += 1) {
      for (let online = 0; online <= Math.min(own.online, women.either - blended - place); online += 1) {
        const only = Math.min(own.inPerson - place, women.inPerson);
        const line = Math.min(own.online - online, women.online);
        const rest: Places = {
          ...{ inPerson: others.inPerson + women.inPerson - only, online: others.online + women.online - line },
          ...{ either: others.either + women.either - blended - place - online, neither: 0 },
        };
        most = Math.max(most, blended + place + online + only + line + mostTaken(rest, open));
      }
    }
  }
  return most;
}

const few = fc.integer({ min: 0, max: 6 });
const anyPlaces = fc.record({ inPerson: few, online: few, either: few, neither: few });
const sumOf = (one: Places, other: Places): Places => ({
  ...{ inPerson: one.inPerson + other.inPerson, online: one.online + other.online },
  ...{ either: one.either + other.either, neither: one.neither + other.neither },
});
const anySeats = fc.record({ inPerson: few, blended: few, online: few });

describe('seats', () => {
  it('leave as few people without one as any other way of giving them', () => {
    fc.assert(
      fc.property(anyPlaces, anySeats, (needed, some) => {
        expect(gapOf(needed, some).gap).toBe(allPlaces(needed) - mostTaken(needed, some));
      }),
    );
  });

  it('that are reserved leave as few without one as any other way, and are taken by nobody else', () => {
    fc.assert(
      fc.property(anyPlaces, anyPlaces, anySeats, anySeats, (women, others, own, open) => {
        const needed = { ...nobody, ...sumOf(women, others) };
        const reserved = [
          { groups: ['women'], seats: { ...own, online: 0 } },
          { groups: ['women'], seats: { ...noSeats, online: own.online } },
        ];
        const members = new Map([['women', women]]);
        const [here] = seatTowns([town(needed, { ...open, online: 0 }, { members, reserved })], {
          ...{ open: open.online, reserved: [] },
        });
        expect(allSeats(here!.seating.taken)).toBeCloseTo(mostTakenOf(women, others, own, open), 9);
        expect(allSeats(here!.reservedTaken)).toBeLessThanOrEqual(allPlaces(women) - women.neither + 1e-9);
      }),
    );
  });

  it('that are reserved for several groups are shared by them, and by nobody twice', () => {
    const groups = { members: new Map([['women', { ...nobody, inPerson: 3 }], ['young', { ...nobody, inPerson: 4 }]]) }; // prettier-ignore
    const seats = (...names: string[]) => ({ groups: names, seats: { ...noSeats, inPerson: 4 } });
    const all = { ...nobody, inPerson: 10 };
    const taken = (...reserved: Town['reserved'][number][]) =>
      seatTowns([town(all, {}, { ...groups, reserved })], { open: 0, reserved: [] })[0]!.reservedTaken.inPerson;
    expect(taken(seats('women'))).toBe(3);
    expect(taken(seats('women', 'young'))).toBe(4);
    expect(taken(seats('women'), seats('women', 'young'))).toBe(7);
    expect(taken(seats('women'), seats('young'), seats('women', 'young'))).toBe(7);
    expect(taken(seats('unheard'))).toBe(0);
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
