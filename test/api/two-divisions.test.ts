import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EstimateEnvelope } from '../../analytics/contract.ts';
import { readTerritories } from '../../data/territory.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { smallProgramme, writeProgramme, type ProgrammeFiles } from '../support/small-programme.ts';

const matera = '077014';
const others = readTerritories().flatMap((one) =>
  one.level === 'municipality' && one.province === '077' && one.code !== matera ? [one.code] : [],
);
const area = (code: string, municipalities: string[]) => {
  return { code, label: { it: code, en: code }, province: '077', municipalities };
};

/** The small programme under another name, with the province of Matera divided in its own way. */
function programmeOf(id: string, areas: unknown[]): ProgrammeFiles {
  const files = JSON.parse(JSON.stringify(smallProgramme()).replaceAll('small', id)) as ProgrammeFiles;
  const programme = files['programme.json'] as { surveys: { release: object }[] };
  programme.surveys.forEach((survey) => {
    survey.release = { sizes: [{ size: 23, tables: [[], ['area']] }], closing: true };
  });
  return { ...files, 'areas.json': areas };
}

const one = programmeOf('one', [area('A', [matera]), area('B', others)]);
const two = programmeOf('two', [area('A', others), area('B', [matera])]);
let server: TestServer;
const folders: string[] = [];

beforeAll(async () => {
  server = await testServer({}, { now: () => new Date('2026-06-15T10:00:00Z') });
  for (const [files, id] of [
    [one, 'one'],
    [two, 'two'],
  ] as const) {
    folders.push(await writeProgramme(files, id));
    await server.application.loadProgramme(folders.at(-1)!);
  }
});
afterAll(async () => {
  await server.close();
  for (const folder of folders) await rm(dirname(folder), { recursive: true });
});

const get = (path: string) => fetch(server.address + path);

async function answer(survey: string, place: string, count: number): Promise<void> {
  const answers = { place, sex: 'f', work: 'employed', areas: ['no_training'], englishNow: '1', englishWanted: '2' };
  for (let index = 0; index < count; index++) {
    const body = { id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web', answers };
    const response = await fetch(`${server.address}/api/surveys/${survey}/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(201);
  }
}

async function respondentsByArea(survey: string) {
  const query = 'variable=englishNow&statistic=count&category=1&by=territory:area';
  const { rows } = (await (await get(`/api/surveys/${survey}/estimates?${query}`)).json()) as EstimateEnvelope;
  return Object.fromEntries(rows.map((row) => [row.territory, row.n]));
}

describe('two programmes that divide one province differently', () => {
  it('each count the same respondents by their own areas', async () => {
    for (const survey of ['one-persons', 'two-persons']) {
      await answer(survey, matera, 14);
      await answer(survey, '077021', 9);
    }
    await server.application.settle();
    expect(await respondentsByArea('one-persons')).toEqual({ A: 14, B: 9 });
    expect(await respondentsByArea('two-persons')).toEqual({ A: 9, B: 14 });
  });

  it('each tell in which area a municipality lies', () => {
    const areaOf = (survey: string) =>
      server.application.survey.territories(survey).find(({ code }) => code === matera)?.area;
    expect([areaOf('one-persons'), areaOf('two-persons')]).toEqual(['A', 'B']);
  });

  it('each have areas of their own on the map', async () => {
    type Shapes = {
      objects: Record<
        string,
        { geometries: { id: string; properties: { area?: string | null }; coordinates: unknown }[] }
      >;
    };
    const shapes = async (path: string) => (await (await get(`/api/territories/${path}`)).json()) as Shapes;
    const areas = async (programme: string) =>
      (await shapes(`area.topojson?within=077&programme=${programme}`)).objects.areas!.geometries;
    const [ofOne, ofTwo] = [await areas('one'), await areas('two')];
    expect(ofOne.map(({ id }) => id)).toEqual(['A', 'B']);
    expect(ofOne.map(({ coordinates }) => coordinates)).toEqual(ofTwo.map(({ coordinates }) => coordinates).reverse());
    const inside = await shapes('municipality.topojson?within=B&programme=two');
    expect(inside.objects.municipalities!.geometries).toMatchObject([{ id: matera, properties: { area: 'B' } }]);
    const nobodys = await shapes('municipality.topojson?within=077');
    expect(new Set(nobodys.objects.municipalities!.geometries.map(({ properties }) => properties.area))).toEqual(
      new Set([null]),
    );
  });

  it('must be told apart by who asks for areas', async () => {
    const refused = async (query: string) => {
      const response = await get(`/api/territories/area.topojson?lang=en&${query}`);
      const { code, detail } = (await response.json()) as { code: string; detail: string };
      return [response.status, code, detail];
    };
    expect(await refused('within=077')).toEqual([400, 'missing_parameter', expect.stringMatching(/one, two/)]);
    expect(await refused('programme=three')).toEqual([400, 'unknown_parameter', expect.stringMatching(/one, two/)]);
  });
});
