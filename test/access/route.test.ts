import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rights } from '../../access.ts';
import { routeFinder } from '../../access/gate.ts';
import { routes } from '../../access-routes.ts';
import { codeIn, everywhere, openStaff } from './staff.ts';

const staff = openStaff();

interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** `GET /api/surveys/:id` for every route below, but those that take any method only to refuse it. */
function routesBelow(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => {
    if (!route) return routesBelow(handle.stack ?? []);
    const methods = Object.keys(route.methods).filter((method) => method !== '_all');
    return [route.path].flat().flatMap((path) => methods.map((method) => `${method.toUpperCase()} ${path}`));
  });
}

describe('the table of routes', () => {
  it('has every route of Express, and no other', () => {
    const { router } = staff.server().app as unknown as { router: { stack: Layer[] } };
    expect(Object.keys(routes.api).sort()).toEqual(routesBelow(router.stack).sort());
  });

  it('has every route of the pages, and no other', () => {
    const top = join(import.meta.dirname, '..', '..', 'dashboard', 'routes');
    const files = globSync('**/+{page.svelte,server.ts}', { cwd: top });
    const found = new Set(files.map((file) => `/${dirname(file)}`.replace(/^\/\.$/, '/')));
    expect(Object.keys(routes.pages).sort()).toEqual([...found].sort());
  });

  it('names actions that exist', () => {
    for (const action of [...Object.values(routes.api), ...Object.values(routes.pages)])
      expect(Object.keys(rights)).toContain(action);
  });
});

describe('the gate', () => {
  const staffOnly = Object.entries(routes.api).filter(([, action]) => rights[action].who !== 'everybody');

  it.each(staffOnly.map(([route]) => route))('lets nobody in who has not signed in: %s', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const response = await staff.nobody().call(method, path.replace(/:\w+/g, 'x'));
    expect(response.headers.get('www-authenticate')).toBe('Session');
    expect(await codeIn(response)).toEqual([401, 'sign_in_needed']);
  });

  it('shows what somebody may not do as what does not exist', async () => {
    const client = await staff.member({ role: 'coder', ...everywhere });
    const answer = async (path: string) => {
      const response = await client.call('GET', path, undefined, { 'accept-language': 'en' });
      return [response.status, (await response.text()).replace(path.slice(4), '')];
    };
    expect(await answer('/api/admin/people')).toEqual(await answer('/api/admin/nothing'));
  });

  it.each([
    '/api/Admin/people',
    '/API/admin/people',
    '/api/%61dmin/people',
    '/api//admin/people',
    '/api/admin/people/x/y',
  ])('knows no other spelling: %s', async (path) => {
    expect((await staff.nobody().call('GET', path)).status).toBe(404);
  });

  it('takes no method that is not in the table, and says which are', async () => {
    const response = await staff.nobody().call('PATCH', '/api/admin/people/x');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'PUT, DELETE']);
  });

  it('costs a public call next to nothing', () => {
    const find = routeFinder(routes.api);
    const path = '/api/surveys/basilicata-citizens-2026/responses';
    expect(find(path)?.get('POST')).toBe('survey.answer');
    const begin = process.hrtime.bigint();
    for (let count = 0; count < 100_000; count++) find(path);
    const each = Number(process.hrtime.bigint() - begin) / 100_000;
    expect(each).toBeLessThan(20_000);
  });
});
