import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CheckReport,
  InstrumentDraft,
  PublishedVersion,
  RepairList,
  Sheet,
  StateReport,
} from '../../survey/instrument/contract.ts';
import { otherProgramme } from '../access/staff.ts';
import { completeInstrument, completeSheet, written } from '../support/complete-instrument.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';
import { forgetLegalBasis } from '../support/old-survey.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { hire, type Staff } from '../support/staff.ts';

let server: TestServer;
let cookieOf: (name: Staff) => string;
beforeAll(async () => {
  const now = () => new Date('2026-06-15T10:00:00Z');
  server = await testServer({}, { now, pages: (_, response) => void response.status(404).end() });
  for (const [name, files] of Object.entries({ small: smallProgramme(), other: otherProgramme() })) {
    const folder = await writeProgramme(files, name);
    await server.application.loadProgramme(folder);
    await rm(dirname(folder), { recursive: true });
  }
  cookieOf = await hire(server, 'editor', 'administrator', 'planner', 'stranger');
});
afterAll(() => server.close());

interface Told<T> {
  readonly status: number;
  readonly body: T;
  readonly code: string | undefined;
  readonly errors: readonly { path: string; code: string; message: string }[];
}
interface Call {
  readonly as?: Staff;
  readonly method?: string;
  readonly json?: unknown;
  readonly csv?: string;
}

async function call<T>(path: string, { as, method = 'GET', json, csv }: Call = {}): Promise<Told<T>> {
  const type = csv === undefined ? 'application/json' : 'text/csv; charset=utf-8';
  const content = csv ?? (json === undefined ? undefined : JSON.stringify(json));
  const headers: Record<string, string> = { 'accept-language': 'en' };
  if (as) headers['cookie'] = cookieOf(as);
  if (content !== undefined) headers['content-type'] = type;
  const response = await fetch(`${server.address}/api${path}`, { method, headers, body: content ?? null });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
  const body = (isJson ? JSON.parse(text) : text) as T & { code?: string; errors?: Told<T>['errors'] };
  return { status: response.status, body, code: body.code, errors: body.errors ?? [] };
}

const bytesOf = async (path: string) => {
  const response = await fetch(`${server.address}/api${path}`, { headers: { cookie: cookieOf('editor') } });
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
};

const at = (instrument: string) => `/instruments/small/${instrument}`;
const draftOf = async (instrument: string) => (await call<InstrumentDraft>(at(instrument), { as: 'editor' })).body;
/** Keeps a draft as the editor, over whatever is there. */
async function keep(instrument: string, definition: string, sheet: Sheet) {
  const { revision } = await draftOf(instrument);
  return call<InstrumentDraft>(at(instrument), { as: 'editor', method: 'PUT', json: { revision, definition, sheet } });
}
const publish = (instrument: string, revision: number) =>
  call<PublishedVersion>(`${at(instrument)}/publish`, { as: 'editor', method: 'POST', json: { revision } });
const take = (survey: string, action: string, as: Staff = 'administrator') =>
  call<StateReport>(`/admin/surveys/${survey}/state`, { as, method: 'POST', json: { action } });
const submission = (version = 1) => ({
  ...{ id: randomUUID(), version, language: 'it', noticeVersion: '1', mode: 'web' },
  answers: { sex: 'f', work: 'no', words: 'Inglese.' },
});
const answer = (survey: string, json: object = submission()) =>
  call<{ receipt: string }>(`/surveys/${survey}/responses`, { method: 'POST', json });
const total = async (survey: string) => (await call<{ responses: number }>(`/surveys/${survey}`)).body.responses;

