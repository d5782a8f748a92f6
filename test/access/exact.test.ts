import { tableFromIPC } from '@uwdata/flechette';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Grant } from '../../access.ts';
import type { Coverage, EstimateEnvelope } from '../../analytics/contract.ts';
import { answers } from './answers.ts';
import { codeIn, everywhere, openStaff, type Client } from './staff.ts';

const staff = openStaff();
const estimates = '/api/surveys/small-persons/estimates';
const coverage = '/api/surveys/small-persons/coverage?view=exact';
const byPlace = `${estimates}?variable=need&statistic=count&by=territory:municipality&view=exact`;
const analyst = (scope: Partial<Grant> = {}): Grant => ({ role: 'analyst', ...everywhere, ...scope });
const small = { programme: 'small' } as const;

/** Three people of Matera, two of Policoro; one answers in English. */
beforeAll(() => answers(staff, { '077014': 3, '077021': 2 }));

const read = async <T>(client: Client, path: string): Promise<T> => {
  const response = await client.call('GET', path);
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
};
const placesIn = ({ rows }: EstimateEnvelope) => [
  ...new Set(rows.filter(({ n }) => n! > 0).map((row) => row.territory)),
];

describe('exact figures', () => {
  it('are of all answers as they are now, for an analyst of everything', async () => {
    const response = await (await staff.member(analyst())).call('GET', byPlace);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
    const envelope = (await response.json()) as EstimateEnvelope;
    expect(envelope).toMatchObject({ view: 'exact', snapshot: null, where: {}, n: 5 });
    expect(envelope.rows.every(({ state }) => state === 'shown')).toBe(true);
    expect(placesIn(envelope)).toEqual(['077014', '077021']);
  });

  it('come in every format, one by one and together', async () => {
    const client = await staff.member(analyst(small));
    const { rows } = await read<EstimateEnvelope>(client, byPlace);
    const csv = await client.call('GET', byPlace, undefined, { accept: 'text/csv' });
    expect((await csv.text()).trim().split('\n')).toHaveLength(rows.length + 1);
    const queries = [
      { variable: 'sex', view: 'exact' },
      { variable: 'need', view: 'exact' },
    ];
    const batch = await client.call('POST', estimates, { queries });
    const { results } = (await batch.json()) as { results: EstimateEnvelope[] };
    expect(results.map(({ variable, view, n }) => [variable, view, n])).toEqual([
      ['sex', 'exact', 5],
      ['need', 'exact', 5],
    ]);
    const arrow = await client.call('POST', estimates, { queries }, { accept: 'application/vnd.apache.arrow.stream' });
    expect([arrow.headers.get('cache-control'), arrow.status]).toEqual(['no-store', 200]);
    expect(tableFromIPC(new Uint8Array(await arrow.arrayBuffer())).numRows).toBe(
      results.flatMap((one) => one.rows).length,
    );
  });

  it('never stand beside published ones in one answer', async () => {
    const queries = [{ variable: 'sex', view: 'exact' }, { variable: 'sex' }];
    const response = await (await staff.member(analyst())).call('POST', estimates, { queries });
    expect(await response.json()).toMatchObject({ code: 'unknown_parameter', errors: [{ path: 'queries[1].view' }] });
  });

  it('are of the analyst’s territory only, and say so', async () => {
    const client = await staff.member(analyst({ ...small, territory: 'municipality:077021' }));
    const envelope = await read<EstimateEnvelope>(client, byPlace);
    expect([envelope.where, envelope.n, placesIn(envelope)]).toEqual([{ territory: ['077021'] }, 2, ['077021']]);
    const whole = await read<EstimateEnvelope>(client, `${estimates}?variable=sex&statistic=count&view=exact`);
    expect([whole.where, whole.n]).toEqual([{ territory: ['077021'] }, 2]);
    expect(whole.rows.map(({ category, estimate }) => [category, estimate])).toContainEqual(['f', 2]);
  });

  it('of a territory outside are not there, by filter, in part, or through a wider one', async () => {
    const client = await staff.member(analyst({ ...small, territory: 'municipality:077021' }));
    for (const where of ['077014', '077014,077021', '077']) {
      const response = await client.call('GET', `${byPlace}&where=territory:${where}`);
      expect([where, ...(await codeIn(response))]).toEqual([where, 404, 'not_found']);
    }
    expect((await client.call('GET', `${byPlace}&where=territory:077021`)).status).toBe(200);
  });

  it('of several territories are joined, also when they are of different levels', async () => {
    const two = await staff.member(
      analyst({ ...small, territory: 'municipality:077021' }),
      analyst({ ...small, territory: 'municipality:077014' }),
    );
    expect(await read(two, byPlace)).toMatchObject({ n: 5, where: { territory: ['077014', '077021'] } });
    const mixed = await staff.member(
      analyst({ ...small, territory: 'municipality:077021' }),
      analyst({ ...small, territory: 'province:077' }),
    );
    expect(await read(mixed, byPlace)).toMatchObject({ n: 5 });
  });

  it.each([
    ['of another programme', { programme: 'other' }],
    ['of a place elsewhere', { territory: 'province:076' }],
    ['of an organisation', { programme: 'small', organisation: 'association' }],
  ])('are not for an analyst %s', async (_, scope) => {
    const client = await staff.member(analyst(scope));
    expect(await codeIn(await client.call('GET', byPlace))).toEqual([403, 'exact_not_allowed']);
    expect(await codeIn(await client.call('GET', coverage))).toEqual([403, 'exact_not_allowed']);
  });

  it('are told to the audit before they are answered, and what is refused is not', async () => {
    const client = await staff.member(analyst(small));
    const before = (await staff.audit()).length;
    await client.call('GET', byPlace);
    await client.call('GET', coverage);
    await client.call('GET', `${byPlace}&where=sex:nothing`);
    await staff.nobody().call('GET', byPlace);
    const entry = { who: expect.any(String), action: 'figures.exact', programme: 'small', object: 'small-persons' };
    expect((await staff.audit()).slice(before)).toEqual([
      { ...entry, detail: { queries: 1 } },
      { ...entry, detail: { coverage: 1 } },
    ]);
  });
});

