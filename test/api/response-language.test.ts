/** The language of answers, and of what is told to whoever sends them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streams } from '../../survey/random.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { instrument, rightAnswers } from '../support/answers.ts';
import { openSurveyApi, type SurveyApi } from '../support/survey-api.ts';

const survey = 'basilicata-citizens-2026';
const path = `/api/surveys/${survey}/responses`;
const definition = instrument('citizen');
const validate = compileValidator(definition);
let seed = 0;
const submission = (change: Record<string, unknown> = {}) => ({
  ...{ id: crypto.randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web' },
  answers: rightAnswers(definition, validate, streams('language')(seed++)),
  ...change,
});

let moment = new Date('2026-06-15T10:00:00Z');
const typedRows = { refresh: async () => undefined, remove: async () => undefined };
let api: SurveyApi;
beforeAll(async () => void (api = await openSurveyApi({ now: () => moment, typedRows })));
afterAll(() => api.close());

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { code?: string; receipt?: string };
}
async function call(method: string, at: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(api.address + at, {
    method,
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const post = (body: unknown) => call('POST', path, body);
const total = async () => (await call('GET', `/api/surveys/${survey}`)).body['responses'] as number;
const receipt = (method: string, code: string, body?: unknown, language = 'it') =>
  call(method, '/api/receipt', body, { Authorization: `Receipt ${code}`, 'Accept-Language': language });

describe('answers', () => {
  it('in a language that the survey does not speak are refused, and told which there are; nothing is stored', async () => {
    const before = await total();
    const sent = submission({ language: 'es' });
    for (const [language, detail] of [
      ['en', `The survey "${survey}" does not speak the language "es". Languages: it, en, ro, ar.`],
      ['es', `La encuesta «${survey}» no está en el idioma «es». Idiomas: it, en, ro, ar.`],
    ]) {
      const { status, body } = await call('POST', path, sent, { 'Accept-Language': language! });
      expect([status, body.code, body['detail']]).toEqual([422, 'language_unknown', detail]);
      expect(body['errors']).toEqual([{ path: 'language', code: 'language_unknown', message: detail }]);
    }
    expect(await total()).toBe(before);
    const { status } = await post({ ...sent, language: 'en' });
    expect([status, await total()]).toEqual([201, before + 1]);
  });

  it('that come too late are told the days in the language of the request', async () => {
    moment = new Date('2027-07-01T10:00:00Z');
    for (const [language, days] of [
      ['it', ['12 gennaio 2026', '30 giugno 2027']],
      ['en', ['12 January 2026', '30 June 2027']],
      ['el', ['12 Ιανουαρίου 2026', '30 Ιουνίου 2027']],
      ['fi', ['12. tammikuuta 2026', '30. kesäkuuta 2027']],
    ] as const) {
      const { body } = await call('POST', path, submission(), { 'Accept-Language': language });
      for (const day of days) expect(body['detail']).toContain(day);
      expect(body['detail']).not.toMatch(/\d-\d/);
    }
    moment = new Date('2026-06-15T10:00:00Z');
  });

  it('are corrected in no language that the survey does not speak', async () => {
    const sent = submission();
    const code = (await post(sent)).body.receipt!;
    const { status, body } = await receipt('PUT', code, { answers: sent.answers, language: 'fi' });
    expect([status, body.code]).toEqual([422, 'language_unknown']);
    expect((await receipt('GET', code)).body['revision']).toBe(1);
  });

  it('are corrected until a day that is told in the language of the request', async () => {
    const sent = submission();
    const code = (await post(sent)).body.receipt!;
    moment = new Date('2027-06-16T10:00:00Z');
    for (const [language, detail] of [
      ['it', 'Le risposte non si possono più correggere né cancellare. Ultimo giorno: 15 giugno 2027.'],
      ['pl', 'Odpowiedzi można było poprawić lub usunąć do 15 czerwca 2027.'],
    ] as const) {
      const late = await receipt('PUT', code, { answers: sent.answers }, language);
      expect([late.body.code, late.body['detail']]).toEqual(['correction_closed', detail]);
    }
    moment = new Date('2026-06-15T10:00:00Z');
  });
});

describe('a survey in one language', () => {
  const inWords = async (language: string) => (await call('GET', `/api/surveys/${survey}?language=${language}`)).body;
  const titleOf = (body: object) => (body as { definition: { title: object } }).definition.title;

  it('has the texts of that language and the Italian ones, under a tag of its own', async () => {
    const whole = (await call('GET', `/api/surveys/${survey}`)).body;
    expect(Object.keys(titleOf(whole))).toEqual(['default', 'en', 'ro', 'ar']);
    const arabic = await inWords('ar');
    expect(Object.keys(titleOf(arabic))).toEqual(['default', 'ar']);
    expect(arabic).toMatchObject({ version: whole['version'], languages: whole['languages'] });
    expect(Object.keys(titleOf(await inWords('it')))).toEqual(['default']);
  });

  it('is none in a language that it does not speak', async () => {
    const body = await inWords('fi');
    expect([body.code, body['detail']]).toEqual(['language_unknown', expect.stringContaining('it, en, ro, ar')]);
  });
});
