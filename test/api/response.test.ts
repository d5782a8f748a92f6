import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Programme } from '../../survey/programme/programme.ts';
import { streams } from '../../survey/random.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { instrument, rightAnswers } from '../support/answers.ts';
import { openSurveyApi, type SurveyApi } from '../support/survey-api.ts';

const survey = 'basilicata-citizens-2026';
const definition = instrument('citizen');
const validate = compileValidator(definition);
let seed = 0;
const answersOf = () => rightAnswers(definition, validate, streams('response')(seed++));
const submission = (change: Record<string, unknown> = {}) => ({
  ...{ id: crypto.randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web', answers: answersOf() },
  ...change,
});

let moment = new Date('2026-06-15T10:00:00Z');
const changes: string[] = [];
const typedRows = {
  refresh: async (_: unknown, id: string, seq: number) => void changes.push(`refresh ${id} ${seq}`),
  remove: async (_: unknown, id: string, seq: number) => void changes.push(`remove ${id} ${seq}`),
};
/** The notice of the citizens in a second version; that of the firms has one. */
const withSecondNotice = (programme: Programme): Programme => {
  const notice = programme.notices.get('citizens')!;
  return { ...programme, notices: new Map(programme.notices).set('citizens', { ...notice, version: '2' }) };
};
let api: SurveyApi;
beforeAll(async () => void (api = await openSurveyApi({ now: () => moment, typedRows, later: withSecondNotice })));
afterAll(() => api.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { code?: string; receipt?: string };
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(api.address + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}
const path = `/api/surveys/${survey}/responses`;
const post = (body: unknown) => call('POST', path, body);
const lastRow = async (columns: string) =>
  (await api.database.rows(`SELECT ${columns} FROM response ORDER BY seq DESC LIMIT 1`))[0];
const receipt = (method: string, code: string, body?: unknown) =>
  call(method, '/api/receipt', body, { Authorization: `Receipt ${code}` });
const total = async () => (await call('GET', `/api/surveys/${survey}`)).body['responses'] as number;

async function given(change: Record<string, unknown> = {}) {
  const sent = submission(change);
  const { body } = await post(sent);
  return { sent, code: body.receipt! };
}

describe('handing in answers', () => {
  it('gives a receipt after they are stored, and counts them', async () => {
    const before = await total();
    const sent = submission();
    const { status, body, headers } = await post(sent);
    expect([status, body['id'], body['receivedOn']]).toEqual([201, sent.id, '2026-06-15']);
    expect(body.receipt).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await total()).toBe(before + 1);
  });

  it('gives the same receipt for the same send, whatever the order of keys, and counts it once', async () => {
    const { sent, code } = await given();
    const before = await total();
    const turned = { ...sent, answers: Object.fromEntries(Object.entries(sent.answers).reverse()) };
    for (const again of [sent, turned]) {
      const { status, body } = await post(again);
      expect([status, body.receipt]).toEqual([200, code]);
    }
    expect(await total()).toBe(before);
  });

  it('gives one 201 and else 200 when the same send arrives many times at once', async () => {
    const sent = submission();
    const all = await Promise.all(Array.from({ length: 12 }, () => post(sent)));
    expect(all.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 11 }, () => 200), 201]);
    expect(new Set(all.map(({ body }) => body.receipt)).size).toBe(1);
  });

  it.each([
    ['answers', { answers: answersOf() }],
    ['language', { language: 'en' }],
    ['notice', { noticeVersion: '2' }],
  ])('refuses other %s under a known id', async (_, change) => {
    const { sent } = await given();
    const { status, body } = await post({ ...sent, ...change });
    expect([status, body.code]).toEqual([409, 'id_conflict']);
  });

  it('is done under any published version of the notice, and keeps which', async () => {
    for (const noticeVersion of ['1', '2']) {
      await given({ noticeVersion });
      expect(await lastRow('notice_version')).toEqual({ notice_version: noticeVersion });
    }
    expect((await call('GET', `/api/surveys/${survey}`)).body['notice']).toMatchObject({ version: '2' });
  });

  it('under a notice that was never published is refused, and told which there are', async () => {
    const headers = { 'Accept-Language': 'en' };
    const { status, body } = await call('POST', path, submission({ noticeVersion: '3' }), headers);
    expect([status, body.code]).toEqual([422, 'notice_unknown']);
    expect(body['detail']).toBe(`The notice of "${survey}" has no version "3". Versions: 1, 2.`);
  });

  it('refuses before the first and after the last day, but repeats a receipt then', async () => {
    const { sent, code } = await given();
    for (const day of ['2026-01-11', '2027-07-01']) {
      moment = new Date(`${day}T10:00:00Z`);
      const late = await post(submission());
      expect([late.status, late.body.code]).toEqual([410, 'survey_closed']);
      expect((await post(sent)).body).toEqual({ id: sent.id, receipt: code, receivedOn: '2026-06-15' });
    }
    moment = new Date('2026-06-15T10:00:00Z');
  });

  it('keeps nothing but the answers, the day and hashes', async () => {
    const { sent, code } = await given({ channel: 'a-poster', ticket: 'a-ticket' });
    const rows = await api.database.rows<Record<string, unknown>>(
      `SELECT columns(*)::VARCHAR FROM response ORDER BY response.seq DESC LIMIT 1`,
    );
    const text = JSON.stringify(rows[0]);
    for (const secret of [sent.id, code, code.replaceAll('-', ''), 'a-poster', 'a-ticket', '127.0.0.1', 'node'])
      expect(text).not.toContain(secret);
    expect(JSON.parse(rows[0]!['raw'] as string)).toEqual({ ...sent.answers, $skipped: expect.any(Array) as unknown });
    expect(rows[0]!['day']).toBe('2026-06-15');
  });
});

