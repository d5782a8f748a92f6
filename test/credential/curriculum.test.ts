import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Curriculum, RankedShare } from '../../analytics/contract.ts';
import { missingElements } from '../../survey/credential/element.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await demoServer();
});
afterAll(() => server?.close());
const own = () => server.application.curricula;

/** The rule of docs/method.md, told again: written ranges without a value in common, thirty respondents on each side. */
const isAbove = (one: RankedShare, other: RankedShare) =>
  one.low !== null &&
  other.high !== null &&
  (one.n ?? 0) >= 30 &&
  (other.n ?? 0) >= 30 &&
  Math.round(one.low * 100) > Math.round(other.high * 100);
const placesOf = (all: readonly RankedShare[], own: RankedShare) => {
  const ranked = all.filter(({ state }) => state !== 'not_asked');
  const above = ranked.filter((other) => isAbove(other, own)).length;
  const below = ranked.filter((other) => isAbove(own, other)).length;
  return own.estimate === null ? null : { from: 1 + above, to: ranked.length - below };
};

describe('the curriculum of City Experts', () => {
  let curriculum: Curriculum;
  beforeAll(async () => {
    curriculum = await own().curriculum('city-experts');
  });

  it('is of the staff who would take the course, every skill in its published order with its ties', () => {
    const { rows, figure } = curriculum.modules;
    expect([curriculum.survey, rows.length]).toEqual(['city-experts-staff-2026', 35]);
    for (const row of rows) expect([row.code, row.places]).toEqual([row.code, placesOf(rows, row)]);
    const shown = rows.flatMap(({ estimate }) => estimate ?? []);
    expect(shown).toEqual(shown.toSorted((one, other) => other - one));
    expect(shown.length).toBeGreaterThan(10);
    expect(rows.some(({ places }) => places !== null && places.to > places.from)).toBe(true);
    const again = server.application.analytics.estimate(curriculum.survey, { variable: 'need' });
    expect(figure).toBe(again.figure);
  });

  it('mixes the forms of learning that people would take', () => {
    const codes = curriculum.mix?.rows.map(({ code }) => code) ?? [];
    expect(codes).toEqual(expect.arrayContaining(['mooc', 'video', 'bootcamp']));
  });

  it('gives each country its own order, and withholds the comparison between them', () => {
    expect(curriculum.countries.map(({ code }) => code).sort()).toEqual(['AT', 'DE', 'FI', 'IT', 'SE']);
    expect(curriculum.comparison).toEqual({ state: 'withheld', reason: 'self_rating' });
    for (const { modules } of curriculum.countries)
      for (const row of modules.rows) expect(row.places).toEqual(placesOf(modules.rows, row));
    expect(JSON.stringify(curriculum)).not.toMatch(/level(Now|Wanted|Gap)/);
  });

  it('tells which modules surely stand in the upper half of several countries', () => {
    const isFirst = (code: string) => (one: Curriculum['countries'][number]) =>
      one.modules.rows.some((row) => row.code === code && row.places !== null && row.places.to <= 17);
    const expected = curriculum.modules.rows
      .map(({ code }) => [code, curriculum.countries.filter(isFirst(code)).map((one) => one.code)] as const)
      .filter(([, countries]) => countries.length > 1);
    expect(expected.length).toBeGreaterThan(0);
    expect(Object.fromEntries(curriculum.common.map(({ code, countries }) => [code, countries]))).toEqual(
      Object.fromEntries(expected),
    );
  });
});

describe('proposals for MORAL', () => {
  const grants = [{ role: 'planner' as const, programme: 'moral', territory: null, organisation: null }];
  const planner = { id: 'p', email: 'p@example.org', name: 'P', grants };

  it('rest on published figures, and leave to a person what only a person knows', async () => {
    const proposals = await own().proposals(planner, 'moral');
    expect(proposals.length).toBeGreaterThan(0);
    const published = await server.application.credentials.list('moral');
    const covered = new Set(published.flatMap(({ content }) => content.skills));
    for (const { reasons, draft } of proposals) {
      expect(reasons.length).toBeLessThanOrEqual(3);
      for (const { skill, need } of reasons) {
        expect(covered.has(skill)).toBe(false);
        if (need === null) continue;
        const { figure, estimate, places, survey, among } = need;
        expect(places.to).toBeLessThanOrEqual(among / 2);
        const record = await server.application.analytics.figure(figure);
        expect([record.survey, record.then.rows.find((row) => row.category === skill)?.estimate]).toEqual([
          survey,
          estimate,
        ]);
      }
      expect(draft.evidence).toMatchObject({
        figures: [...new Set(reasons.flatMap(({ need }) => need?.figure ?? []))],
      });
      expect(missingElements(draft)).toEqual([
        ...['countries', 'awardingBodies', 'outcomes', 'workload', 'level', 'assessment', 'participation', 'quality'],
      ]);
    }
  });

  it('are for planners of the programme', async () => {
    await expect(own().proposals(null, 'moral')).rejects.toMatchObject({ code: 'sign_in_needed' });
    const other = { ...planner, grants: [{ ...grants[0]!, programme: 'mantova' }] };
    await expect(own().proposals(other, 'moral')).rejects.toMatchObject({ code: 'not_found' });
  });
});
