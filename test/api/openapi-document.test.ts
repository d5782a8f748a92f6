import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type ApiDocument } from '../support/openapi.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';

let server: TestServer;
let document: ApiDocument;
let client: ReturnType<typeof clientOf>;
beforeAll(async () => {
  server = await testServer({}, { pages: (_, response) => void response.status(404).end() });
  const folder = await writeProgramme(smallProgramme());
  await server.application.loadProgramme(folder);
  await rm(dirname(folder), { recursive: true });
  document = (await (await fetch(`${server.address}/api/openapi.json`)).json()) as ApiDocument;
  client = clientOf(server.address, document);
});
afterAll(() => server.close());

interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** `get /api/surveys/{id}` for every route below, but those that take any method. */
function routesBelow(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => {
    if (!route) return routesBelow(handle.stack ?? []);
    const methods = Object.keys(route.methods).filter((method) => method !== '_all');
    return [route.path].flat().flatMap((path) => methods.map((method) => `${method} ${braced(path)}`));
  });
}

const braced = (path: string) => path.replace(/:(\w+)/g, '{$1}');
const described = () =>
  Object.entries(document.paths).flatMap(([path, calls]) => Object.keys(calls).map((method) => ({ path, method })));

describe('the interface document', () => {
  it('has every route, and no other', () => {
    const routes = routesBelow((server.app.router as unknown as { stack: Layer[] }).stack);
    expect(
      described()
        .map(({ path, method }) => `${method} ${path}`)
        .sort(),
    ).toEqual(routes.sort());
  });

  it('is OpenAPI 3.1, and gives each call a name of its own', () => {
    expect(document.openapi).toBe('3.1.0');
    const names = described().map(
      ({ path, method }) => (document.paths[path]![method] as { operationId?: string }).operationId,
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain(undefined);
  });

  it('says which methods an address takes, and what it answers to any other', async () => {
    for (const [path, calls] of Object.entries(document.paths)) {
      const taken = Object.keys(calls).map((method) => method.toUpperCase());
      const allowed = taken.includes('GET') ? [...taken, 'HEAD'] : taken;
      const { headers } = await client.common('MethodNotAllowed', 'patch', path);
      expect(headers.get('allow')?.split(', ').sort()).toEqual(allowed.sort());
    }
  });
});

describe('every call', () => {
  it('that is a GET answers HEAD with the same headers and nothing else', async () => {
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => fetch(`${server.address}/api/surveys/small-persons`, { method })),
    );
    expect([head!.status, await head!.text()]).toEqual([200, '']);
    expect(head!.headers.get('etag')).toBe(get!.headers.get('etag'));
  });

  it('to an address that does not exist says so', async () => {
    for (const method of ['get', 'post']) await client.common('NotFound', method, '/api/nothing');
  });
});
