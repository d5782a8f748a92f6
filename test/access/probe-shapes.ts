/** Probes of what is brought in as a file: official outlines, the catalogue. */
import type { Action } from '../../access.ts';
import { catalogueProbes } from './probe-catalogue.ts';
import { done, page, type Probe } from './probe-ask.ts';
import type { Staff } from './staff.ts';

const action: Action = 'territory.manage';

const asking = (method: string, path: string, body: unknown, ...statuses: number[]): Probe => ({
  action,
  ask: async (client) => done(await client.call(method, path, body), ...statuses),
});

/** A version without an outline; the first who asks makes it. */
let held: Promise<number> | null = null;
function heldVersion({ server }: Staff): Promise<number> {
  const { store } = server().application.shapeImports;
  const credit = { source: 'x', vintage: 2024, licence: 'x' };
  held ??= store.add('command', { name: 'x', bytes: new Uint8Array() }, { parts: [], levels: [] }, credit);
  return held;
}

export const shapeProbes: Readonly<Record<string, Probe>> = {
  ...catalogueProbes,
  'the outlines that were imported': asking('GET', '/api/admin/shapes', undefined, 200),
  'trying a file of outlines': {
    action,
    ask: async ({ cookie }, staff) => {
      const headers = { 'content-type': 'application/octet-stream', ...(cookie && { cookie }) };
      const path = '/api/admin/shapes/draft?level=region&file=x';
      return done(await fetch(`${staff.address()}${path}`, { method: 'POST', headers, body: 'x' }), 200, 409);
    },
  },
  'forgetting the file that is tried': asking('DELETE', '/api/admin/shapes/draft', undefined, 204),
  'storing outlines that were not tried': asking(
    ...(['POST', '/api/admin/shapes', { source: 'x', vintage: 2024, licence: 'x' }, 409] as const),
  ),
  'taking outlines back': {
    action,
    ask: async (client, staff) => {
      const id = await heldVersion(staff);
      return done(await client.call('PUT', `/api/admin/shapes/${id}`, { stands: false }), 200);
    },
  },
  'the page of outlines': page(action, '/admin/shapes', 'id="versions"'),
};
