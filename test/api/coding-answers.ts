/** Makes the calls about coding, so that each answer that is described is seen. */
import { randomUUID } from 'node:crypto';
import type { Code, Coding, Difference, OpenAnswer } from '../../survey/contract.ts';
import { insertSession } from '../coding/session.ts';
import { newCode } from '../coding/stage.ts';
import { inNameOf, type Answer, type clientOf, type Making } from '../support/openapi.ts';
import { enter, type Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;
type Caller = Pick<Client, 'call'>;

const [codes, codings, recommendations] = ['/api/codes', '/api/codings', '/api/recommendations'];
const session = '/api/focus-groups/{id}';
const passes = `${session}/tasks/{pass}`;
const small = { query: { programme: 'small' } };
const anybody = '6f1d1b5c-7d0f-4d0e-9a5f-0d6f3c1b2a3e';
const answers = { survey: 'small-persons', variable: 'remark' };
const decision = { revision: 1, state: 'accepted', reason: 'Sì' };
const recommendation = (support: string[]) => ({
  ...{ id: randomUUID() as string, programme: 'small', title: 'Pratica', text: 'Di più.', support },
});
const { programme: _, ...part } = newCode();
const onStatement = (statement: string, code: string, start: number, stop: number) => ({
  ...{ id: randomUUID() as string, programme: 'small', unit: { kind: 'statement', statement }, code, start, stop },
});
/** long enough to be known again */
const longer = 'uno due tre quattro cinque sei sette';
const adjudication = { statement: anybody, start: 0, stop: 1, codes: [], reason: 'Sì' };

/** Every call with what it needs to be read; what it names is not there. */
const plain: readonly (readonly [method: string, path: string, making: Making])[] = [
  ...[codes!, '/api/code-events', '/api/coding-tasks', recommendations!].map((path) => ['get', path, small] as const),
  ['post', codes!, { body: newCode() }],
  ['put', `${codes}/{id}`, { place: anybody, body: { revision: 1, description: '' } }],
  ['post', `${codes}/{id}/merge`, { place: anybody, body: { revision: 1, into: anybody } }],
  ['post', `${codes}/{id}/split`, { place: anybody, body: { revision: 1, code: part, codings: [] } }],
  ['post', codings!, { body: onStatement(anybody, anybody, 0, 1) }],
  ['put', `${codings}/{id}`, { place: anybody, body: { start: 0, stop: 1 } }],
  ['delete', `${codings}/{id}`, { place: anybody }],
  ['post', '/api/skill-suggestions', { body: { programme: 'small', text: 'english', language: 'it' } }],
  ['get', '/api/open-answers', { query: answers }],
  ...['codings', 'differences', 'agreement'].map((rest) => ['get', `${session}/${rest}`, { place: anybody }] as const),
  ['put', passes, { place: [anybody, 'first'], body: { revision: 0, state: 'open' } }],
  ['post', `${session}/adjudications`, { place: anybody, body: adjudication }],
  ['post', recommendations!, { body: recommendation([anybody]) }],
  ['post', `${recommendations}/{id}/decision`, { place: anybody, body: decision }],
];

/** @param headers  of an analyst of everything */
export async function codingAnswers(staffed: Staffed, headers: Headers): Promise<void> {
  const { client } = staffed;
  const lead = inNameOf(client, headers);
  const coder = inNameOf(
    client,
    await enter(staffed, 'coding@example.org', { role: 'coder', programme: null, territory: null, organisation: null }),
  );
  for (const [method, path, making] of plain) {
    await client.call(method, path, making);
    await lead.call(method, path, making);
    const ask = (value: string) =>
      lead.call(method, path, { query: Object.fromEntries(Object.keys(making.query!).map((name) => [name, value])) });
    if (making.query) for (const value of ['nothing', '', 'x'.repeat(99)]) await ask(value);
    if (method === 'post' && 'programme' in (making.body as object))
      await lead.call(method, path, { body: { ...(making.body as object), programme: 'nothing' } });
  }
  const made = await sharedCodes(lead);
  await twoCoders(staffed, lead, coder, made);
  await openAnswers(lead, made);
}

const codeIn = ({ json }: Answer) => json as Code;

async function sharedCodes(lead: Caller): Promise<Code> {
  const body = newCode();
  const code = codeIn(await lead.call('post', codes!, { body }));
  for (const more of [{}, { description: 'Other' }]) await lead.call('post', codes!, { body: { ...body, ...more } });
  const tower = [code];
  for (let level = 1; level < 6; level++)
    tower.push(codeIn(await lead.call('post', codes!, { body: newCode({ parent: tower.at(-1)!.id }) })));
  const [second, last] = [tower[1]!, tower[5]!];
  const seventh = { parent: last.id, id: randomUUID() };
  const alone = codeIn(await lead.call('post', codes!, { body: newCode() }));
  const on = (method: string, rest: string, of: Code, more: object, revision = 1) =>
    lead.call(method, `${codes}/{id}${rest}`, { place: of.id, body: { revision, ...more } });
  for (const parent of [last.id, randomUUID()]) await lead.call('post', codes!, { body: { ...newCode(), parent } });
  for (const change of [{ parent: last.id }, { parent: alone.id }, { parent: randomUUID() }, { state: 'refused' }])
    await on('put', '', code, change);
  await on('put', '', code, { description: 'x' }, 9);
  await on('put', '', alone, { description: 'x' });
  const below = codeIn(await lead.call('post', codes!, { body: newCode({ parent: alone.id }) }));
  for (const into of [randomUUID(), last.id, below.id, alone.id]) await on('post', '/merge', code, { into });
  await on('post', '/merge', code, { into: alone.id }, 9);
  for (const parent of [randomUUID(), last.id, null])
    await on('post', '/split', alone, { code: { ...part, parent }, codings: [] }, 2);
  await on('post', '/split', alone, { code: { ...part, ...seventh, parent: null, id: part.id }, codings: [] }, 3);
  await on('post', '/split', alone, { code: part, codings: [] }, 9);
  await on('post', '/merge', last, { into: second.id });
  for (const rest of ['/merge', '/split']) {
    const more = rest === '/merge' ? { into: second.id } : { code: { ...part, id: randomUUID() }, codings: [] };
    await on('post', rest, last, more, 2);
  }
  return alone;
}

async function twoCoders(staffed: Staffed, lead: Caller, coder: Caller, code: Code): Promise<void> {
  const { id: place, statements } = await insertSession(staffed.server.application.database, ['uno due', longer]);
  const statement = statements[0]!;
  const turn = (who: Caller, pass: string, revision: number, state: string) =>
    who.call('put', passes, { place: [place, pass], body: { revision, state } });
  const mark = (who: Caller, start: number, stop: number, more: object = {}) =>
    who.call('post', codings!, { body: { ...onStatement(statement, code.id, start, stop), ...more } });
  await mark(coder, 0, 3);
  await turn(lead, 'second', 0, 'open');
  await turn(coder, 'first', 7, 'open');
  await turn(coder, 'first', 0, 'open');
  await turn(coder, 'second', 0, 'open');
  await turn(lead, 'first', 0, 'open');
  await turn(lead, 'second', 0, 'open');
  const made = (await mark(coder, 0, 3)).json as Coding;
  await mark(coder, 0, 3, { id: made.id });
  await mark(coder, 0, 7, { id: made.id });
  await mark(coder, 0, 99);
  await mark(coder, 0, 3, { code: anybody });
  await coder.call('put', `${codings}/{id}`, { place: made.id, body: { start: 0, stop: 99 } });
  await coder.call('put', `${codings}/{id}`, { place: made.id, body: { start: 0, stop: 2 } });
  const gone = (await mark(coder, 4, 5)).json as Coding;
  await coder.call('delete', `${codings}/{id}`, { place: gone.id });
  const adjudicate = (more: object) =>
    lead.call('post', `${session}/adjudications`, { place, body: { ...adjudication, ...more } });
  const compare = async () => {
    for (const rest of ['codings', 'differences', 'agreement']) await lead.call('get', `${session}/${rest}`, { place });
    await adjudicate({});
  };
  await compare();
  for (const [who, pass] of [
    [coder, 'first'],
    [lead, 'second'],
  ] as const)
    await turn(who, pass, 1, 'done');
  await turn(coder, 'first', 2, 'open');
  await mark(coder, 0, 3);
  await coder.call('put', `${codings}/{id}`, { place: made.id, body: { start: 0, stop: 1 } });
  await coder.call('delete', `${codings}/{id}`, { place: made.id });
  await compare();
  const [found] = (await lead.call('get', `${session}/differences`, { place })).json as Difference[];
  const { start, stop } = found!;
  await adjudicate({ statement, start, stop, codes: [anybody] });
  await adjudicate({ statement, start, stop, codes: [code.id] });
  await recommended(lead, made);
}

async function recommended(lead: Caller, { id }: Coding): Promise<void> {
  const body = recommendation([id]);
  await lead.call('post', recommendations!, { body: { ...body, text: longer } });
  for (const more of [{}, {}, { title: 'Other' }])
    await lead.call('post', recommendations!, { body: { ...body, ...more } });
  for (const revision of [2, 1, 2])
    await lead.call('post', `${recommendations}/{id}/decision`, { place: body.id, body: { ...decision, revision } });
}

async function openAnswers(lead: Caller, code: Code): Promise<void> {
  await lead.call('get', '/api/open-answers', { query: { ...answers, variable: 'sex' } });
  await lead.call('get', '/api/open-answers', { query: { ...answers, after: 'x' } });
  const [first] = (await lead.call('get', '/api/open-answers', { query: answers })).json as OpenAnswer[];
  if (!first) return;
  const unit = { kind: 'answer', survey: first.survey, response: first.response, variable: first.variable };
  await lead.call('post', codings!, { body: { ...onStatement(anybody, code.id, 0, 1), unit } });
  await lead.call('get', '/api/open-answers', { query: answers });
}

/** What these calls answer while the database is closed. */
export async function unstoredCoding(client: Client, headers: Headers): Promise<Answer[]> {
  const told: Answer[] = [];
  for (const [method, path, making] of plain) told.push(await client.call(method, path, { ...making, headers }));
  return told;
}
