import { describe, expect, it } from 'vitest';
import { openAccess } from '../../access/service.ts';
import { createPassphrases } from '../../access/passphrase.ts';
import { routes } from '../../access-routes.ts';
import { codeOf, counterAt } from '../../access/totp.ts';
import { withDatabase } from '../support/database.ts';
import { administrator, codeIn, cookieIn, everywhere, openStaff, passphrase, type Client } from './staff.ts';

const staff = openStaff();
const planner = { role: 'planner', ...everywhere } as const;
const fresh = 'cinque altre parole prese a caso';
const change = (client: Client, current: string, password: string) =>
  client.call('PUT', '/api/account/password', { current, password });

describe('an account that does not exist', () => {
  it('costs the same work as one that does, and leaves the same trace', () =>
    withDatabase(async (database) => {
      const real = createPassphrases();
      const [work, notes]: [(string | null)[], string[]] = [[], []];
      const passphrases = {
        hash: real.hash,
        verify: (text: string, stored: string | null) => {
          work.push(stored && 'stored');
          return real.verify(text, stored);
        },
      };
      const access = await openAccess({
        ...{ database, passphrases, routes, key: Buffer.alloc(32, 1), origin: undefined, oidc: null },
        ...{ now: () => new Date('2026-06-15T10:00:00Z'), today: () => '2026-06-15', report: () => undefined },
        audit: { record: async (_, { action, object }) => void notes.push(`${action} ${object}`) },
      });
      const { id } = await access.add({ email: 'ada@example.org', name: 'Ada', grants: [], passphrase });
      notes.length = 0;
      for (const email of ['ada@example.org', 'nobody@example.org']) {
        const sender = { address: '192.0.2.1', device: null };
        const attempt = access.signing.signIn({ email, password: 'not the passphrase' }, sender, null);
        await expect(attempt).rejects.toMatchObject({ code: 'sign_in_failed' });
      }
      expect(work).toEqual(['stored', null]);
      expect(notes).toEqual([`session.refused ${id}`, 'session.refused unknown']);
    }));
});

describe('a stored passphrase', () => {
  it('is argon2id with its cost and a salt of its own, and opens with any spelling of the same letters', async () => {
    const { hash, verify } = createPassphrases();
    const [one, two] = [await hash('perché no, città più belle'), await hash('perché no, città più belle')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await verify('perché no, città più belle'.normalize('NFD'), one)).toBe(true);
    expect(await verify('perche no, citta piu belle', one)).toBe(false);
    expect(await verify('perché no, città più belle', null)).toBe(false);
  });
});

describe('changing the passphrase', () => {
  it('ends every other session and gives this one a new id', async () => {
    const here = await staff.member(planner);
    const there = await staff.enter(here.email);
    const response = await change(here, passphrase, fresh);
    expect(response.status).toBe(200);
    const renewed = cookieIn(response);
    const statuses = [here.cookie, there.cookie, renewed].map(
      async (cookie) => (await staff.nobody().call('GET', '/api/sessions/current', undefined, { cookie })).status,
    );
    expect(await Promise.all(statuses)).toEqual([401, 401, 200]);
    expect((await staff.signIn(here.email, passphrase)).status).toBe(401);
    expect((await staff.signIn(here.email, fresh)).status).toBe(201);
  });

  it('asks for the present one', async () => {
    const client = await staff.member(planner);
    expect(await codeIn(await change(client, 'not the present one', fresh))).toEqual([403, 'passphrase_wrong']);
  });

  it.each([
    ['fourteen chars', 'quattordici ch'],
    ['one character over and over', 'a'.repeat(20)],
    ['201 characters', 'parola '.repeat(29)],
    ['the same as before', passphrase],
  ])('refuses %s', async (_, weak) => {
    const client = await staff.member(planner);
    expect(await codeIn(await change(client, passphrase, weak))).toEqual([422, 'passphrase_weak']);
  });

  it('refuses the own address', async () => {
    const client = await staff.member(planner);
    expect(await codeIn(await change(client, passphrase, `x${client.email}`))).toEqual([422, 'passphrase_weak']);
  });
});

