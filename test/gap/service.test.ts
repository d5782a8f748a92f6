/** The gap of a programme, from its published figures and its catalogue. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GapRow, SupplyGap } from '../../analytics/contract.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { openApplication, shippedProgramme, type Application } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { readGapPage } from '../../dashboard/lib/gap/read.ts';
import type { Services } from '../../dashboard/lib/services.ts';
import { formatCsv } from '../../data/csv.ts';
import { createLog } from '../../log.ts';
import { generate } from '../../survey/generate/generate.ts';

const survey = 'basilicata-citizens-2026';
/** taught in a course for inactive women alone */
const reservedSkill = 'ict_basic';
let [directory, application] = ['', {} as Application];

const courseColumns = [
  ...(['key', 'title_it', 'title_en', 'provider', 'skills', 'level_from', 'level_to', 'eqf', 'mode'] as const),
  ...(['hours_classroom', 'hours_online', 'certification', 'cost_edition', 'cost_learner'] as const),
  ...(['prerequisites', 'target_groups', 'demo'] as const),
];
const editionColumns = ['course', 'key', 'territory', 'starts_on', 'ends_on', 'seats', 'taken'] as const;

const course = (key: string, mode: string, skills: string, groups = '') => ({
  ...{ key, title_it: key, title_en: key, provider: '', skills, level_from: '', level_to: '', eqf: '', mode },
  ...{ hours_classroom: '', hours_online: '', certification: '', cost_edition: '', cost_learner: '' },
  ...{ prerequisites: '', target_groups: groups, demo: '1' },
});
const edition = (key: string, territory: string, seats: number, starts = '2026-09-01') => ({
  ...{
    course: key,
    key: `${territory.replace(':', '_') || 'online'}-${starts}`,
    territory,
    starts_on: starts,
    ends_on: '2028-12-01',
  },
  ...{ seats: String(seats), taken: '' },
});

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
  const folder = join(directory, 'programme', 'basilicata');
  await cp(shippedProgramme('basilicata'), folder, { recursive: true });
  const courses = [
    course('english_room', 'classroom', 'english'),
    course('english_two', 'classroom', 'english;ict_basic'),
    course('english_mixed', 'mixed', 'english'),
    course('english_online', 'online', 'english'),
    course('english_women', 'classroom', 'english', 'inactive_women'),
    course('cv_women', 'classroom', reservedSkill, 'inactive_women'),
  ];
  const editions = [
    edition('english_room', 'municipality:077014', 10),
    edition('english_room', 'municipality:076063', 30),
    edition('english_two', 'municipality:077014', 12),
    edition('english_mixed', 'municipality:077014', 5),
    edition('english_online', '', 60),
    edition('english_women', 'municipality:077014', 8),
    edition('cv_women', 'municipality:077014', 5_000),
    edition('english_room', 'province:077', 500, '2028-01-10'),
  ];
  await writeFile(join(folder, 'courses.csv'), formatCsv(courseColumns, courses));
  await writeFile(join(folder, 'editions.csv'), formatCsv(editionColumns, editions));
  application = await openApplication(readConfig({ DATA_DIR: join(directory, 'data'), DEMO: '0' }), {
    log: createLog('silent'),
  });
  await application.loadProgramme(folder);
  await generate(application, { survey, responses: 900, seed: 'gap' });
  await application.projection.run();
  const { compiled } = application.registry.entry(survey);
  await publishSnapshot(application.database, compiled, { k: 5, today: '2026-06-15' });
  await application.analytics.reload(survey);
});
afterAll(async () => {
  await application.close();
  await rm(directory, { recursive: true, force: true });
});

const ask = (query: object): Promise<SupplyGap> =>
  application.gaps.gap('basilicata', { survey, from: '2026-06-15', takeUp: '40', skills: 'english', ...query });
const at = ({ rows }: SupplyGap, territory: string | null, group: string | null = null): GapRow =>
  rows.find((row) => row.territory === territory && row.group === group)!;

const services = () => application as unknown as Services;