describe('the holder of a receipt', () => {
  it('reads the own answers, however the code is typed', async () => {
    const { sent, code } = await given();
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    for (const one of [code, typed, code.replaceAll('-', '')]) {
      const { status, body } = await receipt('GET', one);
      expect(status).toBe(200);
      expect(body).toEqual({
        ...{ survey, version: 1, language: 'it', receivedOn: '2026-06-15', revision: 1 },
        ...{ correctUntil: '2027-06-15', correctable: true, answers: sent.answers },
      });
    }
  });

  it('corrects them: the next revision replaces the one before, in the typed rows too', async () => {
    const { code } = await given();
    const answers = answersOf();
    const { status, body } = await receipt('PUT', code, { answers, language: 'en' });
    expect(await lastRow('revision, notice_version')).toEqual({ revision: 2, notice_version: '1' });
    expect([status, body['revision'], body['language'], body['answers']]).toEqual([200, 2, 'en', answers]);
    expect((await receipt('GET', code)).body).toEqual(body);
    expect(changes.at(-1)).toMatch(/^refresh basilicata-citizens-2026 \d+$/);
  });

  it('still gets the receipt for the first send after a correction', async () => {
    const { sent, code } = await given();
    await receipt('PUT', code, { answers: answersOf() });
    const again = await post(sent);
    expect([again.status, again.body.receipt]).toEqual([200, code]);
    expect((await receipt('GET', code)).body['revision']).toBe(2);
  });

  it('cannot correct to wrong answers', async () => {
    const { sent, code } = await given();
    const { status, body } = await receipt('PUT', code, { answers: { ...sent.answers, sex: 'x' } });
    expect([status, body.code]).toEqual([422, 'invalid_answers']);
    expect((await receipt('GET', code)).body['answers']).toEqual(sent.answers);
    expect((await receipt('PUT', code, { answers: sent.answers, mood: 'good' })).status).toBe(400);
  });

  it('erases them for good, with the same proof when asked again; the total stays', async () => {
    const { sent, code } = await given();
    const before = await total();
    const { status, body } = await receipt('DELETE', code);
    expect([status, body['erasedOn']]).toEqual([200, '2026-06-15']);
    expect(body['proof']).toContain(survey);
    expect((await receipt('DELETE', code)).body).toEqual(body);
    expect((await receipt('GET', code)).body.code).toBe('erased');
    expect((await receipt('PUT', code, { answers: sent.answers })).body.code).toBe('erased');
    const again = await post(sent);
    expect([again.status, again.body.code]).toEqual([410, 'erased']);
    expect(await total()).toBe(before);
    expect(changes.at(-1)).toMatch(/^remove basilicata-citizens-2026 \d+$/);
  });

  it('proves the erasure in Italian, and in the holder’s own language beside it', async () => {
    const proof = async (code: string, language: string) => {
      const headers = { Authorization: `Receipt ${code}`, 'Accept-Language': language };
      const response = await fetch(`${api.address}/api/receipt`, { method: 'DELETE', headers });
      return ((await response.json()) as { proof: string }).proof;
    };
    const { code } = await given();
    const italian = await proof(code, 'it');
    expect(italian).toMatch(/^Questionario .* sono state cancellate il 2026-06-15\.\n.*\nFirma: \S+$/);
    const greek = await proof(code, 'el');
    expect(greek).toContain('διαγράφηκαν στις 2026-06-15');
    expect(greek.startsWith(italian.split('\n')[0]!)).toBe(true);
    expect(greek).toMatch(/\nFirma · Υπογραφή: \S+$/);
    expect(await proof(code, 'el')).toBe(greek);
  });

  it('leaves nothing of an erased answer but that there was one', async () => {
    const { code } = await given();
    await receipt('DELETE', code);
    const [row] = await api.database.rows<Record<string, string | null>>(
      'SELECT columns(*)::VARCHAR FROM response WHERE erased_on IS NOT NULL ORDER BY response.seq DESC LIMIT 1',
    );
    const kept = Object.entries(row!).filter(([, value]) => value !== null);
    expect(kept.map(([name]) => name).sort()).toEqual(
      ['seq', 'id_hmac', 'survey', 'revision', 'receipt_hash', 'erased_on'].sort(),
    );
  });

  it('may do so until the last day, and read after it', async () => {
    const { sent, code } = await given();
    moment = new Date('2027-06-16T10:00:00Z');
    expect((await receipt('PUT', code, { answers: sent.answers })).body.code).toBe('correction_closed');
    expect((await receipt('DELETE', code)).body.code).toBe('correction_closed');
    const { status, body } = await receipt('GET', code);
    expect([status, body['correctable']]).toEqual([200, false]);
    moment = new Date('2026-06-15T10:00:00Z');
  });

  it.each([
    ['no code', {}, 401, 'receipt_missing'],
    ['another scheme', { Authorization: 'Bearer abc' }, 401, 'receipt_missing'],
    ['an empty code', { Authorization: 'Receipt ' }, 401, 'receipt_missing'],
    ['a code that is too short', { Authorization: 'Receipt ABCD-EFGH' }, 404, 'receipt_unknown'],
    ['a code nobody has', { Authorization: `Receipt ${'7'.repeat(28)}` }, 404, 'receipt_unknown'],
    ['a code of 10,000 characters', { Authorization: `Receipt ${'7'.repeat(10_000)}` }, 404, 'receipt_unknown'],
  ])('is told about %s', async (_, headers, status, code) => {
    for (const method of ['GET', 'DELETE']) {
      const told = await call(method, '/api/receipt', undefined, headers as Record<string, string>);
      expect([told.status, told.body.code]).toEqual([status, code]);
    }
  });
});

