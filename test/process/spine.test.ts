import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EstimateEnvelope } from '../../analytics/contract.ts';
import { estimateExactly } from '../../analytics/exact.ts';
import { programmeWithSizes } from '../support/programme.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { citizens, send, submissions } from '../support/submission.ts';

let server: TestServer;
let folder: string;

beforeAll(async () => {
  folder = await programmeWithSizes([60, 120]);
  server = await testServer();
  await server.application.loadProgramme(folder);
});
afterAll(async () => {
  await server.close();
  await rm(dirname(folder), { recursive: true });
});

async function figures(query: string): Promise<EstimateEnvelope> {
  const response = await fetch(`${server.address}/api/surveys/${citizens}/estimates?${query}`);
  return (await response.json()) as EstimateEnvelope;
}

/** Asks again until the answer pleases; the test's own time limit ends it. */
async function until<T>(ask: () => Promise<T>, pleases: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (pleases(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const exactCount = async () => {
  const { database, registry } = server.application;
  const query = { variable: 'need', statistic: 'count', category: 'english', view: 'exact' };
  return (await estimateExactly(database, registry.entry(citizens).compiled, query, 5)).n;
};

describe('an answer becomes a point on the map', () => {
  const bodies = submissions('spine', 120);
  let published = 0;

  it('in the exact figures at once, in the published ones when the release plan allows', async () => {
    for (const { body } of bodies.slice(0, 59)) expect((await send(server.address, body))?.status).toBe(201);
    await until(exactCount, (n) => n === 59);
    expect(await figures('variable=need&category=english')).toMatchObject({ snapshot: null, n: null });

    expect((await send(server.address, bodies[59]!.body))?.status).toBe(201);
    const first = await until(
      () => figures('variable=need&category=english'),
      ({ snapshot }) => snapshot !== null,
    );
    // who left open what the plan divides by is in no published figure
    expect(first).toMatchObject({ n: expect.any(Number) as number, snapshot: { responses: 60 } });
    expect(first.n).toBeLessThanOrEqual(60);
    expect(first.rows[0]).toMatchObject({ state: 'shown', n: first.n });

    for (const { body } of bodies.slice(60)) expect((await send(server.address, body))?.status).toBe(201);
    const second = await until(
      () => figures('variable=need&category=english'),
      ({ snapshot }) => snapshot?.responses === 120,
    );
    expect(second.figure).not.toBe(first.figure);
    expect(second.n).toBeGreaterThan(first.n!);
    published = second.n!;
    expect(await exactCount()).toBe(120);
  });

  it('erased, it leaves the exact figures at once and stays in the total and the snapshot', async () => {
    const sent = await send(server.address, bodies[0]!.body);
    const headers = { Authorization: `Receipt ${sent!.receipt}` };
    expect((await fetch(`${server.address}/api/receipt`, { method: 'DELETE', headers })).status).toBe(200);
    expect(await exactCount()).toBe(119);
    expect((await figures('variable=need&category=english')).n).toBe(published);
    const survey = await (await fetch(`${server.address}/api/surveys/${citizens}`)).json();
    expect(survey).toMatchObject({ responses: 120 });
  });
});
