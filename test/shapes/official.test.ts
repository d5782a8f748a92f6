/** Official boundaries beside the repository, brought in as an administrator does; they are no part of the product. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedProgramme } from '../../application.ts';
import { hasReference, present, shapesOf, squareKilometres, type NamedTopology } from '../support/geography.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { officeOf, type Office } from './office.ts';

const reference = new URL('../../../shared/geo/', import.meta.url);
const [istat, lombardia] = ['fixture_istat_like_basilicata_utm32n.zip', 'it_comuni_lombardia.topo.json'];
const read = (file: string) => readFileSync(new URL(file, reference));
const credit = (vintage: number) => ({ source: 'ISTAT', vintage, licence: 'CC BY 4.0' });

describe.skipIf(![istat, lombardia].every(hasReference))('official boundaries', () => {
  let server: TestServer;
  let office: Office;
  beforeAll(async () => {
    server = await testServer({}, { pages: (_, response) => void response.status(404).end() });
    await server.application.loadProgramme(shippedProgramme('basilicata'));
    office = await officeOf(server);
  });
  afterAll(() => server?.close());

  /** The outlines of a level as the map gets them. */
  async function outlines(level: string, query: Record<string, string>) {
    const answer = await fetch(`${server.address}/api/territories/${level}.topojson?${new URLSearchParams(query)}`);
    const topology = (await answer.json()) as NamedTopology & { missing: string[] };
    const [object] = Object.keys(topology.objects);
    const all = [...shapesOf(topology, present(object))];
    return { missing: topology.missing, areas: new Map(all.filter(([, one]) => /Polygon$/.test(one.geometry.type))) };
  }
  const kilometres = (areas: ReadonlyMap<string, Parameters<typeof squareKilometres>[0]>, codes = [...areas.keys()]) =>
    codes.reduce((sum, code) => sum + squareKilometres(present(areas.get(code))), 0);

  it('of Basilicata match one to one in ISTAT’s zip, in all its levels', async () => {
    const { levels, problem } = await office.tried(read(istat), {
      level: 'municipality',
      file: 'Limiti01012024_g.zip',
    });
    expect(problem).toBeNull();
    expect(levels.map((one) => [one.level, one.matched, one.notInList, one.notOnMap])).toEqual([
      ['municipality', 131, [], []],
      ['province', 2, [], []],
      ['region', 1, [], []],
    ]);
    expect((await office.call('POST', '', credit(2024))).status).toBe(201);
    expect(server.application.shapes.outlined('basilicata')).toEqual(['region', 'province', 'municipality', 'area']);
  });

  it('make every municipality a surface, and of them the areas of the programme, which cover the region once', async () => {
    const towns = await outlines('municipality', { within: '17' });
    const areas = await outlines('area', { programme: 'basilicata' });
    expect([towns.missing, areas.missing]).toEqual([[], []]);
    expect([towns.areas.size, areas.areas.size]).toEqual([131, 11]);
    // Basilicata has 10,073 km²
    expect(kilometres(towns.areas)).toBeCloseTo(10_073, -3);
    expect(kilometres(areas.areas) / kilometres(towns.areas)).toBeCloseTo(1, 4);
    const { territories } = server.application.survey;
    const inside = territories('basilicata-citizens-2026').filter(({ area }) => area !== null);
    for (const code of areas.areas.keys()) {
      const own = inside.filter(({ area }) => area === code).map((one) => one.code);
      expect(own.length).toBeGreaterThan(1);
      expect(kilometres(areas.areas, [code]) / kilometres(towns.areas, own)).toBeCloseTo(1, 4);
    }
  });

  it('of Lombardia in 2023 list two codes of the list of 2025 without an outline, and three outlines without a code', async () => {
    const query = { level: 'municipality', property: 'id', file: lombardia };
    const [fit, ...others] = (await office.tried(read(lombardia), query)).levels;
    expect(others).toEqual([]);
    const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code).toSorted();
    expect([fit?.records, fit?.matched]).toEqual([1503, 1500]);
    expect(codes(fit!.notInList)).toEqual(['013199', '013228', '018002']);
    expect(codes(fit!.notOnMap)).toEqual(['012144', '013256']);
    expect((await office.call('POST', '', credit(2023))).status).toBe(201);
    const { areas, missing } = await outlines('municipality', { within: '03' });
    // all that the file has are drawn; what only the list has stays a point, or is told to be missing
    expect(areas.size).toBe(1503);
    expect([...areas.keys()].filter((code) => ['012144', '013256'].includes(code))).toEqual([]);
    expect(missing.every((code) => ['012144', '013256'].includes(code))).toBe(true);
    expect((await outlines('municipality', { within: '17' })).areas.size).toBe(131);
  });
});
