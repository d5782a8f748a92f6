import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryOutcome, EntryState } from '../../survey/contract.ts';
import { createTickets } from '../../survey/guard/ticket.ts';
import { streams } from '../../survey/random.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { instrument, rightAnswers } from '../support/answers.ts';
import { loaded } from '../support/loaded.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { hire } from '../support/staff.ts';
import { keyed, tableOf, type Answers } from './sheet.ts';

const [citizens, firms] = ['basilicata-citizens-2026', 'basilicata-firms-2026'];
const day = '2026-06-15';
let server: TestServer;
let cookie: string;
beforeAll(async () => {
  const pages = (_: unknown, response: { end(): void }) => response.end();
  server = await testServer(
    {},
    { now: () => new Date(`${day}T10:00:00Z`), pages: pages as never },
    loaded('basilicata'),
  );
  cookie = (await hire(server, 'interviewer'))('interviewer');
});
afterAll(() => server?.close());

async function call<T>(method: string, path: string, body?: unknown, type = 'application/json') {
  const headers = { cookie, ...(body === undefined ? {} : { 'content-type': type }) };
  const sent = type === 'application/json' ? JSON.stringify(body) : (body as string);
  const response = await fetch(server.address + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: sent }),
  });
  return { status: response.status, body: (await response.json()) as T & { code?: string; detail?: string } };
}
const [definitions, seeds] = [{ [citizens]: instrument('citizen'), [firms]: instrument('firm') }, streams('entry')];
const answersTo = (survey: string, seed: number): Answers =>
  rightAnswers(definitions[survey]!, compileValidator(definitions[survey]!), seeds(seed));
const response = (answers: Answers, mode: string, change: object = {}) => ({
  ...{ id: crypto.randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode, answers },
  ...change,
});
const assist = (survey: string, sent: object, presence: string | null) =>
  call<object>('POST', `/api/assist/${survey}/responses`, { response: sent, presence, noticeGiven: true });
const bring = (survey: string, csv: string, query = '') =>
  call<EntryOutcome>('POST', `/api/assist/${survey}/batches${query}`, csv, 'text/csv');
const rows = <T>(sql: string, values: readonly (string | number)[] = []) =>
  server.application.database.rows<T>(sql, [...values]);
const total = (survey: string) => server.application.intake.total(survey);

describe('equal answers', () => {
  it.each([citizens, firms])(
    'to %s by web, with help, keyed and from a file differ only in how they came',
    async (survey) => {
      const form = server.application.entries.paper(survey, 'it');
      const ticket = createTickets(server.application.key, () => new Date(`${day}T09:30:00Z`)).issue(survey, 1);
      const given = [1, 2, 3].map((seed) => answersTo(survey, seed));
      const before = total(survey);
      for (const answers of given) {
        const web = await call('POST', `/api/surveys/${survey}/responses`, response(answers, 'web', { ticket }));
        const helped = await assist(survey, response(answers, 'assisted'), 'family');
        const typed = await assist(survey, response(keyed(form, answers), 'paper'), null);
        expect([web.status, helped.status, typed.status]).toEqual([201, 201, 201]);
      }
      const file = await bring(survey, tableOf(definitions[survey]!, given.map((answers) => ({ day, answers })))); // prettier-ignore
      expect(file.body).toMatchObject({ rows: 3, wrongRows: 0, stored: 3, known: 0 });
      expect(total(survey) - before).toBe(12);
      const columns =
        'survey, version, wave, language, day::VARCHAR AS day, quality, revision, pilot, notice_version, raw';
      const stored = await rows<{ raw: string; mode: string }>(
        `SELECT ${columns}, mode FROM response WHERE survey = ? ORDER BY raw, mode`,
        [survey],
      );
      for (const raw of new Set(stored.map((row) => row.raw))) {
        const alike = stored.filter((row) => row.raw === raw);
        expect(alike.map(({ mode }) => mode)).toEqual(['assisted', 'paper', 'paper', 'web']);
        expect(new Set(alike.map(({ mode: _, ...row }) => JSON.stringify(row))).size).toBe(1);
      }
      await server.application.projection.run();
      const { tables } = server.application.registry.entry(survey).compiled;
      const typed = await rows<{ n: number }>(
        `SELECT n FROM (SELECT * EXCLUDE (seq, mode), count(*)::INTEGER AS n FROM ${tables.answer} GROUP BY ALL)`,
      );
      expect(typed.map(({ n }) => n)).toEqual([4, 4, 4]);
    },
  );
});

describe('the counter', () => {
  it('takes no other mode from anybody, and none but its own two', async () => {
    const answers = answersTo(citizens, 4);
    for (const mode of ['paper', 'assisted'])
      expect(await call('POST', `/api/surveys/${citizens}/responses`, response(answers, mode))).toMatchObject({
        status: 403,
        body: { code: 'mode_not_allowed' },
      });
    expect((await assist(citizens, response(answers, 'web'), 'alone')).body.code).toBe('mode_not_allowed');
    expect((await assist(citizens, response(answers, 'assisted'), null)).body.code).toBe('presence_missing');
    expect((await assist(citizens, response(answers, 'paper'), 'family')).body.code).toBe('presence_missing');
    const unread = { response: response(answers, 'paper'), presence: null, noticeGiven: false };
    expect((await call('POST', `/api/assist/${citizens}/responses`, unread)).status).toBe(400);
  });

  it('counts who was present by day, once a response, and nowhere beside it', async () => {
    const sent = response(answersTo(citizens, 5), 'assisted');
    const count = async () =>
      (await rows<{ n: number }>("SELECT sum(n)::INTEGER AS n FROM entry_day WHERE presence = 'interpreter'"))[0]?.n ??
      0;
    expect([(await assist(citizens, sent, 'interpreter')).status, (await assist(citizens, sent, 'interpreter')).status]).toEqual([201, 200]); // prettier-ignore
    expect(await count()).toBe(1);
    const { body } = await call<EntryState>('GET', `/api/assist/${citizens}`);
    expect(body.today.assisted).toBeGreaterThan(0);
    const columns = await rows<{ name: string }>("SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'response'"); // prettier-ignore
    expect(columns.map(({ name }) => name)).not.toContain('presence');
  });
});

