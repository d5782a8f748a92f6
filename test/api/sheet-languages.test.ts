import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublicSurvey } from '../../survey/contract.ts';
import type { InstrumentDraft, Sheet } from '../../survey/instrument/contract.ts';
import { eight, eightLanguages, eightSurvey, words } from '../support/eight-languages.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { writeProgramme } from '../support/small-programme.ts';
import { hire } from '../support/staff.ts';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  const now = () => new Date('2026-06-15T10:00:00Z');
  server = await testServer({}, { now, pages: (_, response) => void response.status(404).end() });
  const folder = await writeProgramme(eightLanguages());
  await server.application.loadProgramme(folder);
  await rm(dirname(folder), { recursive: true });
  cookie = (await hire(server, 'editor'))('editor');
});
afterAll(() => server.close());

const at = '/instruments/small/person';

async function call(path: string, method = 'GET', sent?: object | string) {
  const type = typeof sent === 'string' ? 'text/csv; charset=utf-8' : 'application/json';
  const body = sent === undefined ? null : typeof sent === 'string' ? sent : JSON.stringify(sent);
  const response = await fetch(`${server.address}/api${path}`, {
    ...{ method, body },
    headers: { cookie, 'accept-language': 'en', ...(body !== null && { 'content-type': type }) },
  });
  const text = await response.text();
  return { status: response.status, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as unknown };
}
const draft = async () => (await call(at)).body as InstrumentDraft;
const survey = async () => (await call(`/surveys/${eightSurvey}`)).body as PublicSurvey;
async function keep(change: Partial<Sheet>) {
  const { revision, definition, sheet } = await draft();
  await call(at, 'PUT', { revision, definition, sheet: { ...sheet, ...change } });
}
const publish = async () => call(`${at}/publish`, 'POST', { revision: (await draft()).revision });
const faults = (body: unknown) =>
  (body as { errors: { path: string; code: string }[] }).errors.map(({ path, code }) => `${path} ${code}`);

const [first] = eight;
const legalBasis = { ...words.law, es: 'Una ley.' };

/** One after the other: a draft, what it lacks, what it becomes. */
describe('what respondents read of a survey, in eight languages', () => {
  it('is all on the editor’s sheet', async () => {
    const { sheet } = await draft();
    expect(sheet.notice).toEqual(words.notice);
    expect([sheet.title, sheet.legalBasis]).toEqual([words.title, words.law]);
  });

  it('is not published while one language is missing, which the answer names', async () => {
    const { fi: _, ...noFinnish } = words.notice;
    await keep({ notice: { ...noFinnish, el: '\n' }, legalBasis });
    const refused = await publish();
    expect(refused.status).toBe(422);
    expect(faults(refused.body)).toEqual(['sheet.notice.el string_missing', 'sheet.notice.fi string_missing']);
  });

  it('keeps the other languages when one is changed, under a new version of the notice', async () => {
    const before = (await survey()).notice;
    await keep({ notice: { ...words.notice, pl: 'Pytamy my.' }, legalBasis });
    expect((await publish()).status).toBe(201);
    const { notice, legalBasis: told } = await survey();
    expect(notice.text).toEqual({ ...words.notice, pl: 'Pytamy my.' });
    expect(notice.version).not.toBe(before.version);
    expect(told).toEqual(legalBasis);
  });

  it('keeps its version when nothing is said anew', async () => {
    const { version } = (await survey()).notice;
    await keep({ minutes: 7 });
    expect((await publish()).status).toBe(201);
    const { notice, minutes } = await survey();
    expect([notice.version, minutes]).toEqual([version, 7]);
  });

  it('goes to the translators and comes back with the questions', async () => {
    const csv = (await call(`${at}/translation.csv`)).text;
    expect(csv.split('\n')[0]).toBe(`key,${eight.join()}`);
    const { revision } = await draft();
    const dry = await call(`${at}/translation.csv?revision=${revision}&dry=1`, 'PUT', csv);
    expect(dry.body).toEqual({ revision, changes: [] });
    const changed = csv.replace(words.law.sv, 'Lagen').replace('Pytamy my.', 'Pyta instytucja.');
    const { body } = await call(`${at}/translation.csv?revision=${revision}`, 'PUT', changed);
    expect(body).toMatchObject({
      changes: [
        { path: 'sheet.notice', language: 'pl', before: 'Pytamy my.', after: 'Pyta instytucja.' },
        { path: 'sheet.legalBasis', language: 'sv', before: words.law.sv, after: 'Lagen' },
      ],
    });
    const { sheet } = await draft();
    expect(sheet.legalBasis).toEqual({ ...legalBasis, sv: 'Lagen' });
    expect(sheet.notice).toEqual({ ...words.notice, pl: 'Pyta instytucja.' });
    expect(sheet.notice![first]).toBe(words.notice.it);
  });
});
