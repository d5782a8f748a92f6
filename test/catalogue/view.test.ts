import { describe, expect, it } from 'vitest';
import { choicesOf, monthsAfter, type Chosen } from '../../dashboard/lib/catalogue/choose.ts';
import { kilometresBetween } from '../../dashboard/lib/catalogue/distance.ts';
import { everything, searchOf, viewOf, type CatalogueView } from '../../dashboard/lib/catalogue/view.ts';
import { widerOf, wishesOf } from '../../dashboard/lib/catalogue/widen.ts';
import type { CatalogueCourse, CatalogueEdition, CatalogueFrame } from '../../survey/contract.ts';

const matera = { code: '077014', name: { it: 'Matera', en: 'Matera' }, point: [16.6046, 40.666] as const };
const potenza = { code: '076063', name: { it: 'Potenza', en: 'Potenza' }, point: [15.8079, 40.6418] as const };
const nowhere = { code: '077007', name: { it: 'Craco', en: 'Craco' }, point: null };
const frame: CatalogueFrame = {
  ...{ today: '2026-11-30', level: 'municipality', places: [matera, potenza, nowhere], groups: [] },
  skills: ['english', 'welding', 'cv'].map((key) => ({ key, label: { it: key, en: key } })),
};

interface Given {
  readonly place?: typeof matera | typeof potenza;
  readonly startsOn?: string;
  readonly free?: number | null;
}
const edition = (key: string, { place, startsOn = '2027-03-01', free = 4 }: Given): CatalogueEdition => ({
  ...{ key, territory: place ? `municipality:${place.code}` : null, placeName: place?.name ?? null },
  ...{ point: place ? [place.point[0], place.point[1]] : null, startsOn, endsOn: startsOn },
  ...{ seats: 12, taken: free === null ? null : 12 - free, free, revision: key },
});
const course = (
  key: string,
  skill: string,
  mode: CatalogueCourse['mode'],
  given: readonly Given[],
): CatalogueCourse => ({
  ...{ key, title: { it: key, en: key }, description: null, provider: null, skills: [skill], mode },
  ...{ levelFrom: 1, levelTo: 2, eqf: null, hours: { classroom: 10, online: null }, modules: [], certificate: null },
  ...{ certification: null, costEdition: null, costLearner: null, prerequisites: null, targetGroups: [], demo: true },
  ...{ revision: key, editions: given.map((one, at) => edition(String(at), one)) },
});

const courses = [
  course('a-matera', 'english', 'classroom', [{ place: matera, startsOn: '2027-05-01' }]),
  course('b-potenza', 'english', 'classroom', [
    { place: potenza, free: 0 },
    { place: matera, startsOn: '2027-09-01' },
  ]),
  course('c-online', 'english', 'online', [{ startsOn: '2027-01-10', free: null }]),
  course('d-none', 'welding', 'workplace', []),
  course('e-over', 'welding', 'classroom', [{ place: potenza, startsOn: '2026-11-30' }]),
];
const chosen: Chosen = { courses, frame, found: null };
const keys = (view: Partial<CatalogueView>, found: readonly string[] | null = null) =>
  choicesOf({ ...everything, ...view }, { ...chosen, found }).map((one) => one.course.key);

describe('the address of a catalogue', () => {
  it('is the view, and the view is the address', () => {
    const search = '?q=inglese+facile&skill=english&place=077014&within=30&mode=online&free=1&starts=3&all=1&map=1';
    const view = viewOf(new URLSearchParams(search), frame);
    expect(view).toEqual({
      ...{ words: 'inglese facile', skill: 'english', place: '077014', within: 30, mode: 'online' },
      ...{ free: true, starts: 3, all: true, map: true },
    });
    expect(searchOf(view)).toBe(search);
    expect(searchOf(everything)).toBe('');
  });

  it('asks nothing by what nobody knows, and no distance from nowhere', () => {
    const strange = 'q=++&skill=magic&place=1&within=30&mode=x&free=yes&starts=2&other=1';
    expect(viewOf(new URLSearchParams(strange), frame)).toEqual(everything);
    expect(viewOf(new URLSearchParams('place=077014&within=31'), frame).within).toBeNull();
    const countries = { ...frame, level: 'country' as const, places: [{ ...matera, code: 'IT' }] };
    expect(viewOf(new URLSearchParams('place=IT&within=30'), countries)).toMatchObject({ place: 'IT', within: null });
  });

  it('stays the same when it is read twice, however long the words', () => {
    const words = `${'a'.repeat(99)} b`;
    const once = viewOf(new URLSearchParams({ q: words }), frame);
    expect(once.words).toBe('a'.repeat(99));
    expect(viewOf(new URLSearchParams(searchOf(once)), frame)).toEqual(once);
  });
});

