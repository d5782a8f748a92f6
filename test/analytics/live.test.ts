import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateExactly } from '../../analytics/exact.ts';
import { shippedProgramme } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { startServer, type RunningServer } from '../../server.ts';
import { streams } from '../../survey/random.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { instrument, rightAnswers } from '../support/answers.ts';

const id = 'basilicata-citizens-2026';
/** Two seconds on a quiet machine; the one that runs the tests is not quiet. */
const patience = 6_000;
let directory: string;
let server: RunningServer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
  const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory, LOG_LEVEL: 'error' });
  const pages = (_: unknown, response: { sendStatus(code: number): void }) => response.sendStatus(404);
  const options = { log: createLog('error'), now: () => new Date('2026-06-15T10:00:00Z'), pages };
  server = await startServer(config, options);
  await server.application.loadProgramme(shippedProgramme('basilicata'));
  await server.application.settle();
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

const definition = instrument('citizen');
const validate = compileValidator(definition);
/** Right answers of women, one after the other. */
const women = Array.from({ length: 40 }, (_, index) =>
  rightAnswers(definition, validate, streams('live')(index)),
).filter((answers) => answers['sex'] === 'f');

async function send(answers: unknown): Promise<void> {
  const body = { id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web', answers };
  const response = await fetch(`${server.address}/api/surveys/${id}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
}

async function exactCount(): Promise<number> {
  const { database, registry } = server.application;
  const query = { variable: 'sex', statistic: 'count', category: 'f' };
  const { rows } = await estimateExactly(database, registry.entry(id).compiled, query, 5);
  return rows[0]?.estimate ?? 0;
}

/** Asks again until so many are counted, or patience ends. */
async function countOnceThereAre(expected: number): Promise<number> {
  const last = Date.now() + patience;
  for (;;) {
    const count = await exactCount();
    if (count >= expected || Date.now() > last) return count;
  }
}

describe('an accepted answer', () => {
  it('is in the exact figures a moment later, in its category', async () => {
    await send(women[0]);
    expect(await countOnceThereAre(1)).toBe(1);
    await send(women[1]);
    expect(await countOnceThereAre(2)).toBe(2);
  });

  it('is in no published figure', async () => {
    const response = await fetch(`${server.address}/api/surveys/${id}/estimates?variable=sex&statistic=count`);
    expect(await response.json()).toMatchObject({
      snapshot: null,
      n: null,
      rows: [{ estimate: null, state: 'not_published' }, {}],
    });
  });
});