describe('the authenticator', () => {
  const code = (secret: string, steps = 0) => codeOf(bytesOf(secret), counterAt(staff.now().getTime()) + steps);
  const turnOn = async (client: Client) => {
    const begun = await client.call('POST', '/api/account/totp', { password: passphrase });
    expect(begun.status).toBe(201);
    const { secret } = (await begun.json()) as { secret: string };
    const on = await client.call('POST', '/api/account/totp', { totp: code(secret) });
    expect(await on.json()).toMatchObject({ totp: true });
    return { secret, cookie: cookieIn(on) };
  };

  it('is asked for from the first right code on, each code once', async () => {
    const client = await staff.member(planner);
    const { secret } = await turnOn(client);
    expect((await client.call('GET', '/api/sessions/current')).status).toBe(401);
    expect(await codeIn(await staff.signIn(client.email, passphrase))).toEqual([401, 'sign_in_failed']);
    expect((await staff.signIn(client.email, passphrase, code(secret))).status).toBe(401);
    staff.pass(1);
    expect((await staff.signIn(client.email, passphrase, code(secret))).status).toBe(201);
    expect((await staff.signIn(client.email, passphrase, code(secret))).status).toBe(401);
    expect((await staff.signIn(client.email, 'not the passphrase', code(secret, 1))).status).toBe(401);
    expect((await staff.signIn(client.email, passphrase, code(secret, 1))).status).toBe(201);
  });

  it('stays off while the code is wrong or comes too late', async () => {
    const client = await staff.member(planner);
    const begin = () => client.call('POST', '/api/account/totp', { password: passphrase });
    const { secret } = (await (await begin()).json()) as { secret: string };
    const wrong = await client.call('POST', '/api/account/totp', { totp: '000000' });
    expect(await codeIn(wrong)).toEqual([422, 'totp_wrong']);
    staff.pass(11);
    expect((await client.call('POST', '/api/account/totp', { totp: code(secret) })).status).toBe(422);
    expect((await staff.signIn(client.email, passphrase)).status).toBe(201);
  });

  it('is turned off with the passphrase', async () => {
    const client = await staff.member(planner);
    const { cookie } = await turnOn(client);
    const end = (password: string) => staff.nobody().call('DELETE', '/api/account/totp', { password }, { cookie });
    expect(await codeIn(await end('not the passphrase'))).toEqual([403, 'passphrase_wrong']);
    expect((await end(passphrase)).status).toBe(200);
    expect((await staff.signIn(client.email, passphrase)).status).toBe(201);
  });

  it('has its key in the database sealed', async () => {
    const { secret } = await turnOn(await staff.member(planner));
    const rows = await staff
      .server()
      .application.database.rows<{ totp: string }>('SELECT totp FROM account WHERE totp IS NOT NULL');
    expect(rows.some(({ totp }) => Buffer.from(totp, 'base64').includes(bytesOf(secret)))).toBe(false);
  });
});

describe('the audit', () => {
  it('is told of sign-in, failed sign-in, sign-out and changes of the account, by ids alone', async () => {
    const client = await staff.member(planner);
    const id = (await staff.audit()).at(-1)!.who;
    await staff.signIn(client.email, 'not the passphrase');
    await client.call('PUT', '/api/account/password', { current: passphrase, password: fresh });
    await (await staff.enter(client.email, fresh)).call('DELETE', '/api/sessions');
    const told = (await staff.audit()).filter(({ object }) => object === id);
    expect(told.map(({ who, action }) => [who, action])).toEqual([
      ['command', 'account.add'],
      ['command', 'right.give'],
      [id, 'session.open'],
      [null, 'session.refused'],
      [id, 'account.password'],
      [id, 'session.open'],
      [id, 'session.close'],
    ]);
    expect(JSON.stringify(await staff.audit())).not.toContain('@');
  });
});

describe('the first administrator', () => {
  it('is made at the first start only', async () => {
    await staff.restart();
    const rows = await staff
      .server()
      .application.database.rows('SELECT 1 FROM account WHERE email = ?', [administrator.email]);
    expect(rows).toHaveLength(1);
  });
});

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
