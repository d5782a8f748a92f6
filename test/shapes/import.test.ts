import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedProgramme } from '../../application.ts';
import type { ShapesState } from '../../survey/contract.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { istatZip } from '../support/shapefile.ts';
import { officeOf, type Office } from './office.ts';
import { squares } from './stage.ts';

let server: TestServer;
let office: Office;
beforeAll(async () => {
  const now = () => new Date('2026-06-15T10:00:00Z');
  server = await testServer({}, { now, pages: (_, response) => void response.status(404).end() });
  await server.application.loadProgramme(shippedProgramme('basilicata'));
  office = await officeOf(server);
});
afterAll(() => server?.close());

const credit = { source: 'ISTAT', vintage: 2024, licence: 'CC BY 4.0' };
const call: Office['call'] = (...asked) => office.call(...asked);
const state: Office['state'] = () => office.state();
const tried: Office['tried'] = (...asked) => office.tried(...asked);

async function imported(bytes: Uint8Array, query: Record<string, string>, vintage = 2024): Promise<number> {
  expect(await tried(bytes, query)).toMatchObject({ state: 'ready', problem: null });
  const stored = await call('POST', '', { ...credit, vintage });
  expect(stored.status).toBe(201);
  return ((await stored.json()) as ShapesState).versions[0]!.id;
}

interface Answer {
  readonly etag: string | null;
  readonly source: string;
  readonly vintage: string;
  readonly official?: boolean;
  readonly missing: readonly string[];
  readonly kinds: Readonly<Record<string, string>>;
}
async function shapes(level: string, query: Record<string, string> = { within: '17' }): Promise<Answer> {
  const address = `${server.address}/api/territories/${level}.topojson?${new URLSearchParams(query)}`;
  const response = await fetch(address);
  const { objects, ...rest } = (await response.json()) as Answer & {
    objects: Record<string, { geometries: { id: string; type: string }[] }>;
  };
  const [object] = Object.values(objects);
  const kinds = Object.fromEntries(object!.geometries.map(({ id, type }) => [id, type]));
  return { ...rest, etag: response.headers.get('etag'), kinds };
}

const byCode = (level: string) => ({ level, property: 'code', file: 'squares.json' });

describe('the import of outlines over HTTP', () => {
  it('tries a file and changes nothing', async () => {
    const before = await shapes('municipality');
    const draft = await tried(istatZip(), { level: 'municipality' });
    expect(draft).toMatchObject({ state: 'ready', file: 'Limiti.zip' });
    expect(draft.levels.map(({ level, matched }) => [level, matched])).toEqual([
      ['municipality', 2],
      ['province', 1],
      ['region', 1],
    ]);
    expect(draft.levels[0]?.notInList).toEqual([{ code: '077999', name: 'Cittanuova' }]);
    expect((await state()).versions).toEqual([]);
    expect((await shapes('municipality')).etag).toBe(before.etag);
  });

  it('says what is wrong with a file in words, and keeps nothing of it', async () => {
    const draft = await tried(Buffer.from('no file of outlines'), { level: 'province' });
    expect(draft).toMatchObject({ state: 'failed', problem: { code: 'shapes_format' } });
    expect((await call('POST', '', credit)).status).toBe(409);
    expect((await state()).versions).toEqual([]);
  });

  it('stops when it is told to, and forgets', async () => {
    await call('POST', '/draft?level=municipality&file=x.zip', istatZip());
    expect((await call('DELETE', '/draft')).status).toBe(204);
    expect((await state()).draft).toBeNull();
  });

  it('stores what was tried: outlines with source and vintage, points for the rest, nobody lost', async () => {
    const id = await imported(istatZip(), { level: 'municipality' });
    const { kinds, source, vintage, official, missing } = await shapes('municipality');
    expect([kinds['077014'], kinds['077021'], kinds['076063']]).toEqual(['MultiPolygon', 'MultiPolygon', 'Point']);
    expect({ official, missing }).toEqual({ official: true, missing: [] });
    expect(source).toBe('ISTAT (CC BY 4.0); GeoNames (CC BY 4.0); ISTAT codes');
    expect(vintage).toMatch(/^2024; /);
    // the outline of a town that the list does not have fills its hole, without a figure
    expect(kinds['077999']).toBe('MultiPolygon');
    expect(Object.keys(kinds)).toHaveLength(132);
    const untouched = await shapes('municipality', { within: '076' });
    expect([untouched.official, untouched.source]).toEqual([undefined, 'GeoNames (CC BY 4.0); ISTAT codes']);
    const [entry] = await server.application.database.rows<{ detail: string }>(
      'SELECT action, object, detail FROM audit ORDER BY seq DESC LIMIT 1',
    );
    expect(entry).toMatchObject({ action: 'shapes.import', object: String(id) });
    expect(JSON.parse(entry!.detail)).toEqual({ municipality: 2, province: 1, region: 1 });
  });

  it('draws a province as imported beside one as it ships', async () => {
    const { kinds, source } = await shapes('province');
    expect(Object.keys(kinds).sort()).toEqual(['076', '077']);
    expect(source).toMatch(/^ISTAT \(CC BY 4\.0\); .*Natural Earth/);
  });

  it('keeps municipalities and areas as symbols until half of them have an outline', async () => {
    const { application } = server;
    expect(application.shapes.outlined('basilicata')).toEqual(['region', 'province']);
    expect(Object.values((await shapes('area', { programme: 'basilicata' })).kinds)).not.toContain('MultiPolygon');
    await imported(squares('municipality', '17'), byCode('municipality'), 2025);
    expect(application.shapes.outlined('basilicata')).toEqual(['region', 'province', 'municipality', 'area']);
  });

  it('makes areas of their municipalities', async () => {
    const { kinds, missing, vintage } = await shapes('area', { programme: 'basilicata' });
    expect(Object.values(kinds)).toEqual(Array.from({ length: 11 }, () => 'MultiPolygon'));
    expect({ missing, vintage }).toEqual({ missing: [], vintage: '2025' });
  });

  it('takes a version back and puts it back: the tag changes each time', async () => {
    const newest = await shapes('municipality');
    const [{ id } = { id: 0 }] = (await state()).versions;
    expect((await call('PUT', `/${id}`, { stands: false })).status).toBe(200);
    const former = await shapes('municipality');
    expect([former.kinds['077014'], former.kinds['076063']]).toEqual(['MultiPolygon', 'Point']);
    expect(former.etag).not.toBe(newest.etag);
    await call('PUT', `/${id}`, { stands: true });
    expect((await shapes('municipality')).etag).toBe(newest.etag);
    expect((await call('PUT', '/99', { stands: false })).status).toBe(404);
  });

  it('leaves the outlines of other regions as they are', async () => {
    expect((await shapes('province', { within: '20' })).kinds).toEqual({ '20': expect.any(String) as string });
    await imported(squares('province', '20'), byCode('province'));
    const { kinds, missing } = await shapes('province', { within: '20' });
    expect(Object.keys(kinds).sort()).toEqual(['090', '091', '092', '095', '111']);
    expect(missing).toEqual([]);
    expect((await shapes('province')).kinds['077']).toBe('MultiPolygon');
    expect(Object.keys((await shapes('province', {})).kinds)).toHaveLength(107);
  });
});
