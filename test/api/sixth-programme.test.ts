import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import type { EstimateEnvelope } from '../../analytics/contract.ts';
import { shippedProgramme } from '../../application.ts';
import { readTerritories } from '../../data/territory.ts';
import type { Codebook, ProgrammeSummary } from '../../survey/contract.ts';
import { generate } from '../../survey/generate/generate.ts';
import { run } from '../cli/command.ts';
import { testServer, type TestServer } from '../support/server.ts';

const umbria = readTerritories().filter(({ region, code }) => region === '10' || code === '10');
const municipalities = umbria.filter(({ level }) => level === 'municipality');
const provinces = umbria.filter(({ level }) => level === 'province').map(({ code }) => code);

/** Two areas a province: the first half of its municipalities, and the second. */
const areas = provinces.flatMap((province) => {
  const inside = municipalities.filter((one) => one.province === province).map(({ code }) => code);
  const middle = Math.ceil(inside.length / 2);
  return [inside.slice(0, middle), inside.slice(middle)].map((codes, index) => ({
    ...{ code: `${province}-${index + 1}`, label: { it: `Area ${index + 1}`, en: `Area ${index + 1}` }, province },
    municipalities: codes,
  }));
});

interface Node {
  [key: string]: unknown;
}

/** The places to choose from are those of the region; what an office would do with a spreadsheet. */
function withPlaces(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withPlaces);
  if (typeof node !== 'object' || node === null) return node;
  const question = node as Node & { codebook?: { role?: string }; choices?: { value?: string }[] };
  if (question.codebook?.role !== 'territory')
    return Object.fromEntries(Object.entries(question).map(([key, value]) => [key, withPlaces(value)]));
  const others = (question.choices ?? []).filter(({ value }) => !/^\d+$/.test(value ?? ''));
  return {
    ...question,
    choices: [...municipalities.map(({ code, name }) => ({ value: code, text: name })), ...others],
  };
}

/** A copy of the Basilicata folder, renamed, for another region: texts replaced, no program changed. */
async function sixthFolder(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'fabbisogni-sixth-')), 'umbria');
  await cp(shippedProgramme('basilicata'), folder, { recursive: true });
  for (const file of (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json'))) {
    const path = join(folder, file);
    const text = (await readFile(path, 'utf8')).replaceAll('basilicata', 'umbria').replaceAll('Basilicata', 'Umbria');
    await writeFile(path, JSON.stringify(withPlaces(JSON.parse(text))));
  }
  const settings = join(folder, 'programme.json');
  const programme = JSON.parse(await readFile(settings, 'utf8')) as { territory: { code: string } };
  await writeFile(settings, JSON.stringify({ ...programme, territory: { level: 'region', code: '10' } }));
  await writeFile(join(folder, 'areas.json'), JSON.stringify(areas));
  await assumeNothingOfPlaces(join(folder, 'generator.json'));
  return folder;
}

/** The weights of Basilicata's municipalities say nothing of Umbria's: without them all are equally likely. */
async function assumeNothingOfPlaces(path: string): Promise<void> {
  const generator = JSON.parse(await readFile(path, 'utf8')) as Record<string, { questions?: Record<string, Node> }>;
  const isOfPlaces = (spec: Node) =>
    Object.keys((spec['base'] ?? {}) as object).some((code) => /^07[67]\d{3}$/.test(code));
  for (const instrument of Object.values(generator))
    if (instrument.questions)
      instrument.questions = Object.fromEntries(
        Object.entries(instrument.questions).filter(([, spec]) => !isOfPlaces(spec)),
      );
  await writeFile(path, JSON.stringify(generator));
}

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = await sixthFolder();
  server = await testServer({}, { now: () => new Date('2026-06-15T10:00:00Z') });
  await server.application.loadProgramme(shippedProgramme('basilicata'));
}, 120_000);
afterAll(async () => {
  await server.close();
  await rm(dirname(folder), { recursive: true });
});

const get = async <T>(path: string) => (await (await fetch(`${server.address}${path}`)).json()) as T;
const citizens = 'umbria-citizens-2026';

describe('a copy of a programme under another name, for another region', { timeout: 120_000 }, () => {
  it('has no fault and is loaded', async () => {
    const { code, out, err } = await run(server.dataDir, ['programme', 'check', folder]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe('umbria: 3 surveys, 2 instruments, no fault\n');
    expect((await server.application.loadProgramme(folder)).changed).toBe(true);
    const programmes = await get<ProgrammeSummary[]>('/api/programmes');
    expect(programmes.map(({ id, territories }) => [id, territories.codes])).toEqual([
      ['basilicata', ['17']],
      ['umbria', ['10']],
    ]);
  });

  it('is answered, published and explored like the first', async () => {
    const { application } = server;
    await generate(application, { survey: citizens, responses: 700, seed: 'sixth' });
    await publishSnapshot(application.database, application.registry.entry(citizens).compiled, {
      ...{ k: application.config.kMin, today: application.today() },
    });
    await application.analytics.reload(citizens);
    const { rows, n } = await get<EstimateEnvelope>(
      `/api/surveys/${citizens}/estimates?variable=need&category=english&by=territory:province`,
    );
    expect(n).toBeGreaterThan(600);
    expect(rows.map((row) => [row.territory, row.state])).toEqual(provinces.map((code) => [code, 'shown']));
    expect(rows.reduce((sum, row) => sum + (row.n ?? 0), 0)).toBe(n);
    const { variables } = await get<Codebook>(`/api/surveys/${citizens}/codebook`);
    expect(variables.find(({ name }) => name === 'territory')?.levels).toEqual([
      ...['region', 'province', 'area', 'municipality'],
    ]);
  });

  it('has pages of its own', async () => {
    const page = await (await fetch(`${server.address}/en/explore/${citizens}`)).text();
    expect(page).toContain('Regione Umbria');
    expect(page).toMatch(/Perugia/);
    expect(page).not.toMatch(/Basilicata|Potenza|Matera/);
  });

  it('has the shapes of its own region, and leaves the other programme alone', async () => {
    interface Shapes {
      objects: Record<string, { geometries: { id: string }[] }>;
    }
    const ids = async (path: string) =>
      Object.values((await get<Shapes>(`/api/territories/${path}`)).objects)[0]!.geometries.map(({ id }) => id);
    expect(await ids('province.topojson?within=10')).toEqual(provinces);
    expect(await ids('area.topojson?programme=umbria')).toEqual(areas.map(({ code }) => code).sort());
    expect(await ids('area.topojson?programme=basilicata')).toHaveLength(11);
    expect(server.application.survey.territories('basilicata-citizens-2026')).toHaveLength(1 + 2 + 11 + 131);
  });
});
