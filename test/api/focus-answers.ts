/** Makes the calls of focus groups, so that each answer that is described is seen. */
import { randomUUID } from 'node:crypto';
import { shippedProgramme } from '../../application.ts';
import type { Statement } from '../../survey/contract.ts';
import { planOf, wordsOf } from '../focus/stage.ts';
import { inNameOf, type Answer, type clientOf, type Making } from '../support/openapi.ts';
import type { Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;
type Asked = readonly [method: string, path: string, making: Making];

const top = '/api/focus-groups';
const one = `${top}/{id}`;
const [unheard, search, people, quotes] = [
  ...[`${top}/unheard`, `${top}/search`],
  ...[`${one}/participants/{number}`, `${one}/participants/{number}/quotes`],
] as [string, string, string, string];
const [statements, statement, clear] = [
  ...[`${one}/statements`, `${one}/statements/{statement}`, `${one}/statements/{statement}/clear`],
] as [string, string, string];
const [ranking, feedback, tokens] = [`${one}/ranking`, `${one}/feedback`, `${one}/feedback/token`];
const [sources, preview, source] = [`${one}/sources`, `${one}/sources/preview`, `${one}/sources/{source}`];
const form = '/api/feedback/{token}';

const plan = planOf();
const { id } = plan;
const moral = { query: { programme: 'moral' } };
const person = { role: 'Tutor', group: null, takesPart: true, mayQuote: true };
const themes = ['a', 'b', 'c'].map((key) => ({ key, label: key }));
const file = (text: string, name = 'notes.txt') => ({
  ...{ name, content: Buffer.from(text).toString('base64') },
  ...{ language: 'it', topic: null, participants: {} },
});
const said = (more: object = {}) => ({
  id: randomUUID(),
  language: 'it',
  mattered: 'x',
  missed: null,
  ranked: [],
  ...more,
});
const [first, second] = [randomUUID(), randomUUID()];
const at = (...places: string[]) => ({ place: [id, ...places] });
let token = '';

/** Every call of the staff with what it needs; in an order in which each finds what it is about. */
const staffCalls: readonly Asked[] = [
  ['post', top, { body: plan }],
  ['get', top, moral],
  ['get', unheard, moral],
  ['get', search, { query: { programme: 'moral', words: 'prova' } }],
  ['get', one, at()],
  ['put', one, { ...at(), body: { revision: 1, state: 'live' } }],
  ['put', people, { ...at('1'), body: { revision: 0, ...person } }],
  ['put', statement, { ...at(first), body: wordsOf() }],
  ['get', statements, at()],
  ['post', clear, { ...at(first), body: { revision: 1 } }],
  ['delete', quotes, at('1')],
  ['put', ranking, { ...at(), body: { revision: 0, themes, state: 'open' } }],
  ['get', ranking, at()],
  ['get', feedback, at()],
  ['get', tokens, at()],
  ['post', preview, { ...at(), body: file('Una frase.') }],
  ['post', sources, { ...at(), body: file('Una frase.') }],
  ['get', sources, at()],
];

export async function focusAnswers({ server, client }: Staffed, session: Headers): Promise<void> {
  await server.application.loadProgramme(shippedProgramme('moral'));
  for (const [method, path, making] of staffCalls) await client.call(method, path, making);
  await client.call('delete', statement, at(first));
  await client.call('delete', source, at(first));
  const own = inNameOf(client, session);
  for (const [method, path, making] of staffCalls) await own.call(method, path, making);
  await sessionRefusals(own);
  await statementRefusals(own);
  await sourceRefusals(own);
  token = ((await own.call('get', tokens, at())).json as { token: string }).token;
  await forms(client, own);
  await shut(own);
}

type Own = Pick<Client, 'call'>;

async function sessionRefusals(own: Own): Promise<void> {
  await own.call('post', top, { body: plan });
  await own.call('post', top, { body: planOf({ programme: 'nothing' }) });
  await own.call('post', top, { body: planOf({ territory: 'country:DE' }) });
  await own.call('post', top, { body: planOf({ programme: 'small', territory: 'province:077' }) });
  const twice = planOf();
  await own.call('post', top, { body: twice });
  await own.call('post', top, { body: { ...twice, place: 'x' } });
  for (const path of [top, unheard, search]) {
    await own.call('get', path, {
      query: path === search ? { programme: 'nothing', words: 'x' } : { programme: 'nothing' },
    });
    await own.call('get', path);
  }
  await own.call('put', one, { ...at(), body: { revision: 1, title: 'Altro' } });
  await own.call('put', one, { ...at(), body: { revision: 2, groups: ['nothing'] } });
  await own.call('put', one, { ...at(), body: { revision: 2, state: 'planned' } });
  await own.call('put', people, { ...at('1'), body: { revision: 7, ...person } });
  await own.call('put', people, { ...at('1'), body: { revision: 1, ...person, mayQuote: false } });
  await own.call('put', people, { ...at('2'), body: { revision: 0, ...person, group: 'nothing' } });
  await own.call('put', people, { ...at('2'), body: { revision: 0, ...person, role: 'Tutor Mario' } });
}

async function statementRefusals(own: Own): Promise<void> {
  const put = (key: string, more: object) => own.call('put', statement, { ...at(key), body: wordsOf(more) });
  await put(first, {});
  await put(first, { revision: 0, text: 'Altro' });
  await put(second, {});
  await put(second, { topic: 'nothing' });
  await own.call('post', clear, { ...at(second), body: { revision: 7 } });
  await own.call('post', clear, { ...at(randomUUID()), body: { revision: 1 } });
  await own.call('delete', statement, { ...at(randomUUID()), query: { revision: '1' } });
  await own.call('delete', statement, at(second));
  await own.call('delete', statement, { ...at(second), query: { revision: '7' } });
  await own.call('delete', statement, { ...at(second), query: { revision: '1' } });
  await own.call('delete', statement, { ...at('%E0%A4%A'), query: { revision: '1' } });
}

async function sourceRefusals(own: Own): Promise<void> {
  for (const path of [sources, preview]) {
    await own.call('post', path, { ...at(), body: file('x', 'notes.pdf') });
    await own.call('post', path, { place: second, body: file('x') });
    await own.call('post', path, { ...at(), body: JSON.stringify(file('x'.repeat(2_300_000))) });
  }
  await own.call('post', sources, { ...at(), body: file('Una frase.') });
  await own.call('post', sources, { ...at(), body: file('P9: manca', 'nine.txt') });
  await own.call('post', sources, { ...at(), body: file('x', 'Mario Rossi.txt') });
}

async function forms(client: Client, own: Own): Promise<void> {
  const give = (body: object) => client.call('post', form, { place: token, body });
  await client.call('get', form, { place: token });
  await give(said());
  const voted = said({ ranked: ['a'] });
  await give(voted);
  await give(voted);
  await own.call('put', ranking, { ...at(), body: { revision: 1, themes: themes.toReversed(), state: 'open' } });
  await own.call('put', ranking, { ...at(), body: { revision: 7, themes, state: 'closed' } });
  await own.call('put', ranking, { ...at(), body: { revision: 1, themes, state: 'closed' } });
  await own.call('put', ranking, { ...at(), body: { revision: 2, themes, state: 'open' } });
  await give({ ...voted, ranked: ['b'] });
  await client.call('post', form, { place: 'nothing', body: said() });
  for (let count = 0; count < 60; count++) await client.call('get', form, { place: 'nothing' });
  await client.call('post', form, { place: 'nothing', body: said() });
}

/** What a closed session takes no more. */
async function shut(own: Own): Promise<void> {
  const [{ id: imported }] = (await own.call('get', sources, at())).json as [{ id: string }];
  const other = planOf({ title: 'Altro' });
  await own.call('post', top, { body: other });
  for (const [key, revision] of [
    [id, 2],
    [other.id, 1],
  ] as const)
    await own.call('put', one, { place: key, body: { revision, state: 'closed' } });
  const [left] = (await own.call('get', statements, at())).json as [Statement];
  await own.call('put', statement, { ...at(randomUUID()), body: wordsOf() });
  await own.call('delete', statement, { ...at(left.id), query: { revision: String(left.revision) } });
  await own.call('put', ranking, { place: other.id, body: { revision: 0, themes, state: 'open' } });
  await own.call('post', sources, { ...at(), body: file('Un’altra frase.', 'other.txt') });
  await own.call('delete', source, at(imported));
  await own.call('post', form, { place: token, body: said() });
  await own.call('put', one, { ...at(), body: { revision: 3, state: 'live' } });
  await own.call('delete', source, at(imported));
}

/** What focus groups answer while the database is closed. */
export async function unstoredFocus(client: Client, session: Headers): Promise<Answer[]> {
  const own = inNameOf(client, session);
  const answers: Answer[] = [];
  for (const [method, path, making] of staffCalls) answers.push(await own.call(method, path, making));
  answers.push(await own.call('delete', statement, { ...at(second), query: { revision: '1' } }));
  answers.push(await own.call('delete', source, at(first)));
  answers.push(await client.call('get', form, { place: token }));
  answers.push(await client.call('post', form, { place: token, body: said() }));
  return answers;
}
