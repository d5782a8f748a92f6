import { describe, expect, it } from 'vitest';
import type { Grant, Role } from '../../access.ts';
import type { MadeMember, StaffMember } from '../../access/contract.ts';
import { administrator, codeIn, cookieIn, everywhere, openStaff, type Client } from './staff.ts';

const staff = openStaff();
const grant = (role: Role, scope: Partial<Grant> = {}): Grant => ({ role, ...everywhere, ...scope });
const small = { programme: 'small' } as const;
const chief = () => staff.enter(administrator.email, administrator.password);
const ownChief = () => staff.member(grant('administrator', small));

const list = async (client: Client) => (await (await client.call('GET', '/api/admin/people')).json()) as StaffMember[];
const make = (client: Client, email: string, ...grants: Grant[]) =>
  client.call('POST', '/api/admin/people', { email, name: 'Ada', grants });
const made = async (client: Client, email: string, ...grants: Grant[]) =>
  (await (await make(client, email, ...grants)).json()) as MadeMember;
const set = (client: Client, member: StaffMember, grants: Grant[], more: object = {}) =>
  client.call('PUT', `/api/admin/people/${member.id}`, { revision: member.revision, grants, ...more });
const find = async (client: Client, email: string) => {
  const found = (await list(client)).find((one) => one.email === email);
  if (!found) throw new Error(`${email} is not seen`);
  return found;
};

describe('somebody new', () => {
  it('gets a passphrase once, can do nothing until it is changed, then what was granted', async () => {
    const { password, member } = await made(await chief(), 'New@Example.org', grant('administrator', small));
    expect(member).toMatchObject({ email: 'new@example.org', revision: 2, grants: [grant('administrator', small)] });
    const first = await staff.enter('new@example.org', password!);
    expect(await (await first.call('GET', '/api/sessions/current')).json()).toMatchObject({ mustChange: true });
    expect((await first.call('GET', '/api/admin/people')).status).toBe(404);
    const own = { current: password, password: 'ora è proprio la mia frase' };
    const cookie = cookieIn(await first.call('PUT', '/api/account/password', own));
    expect((await staff.nobody().call('GET', '/api/admin/people', undefined, { cookie })).status).toBe(200);
  });

  it('who has an account already is given the grants besides', async () => {
    const client = await staff.member(grant('planner', { programme: 'other' }));
    const response = await make(await ownChief(), client.email, grant('analyst', small));
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { password: null, member: { grants: [grant('analyst', small)] } },
    ]);
    expect((await find(await chief(), client.email)).grants).toHaveLength(2);
    expect((await client.call('GET', '/api/sessions/current')).status).toBe(401);
  });

  it.each([
    ['a programme', { programme: 'nowhere' }],
    ['a territory', { territory: 'province:999' }],
    ['an organisation', { programme: 'small', organisation: 'nobody' }],
    ['an organisation of another programme', { programme: 'other', organisation: 'association' }],
  ])('is granted nothing about %s that does not exist', async (_, scope) => {
    expect(await codeIn(await make(await chief(), 'x@example.org', grant('analyst', scope)))).toEqual([
      422,
      'unknown_scope',
    ]);
  });

  it('is granted nothing about an organisation of no programme in particular', async () => {
    const scope = { organisation: 'association' };
    expect(await codeIn(await make(await chief(), 'x@example.org', grant('partner', scope)))).toEqual([
      422,
      'scope_without_programme',
    ]);
  });

  it('is granted nothing by a mistake in writing, which is answered with what is there', async () => {
    const refused = async (scope: Partial<Grant>) => {
      const response = await make(await chief(), 'x@example.org', grant('partner', scope));
      return ((await response.json()) as { detail: string }).detail;
    };
    expect(await refused({ programme: 'smal' })).toContain(': other, small.');
    expect(await refused({ ...small, organisation: 'asociation' })).toContain(
      ': academy, association, forge, league, lyceum, mill.',
    );
    expect(await refused({ ...small, territory: 'province:O77' })).toContain('province:077');
  });

  it('is not told what is there by who may not give a right to it', async () => {
    const response = await make(
      await ownChief(),
      'x@example.org',
      grant('partner', { programme: 'other', organisation: 'x' }),
    );
    expect(response.status).toBe(404);
    expect(JSON.stringify(await response.json())).not.toContain('association');
  });
});

