import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedProgramme } from '../../application.ts';
import { streams } from '../../survey/random.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { instrument, rightAnswers } from '../support/answers.ts';
import { testServer, type TestServer } from '../support/server.ts';

const survey = 'basilicata-citizens-2026';
const minute = 60_000;
let clock = Date.parse('2026-06-15T10:00:00Z');
let server: TestServer;

const definition = instrument('citizen');
const validate = compileValidator(definition);
const answersOf = (seed: string, index: number) => rightAnswers(definition, validate, streams(seed)(index));
const facts = { version: 1, language: 'it', noticeVersion: '1', mode: 'web' } as const;

beforeAll(async () => {
  const pages = (_: unknown, response: { sendStatus(code: number): void }) => response.sendStatus(404);
  server = await testServer({ TRUST_PROXY: '1' }, { now: () => new Date(clock), pages, still: true });
  const { application } = server;
  await application.loadProgramme(shippedProgramme('basilicata'));
  const earlier = Array.from({ length: 600 }, (_, index) => ({
    ...{ ...facts, id: randomUUID(), day: '2026-06-01', answers: answersOf('earlier', index) },
  }));
  await application.intake.acceptMany(survey, earlier);
});
afterAll(() => server.close());

async function ticket(): Promise<string> {
  const response = await fetch(`${server.address}/api/surveys/${survey}/ticket`);
  return ((await response.json()) as { ticket: string }).ticket;
}

async function send(from: string, answers: object, more: object = {}): Promise<Response> {
  return fetch(`${server.address}/api/surveys/${survey}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ ...facts, id: randomUUID(), answers, ...more }),
  });
}

/** One after the other: a program that does not wait for answers is refused earlier, and the test would say less. */
async function statuses(count: number, one: (index: number) => Promise<Response>): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (let index = 0; index < count; index++) {
    const response = await one(index);
    counts.set(response.status, (counts.get(response.status) ?? 0) + 1);
    await response.arrayBuffer();
  }
  return counts;
}

const marked = () =>
  server.application.database.rows<{ marks: string; n: number }>(
    `SELECT array_to_string(list_sort(quality), ' ') AS marks, count(*)::INTEGER AS n
     FROM response WHERE day = '2026-06-15' GROUP BY ALL ORDER BY ALL`,
  );

const exactCount = async () => {
  const { rows } = await server.application.database
    .rows<{ rows: number }>('SELECT count(*)::INTEGER AS rows FROM response WHERE coalesce(len(quality), 0) < 2')
    .then(([row]) => row!);
  return rows;
};

/** The same level on every line. */
function straight(answers: Record<string, unknown>): Record<string, unknown> {
  const levels = Object.keys(answers).filter((name) => /(Now|Wanted)$/.test(name));
  return { ...answers, ...Object.fromEntries(levels.map((name) => [name, '2'])) };
}

describe('answers to an open survey', () => {
  it('of 25 people behind one address, at once, all come in without a mark', async () => {
    const tickets = await Promise.all(Array.from({ length: 25 }, ticket));
    clock += 6 * minute;
    const sent = await Promise.all(
      tickets.map((one, index) => send('203.0.113.7', answersOf('people', index), { ticket: one })),
    );
    expect(sent.map(({ status }) => status)).toEqual(Array.from({ length: 25 }, () => 201));
    expect(await marked()).toEqual([{ marks: '', n: 25 }]);
  });

  it('of a program are taken from four networks, and all thousand bear two marks', async () => {
    const same = answersOf('same', 1);
    const fresh = await ticket();
    const bots = Array.from({ length: 60 }, (_, index) => answersOf('bot', index));
    const bot = (index: number) => bots[index % bots.length]!;
    const kinds = [
      (index: number) => send('198.51.100.1', bot(index)),
      (index: number) => send('198.51.101.20', bot(index), { ticket: fresh }),
      (index: number) => send('198.51.102.77', straight(bot(index)), { ticket: fresh }),
      () => send('198.51.103.5', same),
    ];
    const counts = await statuses(1_000, (index) => kinds[index % 4]!(index));
    expect([...counts]).toEqual([[201, 1_000]]);
    clock += 24 * 60 * minute;
    await server.application.settle();
    const rows = await marked();
    for (const mark of ['no_ticket', 'too_fast', 'reused_ticket', 'straight_line', 'near_duplicate', 'burst'])
      expect(
        rows.some(({ marks }) => marks.split(' ').includes(mark)),
        mark,
      ).toBe(true);
    expect(rows.filter(({ marks }) => marks.split(' ').length < 2)).toEqual([{ marks: '', n: 25 }]);
    expect(await exactCount()).toBe(625);
  });

  it('of a program at one network are refused from the 301st in a minute on, with a time to wait', async () => {
    const same = answersOf('same', 1);
    const counts = await statuses(400, () => send('192.0.2.1', same));
    expect([...counts.keys()].toSorted()).toEqual([201, 429]);
    expect(counts.get(201)).toBe(300);
    const refused = await send('192.0.2.9', same);
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect((await send('192.0.3.9', same)).status).toBe(201);
  });

  it('are published without those of the program, and with those of the 25', async () => {
    const response = await fetch(`${server.address}/api/surveys/${survey}/coverage`);
    expect(((await response.json()) as { responses: number }).responses).toBe(625);
  });
});