describe('an instrument, from the first draft to the last answer', () => {
  const [instrument, survey] = ['trial', 'small-trial'];
  const source = written(completeInstrument);

  it('begins with nothing, and with a sheet to fill', async () => {
    const draft = await draftOf(instrument);
    expect([draft.revision, draft.definition, draft.sheet.notice, draft.sheet.closesOn]).toEqual([0, '', null, null]);
  });

  it('is kept as it was written, unfinished or not, and given back byte for byte', async () => {
    const unfinished = '\uFEFF{"title": "Perché?",\r\n';
    expect((await keep(instrument, unfinished, completeSheet(survey))).body.revision).toBe(1);
    expect(await bytesOf(`${at(instrument)}/definition`)).toBe(unfinished);
    await keep(instrument, source, completeSheet(survey));
    expect(await bytesOf(`${at(instrument)}/definition`)).toBe(source);
  });

  it('is not overwritten by who read an older revision', async () => {
    const json = { revision: 1, definition: '{}', sheet: completeSheet(survey) };
    const refused = await call(at(instrument), { as: 'editor', method: 'PUT', json });
    expect([refused.status, refused.code]).toEqual([409, 'revision_conflict']);
    expect((await draftOf(instrument)).definition).toBe(source);
  });

  const [first, ...pages] = completeInstrument.pages;
  const [sex, ...others] = first!.elements;
  const withSex = (change: object) =>
    written({ ...completeInstrument, pages: [{ ...first, elements: [{ ...sex, ...change }, ...others] }, ...pages] });
  const without = (key: keyof Sheet) => ({ ...completeSheet(survey), [key]: null });

  it.each<[string, string, Sheet, string]>([
    ['the notice', source, without('notice'), 'sheet.notice notice_missing'],
    [
      'the notice in English',
      source,
      { ...completeSheet(survey), notice: { it: 'Noi.', en: ' ' } },
      'sheet.notice.en string_missing',
    ],
    ['the closing date', source, without('closesOn'), 'sheet.closesOn closing_missing'],
    ['the legal basis', source, without('legalBasis'), 'sheet.legalBasis legal_basis_missing'],
    ['the release plan', source, without('release'), 'sheet.release release_missing'],
    [
      'a string',
      withSex({ title: 'Sei donna o uomo?' }),
      completeSheet(survey),
      'pages[0].elements[0].title string_missing',
    ],
    [
      'a codebook entry',
      withSex({ codebook: undefined }),
      completeSheet(survey),
      'pages[0].elements[0].codebook codebook_missing',
    ],
  ])('is not published without %s, which the list names', async (_, definition, sheet, fault) => {
    const { revision } = (await keep(instrument, definition, sheet)).body;
    const refused = await publish(instrument, revision);
    expect([refused.status, refused.code]).toEqual([422, 'instrument_incomplete']);
    expect(refused.errors.map(({ path, code }) => `${path} ${code}`)).toEqual([fault]);
    expect((await call<unknown[]>(`${at(instrument)}/versions`, { as: 'editor' })).body).toEqual([]);
  });

  it('is published when nothing is missing: frozen, numbered, its survey seen by nobody yet', async () => {
    const { revision } = (await keep(instrument, source, completeSheet(survey))).body;
    const report = (await call<CheckReport>(`${at(instrument)}/check`, { as: 'editor' })).body;
    expect([report.publishable, report.revision, report.findings]).toEqual([true, revision, []]);
    const published = await publish(instrument, revision);
    expect(published.status).toBe(201);
    expect(published.body).toMatchObject({ version: 1, survey, state: 'draft', original: true });
    expect((await call(`/surveys/${survey}`)).status).toBe(404);
    expect((await answer(survey)).status).toBe(404);
    expect(await bytesOf(`${at(instrument)}/versions/1/definition`)).toBe(source);
  });

  it('is piloted: its answers are taken and count nowhere', async () => {
    expect((await call(`/surveys/${survey}/pilot`, { method: 'POST', json: marks() })).status).toBe(404);
    expect((await take(survey, 'pilot')).body.state).toBe('pilot');
    expect((await call<{ state: string }>(`/surveys/${survey}`)).body.state).toBe('pilot');
    expect((await answer(survey)).status).toBe(201);
    await server.application.settle();
    const [row] = await server.application.database.rows<{ n: number }>(
      'SELECT count(*)::INTEGER AS n FROM answer_small_trial',
    );
    expect([row!.n, await total(survey)]).toEqual([0, 0]);
  });

  const marks = () => ({
    version: 1,
    marks: [
      { kind: 'not_clear', question: 'work' },
      { kind: 'refused', question: 'sex' },
      ...[4, 9, 6].map((seconds) => ({ kind: 'seconds', question: 'sex', seconds })),
    ],
  });

  it('collects what is not clear into a repair list, the worst first, with nobody’s id', async () => {
    expect((await call(`/surveys/${survey}/pilot`, { method: 'POST', json: marks() })).status).toBe(204);
    const wrong = { version: 1, marks: [{ kind: 'not_clear', question: 'nothing' }] };
    expect((await call(`/surveys/${survey}/pilot`, { method: 'POST', json: wrong })).status).toBe(400);
    for (const page of ['you', 'more', 'review']) {
      const told = await call(`/surveys/${survey}/progress`, { method: 'POST', json: { version: 1, page } });
      expect(told.status).toBe(202);
    }
    await call(`/surveys/${survey}/progress`, { method: 'POST', json: { version: 1, page: 'you' } });
    const { questions, pages } = (await call<RepairList>(`/admin/surveys/${survey}/repairs`, { as: 'planner' })).body;
    expect(questions.map(({ question }) => question)).toEqual(['work', 'sex', 'words']);
    expect(questions[0]).toMatchObject({ notClear: 1, refused: 0, seconds: null });
    expect(questions[1]).toMatchObject({ notClear: 0, refused: 1, seconds: 6, measured: 3 });
    expect(pages).toEqual([
      { page: 'you', reached: 2 },
      { page: 'more', reached: 1 },
      { page: 'review', reached: 1 },
      { page: 'sent', reached: 0 },
    ]);
    const columns = await server.application.database.rows<{ name: string }>(
      "SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'pilot_mark' ORDER BY column_index",
    );
    expect(columns.map(({ name }) => name)).toEqual(['survey', 'version', 'question', 'kind', 'seconds', 'n']);
  });

  it('is opened: the pilot’s answers are gone, and answers count', async () => {
    const piloted = submission();
    await answer(survey, piloted);
    expect((await take(survey, 'open')).body).toMatchObject({ state: 'open', wiped: 2 });
    const [kept] = await server.application.database.rows<{ n: number }>(
      "SELECT count(*)::INTEGER AS n FROM response WHERE survey = 'small-trial' AND raw IS NOT NULL",
    );
    expect(kept!.n).toBe(0);
    expect((await answer(survey, piloted)).code).toBe('erased');
    expect((await answer(survey)).status).toBe(201);
    expect(await total(survey)).toBe(1);
    expect((await call(`/surveys/${survey}/pilot`, { method: 'POST', json: marks() })).code).toBe('not_piloting');
    expect((await take(survey, 'pilot')).code).toBe('step_not_possible');
  });

  it('gets a second version while answers exist; both stand in one table', async () => {
    const [title] = [{ default: 'Sei una donna o un uomo?', en: 'Are you a woman or a man?' }];
    const { revision } = (await keep(instrument, withSex({ title }), completeSheet(survey))).body;
    expect((await publish(instrument, revision)).body).toMatchObject({ version: 2, state: 'open' });
    // what was on the screen before the second version came out
    expect((await answer(survey, submission(1))).status).toBe(201);
    expect((await answer(survey, submission(2))).status).toBe(201);
    await server.application.settle();
    const rows = await server.application.database.rows<{ version: number; n: number }>(
      'SELECT version, count(*)::INTEGER AS n FROM answer_small_trial GROUP BY version ORDER BY version',
    );
    expect(rows).toEqual([
      { version: 1, n: 2 },
      { version: 2, n: 1 },
    ]);
    expect(await bytesOf(`${at(instrument)}/versions/1/definition`)).toBe(source);
  });

  it('is refused when a variable changed its meaning', async () => {
    const codebook = { ...sex!.codebook, role: 'ageClass' };
    const { revision } = (await keep(instrument, withSex({ codebook }), completeSheet(survey))).body;
    const { errors } = await publish(instrument, revision);
    expect(errors.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'pages[0].elements[0].codebook meaning_changed',
    ]);
  });

  it('is closed by hand: 410 from then on, but a repeated send still gets its receipt', async () => {
    const known = submission(2);
    const { receipt } = (await answer(survey, known)).body;
    expect((await take(survey, 'close')).body.state).toBe('closed');
    const late = await answer(survey, submission(2));
    expect([late.status, late.code]).toEqual([410, 'survey_closed']);
    expect((await answer(survey, known)).body.receipt).toBe(receipt);
    const { steps } = (await call<StateReport>(`/admin/surveys/${survey}/state`, { as: 'planner' })).body;
    expect(steps.map(({ state, changedBy }) => `${state} ${changedBy}`)).toEqual([
      'draft Editor',
      'pilot Administrator',
      'open Administrator',
      'closed Administrator',
    ]);
  });
});