describe('an administrator of one programme', () => {
  it('sees who has rights there, and of them these rights only', async () => {
    const both = await staff.member(grant('analyst', small), grant('planner', { programme: 'other' }));
    const elsewhere = await staff.member(grant('analyst', { programme: 'other' }));
    const seen = await list(await ownChief());
    expect(seen.find(({ email }) => email === both.email)?.grants).toEqual([grant('analyst', small)]);
    expect(seen.map(({ email }) => email)).not.toContain(elsewhere.email);
    expect(seen.map(({ email }) => email)).not.toContain(administrator.email);
  });

  it.each([
    ['everything', {}],
    ['another programme', { programme: 'other' }],
    ['a territory of every programme', { territory: 'province:077' }],
  ])('gives no right over %s', async (_, scope) => {
    const client = await ownChief();
    expect(await codeIn(await make(client, 'up@example.org', grant('analyst', scope)))).toEqual([404, 'not_found']);
    const member = (await made(client, 'down@example.org', grant('coder', small))).member;
    expect((await set(client, member, [grant('coder', scope)])).status).toBe(404);
  });

  it('gives rights within it, narrower ones too', async () => {
    const narrow = { ...small, territory: 'municipality:077014' };
    const { member } = await made(await ownChief(), 'narrow@example.org', grant('analyst', narrow));
    expect(member.grants).toEqual([grant('analyst', narrow)]);
  });

  it('changes and takes away what lies within it, and leaves the rest', async () => {
    const client = await staff.member(grant('analyst', small), grant('planner', { programme: 'other' }));
    const actor = await ownChief();
    expect((await set(actor, await find(actor, client.email), [grant('coder', small)])).status).toBe(200);
    expect((await find(await chief(), client.email)).grants).toEqual([
      grant('coder', small),
      grant('planner', { programme: 'other' }),
    ]);
    const { id } = await find(actor, client.email);
    expect((await actor.call('DELETE', `/api/admin/people/${id}`)).status).toBe(204);
    expect((await find(await chief(), client.email)).grants).toEqual([grant('planner', { programme: 'other' })]);
  });

  it('does not reach who has rights beyond it with a new passphrase, nor the others at all', async () => {
    const client = await staff.member(grant('analyst', small), grant('planner', { programme: 'other' }));
    const actor = await ownChief();
    const member = await find(actor, client.email);
    expect((await set(actor, member, [...member.grants], { reset: true })).status).toBe(404);
    const head = await find(await chief(), administrator.email);
    expect((await set(actor, head, [])).status).toBe(404);
    expect((await actor.call('DELETE', `/api/admin/people/${head.id}`)).status).toBe(404);
  });

  it('of one territory gives rights inside that territory only', async () => {
    const actor = await staff.member(grant('administrator', { ...small, territory: 'province:077' }));
    expect(
      (await make(actor, 'in@example.org', grant('analyst', { ...small, territory: 'municipality:077014' }))).status,
    ).toBe(201);
    expect(
      (await make(actor, 'out@example.org', grant('analyst', { ...small, territory: 'municipality:076063' }))).status,
    ).toBe(404);
    expect((await make(actor, 'all@example.org', grant('analyst', small))).status).toBe(404);
  });
});

describe('a change of rights', () => {
  it('ends the sessions of whom it is about, and is told to the audit', async () => {
    const client = await staff.member(grant('analyst', small));
    const actor = await chief();
    const member = await find(actor, client.email);
    await set(actor, member, [grant('coder', small)]);
    expect((await client.call('GET', '/api/sessions/current')).status).toBe(401);
    const told = (await staff.audit()).filter(
      ({ object, action }) => object === member.id && action.startsWith('right.'),
    );
    expect(told.map(({ action, programme, detail }) => [action, programme, detail])).toEqual([
      ['right.give', 'small', { role: 'analyst' }],
      ['right.give', 'small', { role: 'coder' }],
      ['right.take', 'small', { role: 'analyst' }],
    ]);
  });

  it('is refused when somebody else changed them meanwhile', async () => {
    const client = await staff.member(grant('analyst', small));
    const actor = await chief();
    const member = await find(actor, client.email);
    expect((await set(actor, member, [grant('coder', small)])).status).toBe(200);
    expect(await codeIn(await set(actor, member, []))).toEqual([409, 'revision_conflict']);
  });

  it('can give a new passphrase and take the authenticator away', async () => {
    const client = await staff.member(grant('analyst', small));
    const actor = await chief();
    const member = await find(actor, client.email);
    const response = await set(actor, member, [...member.grants], { reset: true });
    const { password } = (await response.json()) as MadeMember;
    expect((await staff.signIn(client.email, 'quattro parole prese a caso')).status).toBe(401);
    expect(await (await staff.signIn(client.email, password!)).json()).toMatchObject({ mustChange: true });
  });

  it('closes an account that has none left, for good', async () => {
    const client = await staff.member(grant('analyst', small));
    const actor = await chief();
    const { id } = await find(actor, client.email);
    await actor.call('DELETE', `/api/admin/people/${id}`);
    expect((await staff.signIn(client.email, 'quattro parole prese a caso')).status).toBe(401);
    expect((await actor.call('DELETE', `/api/admin/people/${id}`)).status).toBe(404);
  });
});

describe('an administrator and the own rights', () => {
  it('cannot raise them, nor reset the own account', async () => {
    const actor = await chief();
    const self = await find(actor, administrator.email);
    expect(await codeIn(await set(actor, self, [...self.grants, grant('analyst')]))).toEqual([409, 'own_rights']);
    expect(await codeIn(await set(actor, self, [...self.grants], { reset: true }))).toEqual([409, 'own_rights']);
    expect(await codeIn(await make(actor, administrator.email, grant('analyst')))).toEqual([409, 'own_rights']);
  });

  it('cannot be given up by the last administrator of everything', async () => {
    const actor = await chief();
    const self = await find(actor, administrator.email);
    expect(await codeIn(await set(actor, self, []))).toEqual([409, 'last_administrator']);
    expect(await codeIn(await actor.call('DELETE', `/api/admin/people/${self.id}`))).toEqual([
      409,
      'last_administrator',
    ]);
    expect((await actor.call('GET', '/api/admin/people')).status).toBe(200);
  });

  it('can be given up when there is another', async () => {
    const second = await staff.member(grant('administrator'));
    const self = await find(second, second.email);
    expect((await second.call('DELETE', `/api/admin/people/${self.id}`)).status).toBe(204);
    expect((await second.call('GET', '/api/sessions/current')).status).toBe(401);
  });
});
