import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { effectiveCodings } from '../../survey/coding/effective.ts';
import type { Code, Coding, OpenAnswer } from '../../survey/contract.ts';
import { addCode, codeIn, openStage, refusal, type Caller } from './stage.ts';

const stage = openStage();
let [analyst, near]: Caller[] = [];
let code: Code;
const receipts: string[] = [];
const answers = { sex: 'f', work: 'employed', areas: ['no_training'], englishNow: '1', englishWanted: '2' };
const answer = (remark: string | null, place = '077014') => ({ ...answers, place, ...(remark !== null && { remark }) });
const texts = ['Non ho tempo, ho due figli', null, 'Costa troppo 🙂 per me', 'Qui non c’è niente'] as const;
const list = (variable = 'remark', after = '') =>
  `/api/open-answers?survey=small-persons&variable=${variable}${after && `&after=${after}`}`;
const read = async (who: Caller, after = '') => (await who<OpenAnswer[]>('GET', list('remark', after))).json;
/** They come in the order of ids that are random. */
const all = async () => {
  const first = await read(analyst!);
  return first.length < 50 ? first : [...first, ...(await read(analyst!, first.at(-1)!.response))];
};
const saying = async (text: string) => (await all()).find((one) => one.text === text)!;

async function give(body: object): Promise<string> {
  const submission = { id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web', answers: body };
  const sent = await stage.nobody<{ receipt: string }>('POST', '/api/surveys/small-persons/responses', submission);
  expect(sent.status, sent.text).toBe(201);
  return sent.json.receipt;
}

const own = (receipt: string, method: string, body?: object) =>
  fetch(`${stage.server().address}/api/receipt`, {
    method,
    headers: { authorization: `Receipt ${receipt}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

const codingOn = (of: OpenAnswer, start: number, stop: number) => ({
  ...{ id: randomUUID(), programme: 'small', code: code.id, start, stop },
  unit: { kind: 'answer', survey: of.survey, response: of.response, variable: of.variable },
});
const mark = async (of: OpenAnswer, start: number, stop: number) =>
  (await analyst!<Coding>('POST', '/api/codings', codingOn(of, start, stop))).json;

beforeAll(async () => {
  [analyst, near] = [
    await stage.member('analyst'),
    await stage.member('analyst', { territory: 'municipality:077021' }),
  ];
  code = await addCode(analyst);
  for (const [at, text] of texts.entries()) receipts.push(await give(answer(text, at === 3 ? '077021' : '077014')));
  await stage.server().application.settle();
});

describe('open answers', () => {
  it('stand beside what is known of who gave them, and each look is noted', async () => {
    const told = await read(analyst!);
    const words = told.map(({ text }) => text);
    expect(words.toSorted()).toEqual([texts[0], texts[2], texts[3]].toSorted());
    expect(told[0]!.attributes).toMatchObject({ sex: 'f', employment: 'employed', targetGroup: null });
    const inMatera = told.filter(({ attributes }) => Object.values(attributes).includes('077014'));
    expect(inMatera.map(({ text }) => text).toSorted()).toEqual([texts[0], texts[2]].toSorted());
    expect((await read(analyst!, told[1]!.response)).map(({ text }) => text)).toEqual([words[2]]);
    const [entry] = await stage
      .server()
      .application.database.rows<{ who: string; object: string; detail: string }>(
        "SELECT who, object, detail FROM audit WHERE action = 'answer.read' ORDER BY seq LIMIT 1",
      );
    expect([entry!.who, entry!.object, JSON.parse(entry!.detail)]).toEqual([
      analyst!.id,
      'small-persons',
      { variable: 'remark', answers: 3 },
    ]);
  });

  it('come page by page', async () => {
    for (let count = 0; count < 51; count++) await give(answer(`Di nuovo ${count}`));
    await stage.server().application.settle();
    const first = await read(analyst!);
    const rest = await read(analyst!, first.at(-1)!.response);
    expect([first.length, rest.length]).toEqual([50, 4]);
    expect(new Set([...first, ...rest].map(({ response }) => response)).size).toBe(54);
  });

  it('are the analyst’s, within the own territory', async () => {
    expect((await read(near!)).map(({ text }) => text)).toEqual([texts[3]]);
    const [first] = await read(analyst!);
    expect((await near!('POST', '/api/codings', codingOn(first!, 0, 3))).status).toBe(404);
    const { codings } = stage.server().application;
    for (const who of [
      stage.person('coder'),
      stage.person('analyst', { programme: 'other' }),
      stage.person('analyst', { organisation: 'association' }),
      stage.person('analyst', { territory: 'municipality:999999' }),
    ]) {
      expect(await refusal(() => codings.openAnswers(who, 'small-persons', 'remark', null))).toBe('not_found');
      expect(await refusal(() => codings.addCoding(who, codingOn(first!, 0, 3)))).toBe('not_found');
    }
    expect((await stage.nobody('GET', list())).status).toBe(401);
  });

  it('are asked by a variable of words and the last one seen', async () => {
    expect(codeIn(await analyst!('GET', list('sex')))).toBe('unknown_variable');
    expect(codeIn(await analyst!('GET', '/api/open-answers?survey=nothing&variable=remark'))).toBe('not_found');
    expect(codeIn(await analyst!('GET', '/api/open-answers?survey=small-persons'))).toBe('missing_parameter');
    for (const after of ['-1', 'x', '12', '99999999999999999999'])
      expect(codeIn(await analyst!('GET', list('remark', after)))).toBe('unknown_parameter');
    expect(await read(analyst!, 'ffffffff-ffff-ffff-ffff-ffffffffffff')).toEqual([]);
  });

  it('are coded by the same codes, and count', async () => {
    const [first, second] = [await saying(texts[0]), await saying(texts[2])];
    const made = await mark(first, 0, 12);
    expect(made).toMatchObject({ quote: 'Non ho tempo', pass: 'first', unit: { kind: 'answer', variable: 'remark' } });
    expect(await mark(second, 13, 14)).toMatchObject({ quote: '🙂' });
    expect((await saying(texts[0])).codings).toEqual([made]);
    expect(codeIn(await analyst!('POST', '/api/codings', codingOn(second, 0, 999)))).toBe('span_outside');
    expect(codeIn(await analyst!('POST', '/api/codings', codingOn({ ...first, variable: 'sex' }, 0, 1)))).toBe(
      'not_found',
    );
    expect(codeIn(await analyst!('POST', '/api/codings', codingOn({ ...first, response: randomUUID() }, 0, 1)))).toBe(
      'not_found',
    );
    const counted = await stage
      .server()
      .application.database.rows(`SELECT unit FROM (${effectiveCodings}) WHERE unit_kind = 'answer'`);
    expect(counted).toHaveLength(2);
    expect((await analyst!('DELETE', `/api/codings/${made.id}`)).status).toBe(204);
  });

  it('that were corrected keep a code only on words that still stand; the old words are gone', async () => {
    const first = await saying(texts[0]);
    const [kept, lost] = [await mark(first, 14, 26), await mark(first, 0, 12)];
    expect([kept.quote, lost.quote]).toEqual(['ho due figli', 'Non ho tempo']);
    expect((await own(receipts[0]!, 'PUT', { answers: answer('Lavoro di notte e ho due figli') })).status).toBe(200);
    const now = await saying('Lavoro di notte e ho due figli');
    expect(now.response).toBe(first.response);
    expect(now.codings).toContainEqual({ ...kept, start: 18, stop: 30 });
    expect(now.codings).toContainEqual({ ...lost, quote: '', placed: 'moved' });
    const stored = await stage
      .server()
      .application.database.rows("SELECT quote FROM coding WHERE quote LIKE 'Non ho%'");
    expect(stored).toEqual([]);
    const put = await analyst!<Coding>('PUT', `/api/codings/${lost.id}`, { start: 0, stop: 15 });
    expect(put.json).toMatchObject({ quote: 'Lavoro di notte', placed: 'sure' });
    await own(receipts[0]!, 'PUT', { answers: answer(null) });
    const left = await stage
      .server()
      .application.database.rows('SELECT 1 AS n FROM coding WHERE id = ?::UUID', [kept.id]);
    expect(left).toEqual([]);
  });

  it('that were erased leave no code and no support', async () => {
    const made = await mark(await saying(texts[2]), 0, 5);
    const raised = await analyst!('POST', '/api/recommendations', {
      ...{ id: randomUUID(), programme: 'small', title: 'Voucher', text: 'Coprire i costi.', support: [made.id] },
    });
    expect(raised.status).toBe(201);
    expect((await own(receipts[2]!, 'DELETE')).status).toBe(200);
    const { database } = stage.server().application;
    for (const sql of [
      'SELECT id FROM coding WHERE id = ?::UUID',
      'SELECT coding FROM recommendation_support WHERE coding = ?::UUID',
    ])
      expect(await database.rows(sql.replace(/SELECT (\w+)/, 'SELECT $1::VARCHAR'), [made.id])).toEqual([]);
    expect((await all()).map(({ text }) => text)).not.toContain(texts[2]);
    expect((await analyst!('GET', '/api/recommendations?programme=small')).json).toMatchObject([{ support: [] }]);
  });
});
