import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import type { Application } from '../../application.ts';
import { openLinkage } from '../../application-linkage.ts';
import type { Database } from '../../data/database.server.ts';
import type { Code, Coding, OpenAnswer } from '../../survey/contract.ts';
import { createLog } from '../../log.ts';
import { createMixing } from '../../survey/linkage/mixing.ts';
import { addCode, openStage, type Caller } from '../coding/stage.ts';

const stage = openStage(undefined, true);
let analyst: Caller;
let code: Code;
let application: Application;
const receipts: string[] = [];
const answers = { work: 'employed', areas: ['no_training'], englishNow: '1', englishWanted: '2', place: '077014' };
const remarkOf = (index: number) => `Osservazione numero ${index}`;

async function give(index: number): Promise<string> {
  const body = { ...answers, sex: index % 3 === 0 ? 'f' : 'm', remark: remarkOf(index) };
  const submission = { id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web', answers: body };
  const sent = await stage.nobody<{ receipt: string }>('POST', '/api/surveys/small-persons/responses', submission);
  expect(sent.status, sent.text).toBe(201);
  return sent.json.receipt;
}

const own = async (receipt: string, method: string, body?: object) => {
  const headers = { authorization: `Receipt ${receipt}`, 'content-type': 'application/json' };
  const given = body ? { body: JSON.stringify(body) } : {};
  const response = await fetch(`${stage.server().address}/api/receipt`, { method, headers, ...given });
  return { status: response.status, json: (await response.json()) as { answers: { remark: string } } };
};

const openAnswers = async () =>
  (await analyst<OpenAnswer[]>('GET', '/api/open-answers?survey=small-persons&variable=remark')).json;

/** Everything that knows an answer, by what stays with it. */
const known = (database: Database) =>
  database.rows(
    `SELECT response.id_hmac::VARCHAR AS id, to_json(response)::JSON->>'$.raw' AS raw, answer.sex, skill.skill,
       release_answer.version, release_answer.revision
     FROM response LEFT JOIN answer_small_persons AS answer USING (seq) LEFT JOIN skill_small_persons AS skill USING (seq)
       LEFT JOIN release_answer USING (seq) ORDER BY id, skill`,
  );
const ids = async () =>
  (await application.database.rows<{ id: string }>('SELECT id_hmac::VARCHAR AS id FROM response ORDER BY seq')).map(
    ({ id }) => id,
  );

beforeAll(async () => {
  application = stage.server().application;
  analyst = await stage.member('analyst');
  code = await addCode(analyst);
  for (let index = 0; index < 12; index++) receipts.push(await give(index));
  await application.settle();
  expect(await application.database.rows('SELECT 1 AS n FROM snapshot')).toHaveLength(1);
});

describe('answers in random order', () => {
  it('are known as before by all that knew them', async () => {
    const { database } = application;
    const [before, order] = [await known(database), await ids()];
    await give(12);
    expect(await application.mixing.mix()).toEqual({ responses: 13, oldLogs: 0 });
    const after = await known(database);
    expect(after.filter(({ id }) => order.includes(String(id)))).toEqual(before);
    // the one that nobody had read yet is read, and does not stand last
    expect(after.every(({ sex }) => sex !== null)).toBe(true);
    expect((await ids()).filter((id) => order.includes(id))).not.toEqual(order);
    for (const [index, receipt] of receipts.entries())
      expect((await own(receipt, 'GET')).json.answers.remark).toBe(remarkOf(index));
  });

  it('take a coding that somebody began before', async () => {
    const [first] = await openAnswers();
    await application.mixing.mix();
    const unit = { kind: 'answer', survey: first!.survey, response: first!.response, variable: 'remark' };
    const span = { start: 0, stop: first!.text.length };
    const body = { id: randomUUID(), programme: 'small', code: code.id, unit, ...span };
    const made = await analyst<Coding>('POST', '/api/codings', body);
    expect(made.json).toMatchObject({ quote: first!.text, unit });
    await application.mixing.mix();
    expect((await openAnswers()).find(({ response }) => response === first!.response)!.codings).toEqual([made.json]);
    const page = '/api/open-answers?survey=small-persons&variable=remark';
    expect((await analyst<OpenAnswer[]>('GET', `${page}&after=${first!.response}`)).json).toHaveLength(12);
  });

  it('are corrected, erased and joined by new ones, and figures follow', async () => {
    await own(receipts[1]!, 'PUT', { answers: { ...answers, sex: 'f', remark: 'Corretta' } });
    expect((await own(receipts[2]!, 'DELETE')).status).toBe(200);
    await application.mixing.mix();
    await give(13);
    await application.settle();
    const rows = await known(application.database);
    expect(rows.find(({ raw }) => String(raw).includes('Corretta'))).toMatchObject({
      sex: 1,
      version: expect.any(Number),
    });
    const erased = rows.filter(({ raw }) => raw === null);
    expect(erased).toMatchObject([{ sex: null, skill: null, version: null }]);
    expect(new Set(rows.filter(({ sex }) => sex !== null).map(({ id }) => id)).size).toBe(13);
  });

  it('do not get into a publication that was begun before', async () => {
    const { database, registry, mixing } = application;
    for (let index = 20; index < 30; index++) await give(index);
    await application.settle();
    let begun = 0;
    const overtaking: Database = {
      ...database,
      readTogether: async (work) => {
        const value = await database.readTogether(work);
        if (begun++ === 0) await mixing.mix();
        return value;
      },
    };
    await database.write((tx) => tx.run('DELETE FROM snapshot'));
    await publishSnapshot(overtaking, registry.entry('small-persons').compiled, { k: 5, today: '2026-06-15' });
    expect(begun).toBe(2);
  });

  it('are mixed once a night, after the hour, when there is anything new', async () => {
    const { database, projection } = application;
    let moment = '2026-06-16T00:59:00Z';
    const mixing = createMixing({ database, projection, now: () => new Date(moment), hour: 3 });
    expect(await mixing.nightly()).toBeNull();
    moment = '2026-06-16T01:00:00Z';
    const order = await ids();
    expect(await mixing.nightly()).toMatchObject({ responses: order.length });
    expect(await ids()).not.toEqual(order);
    expect(await mixing.nightly()).toBeNull();
    moment = '2026-06-17T09:00:00Z';
    expect(await mixing.nightly()).toBeNull();
    await give(40);
    moment = '2026-06-18T09:00:00Z';
    const before = await ids();
    const { after } = openLinkage({
      database,
      projection,
      now: () => new Date(moment),
      hour: 3,
      log: createLog('silent'),
    });
    expect(await after(async () => 'settled')()).toBe('settled');
    expect(await ids()).not.toEqual(before);
  });
});