describe('the distance between two places', () => {
  it('is that of the great circle', () => {
    // Vincenty on the WGS84 ellipsoid: 67.4 km; a quarter of the equator: 10,007.5 km of the mean sphere
    expect(kilometresBetween(potenza.point, matera.point)).toBeCloseTo(67.3, 0);
    expect(kilometresBetween([0, 0], [90, 0])).toBeCloseTo(10_007.5, 0);
    expect(kilometresBetween(matera.point, matera.point)).toBe(0);
    expect(kilometresBetween([179.9, 0], [-179.9, 0])).toBeCloseTo(22.2, 0);
  });
});

describe('the courses that fit', () => {
  it('come in the order in which they begin, those without a date last', () => {
    expect(keys({})).toEqual(['c-online', 'b-potenza', 'a-matera', 'd-none', 'e-over']);
  });

  it('come from near to far where somebody says where they live, online ones after them', () => {
    expect(keys({ place: '077014' })).toEqual(['a-matera', 'b-potenza', 'c-online']);
    const [, second] = choicesOf({ ...everything, place: '077014' }, chosen);
    expect(second!.editions.map(({ edition: { startsOn } }) => startsOn)).toEqual(['2027-09-01', '2027-03-01']);
    expect(second!.editions[1]!.kilometres).toBeCloseTo(67.3, 0);
  });

  it('are within the distance or online; from a place without a point nothing is near', () => {
    expect(keys({ place: '076063', within: 10 })).toEqual(['b-potenza', 'c-online']);
    expect(keys({ place: '077007', within: 60 })).toEqual(['c-online']);
  });

  it('are narrowed by skill, mode, free seats and time', () => {
    expect(keys({ skill: 'welding' })).toEqual(['d-none', 'e-over']);
    expect(keys({ mode: 'workplace' })).toEqual(['d-none']);
    // a seat that nobody tells of is not known to be free
    expect(keys({ free: true })).toEqual(['a-matera', 'b-potenza']);
    expect(keys({ free: true, place: '076063', within: 10 })).toEqual([]);
    expect(keys({ starts: 3 })).toEqual(['c-online']);
  });

  it('keep the order of the words that were looked for', () => {
    expect(keys({ words: 'x' }, ['a-matera', 'd-none', 'c-online'])).toEqual(['a-matera', 'd-none', 'c-online']);
  });

  it('of several countries are those of the country, or online', () => {
    const abroad = courses.map((one) => ({
      ...one,
      editions: one.editions.map((own) => ({ ...own, territory: own.territory && 'country:ES' })),
    }));
    const places = ['IT', 'ES'].map((code) => ({ code, name: { it: code, en: code }, point: null }));
    const among = (place: string) =>
      choicesOf(
        { ...everything, place },
        { courses: abroad, frame: { ...frame, level: 'country', places }, found: null },
      );
    expect(among('IT').map((one) => one.course.key)).toEqual(['c-online']);
    expect(among('ES')).toHaveLength(3);
  });
});

describe('where nothing fits', () => {
  const view = { ...everything, skill: 'welding', mode: 'online' as const, free: true };
  it('each single wish that leads to something is named, with how many courses there are then', () => {
    expect(wishesOf(view)).toEqual(['skill', 'mode', 'free']);
    expect(widerOf(view, chosen)).toEqual([]);
    const told = { ...view, free: false };
    expect(widerOf(told, chosen).map(({ wish, n }) => [wish, n])).toEqual([
      ['skill', 1],
      ['mode', 2],
    ]);
    const words = { ...everything, words: 'x', skill: 'welding' };
    expect(widerOf(words, { ...chosen, found: [] }).map(({ wish, n }) => [wish, n])).toEqual([['words', 2]]);
  });

  it('the wider view is the same but for that wish', () => {
    const near = { ...everything, place: '077007', within: 10 as const, mode: 'classroom' as const };
    const [first] = widerOf(near, chosen).filter(({ wish }) => wish === 'within');
    expect(first!.view).toEqual({ ...near, within: null });
  });
});

it('counts months by the calendar', () => {
  expect(monthsAfter('2026-11-30', 3)).toBe('2027-02-28');
  expect(monthsAfter('2027-01-31', 1)).toBe('2027-02-28');
  expect(monthsAfter('2026-12-15', 6)).toBe('2027-06-15');
});