describe('exact coverage', () => {
  it('counts by every dimension, by day, by mode, by language and by marks', async () => {
    const response = await (await staff.member(analyst())).call('GET', coverage);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const found = (await response.json()) as Coverage;
    expect(found).toMatchObject({ view: 'exact', where: {}, snapshot: null, responses: 5 });
    const rows = (name: string) =>
      found.dimensions.find(({ dimension }) => dimension === name)?.rows.filter(({ n }) => n! > 0);
    expect(rows('day')).toEqual([{ code: '2026-06-15', n: 5, state: 'shown' }]);
    expect(rows('mode')).toEqual([{ code: 'web', n: 5, state: 'shown' }]);
    expect(rows('language')).toEqual([
      { code: 'en', n: 1, state: 'shown' },
      { code: 'it', n: 4, state: 'shown' },
    ]);
    expect(rows('marks')?.reduce((sum, { n }) => sum + n!, 0)).toBe(5);
    expect(rows('territory:municipality')).toEqual([
      { code: '077014', n: 3, state: 'shown' },
      { code: '077021', n: 2, state: 'shown' },
    ]);
  });

  it('is of the analyst’s territory only', async () => {
    const client = await staff.member(analyst({ ...small, territory: 'municipality:077021' }));
    expect(await read(client, coverage)).toMatchObject({ responses: 2, where: { territory: ['077021'] } });
  });

  it('has no other view than these', async () => {
    const response = await staff.nobody().call('GET', '/api/surveys/small-persons/coverage?view=all');
    expect(await codeIn(response)).toEqual([400, 'unknown_parameter']);
  });
});
