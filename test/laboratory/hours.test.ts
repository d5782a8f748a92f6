/** Hours that laboratories have and that people want; the example of docs/method.md, "Hours of a laboratory". */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { hourSupply } from '../../analytics/laboratory/supply.ts';
import { hoursWanted } from '../../analytics/laboratory/wanted.ts';
import { openingOf } from '../../dashboard/lib/laboratory/list.ts';
import type { Laboratory } from '../../survey/programme/reference.ts';
import { freeHours } from '../../survey/laboratory/hours.ts';

const laboratory = (outsideHours: number | null, occupiedHours: number | null, skills: string[], key = 'one') =>
  ({
    ...{ key, organisation: 'x', title: { it: key, en: key }, territory: 'municipality:048017', equipment: ['robot'] },
    ...{ skills, outsideHours, occupiedHours, access: null, demo: true },
  }) satisfies Laboratory;
const supply = (...all: Laboratory[]) => hourSupply(all, 40, () => null, false);
const hoursOf = ({ lots }: ReturnType<typeof supply>, skill: string) =>
  lots.filter((lot) => lot.skill === skill).reduce((sum, { hours }) => sum + hours, 0);

describe('a laboratory', () => {
  it('without outside hours supplies nothing, whatever stands in it', () => {
    const { lots, told } = supply(laboratory(0, 0, ['robotics', 'plc']));
    expect(lots).toEqual([]);
    expect(told).toMatchObject({ laboratories: 1, closed: 1, full: 0, unknown: 0, open: 0, free: 0 });
  });

  it.each([
    [12, 8, 4, 'free'],
    [12, 12, 0, 'full'],
    [12, null, 12, 'free'],
    [12, 20, 0, 'full'],
    [0, null, 0, 'closed'],
    [null, null, null, 'unknown'],
  ] as const)('with %j hours open and %j taken has %j free', (open, taken, free, opening) => {
    const one = laboratory(open, taken, ['robotics']);
    expect(freeHours(one)).toBe(free);
    expect(openingOf({ hours: { open, taken, free } })).toBe(opening);
    expect(supply(one).told.free).toBe(40 * (free ?? 0));
  });

  it('that serves several skills has each hour once', () => {
    const all = supply(laboratory(12, 8, ['robotics', 'plc']), laboratory(10, 0, ['robotics'], 'two'));
    expect([hoursOf(all, 'robotics'), hoursOf(all, 'plc')]).toEqual([80 + 400, 80]);
    expect(all.lots.reduce((sum, { hours }) => sum + hours, 0)).toBe(all.told.free);
  });

  it('that lies in none of the places is told apart', () => {
    const place = (territory: string | null) => (territory === 'municipality:048017' ? '048' : null);
    const away = { ...laboratory(3, 0, ['plc'], 'away'), territory: null };
    const { lots, told } = hourSupply([laboratory(5, 0, ['plc']), away], 40, place, true);
    expect(lots.map(({ territory, hours }) => [territory, hours])).toEqual([['048', 200]]);
    expect(told).toMatchObject({ free: 320, unplaced: 120 });
  });
});

describe('the hours of the example', () => {
  const { hours, low, high } = hoursWanted(
    [
      { people: 8, hours: 75 },
      { people: 6, hours: 155 / 2 },
    ],
    100,
  );

  it('are 133, between 29 and 237', () => {
    expect([hours, low, high].map(Math.round)).toEqual([1065, 545, 1585]);
    const free = hoursOf(
      supply(laboratory(12, 8, ['robotics', 'plc']), laboratory(0, 0, ['robotics'], 'two')),
      'robotics',
    );
    const gaps = [hours, low, high].map((wanted) => Math.round(0.2 * wanted - free));
    expect(gaps).toEqual([133, 29, 237]);
  });

  it('are those that are written down', async () => {
    const text = (await readFile('docs/method.md', 'utf8')).replace(/[ *]+/g, ' ');
    for (const told of ['600 + 465 = 1,065', '545 to 1,585', '133 hours, between 29 and 237'])
      expect(text).toContain(told);
  });

  it('have no range where nobody wants any, and none below zero', () => {
    expect(hoursWanted([], 50)).toEqual({ hours: 0, low: 0, high: 0 });
    expect(hoursWanted([{ people: 1, hours: 400 }], 50).low).toBe(0);
  });
});
