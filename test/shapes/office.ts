/** An administrator who brings in outlines over HTTP. */
import { expect } from 'vitest';
import type { ShapesState } from '../../survey/contract.ts';
import { hire } from '../support/staff.ts';
import type { TestServer } from '../support/server.ts';

export interface Office {
  /** A call under `/api/admin/shapes`. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Response>;
  readonly state: () => Promise<ShapesState>;
  /** Uploads a file and waits until it has been tried. */
  readonly tried: (bytes: Uint8Array, query: Record<string, string>) => Promise<NonNullable<ShapesState['draft']>>;
}

export async function officeOf(server: TestServer): Promise<Office> {
  const cookie = (await hire(server, 'administrator'))('administrator');
  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${server.address}/api/admin/shapes${path}`, {
      method,
      headers: {
        ...{ cookie, 'accept-language': 'en' },
        'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json',
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body) }),
    });
  const state = async () => (await (await call('GET', '')).json()) as ShapesState;
  async function tried(bytes: Uint8Array, query: Record<string, string>) {
    const uploaded = await call('POST', `/draft?${new URLSearchParams({ file: 'Limiti.zip', ...query })}`, bytes);
    expect(uploaded.status).toBe(200);
    for (;;) {
      const { draft } = await state();
      if (draft && draft.state !== 'running') return draft;
    }
  }
  return { call, state, tried };
}
