import { tableFromIPC as readByFlechette } from '@uwdata/flechette';
import { tableFromIPC as readByArrow } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Coverage, EstimateEnvelope, FigureRecord } from '../../analytics/contract.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { parseCsv } from '../../data/csv.ts';
import { k, serveFigures, survey, type Served } from './served.ts';

let served: Served;
let address: string;

beforeAll(async () => {
  served = await serveFigures();
  address = served.address;
});
afterAll(() => served.close());

const arrow = 'application/vnd.apache.arrow.stream';
const get = (query: string, accept = 'application/json', headers = {}) =>
  fetch(`${address}/estimates?${query}`, { headers: { accept, ...headers } });
const post = (body: unknown, accept = 'application/json', headers = {}) =>
  fetch(`${address}/estimates`, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const bytes = async (response: Response) => new Uint8Array(await response.arrayBuffer());

const byMunicipality = 'variable=need&by=territory:municipality';

const manyPlaces = (count: number): typeof survey.territories =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    level: 'municipality',
    code: `c${index}`,
    name: { it: '', en: '' },
    province: null,
    area: null,
    point: null,
  }));

describe('figures over HTTP', () => {
  it('are an envelope with rows', async () => {
    const response = await get(`${byMunicipality}&statistic=proportion`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const envelope = EstimateEnvelope.parse(await response.json());
    expect(envelope).toMatchObject({
      survey: survey.id,
      by: ['territory:municipality'],
      where: {},
      weights: { kind: 'none', version: null },
      view: 'published',
      snapshot: { takenOn: '2026-11-22', responses: 21 },
      k: 5,
      n: 21,
      coverage: 13 / 21,
    });
    expect(envelope.rows.map((row) => row.state)).toEqual([
      ...new Array(4).fill('shown'),
      ...new Array(16).fill('not_published'),
    ]);
  });

  it('cover those who stand in shown rows, not those whose rows the question hides', async () => {
    const hidden = EstimateEnvelope.parse(await (await get('variable=mainGroup&by=territory:municipality')).json());
    expect(new Set(hidden.rows.map(({ state }) => state))).toEqual(new Set(['not_published']));
    expect(hidden).toMatchObject({ n: 21, coverage: 0 });
    const unasked = EstimateEnvelope.parse(await (await get('variable=later&by=territory:municipality')).json());
    expect(unasked).toMatchObject({ n: 21, coverage: 0 });
  });

  it('are the same numbers in JSON, CSV and Arrow, whoever reads it', async () => {
    const { rows } = (await (await get(byMunicipality)).json()) as EstimateEnvelope;
    const response = await bytes(await get(byMunicipality, arrow));
    const csv = await (await get(byMunicipality, 'text/csv')).text();
    const columns = csv.slice(0, csv.indexOf('\n')).split(',');
    expect(columns).toEqual(Object.keys(rows[0] ?? {}));
    expect(readByFlechette(response).toArray()).toEqual(rows);
    expect(
      readByArrow(response)
        .toArray()
        .map((row) => ({ ...row.toJSON() })),
    ).toEqual(rows);
    const typed = parseCsv(csv, columns, 'figures.csv').map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [
          name,
          cell === '' ? null : typeof rows[0]?.[name] === 'number' ? Number(cell) : cell,
        ]),
      ),
    );
    expect(typed).toEqual(rows);
  });

  it('carry their envelope in the metadata of Arrow', async () => {
    const about = { ...((await (await get(byMunicipality)).json()) as Partial<EstimateEnvelope>) };
    delete about.rows;
    const table = readByArrow(await bytes(await get(byMunicipality, arrow)));
    expect(JSON.parse(table.schema.metadata.get('fabbisogni') ?? '')).toEqual(about);
  });

  it('of hidden cells are null with their state in every format', async () => {
    const query = `${byMunicipality}&category=english`;
    const hidden = readByFlechette(await bytes(await get(query, arrow))).toArray()[2];
    expect(hidden).toMatchObject({ territory: '076003', n: null, estimate: null, ciLow: null, state: 'not_published' });
    expect((await (await get(query, 'text/csv')).text()).split('\n')[3]).toBe('076003,english,,,,,,,,,,not_published');
  });

  it('come several at once, in the order of the queries', async () => {
    const queries = [
      { variable: 'need' },
      { variable: 'sex', by: 'targetGroup' },
      { variable: 'need', by: 'sex', category: 'care' },
    ];
    const { results } = (await (await post({ queries })).json()) as { results: EstimateEnvelope[] };
    expect(results.map((one) => [one.variable, one.rows.length])).toEqual([
      ['need', 4],
      ['sex', 6],
      ['need', 2],
    ]);
    const single = await Promise.all(
      queries.map(async (query) => (await get(new URLSearchParams(Object.entries(query)).toString())).json()),
    );
    expect(results).toEqual(single);
  });

  it('of a batch have as many digits as are asked for, and all of them otherwise; counts keep theirs', async () => {
    const ask = async (body: object) => ((await (await post(body)).json()) as { results: EstimateEnvelope[] }).results;
    const queries = [{ variable: 'need' }];
    const [[full], [short]] = [await ask({ queries }), await ask({ queries, digits: 3 })];
    const rows = full?.rows ?? [];
    expect(rows.some(({ se }) => se !== null && String(se).length > 8)).toBe(true);
    const rounded = (value: number | null) => value && Number(value.toPrecision(3));
    expect(short?.rows.map(({ se, n }) => [se, n])).toEqual(rows.map(({ se, n }) => [rounded(se), n]));
  });

  it('of a batch stand under each other in Arrow and CSV, numbered by query', async () => {
    const queries = [{ variable: 'sex' }, { variable: 'sex', by: 'targetGroup' }];
    const { results } = (await (await post({ queries })).json()) as { results: EstimateEnvelope[] };
    const expected = results.flatMap((one, query) => one.rows.map((row) => ({ query, targetGroup: null, ...row })));
    expect(readByFlechette(await bytes(await post({ queries }, arrow))).toArray()).toEqual(expected);
    const lines = (await (await post({ queries }, 'text/csv')).text()).trim().split('\n');
    expect(lines.map((line) => line.split(',')[0])).toEqual(['query', '0', '0', ...new Array(6).fill('1')]);
  });

  it('are asked for again each time, and not sent when they are the same', async () => {
    const first = await get(byMunicipality);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(first.headers.get('vary')).toContain('Accept');
    const again = { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
    expect((await get(byMunicipality, 'application/json', again)).status).toBe(304);
    expect((await get('variable=sex', 'application/json', again)).status).toBe(200);
    expect((await get(byMunicipality, 'text/csv', again)).status).toBe(200);
  });
});