describe('a file of answers', () => {
  const lines = (count: number, from: number) =>
    Array.from({ length: count }, (_, at) => ({ day, answers: answersTo(citizens, from + at) }));

  it('with two wrong rows is told row by row, and nothing of it is stored', async () => {
    const [first, ...others] = tableOf(definitions[citizens]!, lines(4, 10)).trim().split('\n') as [
      string,
      ...string[],
    ];
    const wrong = others.map((line, at) => (at === 1 ? line.replace(day, '2026-13-01') : at === 3 ? line.replace(/,0(76|77)\d{3},/, ',999999,') : line)); // prettier-ignore
    const csv = [first, ...wrong].join('\n');
    const before = total(citizens);
    const checked = await bring(citizens, csv, '?dry=1');
    expect(checked).toMatchObject({ status: 200, body: { rows: 4, wrongRows: 2, stored: 0 } });
    expect(checked.body.faults.map(({ row, column }) => [row, column])).toEqual([
      [3, '_day'],
      [5, 'territory'],
    ]);
    expect(await bring(citizens, csv)).toMatchObject({ status: 422, body: { code: 'invalid_rows' } });
    expect(total(citizens)).toBe(before);
  });

  it('comes in once, is taken back as a whole, and may come again', async () => {
    const csv = tableOf(definitions[citizens]!, lines(5, 20));
    const before = total(citizens);
    const { body } = await bring(citizens, csv, '?file=maggio.csv');
    expect(body).toMatchObject({ stored: 5, known: 0 });
    await server.application.projection.run();
    expect(await bring(citizens, csv)).toMatchObject({ status: 409, body: { code: 'entry_again' } });
    const undone = await call<EntryState>('DELETE', `/api/assist/${citizens}/batches/${body.batch}`);
    expect(undone.body.batches[0]).toMatchObject({
      number: body.batch,
      file: 'maggio.csv',
      undoneOn: day,
      undoable: false,
    });
    expect(total(citizens)).toBe(before);
    const { answer } = server.application.registry.entry(citizens).compiled.tables;
    const left = await rows<{ stored: number; typed: number }>(
      `SELECT (SELECT count(*) FROM response WHERE survey = ? AND raw IS NOT NULL)::INTEGER AS stored,
         (SELECT count(*) FROM ${answer})::INTEGER AS typed`,
      [citizens],
    );
    expect(left).toEqual([{ stored: before, typed: before }]);
    expect((await bring(citizens, csv)).body).toMatchObject({ stored: 5, known: 0 });
    expect(total(citizens)).toBe(before + 5);
  });

  it('stays when figures were published after it', async () => {
    const { body } = await bring(citizens, tableOf(definitions[citizens]!, lines(1, 30)));
    await server.application.database.write((tx) =>
      tx.run("INSERT INTO snapshot VALUES ('x', ?, DATE '2026-06-15', 1, 1, 10, false, NULL)", [citizens]),
    );
    const undone = await call('DELETE', `/api/assist/${citizens}/batches/${body.batch}`);
    expect(undone).toMatchObject({ status: 409, body: { code: 'entry_used' } });
    await server.application.database.write((tx) => tx.run("DELETE FROM snapshot WHERE id = 'x'"));
  });

  it('may have a column a choice, and ids of its own', async () => {
    const answers = answersTo(citizens, 40);
    const csv = tableOf(definitions[citizens]!, [{ day, answers }]);
    const [header = '', line = ''] = csv.trim().split('\n');
    const at = header.split(',').indexOf('devices');
    const ticked = answers['devices'] as string[];
    const codes = ['phone', 'tablet', 'computer_own', 'computer_shared', 'none'];
    const apart = (cells: string[], put: readonly string[]) => ['a1', ...cells.slice(0, at), ...put, ...cells.slice(at + 1)].join(','); // prettier-ignore
    const wide = [
      apart(header.split(','), codes.map((code) => `devices[${code}]`)).replace('a1', '_id'),
      apart(line.split(','), codes.map((code) => (ticked.includes(code) ? '1' : ''))),
    ]; // prettier-ignore
    expect((await bring(citizens, wide.join('\n'))).body).toMatchObject({ stored: 1 });
    expect((await bring(citizens, `${wide.join('\n')}\n`)).body).toMatchObject({ stored: 0, known: 1 });
  });

  it('is described by its template, column by column with its codes', async () => {
    const read = async (part: string) => (await fetch(`${server.address}/api/assist/${firms}/template.csv?part=${part}`, { headers: { cookie } })).text(); // prettier-ignore
    expect((await read('table')).split(',')).toContain('profiles[2].jobFamily');
    expect(await read('codes')).toContain('profiles[1].hardToFind,È difficile trovare queste persone?,code,yes,Sì');
  });
});