describe('the gap of a programme', () => {
  it('needs as many places as people published as wanting one, times the take-up', async () => {
    const row = at(await ask({ level: 'province' }), '077');
    const figures = application.analytics.estimate(survey, {
      ...{ variable: 'demand', statistic: 'count', by: 'territory:province', category: 'english' },
    });
    const { estimate } = figures.rows.find((one) => one['territory'] === '077')!;
    expect(estimate).toBeGreaterThan(5);
    expect(row.wanted!.estimate).toBe(estimate);
    expect(row.needed!.estimate).toBeCloseTo(0.4 * estimate!, 9);
    const { inPerson, online, either, neither } = row.parts!;
    expect(inPerson + online + either + neither).toBeCloseTo(row.needed!.estimate, 9);
    expect(row.gap!.low!).toBeLessThanOrEqual(row.gap!.estimate);
    expect(row.gap!.high!).toBeGreaterThanOrEqual(row.gap!.estimate);
  });

  it('counts each seat once: split over skills, in its place, and only in the twelve months', async () => {
    const gap = await ask({ level: 'province' });
    expect(gap).toMatchObject({ editions: 7, seats: { all: 5_125, online: 60, unplaced: 0 }, basis: 'counted' });
    expect(at(gap, '077').seats).toMatchObject({ inPerson: 10 + 6 + 8, blended: 5 });
    expect(at(gap, '076').seats).toMatchObject({ inPerson: 30, blended: 0 });
    const online = gap.rows.reduce((sum, row) => sum + row.seats.online, 0);
    expect(online).toBeLessThanOrEqual(60 + 1e-9);
    expect(online).toBeGreaterThan(55);
  });

  it('of the whole is not more than that of its parts', async () => {
    const [whole, parts] = [at(await ask({}), null), (await ask({ level: 'province' })).rows];
    const sum = parts.reduce((all, row) => all + row.gap!.estimate, 0);
    expect(whole.gap!.estimate).toBeLessThanOrEqual(sum + 1e-9);
    expect(whole.seats).toEqual({ inPerson: 54, blended: 5, online: expect.closeTo(60, 9) as number });
  });

  it('gives reserved seats to their group, and of open ones a part', async () => {
    const gap = await ask({ group: 'targetGroup' });
    const everybody = at(await ask({}), null);
    const women = at(gap, null, 'inactive_women');
    const { inPerson, either } = women.parts!;
    const reserved = Math.min(8, inPerson + either);
    expect(women.reserved).toMatchObject({ seats: 8, taken: reserved });
    expect(everybody.reserved).toMatchObject({ seats: 8, taken: reserved });
    const part = (women.needed!.estimate - reserved) / (everybody.needed!.estimate - reserved);
    expect(part).toBeGreaterThan(0.005);
    expect(women.seats.inPerson).toBeCloseTo(8 + 46 * part, 9);
    const others = gap.rows.filter(({ state, group }) => state === 'shown' && group !== 'inactive_women');
    expect(others.length).toBeGreaterThan(2);
    for (const { seats, reserved: none } of others) {
      expect(seats.inPerson).toBeLessThanOrEqual(46);
      expect(none).toEqual({ seats: 0, taken: 0 });
    }
  });

  it.each([
    ['', null],
    ['province', '077'],
  ] as const)('counts no seat reserved for a group as anybody’s: level "%s"', async (level, territory) => {
    const skills = reservedSkill;
    const row = at(await ask({ level, skills }), territory);
    const women = at(await ask({ level, skills, group: 'targetGroup' }), territory, 'inactive_women');
    expect(row).toMatchObject({ state: 'shown', reserved: { seats: 5_000 } });
    expect(row.reserved!.taken).toBeLessThan(row.needed!.estimate / 2);
    expect(row.gap!.estimate).toBeGreaterThan(0.3);
    expect(row.gap!.low!).toBeLessThanOrEqual(row.gap!.estimate);
    expect(row.gap!.high!).toBeGreaterThanOrEqual(row.gap!.estimate);
    if (women.state !== 'shown') return;
    expect(row.reserved!.taken).toBeCloseTo(women.parts!.inPerson + women.parts!.either, 9);
    expect(women.gap!.estimate).toBeCloseTo(women.parts!.online + women.parts!.neither - women.taken!.online, 9);
  });

  it('divides what a place can use among groups of which nobody knows who may take a reserved seat', async () => {
    const [everybody, { rows }] = [at(await ask({}), null), await ask({ group: 'sex' })];
    const shown = rows.filter(({ state }) => state === 'shown');
    expect(shown.length).toBeGreaterThan(1);
    for (const { reserved } of shown) expect(reserved).toBeNull();
    const usable = 46 + everybody.reserved!.taken!;
    const all = shown.reduce((sum, row) => sum + row.seats.inPerson, 0);
    expect(all).toBeLessThanOrEqual(usable + 1e-9);
    expect(all).toBeGreaterThan(0.9 * usable);
  });

  it('tells nothing of demand where it is not published, and the seats all the same', async () => {
    const { rows } = await ask({ level: 'municipality' });
    const hidden = rows.filter(({ state }) => state === 'not_published');
    expect(hidden.length).toBeGreaterThan(10);
    for (const row of hidden) {
      expect(row).toMatchObject({
        n: null,
        wanted: null,
        needed: null,
        parts: null,
        taken: null,
        left: null,
        gap: null,
      });
      expect(row).toMatchObject({ spare: null, belowShare: null, seats: { online: 0 }, reserved: { taken: null } });
    }
  });

  it('of one place or group is that row of the whole answer', async () => {
    const all = await ask({ level: 'province', group: 'targetGroup' });
    const narrowed = await ask({ level: 'province', place: '077', group: 'targetGroup', member: 'inactive_women' });
    expect(narrowed.rows).toEqual([at(all, '077', 'inactive_women')]);
  });

  it('names the editions behind its seats: in the place, and online', async () => {
    const query = { survey, from: '2026-06-15', skills: 'english', level: 'province', place: '077' };
    const editions = await application.gaps.editions('basilicata', query);
    expect(editions.map(({ course: key, seats, part }) => [key, seats, part])).toEqual([
      ...[
        ['english_mixed', 5, 5],
        ['english_room', 10, 10],
        ['english_two', 12, 6],
        ['english_women', 8, 8],
      ],
      ['english_online', 60, 60],
    ]);
    const { seats } = at(await ask({ level: 'province' }), '077');
    const placed = editions.filter(({ mode }) => mode !== 'online').reduce((sum, { part }) => sum + part, 0);
    expect(placed).toBe(seats.inPerson + seats.blended);
  });

  it('is on its page what the interface tells, at any take-up and in any place', async () => {
    const address = new URLSearchParams(
      'skill=english&area=077&group=targetGroup:inactive_women&level=province&takeUp=37',
    );
    const { told } = await readGapPage(services(), 'basilicata', address);
    const { bars, map, heat, view } = told!;
    expect(view).toMatchObject({ survey, area: '077', takeUp: '37' });
    for (const { gap, query } of [bars, map, heat!]) {
      const { rows } = await application.gaps.gap('basilicata', query);
      expect(gap.rows.length).toBeGreaterThan(1);
      expect(rows).toEqual(expect.arrayContaining([...gap.rows]));
    }
    expect(bars.gap.rows.every((row) => row.territory === '077' && row.group === 'inactive_women')).toBe(true);
  });

  it.each([
    [{ place: '077' }, 'unknown_category'],
    [{ level: 'province', place: '015' }, 'unknown_category'],
    [{ group: 'sex', member: 'nobody' }, 'unknown_category'],
    [{ survey: 'basilicata-firms-2026' }, 'unknown_parameter'],
    [{ level: 'country' }, 'unknown_level'],
    [{ group: 'need' }, 'not_a_dimension'],
    [{ skills: 'astrology' }, 'unknown_category'],
    [{ takeUp: '0' }, 'unknown_parameter'],
    [{ takeUp: '101' }, 'unknown_parameter'],
    [{ from: '2026-13-01' }, 'unknown_parameter'],
    [{ colour: 'blue' }, 'unknown_parameter'],
    [{ survey: undefined }, 'missing_parameter'],
  ])('refuses %j as %s', async (query, code) => {
    await expect(ask(query)).rejects.toMatchObject({ code });
  });
});
