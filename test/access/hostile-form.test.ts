/** Every form of every page, sent by somebody who may send it, with what nobody would type: an answer, and never a fault of ours. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { demoServer } from '../support/demonstration.ts';
import { Role } from '../../access.ts';
import { passphrase, signIn } from '../support/staff.ts';
import type { TestServer } from '../support/server.ts';

const routes = join(import.meta.dirname, '..', '..', 'dashboard', 'routes');

/** A form of a page: its address with the names of parameters in it, what it does, and the fields that its folder knows. */
interface Form {
  readonly page: string;
  readonly action: string;
  readonly fields: readonly string[];
}

const forms = globSync('**/{+page.server,actions}.ts', { cwd: routes }).flatMap((file): Form[] => {
  const source = readFileSync(join(routes, file), 'utf8');
  const [, actions] = /^export const actions[^{]*\{\n(.*?)^\}/ms.exec(source) ?? [];
  if (actions === undefined) return [];
  const page = dirname(file);
  const pages = globSync('*.svelte', { cwd: join(routes, page) }).map((one) =>
    readFileSync(join(routes, page, one), 'utf8'),
  );
  const inPages = pages.flatMap((text) => [...text.matchAll(/\bname="([\w.-]+)"/g)].map(([, name]) => name!));
  const inServer = [...source.matchAll(/'([a-zA-Z]+)'/g)].map(([, name]) => name!);
  const fields = [...new Set([...inPages, ...inServer])];
  return [...actions.matchAll(/^ {2}(\w+)(?=[:,(])/gm)].map(([, action]) => ({ page, action: action!, fields }));
});

const hostile: readonly (string | File)[] = [
  '',
  '-1',
  '99999999999999999999',
  '\u0000\ud800',
  `'; DROP TABLE response; --`,
  '{"a":[1]}',
  '2026-02-31',
  '00000000-0000-0000-0000-000000000000',
  'è'.repeat(20_000),
  new File([new Uint8Array([0xff, 0xfe, 0, 1])], '../../x.csv'),
];

let server: TestServer;
let cookie: string;
let places: Readonly<Record<string, string>>;
const email = 'chief@example.org';

beforeAll(async () => {
  server = await demoServer();
  const grants = Role.options.map((role) => ({ role, programme: null, territory: null, organisation: null }));
  await server.application.access.add({ email, name: 'Ada', grants, passphrase });
  cookie = await signIn(server.address, email);
  places = await parameters();
});
afterAll(() => server.close());

/** Something that is there for each parameter of an address, by the first part of the address where one name has several meanings. */
async function parameters(): Promise<Record<string, string>> {
  const one = async (sql: string) => String(Object.values((await server.application.database.rows(sql))[0]!)[0]);
  // a session of somebody else is not there for her
  const session = await one('SELECT id::VARCHAR FROM focus_session ORDER BY id LIMIT 1');
  const sql = 'UPDATE focus_session SET moderator = (SELECT id FROM account WHERE email = ?) WHERE id = ?::UUID';
  await server.application.database.write((tx) => tx.run(sql, [email, session]));
  return {
    ...{ programme: 'basilicata', survey: 'basilicata-citizens-2026', kind: 'madrina', session },
    ...{
      'session/id': session,
      'said/id': 'basilicata-citizens-2026',
      'laboratories/programme': '40ready',
      'interest/programme': 'mantova',
    },
    'laboratories/key': await one(`SELECT key FROM laboratory WHERE programme = '40ready' ORDER BY key LIMIT 1`),
    ...{ 'credentials/programme': 'moral', 'credential/programme': 'moral' },
    'credentials/key': 'new',
    'credential/key': await one(`SELECT key FROM credential_version WHERE programme = 'moral' ORDER BY key LIMIT 1`),
    'plan/id': await one(`SELECT id::VARCHAR FROM plan WHERE programme = 'basilicata' ORDER BY id LIMIT 1`),
    course: await one(`SELECT key FROM course WHERE programme = 'basilicata' ORDER BY key LIMIT 1`),
  };
}

const addressOf = (page: string) =>
  page.replaceAll(/\[(\w+)\]/g, (_, name: string) => {
    const own = places[`${page.split('/')[0]}/${name}`] ?? places[name];
    if (own === undefined) throw new Error(`nothing stands for ${name} in ${page}`);
    return encodeURIComponent(own);
  });

/** What an action answers to a page's program. */
const Outcome = z.union([
  z.object({ type: z.enum(['success', 'failure', 'redirect']), status: z.int().optional() }),
  z.object({ type: z.literal('error') }),
]);

/** @returns the status of what went wrong; 200 when nothing did */
async function submit({ page, action, fields }: Form, value: string | File): Promise<number> {
  const body = new FormData();
  for (const field of fields) body.append(field, value);
  const url = `${server.address}/${addressOf(page)}${action === 'default' ? '' : `?/${action}`}`;
  const headers = { cookie, origin: server.address, accept: 'application/json', 'x-sveltekit-action': 'true' };
  const response = await fetch(url, { method: 'POST', headers, body });
  const outcome = Outcome.parse(await response.json());
  return outcome.type === 'error' ? response.status : (outcome.status ?? 200);
}

it('finds the forms', () => {
  expect(forms.length).toBeGreaterThan(60);
  expect(forms.map(({ page, action }) => `${page} ${action}`)).toContain('admin/invitations/[survey] channel');
});

it.each([...new Set(forms.map(({ page }) => page))])('%s is a page that this person may open', async (page) => {
  const response = await fetch(`${server.address}/${addressOf(page)}`, { headers: { cookie } });
  expect(response.status, await response.text()).toBe(200);
});

it.each(forms)('$page: $action answers what it is sent', async (form) => {
  const statuses: number[] = [];
  for (const value of hostile) statuses.push(await submit(form, value));
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  // it is there, and this person may send it: what is refused is refused for what was sent
  expect(statuses.filter((status) => [401, 403, 405].includes(status))).toEqual([]);
});
