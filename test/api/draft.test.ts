import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { longestDraft } from '../../survey/contract.ts';
import { loaded } from '../support/loaded.ts';
import { testServer, type TestServer } from '../support/server.ts';

const survey = 'basilicata-citizens-2026';
const [mine, other] = ['0123456789ABCDEFGHJKMNPQRSTV', 'VTSRQPNMKJHGFEDCBA9876543210'];
let server: TestServer;
let now = new Date('2026-06-15T10:00:00Z');
beforeAll(async () => {
  const pages = (_: unknown, response: { end(): void }) => response.end();
  server = await testServer(
    {},
    { now: () => now, pages, counting: { points: 20, duration: 60 } },
    loaded('basilicata'),
  );
});
afterAll(() => server.close());

async function ask(method: string, lookup: string, body?: object): Promise<{ status: number; json: unknown }> {
  const headers = { authorization: `Draft ${lookup}`, ...(body && { 'content-type': 'application/json' }) };
  const response = await fetch(`${server.address}/api/draft`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.headers.get('cache-control')).toBe('no-store');
  return { status: response.status, json: response.status === 204 ? null : await response.json() };
}
const rows = () =>
  server.application.database.rows('SELECT draft_hmac::VARCHAR AS mark, survey, ciphertext FROM draft');
const codeOf = ({ json }: { json: unknown }) => (json as { code: string }).code;

describe('answers that wait for another device', () => {
  it('are kept for 30 days, opened, replaced and dropped; what is stored does not tell the lookup', async () => {
    const kept = { status: 200, json: { expiresOn: '2026-07-15' } };
    expect(await ask('PUT', mine, { survey, ciphertext: 'b25l' })).toEqual(kept);
    expect(await ask('PUT', mine, { survey, ciphertext: 'dHdv' })).toEqual(kept);
    expect((await ask('GET', mine)).json).toEqual({ survey, ciphertext: 'dHdv', expiresOn: '2026-07-15' });
    expect(await rows()).toHaveLength(1);
    expect(JSON.stringify(await rows())).not.toContain(mine);
    expect((await ask('DELETE', mine)).status).toBe(204);
    expect((await ask('DELETE', mine)).status).toBe(204);
    expect(await rows()).toEqual([]);
  });

  it('are 64 kB at most, of a survey that is there, and ciphertext only', async () => {
    const put = (ciphertext: string, of = survey) => ask('PUT', mine, { survey: of, ciphertext });
    expect((await put('A'.repeat(longestDraft))).status).toBe(200);
    expect((await put('A'.repeat(longestDraft + 1))).status).toBe(400);
    expect(codeOf(await put('A'.repeat(longestDraft + 2_000)))).toBe('too_large');
    expect(codeOf(await put('{"answers":1}'))).toBe('malformed');
    expect(codeOf(await put('AAAA', 'nothing'))).toBe('not_found');
    expect(codeOf(await ask('GET', other))).toBe('draft_unknown');
    expect(codeOf(await ask('GET', '../receipt'))).toBe('draft_unknown');
  });

  it('are gone on the day after the last, from the disk as well', async () => {
    now = new Date('2026-07-15T10:00:00Z');
    expect((await ask('GET', mine)).status).toBe(200);
    now = new Date('2026-07-16T10:00:00Z');
    expect((await ask('GET', mine)).status).toBe(404);
    await server.application.drafts.purge();
    expect(await rows()).toEqual([]);
  });

  it('are not to be found by trying codes', async () => {
    let status = 0;
    for (let count = 0; count < 30 && status !== 429; count++) ({ status } = await ask('GET', other));
    expect(status).toBe(429);
  });
});