describe('a survey that lacks something', () => {
  it('is neither piloted nor opened, and the answer says what is missing', async () => {
    await forgetLegalBasis(server, 'small-persons');
    expect((await take('small-persons', 'close')).body.state).toBe('closed');
    const refused = await take('small-persons', 'open');
    expect([refused.status, refused.code]).toEqual([422, 'survey_incomplete']);
    expect(refused.errors.map(({ path, code }) => `${path} ${code}`)).toEqual(['legalBasis legal_basis_missing']);
  });
});

describe('who may', () => {
  const paths = [
    at('person'),
    `${at('person')}/check`,
    `${at('person')}/versions`,
    '/instruments/small',
    `${at('person')}/translation.csv`,
  ];
  it.each(paths)('%s asks to sign in, and tells others nothing', async (path) => {
    expect((await call(path)).code).toBe('sign_in_needed');
    for (const as of ['administrator', 'planner', 'stranger'] as const)
      expect([as, (await call(path, { as })).status]).toEqual([as, 404]);
  });

  it('an editor publishes, and does not open; an administrator opens, and does not edit', async () => {
    expect((await take('small-firms', 'close', 'editor')).status).toBe(404);
    const json = { revision: 0, definition: '{}', sheet: completeSheet('small-firms') };
    expect((await call(at('firm'), { as: 'administrator', method: 'PUT', json })).status).toBe(404);
  });

  it('an instrument of a programme that is not there is not found', async () => {
    expect((await call('/instruments/nothing/person', { as: 'editor' })).status).toBe(404);
  });
});
