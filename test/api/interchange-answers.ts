/** Makes the calls of files for other programs and of minutes, so that each answer that is described is seen. */
import { planOf } from '../focus/stage.ts';
import { foreignProject, guid } from '../interchange/foreign.ts';
import { inNameOf, type Answer, type clientOf, type Making } from '../support/openapi.ts';
import type { Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const [codebook, project, table] = ['/api/codes.qdc', '/api/focus-groups.qdpx', '/api/coded-statements.csv'];
const one = '/api/focus-groups/{id}';
const ofOne = ['project.qdpx', 'statements.csv', 'minutes', 'minutes.txt', 'minutes.md'].map(
  (name) => `${one}/${name}`,
);
const plan = planOf();
const moral = { query: { programme: 'moral' } };
const [xml, packed] = [{ 'content-type': 'application/xml' }, { 'content-type': 'application/vnd.qdpx' }];
const codeCalled = (name: string) =>
  `<CodeBook><Codes><Code guid="${guid(500)}" name="${name}" isCodable="true"/></Codes></CodeBook>`;
const file = (name = 'Lingue') =>
  new Uint8Array(foreignProject({ document: (text) => text.replace('name="Lingue"', `name="${name}"`) }));

/** What goes right, in an order in which each call finds what it is about. */
const calls: readonly (readonly [method: string, path: string, making: Making])[] = [
  ['post', codebook, { ...moral, headers: xml, body: codeCalled('Uno') }],
  ['post', project, { ...moral, headers: packed, body: file() }],
  ...[codebook, project, table].map((path) => ['get', path, moral] as const),
  ...ofOne.map((path) => ['get', path, { place: plan.id }] as const),
];

export async function interchangeAnswers({ client }: Staffed, session: Headers): Promise<void> {
  const own = inNameOf(client, session);
  for (const [method, path, making] of calls) await client.call(method, path, making);
  await own.call('post', '/api/focus-groups', { body: plan });
  for (const [method, path, making] of calls) await own.call(method, path, making);
  for (const path of [codebook, project, table]) {
    await own.call('get', path);
    await own.call('get', path, { query: { programme: 'nothing' } });
  }
  await own.call('get', codebook, { query: { programme: 'basilicata' } });
  for (const path of ofOne) for (const place of [guid(999), '%E0%A4%A']) await own.call('get', path, { place });
  await own.call('get', `${one}/minutes`, { place: plan.id, query: { version: 'all' } });
  await refusals(own, codebook, xml, { other: codeCalled('Due'), faulty: '<CodeBook/>', largest: 2 });
  const faulty = new Uint8Array(foreignProject({ document: (text) => text.replace(/startPosition="\d+"/, '') }));
  await refusals(own, project, packed, { other: file('Altro'), faulty, largest: 32 });
}

interface Faulty {
  readonly other: string | Uint8Array;
  readonly faulty: string | Uint8Array;
  /** in MB */
  readonly largest: number;
}

async function refusals(own: Pick<Client, 'call'>, path: string, headers: Headers, { other, faulty, largest }: Faulty) {
  const send = (body: string | Uint8Array, making: Making = moral) =>
    own.call('post', path, { ...making, headers, body });
  await send(other);
  await send(faulty);
  await send('<');
  await send('x'.repeat(largest * 1024 * 1024 + 1));
  await send(other, {});
  await send(other, { query: { programme: 'nothing' } });
  await own.call('post', path, { ...moral, headers: { 'content-type': 'text/plain' }, body: 'x' });
}

/** What these calls answer while the database is closed. */
export async function unstoredInterchange(client: Client, session: Headers): Promise<Answer[]> {
  const own = inNameOf(client, session);
  const answers: Answer[] = [];
  for (const [method, path, making] of calls) answers.push(await own.call(method, path, making));
  return answers;
}
