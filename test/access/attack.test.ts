/** The gate as somebody meets it who means harm. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Grant, Role } from '../../access.ts';
import { ownPath } from '../../access/oidc-routes.ts';
import { codeOf, counterAt } from '../../access/totp.ts';
import type { MadeMember, StaffMember } from '../../access/contract.ts';
import { administrator, codeIn, cookieIn, everywhere, openStaff, passphrase, type Client } from './staff.ts';

const staff = openStaff({}, { withPages: true });
const grant = (role: Role, more: Partial<Grant> = {}): Grant => ({ role, ...everywhere, ...more });
const chief = () => staff.enter(administrator.email, administrator.password);
const memberOf = async (actor: Client, email: string) => {
  const all = (await (await actor.call('GET', '/api/admin/people')).json()) as StaffMember[];
  return all.find((one) => one.email === email)!;
};

describe('another method', () => {
  it('is not taken from a header, a query or a form', async () => {
    const actor = await chief();
    const target = await staff.member(grant('coder'));
    const { id } = await memberOf(actor, target.email);
    const override = { 'x-http-method-override': 'DELETE', 'x-http-method': 'DELETE', 'x-method-override': 'DELETE' };
    const tried = await actor.call('POST', `/api/admin/people/${id}?_method=DELETE`, { _method: 'DELETE' }, override);
    expect(tried.status).toBe(405);
    expect((await target.call('GET', '/api/sessions/current')).status).toBe(200);
  });

  it('of a read does what a read may, and no more', async () => {
    const client = await staff.member(grant('coder'));
    expect((await client.call('HEAD', '/api/admin/people')).status).toBe(404);
    expect((await client.call('HEAD', '/api/sessions/current')).status).toBe(200);
    const shown = await client.call('GET', '/api/sessions?everywhere=1');
    expect([shown.status, shown.headers.get('allow')]).toEqual([405, 'POST, DELETE']);
  });
});

describe('a change without the headers of a browser', () => {
  it('of another site is known by any one of them', async () => {
    const client = await staff.member(grant('coder'));
    const tried = async (headers: Record<string, string>) =>
      (await client.call('DELETE', '/api/sessions', undefined, headers)).status;
    const own = staff.address();
    expect(await tried({ origin: own, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await tried({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' })).toBe(403);
    expect(await tried({ origin: `${own}.evil.example` })).toBe(403);
    expect(await tried({ origin: `${own}, https://evil.example` })).toBe(403);
    expect(await tried({ 'sec-fetch-site': 'Same-Origin' })).toBe(403);
    expect(await tried({ referer: 'https://evil.example/page', origin: 'null' })).toBe(403);
    expect((await client.call('GET', '/api/sessions/current')).status).toBe(200);
  });

  it('cannot be made by a form: what a form sends is not taken', async () => {
    const { cookie } = await staff.member(grant('administrator'));
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      const headers = { 'content-type': type, cookie };
      const body = JSON.stringify({ email: 'x@example.org', name: 'X', grants: [grant('administrator')] });
      const sent = await fetch(`${staff.address()}/api/admin/people`, { method: 'POST', headers, body });
      expect([type, sent.status]).toEqual([type, 415]);
    }
  });
});

describe('a code of the authenticator', () => {
  it('opens one session, when it is sent twice at the same moment', async () => {
    const client = await staff.member(grant('planner'));
    const begun = await client.call('POST', '/api/account/totp', { password: passphrase });
    const { uri } = (await begun.json()) as { uri: string };
    const key = bytesOf(new URL(uri).searchParams.get('secret')!);
    const code = () => codeOf(key, counterAt(staff.now().getTime()));
    expect((await client.call('POST', '/api/account/totp', { totp: code() })).status).toBe(200);
    staff.pass(1);
    const both = await Promise.all([1, 2].map(() => staff.signIn(client.email, passphrase, code())));
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 401]);
  });
});

describe('where a sign-in leads to', () => {
  const elsewhere = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/x/..//evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '@evil.example',
    '.evil.example',
    '',
  ];

  it.each(elsewhere)('is no other site: %j', async (next) => {
    expect(ownPath(next)).toBe('/account');
    const { cookie } = await signedIn();
    const address = `${staff.address()}/sign-in?next=${encodeURIComponent(next)}`;
    const response = await fetch(address, { redirect: 'manual', headers: { cookie, accept: 'text/html' } });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/account']);
    const fresh = await (await fetch(address, { headers: { accept: 'text/html' } })).text();
    expect(fresh).toContain('next:"/account"');
  });

  it('is the page of ours that was wanted', async () => {
    expect(ownPath('/en/account?x=1')).toBe('/en/account?x=1');
    const { cookie } = await signedIn();
    const address = `${staff.address()}/sign-in?next=${encodeURIComponent('/admin?x=//y')}`;
    const response = await fetch(address, { redirect: 'manual', headers: { cookie, accept: 'text/html' } });
    expect(response.headers.get('location')).toBe('/admin?x=//y');
  });

  let one: Promise<Client> | null = null;
  const signedIn = () => (one ??= staff.member(grant('coder')));
});

describe('rights that are taken away', () => {
  it('are gone for what is still being sent', async () => {
    const [actor, client] = [await chief(), await staff.member(grant('planner', { programme: 'small' }))];
    const slow = beginSlowly(client, 'PUT', '/api/register/small/members');
    await slow.passedTheGate;
    const { id, revision } = await memberOf(actor, client.email);
    expect((await actor.call('PUT', `/api/admin/people/${id}`, { revision, grants: [grant('coder')] })).status).toBe(
      200,
    );
    const entries = [{ organisation: 'forge', survey: 'small-firms', state: 'answered' }];
    expect(await slow.finish({ entries })).toBe(401);
    const [row] = await staff.server().application.database.rows('SELECT count(*)::INTEGER AS n FROM participation');
    expect(row).toEqual({ n: 0 });
  });

  it('are gone at once, whichever of the person’s sessions asks', async () => {
    const [actor, here] = [await chief(), await staff.member(grant('administrator', { programme: 'small' }))];
    const there = await staff.enter(here.email);
    const { id, revision } = await memberOf(actor, here.email);
    expect((await actor.call('PUT', `/api/admin/people/${id}`, { revision, grants: [grant('coder')] })).status).toBe(
      200,
    );
    for (const client of [here, there]) expect((await client.call('GET', '/api/admin/people')).status).toBe(401);
    expect((await (await staff.enter(here.email)).call('GET', '/api/admin/people')).status).toBe(404);
  });

  it('with the whole account end its sessions; the address may be given a new one, which inherits nothing', async () => {
    const [actor, client] = [await chief(), await staff.member(grant('analyst'))];
    const { id } = await memberOf(actor, client.email);
    expect((await actor.call('DELETE', `/api/admin/people/${id}`)).status).toBe(204);
    expect((await client.call('GET', '/api/sessions/current')).status).toBe(401);
    const body = { email: client.email, name: 'Ada', grants: [grant('coder')] };
    const { member } = (await (await actor.call('POST', '/api/admin/people', body)).json()) as MadeMember;
    expect(member.id).not.toBe(id);
    expect(member.grants).toEqual([grant('coder')]);
    await staff.restart();
    expect((await client.call('GET', '/api/sessions/current')).status).toBe(401);
    expect((await staff.signIn(client.email, passphrase)).status).toBe(401);
  });
});

describe('the audit as a file', () => {
  it.each(['=HYPERLINK("https://evil.example")', '+1+1', '-2', '@SUM(A1)', ' =1+1'])(
    'gives a spreadsheet no formula to work out, whatever somebody is called: %s',
    async (name) => {
      const { access } = staff.server().application;
      const email = `named${names++}@example.org`;
      await access.add({ email, name, grants: [grant('coder')], passphrase });
      const { cookie } = await staff.enter(email);
      expect(cookie).not.toBe('');
      const csv = await (await (await chief()).call('GET', '/api/admin/audit.csv?action=session.open')).text();
      expect(csv).toContain(`'${name.replaceAll('"', '""')}`);
      for (const cell of csv.split(/[,\n]/)) expect(cell).not.toMatch(/^"?\s*[=+@-]/);
    },
  );
  let names = 0;
});

describe('a session', () => {
  it('is not one that was planted, not by two cookies either', async () => {
    const planted = await staff.member(grant('coder'));
    const victim = await staff.nobody().call('POST', '/api/sessions', administrator, { cookie: planted.cookie });
    expect(cookieIn(victim)).not.toBe(planted.cookie);
    expect((await planted.call('GET', '/api/sessions/current')).status).toBe(401);
    const both = { cookie: `${planted.cookie}; ${cookieIn(victim)}` };
    expect(await codeIn(await staff.nobody().call('GET', '/api/admin/people', undefined, both))).toEqual([
      401,
      'sign_in_needed',
    ]);
  });
});

/** A request whose body comes later. */
function beginSlowly({ cookie }: Client, method: string, path: string) {
  const headers = { cookie, 'content-type': 'application/json', expect: '100-continue' };
  const request = httpRequest(staff.address() + path, { method, headers });
  const answered = new Promise<number>((resolve, reject) => {
    request
      .on('response', (response: IncomingMessage) => resolve(response.resume().statusCode ?? 0))
      .on('error', reject);
  });
  const passedTheGate = new Promise<void>((resolve) => request.once('continue', resolve));
  request.flushHeaders();
  return {
    passedTheGate,
    finish: (body: object) => {
      request.end(JSON.stringify(body));
      return answered;
    },
  };
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)!
      .map((byte) => Number.parseInt(byte, 2)),
  );
}
