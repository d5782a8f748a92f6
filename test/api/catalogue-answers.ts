/** Makes the calls about the catalogue, so that each answer that is described is seen. */
import type { CatalogueCourse } from '../../survey/contract.ts';
import { inNameOf, type Answer, type clientOf, type Making } from '../support/openapi.ts';
import { enter, type Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Own = Pick<Client, 'call'>;
type Headers = Record<string, string>;

const [all, course] = ['/api/courses', '/api/courses/{programme}/{key}'];
const staff = '/api/admin/catalogue/{programme}';
const [draft, imports, undo] = [`${staff}/draft`, `${staff}/imports`, `${staff}/imports/{number}`];
const one = `${staff}/courses/{course}`;
const edition = `${one}/editions/{edition}`;
const scope = { programme: null, territory: null, organisation: null };
const headers = { 'content-type': 'text/csv' };
const mantova = { place: 'mantova' };
const table = 'course,title_it,skills,mode\napi-1,Corso,SKILL,aula\n';
const mapping = { fields: ['course', 'title_it', 'skills', 'mode'], replace: false };
const cells = { starts_on: '2027-01-01', ends_on: '2027-02-01', seats: '10' };

/** Each call of the staff with what it needs. */
const calls: readonly (readonly [method: string, path: string, making: Making])[] = [
  ['get', staff, mantova],
  ['post', draft, { ...mantova, headers, body: table }],
  ['put', draft, { ...mantova, body: mapping }],
  ['delete', draft, mantova],
  ['post', imports, mantova],
  ['delete', undo, { place: ['mantova', '1'] }],
  ['put', one, { place: ['mantova', 'api-2'], body: { revision: null, cells: {} } }],
  ['put', edition, { place: ['mantova', 'api-1', 'a'], body: { revision: null, cells } }],
  ['delete', edition, { place: ['mantova', 'api-1', 'a'], query: { revision: 'x' } }],
];

/** Needs Mantova, which the calls of the register have loaded. */
export async function catalogueAnswers(staffed: Staffed, session: Headers): Promise<void> {
  const { client, server } = staffed;
  const own = inNameOf(client, session);
  for (const [method, path, making] of calls) await client.call(method, path, making);
  const stranger = inNameOf(client, await enter(staffed, 'no-courses@example.org', { role: 'analyst', ...scope }));
  for (const [method, path, making] of calls) await stranger.call(method, path, making);
  const csv = { programme: 'mantova', format: 'csv' };
  const queries: readonly Record<string, string>[] = [{}, { programme: 'mantova' }, csv, { programme: 'nothing' }];
  for (const query of queries) await client.call('get', all, { query });
  const skills = await server.application.database.rows<{ key: string }>(
    `SELECT key FROM skill WHERE programme = 'mantova' ORDER BY key LIMIT 1`,
  );
  const good = table.replace('SKILL', skills[0]!.key);
  await files(own, good);
  await forms(own, client, good);
  await waits(staffed, own);
  for (const number of ['2', '1']) await own.call('delete', undo, { place: ['mantova', number] });
  await server.application.catalogue.saveCourse(
    { id: 'x', email: 'x@example.org', name: 'X', grants: [{ role: 'planner', ...scope }] },
    'small',
    'api-1',
    { revision: null, cells: { title_it: 'Corso', skills: 'english', mode: 'aula' } },
  );
}

async function files(own: Own, good: string): Promise<void> {
  await own.call('put', draft, { ...mantova, body: mapping });
  await own.call('post', imports, mantova);
  await check(own, table);
  await own.call('post', imports, mantova);
  await own.call('put', draft, { ...mantova, body: { ...mapping, fields: ['nothing'] } });
  await own.call('put', draft, { ...mantova, body: mapping });
  await own.call('delete', draft, mantova);
  await own.call('post', draft, { ...mantova, headers, body: 'x'.repeat(11_000_000) });
  await own.call('post', draft, { ...mantova, headers, body: good, query: { file: '' } });
  for (const body of [good, good.replace('Corso', 'Altro')]) {
    await check(own, body);
    await own.call('post', imports, mantova);
  }
  await own.call('delete', undo, { place: ['mantova', '1'] });
}

async function check(own: Own, body: string): Promise<void> {
  await own.call('post', draft, { ...mantova, headers, body });
  await untilReady(own);
}

/** Two at once are checked, and no third. */
async function waits(staffed: Staffed, own: Own): Promise<void> {
  const body = `${table.split('\n')[0]}\n${'a,b,c,d\n'.repeat(19_000)}`;
  const others: Own[] = [];
  for (const email of ['one-courses@example.org', 'two-courses@example.org'])
    others.push(inNameOf(staffed.client, await enter(staffed, email, { role: 'planner', ...scope })));
  // one right after the other: both are still being checked when the third comes
  for (const other of others) await other.call('post', draft, { ...mantova, headers, body });
  await own.call('put', draft, { ...mantova, body: mapping });
  await own.call('post', draft, { ...mantova, headers, body });
}

async function untilReady(own: Own): Promise<void> {
  const running = async () => {
    const { json } = await own.call('get', staff, mantova);
    return (json as { draft: { state: string } }).draft.state === 'running';
  };
  while (await running());
}

async function forms(own: Own, client: Client, good: string): Promise<void> {
  const held = async () => (await client.call('get', course, { place: ['mantova', 'api-1'] })).json as CatalogueCourse;
  const place = ['mantova', 'api-1'];
  const before = await held();
  await check(own, good.replace('Corso', 'Terzo'));
  for (const body of [
    { revision: null, cells: { title_it: 'Titolo' } },
    { revision: before.revision, cells: { title_it: '' } },
    { revision: before.revision, cells: { title_it: 'Titolo' } },
    { revision: 1 },
  ])
    await own.call('put', one, { place, body });
  await own.call('post', imports, mantova);
  await own.call('delete', undo, { place: ['mantova', '2'] });
  const { revision } = await held();
  await own.call('put', one, { place, body: { revision, cells: { title_it: before.title.it } } });
  const its = [...place, 'a'];
  for (const body of [
    { revision: 'other', cells },
    { revision: null, cells: { ...cells, seats: '0' } },
    { revision: null, cells },
    { cells },
  ])
    await own.call('put', edition, { place: its, body });
  await own.call('delete', edition, { place: its });
  await own.call('delete', edition, { place: its, query: { revision: 'other' } });
  const [added] = (await held()).editions;
  await own.call('delete', edition, { place: its, query: { revision: added!.revision } });
  await check(own, good.replace('Corso', 'Quarto'));
}

/** What they answer while the database is closed. */
export async function unstoredCatalogue(client: Client, session: Headers): Promise<Answer[]> {
  const own = inNameOf(client, session);
  const answers = [
    await client.call('get', all, { query: { programme: 'mantova' } }),
    await client.call('get', course, { place: ['mantova', 'api-1'] }),
  ];
  for (const [method, path, making] of calls.filter(([method, path]) => path !== draft || method !== 'delete'))
    answers.push(await own.call(method, path, making));
  return answers;
}
