import { describe, expect, it } from 'vitest';
import { administrator, codeIn, cookieIn, everywhere, openStaff, passphrase, type Client } from './staff.ts';

const staff = openStaff();
const current = (client: Client) => client.call('GET', '/api/sessions/current');
const analyst = { role: 'analyst', ...everywhere } as const;

describe('signing in', () => {
  it('gives a cookie that scripts cannot read, and says who it is', async () => {
    const response = await staff.signIn(administrator.email.toUpperCase(), administrator.password);
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()[0]).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      person: { email: administrator.email, grants: [{ role: 'administrator', ...everywhere }] },
      ...{ mustChange: false, totp: false },
    });
  });

  it('says the same of a wrong passphrase and of an account that does not exist', async () => {
    const answers = await Promise.all(
      [administrator.email, 'nobody@example.org'].map((email) => staff.signIn(email, 'not the right passphrase')),
    );
    const [known, unknown] = await Promise.all(answers.map(async (one) => [one.status, await one.text()]));
    expect(known).toEqual(unknown);
    expect(known?.[0]).toBe(401);
  });

  it('is refused after five failures from one address, right or wrong, until the time is over', async () => {
    const { email } = await staff.member(analyst);
    for (let count = 0; count < 5; count++) expect((await staff.signIn(email, 'wrong passphrase!')).status).toBe(401);
    const refused = await staff.signIn(email, passphrase);
    expect(await codeIn(refused)).toEqual([429, 'too_many_attempts']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
  });

  it('takes no body that is not one', async () => {
    for (const body of [{}, { email: 'x' }, { email: 1, password: 2 }, { ...administrator, more: 1 }])
      expect(await codeIn(await staff.nobody().call('POST', '/api/sessions', body))).toEqual([400, 'malformed']);
  });
});

describe('a session', () => {
  it('is not what somebody planted: the id is new at every sign-in, and the earlier one is over', async () => {
    const planted = `session=${'a'.repeat(43)}`;
    const response = await staff.nobody().call('POST', '/api/sessions', administrator, { cookie: planted });
    expect(cookieIn(response)).not.toBe(planted);
    const still = await staff.nobody().call('GET', '/api/sessions/current', undefined, { cookie: planted });
    expect(await codeIn(still)).toEqual([401, 'sign_in_needed']);

    const before = await staff.member(analyst);
    const again = await before.call('POST', '/api/sessions', { email: before.email, password: passphrase });
    expect(again.status).toBe(201);
    expect((await current(before)).status).toBe(401);
  });

  it('is nobody’s when two cookies claim it', async () => {
    const { cookie } = await staff.member(analyst);
    const both = await staff
      .nobody()
      .call('GET', '/api/sessions/current', undefined, { cookie: `${cookie}; session=x` });
    expect(both.status).toBe(401);
  });

  it('is over after sign-out, and the cookie goes', async () => {
    const client = await staff.member(analyst);
    const out = await client.call('DELETE', '/api/sessions');
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringMatching(/^session=;.*Max-Age=0$/)]);
    expect(await codeIn(await current(client))).toEqual([401, 'sign_in_needed']);
  });

  it('is over everywhere when that is asked', async () => {
    const here = await staff.member(analyst);
    const there = await staff.enter(here.email);
    const other = await staff.member(analyst);
    await here.call('DELETE', '/api/sessions?everywhere=1');
    expect(await Promise.all([here, there, other].map(async (one) => (await current(one)).status))).toEqual([
      401, 401, 200,
    ]);
  });

  it('is over after half an hour unused, and lives on while it is used', async () => {
    const [used, unused] = [await staff.member(analyst), await staff.member(analyst)];
    staff.pass(29);
    expect((await current(used)).status).toBe(200);
    staff.pass(1);
    expect([(await current(used)).status, (await current(unused)).status]).toEqual([200, 401]);
    staff.pass(30);
    expect((await current(used)).status).toBe(401);
  });

  it('is over after eight hours, however much it is used', async () => {
    const client = await staff.member(analyst);
    for (let count = 0; count < 23; count++) {
      staff.pass(20);
      expect((await current(client)).status).toBe(200);
    }
    staff.pass(20);
    expect((await current(client)).status).toBe(401);
  });

  it('outlives the process, with its age and its last use', async () => {
    const client = await staff.member(analyst);
    const gone = await staff.member(analyst);
    await gone.call('DELETE', '/api/sessions');
    staff.pass(20);
    await current(client);
    await staff.restart();
    staff.pass(20);
    expect([(await current(client)).status, (await current(gone)).status]).toEqual([200, 401]);
    staff.pass(30);
    await staff.restart();
    expect((await current(client)).status).toBe(401);
  });

  it('stands in the database as a hash only', async () => {
    const { cookie } = await staff.member(analyst);
    const rows = await staff.server().application.database.rows('SELECT token_hash FROM session');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1]);
  });
});

describe('a change that another site asks for', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];

  it.each(foreign)('is refused, whoever is signed in: %o', async (headers) => {
    const client = await staff.member(analyst);
    const refused = await client.call('DELETE', '/api/sessions', undefined, headers);
    expect(await codeIn(refused)).toEqual([403, 'foreign_origin']);
    expect((await current(client)).status).toBe(200);
    const answers = await staff.nobody().call('POST', '/api/surveys/small-persons/responses', {}, headers);
    expect(answers.status).toBe(403);
  });

  it('is taken from our own pages and from programs', async () => {
    const own = { origin: staff.address(), 'sec-fetch-site': 'same-origin' };
    expect((await (await staff.member(analyst)).call('DELETE', '/api/sessions', undefined, own)).status).toBe(204);
    expect((await (await staff.member(analyst)).call('DELETE', '/api/sessions')).status).toBe(204);
  });
});
