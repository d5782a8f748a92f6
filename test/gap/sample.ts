/** A small gap of Basilicata for tests: four skills, two provinces, three groups, every state. */
import type { GapRow, SupplyGap } from '../../analytics/contract.ts';
import {
  allPlaces,
  allSeats,
  scaled,
  seatInPlace,
  seatOnline,
  type Places,
  type Seats,
} from '../../analytics/gap/allocate.ts';
import { coveredOf } from '../../analytics/gap/covered.ts';
import { wilson } from '../../analytics/estimate/proportion.ts';
import type { ToldGap } from '../../dashboard/lib/gap/read.ts';
import { gapScene, type GapScene } from '../../dashboard/lib/gap/scene.ts';
import { parseGap } from '../../dashboard/lib/gap/view.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import type { Language } from '../../survey/contract.ts';
import { both, frame, groups } from '../chart/sample.ts';

export const takeUp = 0.4;
const noSeats: Seats = { inPerson: 0, blended: 0, online: 0 };
type Where = Partial<Pick<GapRow, 'territory' | 'group' | 'belowShare'>>;

/** A row as the service makes it, at the demand and at both ends of its range. */
export function gapRow(skill: string, wanted: Places, seats: Seats, n: number, where: Where = {}): GapRow {
  const all = allPlaces(wanted);
  const [low, high] = wilson(all / n, n).map((share) => share * n) as [number, number];
  const at = (places: number) => {
    const needed = scaled(wanted, all > 0 ? (takeUp * places) / all : 0);
    return { needed, seating: seatOnline(seatInPlace(needed, seats), seats.online) };
  };
  const [middle, least, most] = [at(all), at(low), at(high)];
  const seated = (one: typeof middle) => ({ ...one, seats });
  const ends = { middle: seated(middle), low: seated(least), high: seated(most) };
  const cell = { skill, territory: null, group: null, state: 'shown' as const, n, places: wanted, low, high };
  const ranged = (value: (one: typeof middle) => number) => ({
    estimate: value(middle),
    low: value(least),
    high: value(most),
  });
  return {
    ...{ skill, territory: null, group: null, belowShare: null, ...where, state: 'shown', n },
    ...{
      wanted: { estimate: all, low, high },
      needed: ranged(({ needed }) => allPlaces(needed)),
      parts: middle.needed,
    },
    ...{
      seats,
      reserved: { seats: 0, taken: 0 },
      taken: middle.seating.taken,
      left: middle.seating.left,
      gap: ranged(({ seating }) => allPlaces(seating.left)),
    },
    covered: coveredOf(ends, cell),
    spare: allSeats(seats) - allSeats(middle.seating.taken),
  };
}

export const hiddenRow = (skill: string, state: GapRow['state'], where: Where = {}, seats = noSeats): GapRow => ({
  ...{ skill, territory: null, group: null, state, n: null, wanted: null, needed: null, parts: null, seats },
  reserved: { seats: 0, taken: null },
  ...{ taken: null, left: null, gap: null, covered: null, spare: null, belowShare: null, ...where },
});

/** The row of docs/method.md, "A gap to redo with a pencil". */
export const example = (): GapRow =>
  gapRow('english', { inPerson: 18, online: 6, either: 13, neither: 3 }, { inPerson: 6, blended: 2, online: 4 }, 148);

const some = (inPerson: number, online = 0, either = 0, neither = 0): Places => ({ inPerson, online, either, neither });

const skillRows = [
  gapRow('english', some(400, 60, 200, 40), { inPerson: 60, blended: 20, online: 30 }, 2_400),
  gapRow('computer', some(60, 10, 40, 4), { inPerson: 90, blended: 0, online: 0 }, 2_400),
  gapRow('tourists', some(0), { inPerson: 20, blended: 0, online: 0 }, 2_400),
  hiddenRow('writing', 'not_published', {}, { inPerson: 12, blended: 0, online: 0 }),
];
const placeRows = [
  gapRow('english', some(260, 40, 130, 30), { inPerson: 60, blended: 20, online: 20 }, 1_600, { territory: '076' }),
  gapRow('english', some(140, 20, 70, 10), { inPerson: 0, blended: 0, online: 10 }, 800, { territory: '077' }),
];
const groupRows = (skill: string) => [
  gapRow(skill, some(60, 4, 10, 16), { inPerson: 4, blended: 0, online: 0 }, 300, {
    group: 'women',
    belowShare: skill === 'english',
  }),
  gapRow(skill, some(0), noSeats, 120, { group: 'neet', belowShare: false }),
  hiddenRow(skill, 'not_published', { group: 'over55' }),
];

const about: Omit<SupplyGap, 'rows' | 'level' | 'group'> = {
  ...{ programme: 'basilicata', survey: 'citizens', wave: '2026', sampleType: 'open', interval: 'indicative' },
  ...{ basis: 'counted', takeUp: 40, period: { from: '2026-06-15', to: '2027-06-14' }, k: 5, editions: 6 },
  snapshot: { id: 's1', takenOn: '2026-06-14', responses: 2_500 },
  seats: { all: 232, online: 30, unplaced: 12 },
  figures: { demand: 'f-all', demandInPerson: 'f-place', demandOnline: 'f-line', demandEither: 'f-either' },
};

/** @param address  of the view; the take-up is 40 % in any case */
export async function sampleScene(address = 'skill=english', language: Language = 'it'): Promise<GapScene> {
  const dimensions = [{ name: 'targetGroup', named: false, label: both('Gruppo', 'Group'), choices: groups }];
  const own = { ...frame, levels: ['province' as const], start: { ...frame.start, level: 'province' as const } };
  const { view, unknown } = parseGap(new URLSearchParams(`takeUp=40&${address}`), {
    ...{ survey: 'citizens', frame: own, dimensions },
  });
  const answer = (rows: readonly GapRow[], level = '', group = '') => ({
    gap: { ...about, level, group, rows },
    query: { survey: 'citizens', takeUp: '40' },
  });
  const told: ToldGap = {
    survey: {
      ...{
        id: 'citizens',
        programme: 'basilicata',
        title: both('Cittadini', 'Citizens'),
        wave: '2026',
        unit: 'person',
      },
      ...{ responses: 2_500, sampleType: 'open', state: 'open', synthetic: false, owner: both('Regione', 'Region') },
    },
    ...{ frame: own, dimensions, view, unknown, bars: answer(skillRows), map: answer(placeRows, 'province') },
    heat: answer([...groupRows('english'), ...groupRows('computer')], '', 'targetGroup'),
    ...{ everybody: skillRows, editions: [], groupNames: {}, real: null },
  };
  return gapScene(told, language, await loadMessages(language));
}
