import { describe, expect, it } from 'vitest';
import type { SavedView } from '../../access/contract.ts';
import { published } from '../../access/view.ts';
import { codeIn, everywhere, openStaff, type Client } from './staff.ts';

const staff = openStaff();
const views = '/api/account/views';
const address = '/explore/small-persons?skill=english&area=MT1';

const keep = async (client: Client, name = 'Inglese a Matera', where = address) =>
  (await (await client.call('POST', views, { name, address: where })).json()) as SavedView;
const listed = async (client: Client) => (await (await client.call('GET', views)).json()) as SavedView[];
const leadsTo = (code: string) => staff.server().application.access.views.addressOf(code);

describe('views that staff keep', () => {
  it('are listed with name, address and day, renamed and deleted', async () => {
    const client = await staff.member({ role: 'planner', ...everywhere });
    const { id } = await keep(client);
    expect(await listed(client)).toEqual([{ id, name: 'Inglese a Matera', address, madeOn: '2026-06-15', code: null }]);
    await client.call('PUT', `${views}/${id}`, { name: 'Altro nome' });
    expect((await listed(client)).map(({ name }) => name)).toEqual(['Altro nome']);
    expect((await client.call('DELETE', `${views}/${id}`)).status).toBe(204);
    expect(await listed(client)).toEqual([]);
  });

  it('are nobody else’s: not seen, renamed, shared or deleted', async () => {
    const [owner, other] = [await staff.member(), await staff.member({ role: 'administrator', ...everywhere })];
    const { id } = await keep(owner);
    expect(await listed(other)).toEqual([]);
    for (const [method, path, body] of [
      ['PUT', `${views}/${id}`, { name: 'mine' }],
      ['PUT', `${views}/${id}/link`, undefined],
      ['DELETE', `${views}/${id}/link`, undefined],
      ['DELETE', `${views}/${id}`, undefined],
    ] as const)
      expect(await codeIn(await other.call(method, path, body))).toEqual([404, 'not_found']);
    expect((await listed(owner)).map(({ name, code }) => [name, code])).toEqual([['Inglese a Matera', null]]);
  });

  it('hold addresses of pages of figures only', async () => {
    const client = await staff.member();
    for (const wrong of [
      'https://evil.example/explore/x',
      '//evil.example/explore/x',
      '/explore//evil.example',
      '/admin/people',
      '/explore/x/../../admin',
      '/explore/x\\@evil.example',
      '/explore/x?a=<script>',
      'javascript:alert(1)',
    ]) {
      const answer = await client.call('POST', views, { name: 'x', address: wrong });
      expect([wrong, ...(await codeIn(answer))]).toEqual([wrong, 400, 'malformed']);
    }
  });
});

describe('a link to a view', () => {
  it('leads anybody to its address until whoever made it closes it; another one is made after that', async () => {
    const client = await staff.member();
    const { id } = await keep(client);
    const share = async () => (await (await client.call('PUT', `${views}/${id}/link`)).json()) as SavedView;
    const { code } = await share();
    expect(code).toMatch(/^[0-9a-z]{12}$/);
    expect(await share()).toMatchObject({ code });
    expect(await leadsTo(code!)).toBe(address);
    await client.call('DELETE', `${views}/${id}/link`);
    await expect(leadsTo(code!)).rejects.toMatchObject({ code: 'not_found' });
    expect((await share()).code).not.toBe(code);
  });

  it('ends with its view, and with the account', async () => {
    const chief = await staff.member({ role: 'administrator', ...everywhere });
    const client = await staff.member({ role: 'coder', ...everywhere });
    const shared = async () => {
      const { id } = await keep(client);
      const view = (await (await client.call('PUT', `${views}/${id}/link`)).json()) as SavedView;
      return { id, code: view.code! };
    };
    const [first, second] = [await shared(), await shared()];
    await client.call('DELETE', `${views}/${first.id}`);
    await expect(leadsTo(first.code)).rejects.toMatchObject({ code: 'not_found' });
    expect(await leadsTo(second.code)).toBe(address);
    const people = (await (await chief.call('GET', '/api/admin/people')).json()) as { id: string; email: string }[];
    await chief.call('DELETE', `/api/admin/people/${people.find(({ email }) => email === client.email)!.id}`);
    await expect(leadsTo(second.code)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leads to published figures, though its maker looks at exact ones', () => {
    expect(published('/explore/x?skill=a&view=exact&area=b#map')).toBe('/explore/x?skill=a&area=b#map');
  });

  it('is not found by what cannot be a code', async () => {
    for (const wrong of ['', 'x', "' OR 1=1 --", '%'])
      await expect(leadsTo(wrong)).rejects.toMatchObject({ code: 'not_found' });
  });
});
