import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type * as Table from '../../access-routes.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { cookieIn, everywhere, passphrase } from './staff.ts';

// one page that everybody knows, as if it were the administrators' own, and one that nobody has put into the table
vi.mock('../../access-routes.ts', async (original) => {
  const { routes } = await original<typeof Table>();
  const { '/accessibility': _, ...pages } = routes.pages;
  return { routes: { ...routes, pages: { ...pages, '/sources': 'people.manage' } } };
});

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

async function enter(role: 'administrator' | 'coder' | 'moderator'): Promise<string> {
  const email = `${role}@example.org`;
  await server.application.access.add({ email, name: 'Ada', grants: [{ role, ...everywhere }], passphrase });
  const body = JSON.stringify({ email, password: passphrase });
  const headers = { 'content-type': 'application/json' };
  return cookieIn(await fetch(`${server.address}/api/sessions`, { method: 'POST', headers, body }));
}
const visit = (path: string, cookie = '') =>
  fetch(server.address + path, { redirect: 'manual', headers: { accept: 'text/html', ...(cookie && { cookie }) } });
/** The title and the middle of the page. */
const textOf = async (response: Response) => {
  const html = await response.text();
  return [/<title>.*?<\/title>/, /<main[^]*<\/main>/].map((part) => part.exec(html)?.[0] ?? 'missing');
};

describe('a page of the staff', () => {
  it('leads who has not signed in to the sign-in, and back', async () => {
    const response = await visit('/en/sources?a=b');
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      '/en/sign-in?next=%2Fen%2Fsources%3Fa%3Db',
    ]);
  });

  it('opens for who may', async () => {
    expect((await visit('/sources', await enter('administrator'))).status).toBe(200);
  });

  it('looks to everybody else like a page that does not exist, data and all', async () => {
    const cookie = await enter('coder');
    const [hidden, absent] = await Promise.all([visit('/sources', cookie), visit('/nothing', cookie)]);
    expect([hidden.status, absent.status]).toEqual([404, 404]);
    const [seen, expected] = await Promise.all([hidden, absent].map(textOf));
    expect(seen).toEqual(expected);
    expect(seen).not.toContain('missing');
    expect((await visit('/sources/__data.json', cookie)).status).toBe(404);
  });

  it('has its style and its program in its place too, however deep its address lies', async () => {
    const path = '/admin/people';
    const response = await visit(path, await enter('moderator'));
    expect(response.status).toBe(404);
    const files = [...(await response.text()).matchAll(/(?:href|src)="([^"]*_app[^"]*)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(new URL(file, server.address + path).pathname).toMatch(/^\/_app\//);
  });

  it('that is not in the table exists for nobody', async () => {
    expect((await visit('/accessibility')).status).toBe(404);
  });
});
