import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileValidator } from '../../survey/validator/validator.ts';
import { streams } from '../../survey/random.ts';
import { instrument, rightAnswers } from '../support/answers.ts';
import { openSurveyApi, type SurveyApi } from '../support/survey-api.ts';
import { faultySubmissions, type Body, type FaultySubmission } from './faulty-submission.ts';

const surveys = {
  citizen: 'basilicata-citizens-2026',
  firm: 'basilicata-firms-2026',
  unknown: 'atlantis-2026',
};
const definitions = { citizen: instrument('citizen'), firm: instrument('firm') };
const right = (name: 'citizen' | 'firm', seed: string): Body => {
  const answers = rightAnswers(definitions[name], compileValidator(definitions[name]), streams(seed)(1));
  return { id: crypto.randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web', answers };
};

let api: SurveyApi;
beforeAll(async () => void (api = await openSurveyApi()));
afterAll(() => api.close());

function send(survey: keyof typeof surveys, body: string | Buffer, headers: Readonly<Record<string, string>> = {}) {
  return fetch(`${api.address}/api/surveys/${surveys[survey]}/responses`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...headers },
  });
}

interface Told {
  code: string;
  title: string;
  status: number;
  errors?: { path: string; code: string; message: string }[];
}

describe('a faulty submission', () => {
  it('stands in a list of a hundred and more, each by its own name', () => {
    expect(faultySubmissions.length).toBeGreaterThanOrEqual(100);
    expect(new Set(faultySubmissions.map(({ name }) => name)).size).toBe(faultySubmissions.length);
  });

  it.each(faultySubmissions)('$name: $status $code', async (one: FaultySubmission) => {
    const { survey = 'citizen', body, headers, status, code, fault } = one;
    const response = await send(survey, body(right(survey === 'firm' ? 'firm' : 'citizen', one.name)), headers);
    const told = (await response.json()) as Told;
    expect([response.status, told.code, told.status]).toEqual([status, code, status]);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    if (fault) expect(told.errors?.map((entry) => [entry.path, entry.code])).toContainEqual(fault);
    for (const entry of told.errors ?? []) expect(entry.message).toMatch(/\S{2}/);
  });

  it('is not stored, does not harm the process, and does not keep a right one out', async () => {
    const stored = await api.database.rows('SELECT 1 FROM response');
    expect([stored, api.errors]).toEqual([[], []]);
    expect(({} as Record<string, unknown>)['sex']).toBeUndefined();
    for (const survey of ['citizen', 'firm'] as const)
      expect((await send(survey, JSON.stringify(right(survey, 'last')))).status).toBe(201);
  });

  it('is explained in the language that the request asks for, whole', async () => {
    const body = JSON.stringify({ ...right('citizen', 'words'), answers: {} });
    const told = async (headers: Record<string, string>) =>
      (await (await send('citizen', body, headers)).json()) as Told;
    const said = async (asked: string) => {
      const { title, errors } = await told({ 'Accept-Language': asked });
      return [title, errors?.[0]?.message];
    };
    expect(await said('it')).toEqual(['Risposte da correggere', 'Manca la risposta.']);
    expect(await said('fr, en;q=0.5')).toEqual(['Answers to correct', 'The answer is missing.']);
    expect(await said('fr')).toEqual(['Risposte da correggere', 'Manca la risposta.']);
    expect(await said('el-GR, en;q=0.5')).toEqual(['Απαντήσεις προς διόρθωση', 'Λείπει η απάντηση.']);
    expect(await said('fi')).toEqual(['Korjattavia vastauksia', 'Vastaus puuttuu.']);
  });
});