describe('the calls about surveys', () => {
  it('tell what a survey is, with a tag that changes with its total', async () => {
    const path = `/api/surveys/${survey}`;
    const first = await call('GET', path);
    expect(first.body).toMatchObject({
      id: survey,
      programme: 'basilicata',
      version: 1,
      state: 'open',
      ticket: expect.stringMatching(/^1\.1\./),
    });
    expect(first.body['definition']).toHaveProperty('pages');
    const tag = { 'If-None-Match': first.headers.get('etag')!, 'Cache-Control': 'max-age=0' };
    expect((await fetch(api.address + path, { headers: tag })).status).toBe(304);
    await given();
    expect((await fetch(api.address + path, { headers: tag })).status).toBe(200);
  });

  it('tell the programmes and the codebook', async () => {
    const { body } = await call('GET', '/api/programmes');
    expect(body).toMatchObject([{ id: 'basilicata', surveys: expect.arrayContaining([survey]) as unknown }]);
    const codebook = (await call('GET', `/api/surveys/${survey}/codebook`)).body as {
      variables?: { name: string; levels?: string[] }[];
    };
    expect(codebook.variables?.find(({ name }) => name === 'territory')?.levels).toContain('municipality');
    expect(codebook.variables?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['need', 'targetGroup', 'mainGroup']),
    );
  });

  it.each([
    ['GET', '/api/surveys/atlantis-2026', 404, 'not_found'],
    ['GET', '/api/surveys/%E0%A4%A', 400, 'malformed'],
    ['GET', '/api/nothing', 404, 'not_found'],
    ['DELETE', `/api/surveys/${survey}`, 405, 'method_not_allowed'],
    ['GET', `/api/surveys/${survey}/responses`, 405, 'method_not_allowed'],
    ['POST', '/api/receipt', 405, 'method_not_allowed'],
  ])('answer %s %s with %i %s', async (method, path, status, code) => {
    const told = await call(method, path);
    expect([told.status, told.body.code]).toEqual([status, code]);
  });
});
