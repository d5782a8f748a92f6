import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkOf } from '../../access/limiter.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { codeIn } from './staff.ts';

/** A server that believes what a proxy says of the sender. */
async function withSmall(counting?: { points: number; duration: number }): Promise<TestServer> {
  const pages = (_: unknown, response: { status(code: number): { end(): void } }) => response.status(404).end();
  const options = { now: () => new Date('2026-06-15T10:00:00Z'), pages, ...(counting && { counting }) };
  const server = await testServer({ TRUST_PROXY: '1' }, options);
  const folder = await writeProgramme(smallProgramme());
  await server.application.loadProgramme(folder);
  await rm(dirname(folder), { recursive: true });
  return server;
}

const bodies = {
  progress: { version: 1, page: 'sent' },
  pilot: { version: 1, marks: [{ kind: 'not_clear', question: 'sex' }] },
};
const tell = ({ address }: TestServer, call: keyof typeof bodies, from: string, body: object = bodies[call]) =>
  fetch(`${address}/api/surveys/small-persons/${call}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify(body),
  });

describe('whoever counts without signing in', () => {
  let server: TestServer;
  beforeAll(async () => void (server = await withSmall({ points: 3, duration: 3600 })));
  afterAll(() => server.close());

  it('is held back after so many calls, whatever they say, and told for how long', async () => {
    const from = '192.0.2.1';
    expect((await tell(server, 'progress', from)).status).toBe(202);
    expect((await tell(server, 'progress', from, {})).status).toBe(400);
    // the survey is open, not piloted
    expect((await tell(server, 'pilot', from)).status).toBe(409);
    for (const call of ['progress', 'pilot'] as const) {
      const refused = await tell(server, call, from);
      expect(await codeIn(refused)).toEqual([429, 'too_many_requests']);
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(3500);
      expect(seconds).toBeLessThanOrEqual(3600);
    }
    expect((await tell(server, 'progress', '192.0.2.2')).status).toBe(202);
  });

  it('is not somebody else with each address of one IPv6 network', async () => {
    const statuses: number[] = [];
    for (const from of ['2001:db8::1', '2001:db8::2', '2001:DB8:0:0:ffff::3', '2001:db8::4', '2001:db8:0:1::1'])
      statuses.push((await tell(server, 'progress', from)).status);
    expect(statuses).toEqual([202, 202, 202, 429, 202]);
  });

  it('keeps nobody from answering', async () => {
    for (let count = 0; count < 4; count++) await tell(server, 'progress', '192.0.2.9');
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.9' };
    const url = `${server.address}/api/surveys/small-persons/responses`;
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(400);
  });
});

describe('a job centre', () => {
  it('whose 25 computers share one address tells every page of each', async () => {
    const server = await withSmall();
    try {
      const pages = Array.from({ length: 20 }, () => bodies.progress);
      const computer = async () => {
        const statuses: number[] = [];
        for (const page of pages) statuses.push((await tell(server, 'progress', '198.51.100.7', page)).status);
        return statuses;
      };
      const told = await Promise.all(Array.from({ length: 25 }, computer));
      expect(new Set(told.flat())).toEqual(new Set([202]));
    } finally {
      await server.close();
    }
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::1', '0:0:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8::5:6', '2001:db8:0:0'],
    ['2001:db8::1:2:3:4:5', '2001:db8:0:1'],
    ['', ''],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});
