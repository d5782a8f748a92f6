/** Laboratories of 40Ready: hours wanted from the raw answers to the gap, the register, and levels by name. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../access.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { openApplication, shippedProgramme, type Application } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import type { RegisteredLaboratory } from '../../survey/contract.ts';
import { generate } from '../../survey/generate/generate.ts';
import { decodeRecord, type Answers } from '../../survey/record.ts';
import { hoursCategory } from '../../survey/registry/hours.ts';

const [programme, survey, readiness] = ['40ready', '40ready-lab-demand-2026', '40ready-readiness-2026'];
const office: Person = {
  ...{ id: 'office', email: 'office@example.org', name: 'Office' },
  grants: ['administrator' as const, 'planner' as const].map((role) => ({
    ...{ role, programme: null, territory: null, organisation: null },
  })),
};
let [directory, application] = ['', {} as Application];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
  application = await openApplication(readConfig({ DATA_DIR: directory, DEMO: '0' }), {
    ...{ log: createLog('silent'), now: () => new Date('2026-06-15T10:00:00Z') },
  });
  await application.loadProgramme(shippedProgramme(programme));
  await generate(application, { survey, responses: 620, seed: 'hours' });
  await generate(application, { survey: readiness, responses: 7, seed: 'ready' });
  await application.projection.run();
  await publishSnapshot(application.database, application.registry.entry(survey).compiled, {
    k: 5,
    today: '2026-06-15',
  });
  await application.analytics.reload(survey);
});
afterAll(async () => {
  await application.close();
  await rm(directory, { recursive: true, force: true });
});

const yearOf: Readonly<Record<string, number>> = {
  ...{ '1-4': 25, '5-10': 75, '11-20': 155, '21-40': 305, over40: 410, once: 4 },
};
const wantedBy = (answers: Answers): readonly (readonly [skill: string, hours: number])[] => {
  const hours = yearOf[String(answers['hours'])];
  const ranked = ['first', 'second', 'third'].map((question) => answers[question]);
  const skills = [...new Set(ranked)].filter((one) => typeof one === 'string' && one !== 'dont_know') as string[];
  const comes = ['yes', 'probably'].includes(String(answers['intention']));
  return hours === undefined || !comes ? [] : skills.map((skill) => [skill, hours / skills.length]);
};

describe('the gap in hours', () => {
  it('is made of what each person wants, split over the skills and counted once', async () => {
    const { tables, variables } = application.registry.entry(survey).compiled;
    const codes = new Map(variables.get('labHours')!.categories.map(({ number, code }) => [number, code]));
    const rows = await application.database.rows<{ raw: string; numbers: string }>(
      `SELECT raw, to_json(coalesce(lab_hours, []))::VARCHAR AS numbers
       FROM ${tables.answer} typed JOIN response ON response.seq = typed.seq AND response.survey = ?`,
      [survey],
    );
    expect(rows.length).toBe(620);
    let told = 0;
    for (const { raw, numbers } of rows) {
      const each = (JSON.parse(numbers) as number[]).map((number) => hoursCategory(codes.get(number)!));
      const hours = each.map(({ skill, category, skills }) => [skill, yearOf[category]! / skills] as const);
      expect(hours.toSorted()).toEqual(wantedBy(decodeRecord(raw).answers).toSorted());
      told += each.length;
    }
    expect(told).toBeGreaterThan(300);
  });

  it('counts the published people alone, times the hours that each of them wants', async () => {
    const { rows } = application.analytics.estimate(survey, {
      variable: 'labHours',
      statistic: 'count',
      weights: 'none',
    });
    const gap = await application.laboratoryFigures.gap(programme, { takeUp: '40' });
    const told = gap.rows.filter(({ wanted }) => wanted!.estimate > 0);
    expect(told.length).toBeGreaterThan(30);
    for (const { skill, wanted, needed, free, gap: missing, spare } of told) {
      const own = rows.map(({ category, estimate }) => ({ ...hoursCategory(category!), people: estimate! }));
      const hours = own
        .filter((one) => one.skill === skill)
        .map((one) => (one.people * yearOf[one.category]!) / one.skills);
      expect(wanted!.estimate, skill).toBeCloseTo(
        hours.reduce((sum, one) => sum + one, 0),
        6,
      );
      expect(wanted!.low!).toBeLessThanOrEqual(wanted!.estimate);
      expect(needed!.estimate).toBeCloseTo(0.4 * wanted!.estimate, 6);
      expect(missing!.estimate - spare!).toBeCloseTo(needed!.estimate - free, 6);
    }
    expect(gap).toMatchObject({ unit: 'hours a year', survey, interval: 'indicative', supply: { closed: 1, full: 3 } });
    expect(gap.figure).toMatch(/./);
  });

  it('has the free hours of all laboratories once, also by province', async () => {
    const [whole, parts] = await Promise.all(
      ['', 'province'].map((level) => application.laboratoryFigures.gap(programme, { level })),
    );
    const free = (gap: typeof whole) => gap!.rows.reduce((sum, row) => sum + row.free, 0);
    expect(whole!.supply.free).toBe(40 * (9 + 2 + 5 + 11 + 8 + 10 + 7 + 12 + 17 + 11 + 12 + 2 + 3));
    expect(free(whole)).toBeCloseTo(whole!.supply.free, 6);
    expect(free(parts)).toBeCloseTo(whole!.supply.free, 6);
    const hidden = parts!.rows.filter(({ state }) => state === 'not_published');
    for (const row of hidden) expect(row).toMatchObject({ n: null, wanted: null, gap: null, spare: null });
  });

  it('knows the hours of a class from nothing but the variable of the codebook', () => {
    const { categories } = application.registry.entry(survey).compiled.variables.get('labHours')!;
    expect(new Set(categories.map(({ number }) => number)).size).toBe(categories.length);
    expect(hoursCategory(categories[1]!.code)).toMatchObject({ skill: 'cad', category: '1-4', skills: 2 });
  });

  it.each([
    [{ level: 'country' }, 'unknown_level'],
    [{ takeUp: '0' }, 'unknown_parameter'],
    [{ colour: 'red' }, 'unknown_parameter'],
  ])('refuses %j as %s', async (query, code) => {
    await expect(application.laboratoryFigures.gap(programme, query)).rejects.toMatchObject({ code });
  });
});

const bodyOf = ({ revision, title, equipment, skills, hours, access }: RegisteredLaboratory) => ({
  ...{ revision, title, equipment, skills: skills.map(({ key }) => key), open: hours.open, taken: hours.taken, access },
});

describe('the register of laboratories', () => {
  const of = async (key: string) => (await application.laboratories.list(programme)).find((one) => one.key === key)!;
  const change = (key: string, body: object, who: Person | null = office) =>
    application.laboratories.change(who, programme, key, body);

  it('is changed by who read its newest revision, and noted', async () => {
    const before = bodyOf(await of('onboard'));
    const after = await change('onboard', { ...before, open: 10, taken: 4 });
    expect(after).toMatchObject({ hours: { open: 10, taken: 4, free: 6 }, revision: before.revision + 1 });
    await expect(change('onboard', before)).rejects.toMatchObject({ code: 'revision_conflict' });
    const [noted] = await application.database.rows<{ n: number }>(
      `SELECT count(*)::INTEGER AS n FROM audit WHERE action = 'laboratory.edit'`,
    );
    expect(noted!.n).toBe(1);
    const { supply } = await application.laboratoryFigures.gap(programme, {});
    expect(supply.closed).toBe(0);
  });

  it.each([
    [{ open: 2, taken: 3 }, 'malformed'],
    [{ open: 169 }, 'malformed'],
    [{ skills: ['nothing'] }, 'unknown_reference'],
    [{ colour: 'red' }, 'malformed'],
  ])('refuses %j as %s', async (more, code) => {
    await expect(change('onboard', { ...bodyOf(await of('onboard')), ...more })).rejects.toMatchObject({ code });
  });

  it('is not for who has no right', async () => {
    await expect(change('onboard', {}, null)).rejects.toMatchObject({ code: 'sign_in_needed' });
    await expect(change('onboard', {}, { ...office, grants: [] })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('comes in again as it went out, all rows or none, and says first what would change', async () => {
    const bring = (csv: string, dry: '0' | '1' = '0') =>
      application.laboratories.bring(office, programme, csv, { dry });
    const csv = await application.laboratories.sheet(programme);
    const same = { rows: 17, added: 0, changed: 0, removed: 0 };
    expect(await bring(csv)).toEqual({ ...same, stored: true });
    const lines = csv.trimEnd().split('\r\n');
    const [header = '', first = '', ...others] = lines.length > 1 ? lines : csv.trimEnd().split('\n');
    const other = [header, first.replace(/^[a-z_]+/, 'another'), ...others].join('\n');
    expect(await bring(other, '1')).toEqual({ ...same, added: 1, removed: 1, stored: false });
    expect(await application.laboratories.sheet(programme)).toBe(csv);
    const broken = [header, first.replace('its_', 'nobody_'), ...others, others[0]].join('\n');
    const fault = (await bring(broken).catch((error: unknown) => error)) as {
      errors(language: 'en'): { path: string }[];
    };
    expect(fault.errors('en').map(({ path }) => path)).toEqual(['2.organisation', '19.key']);
    expect(await application.laboratories.sheet(programme)).toBe(csv);
  });

  it('stays the staff’s when the programme folder is loaded again', async () => {
    await application.database.write((tx) => tx.run(`UPDATE programme SET hash = 'other' WHERE id = ?`, [programme]));
    await application.loadProgramme(shippedProgramme(programme));
    expect(await of('onboard')).toMatchObject({ hours: { open: 10 } });
  });
});

describe('levels by name', () => {
  const named = async () => (await application.laboratoryFigures.readiness(programme)).waves[0]!.organisations;
  const consent = (organisation: string) => ({ survey: readiness, organisation });
  const sign = (organisation: string) =>
    application.register.sign(office, programme, {
      ...consent(organisation),
      ...{ signedOn: '2026-06-01', document: 'Prot. 12' },
    });

  it('are told of nobody before somebody signs, and no totals ever', async () => {
    expect(await named()).toEqual([]);
    const { compiled } = application.registry.entry(readiness);
    await expect(publishSnapshot(application.database, compiled, { k: 5, today: '2026-06-15' })).rejects.toMatchObject({
      code: 'publication_finished',
    });
    const { rows, snapshot } = application.analytics.estimate(readiness, { variable: 'equipmentFitNow' });
    expect(snapshot).toBeNull();
    expect(rows.every(({ state }) => state !== 'shown')).toBe(true);
  });

  it('are what the answer says, and end with the consent', async () => {
    await sign('its_eat');
    await sign('its_prime');
    const [eat, prime, ...others] = await named();
    expect([eat!.organisation, prime!.organisation, others]).toEqual(['its_eat', 'its_prime', []]);
    const raws = await application.database.rows<{ raw: string }>('SELECT raw FROM response WHERE survey = ?', [
      readiness,
    ]);
    const own = raws.map(({ raw }) => decodeRecord(raw).answers).find(({ foundation }) => foundation === 'its_eat')!;
    expect(eat!.levels).toHaveLength(24);
    for (const { item, now, wanted } of eat!.levels) {
      const level = (name: string) => (/^\d$/.test(String(own[name])) ? Number(own[name]) : undefined);
      expect([item, now?.level, wanted?.level]).toEqual([item, level(`${item}Now`), level(`${item}Target`)]);
    }
    await application.register.end(office, programme, consent('its_eat'));
    expect((await named()).map(({ organisation }) => organisation)).toEqual(['its_prime']);
  });

  it('are not told where more than one answer bears the name', async () => {
    await generate(application, { survey: readiness, responses: 7, seed: 'again' });
    await application.projection.run();
    expect(await named()).toMatchObject([{ organisation: 'its_prime', state: 'several', levels: [] }]);
  });
});