describe('a figure over HTTP', () => {
  const find = (id: string) =>
    fetch(`${new URL(address).origin}/api/figures/${id}`, { headers: { 'accept-language': 'en' } });

  it('is found by its identifier', async () => {
    const envelope = EstimateEnvelope.parse(await (await get(byMunicipality)).json());
    const response = await find(envelope.figure ?? '');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(FigureRecord.parse(await response.json())).toMatchObject({ then: envelope, now: envelope, k: 5 });
  });

  it('that nobody published is a problem that says what to check', async () => {
    const response = await find('aaaa-bbbb-cccc');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: 'unknown_figure',
      detail: expect.stringContaining('aaaa-bbbb-cccc'),
    });
  });
});

describe('a request for figures that cannot be served', () => {
  const code = async (response: Response) => {
    const body = (await response.json()) as { code: string; status: number };
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body.status).toBe(response.status);
    return [response.status, body.code];
  };

  it('is refused with what exists', async () => {
    expect(await code(await get('variable=needs'))).toEqual([400, 'unknown_variable']);
    expect(await code(await get('variable=need&where=need:english'))).toEqual([400, 'not_a_dimension']);
    expect(await code(await get('variable=need&variable=sex'))).toEqual([400, 'unknown_parameter']);
  });

  it('is refused for the exact view when nobody has signed in', async () => {
    expect(await code(await get('variable=need&view=exact'))).toEqual([401, 'sign_in_needed']);
    expect(await code(await post({ queries: [{ variable: 'need', view: 'exact' }] }))).toEqual([401, 'sign_in_needed']);
  });

  it('is refused in another format', async () => {
    expect(await code(await get('variable=need', 'image/png'))).toEqual([406, 'not_acceptable']);
  });

  it('is refused when it would give more rows than anybody reads', async () => {
    const query = { variable: 'need', by: 'territory:municipality,targetGroup' };
    expect((await post({ queries: new Array(20).fill(query) })).status).toBe(200);
    const wide = { ...survey, id: 'wide', territories: manyPlaces(2000) };
    const { estimate } = createAnalytics({ database: served.database, surveys: () => wide, k });
    expect(() => estimate('wide', query)).toThrow(
      expect.objectContaining({ code: 'too_many_rows', values: { count: 24_000, limit: 20_000 } }),
    );
  });

  it('is refused for a survey that does not exist', async () => {
    const elsewhere = address.replace(survey.id, 'nowhere');
    expect(await code(await fetch(`${elsewhere}/estimates?variable=need`))).toEqual([404, 'not_found']);
    expect(await code(await fetch(`${elsewhere}/coverage`))).toEqual([404, 'not_found']);
  });

  it('is refused by another method', async () => {
    expect(await code(await fetch(`${address}/estimates`, { method: 'DELETE' }))).toEqual([405, 'method_not_allowed']);
  });

  it('says which query of a batch is at fault', async () => {
    const response = await post({ queries: [{ variable: 'need' }, { variable: 'need', where: 'sex:x' }] });
    expect(await response.json()).toMatchObject({
      code: 'unknown_category',
      errors: [{ path: 'queries[1].where', code: 'unknown_category' }],
    });
  });

  it('is refused when the body is no batch, too large, or not JSON', async () => {
    expect(await code(await post({ queries: 'need' }))).toEqual([400, 'malformed']);
    expect(await code(await post('{'))).toEqual([400, 'malformed']);
    expect(await code(await post({ queries: [{ variable: 'x'.repeat(5000) }] }))).toEqual([413, 'too_large']);
    expect(await code(await post('need', 'application/json', { 'content-type': 'text/plain' }))).toEqual([
      415,
      'unsupported_media_type',
    ]);
  });
});

describe('coverage', () => {
  it('gives the respondents of each released cell of one dimension, and the state of every other', async () => {
    const coverage = Coverage.parse(await (await fetch(`${address}/coverage`)).json());
    expect(coverage).toMatchObject({ survey: survey.id, k: 5, responses: 21, snapshot: { takenOn: '2026-11-22' } });
    const municipalities = coverage.dimensions.find((one) => one.dimension === 'territory:municipality');
    expect(municipalities?.rows.slice(0, 3)).toEqual([
      { code: '076001', n: 13, state: 'shown' },
      { code: '076002', n: null, state: 'not_published' },
      { code: '076003', n: null, state: 'not_published' },
    ]);
  });
});
