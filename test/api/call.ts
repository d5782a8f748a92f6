/** What the calls of the described interface need, and what stands in their addresses. */
import { bodies } from '../support/openapi-instrument.ts';
import type { Making } from '../support/openapi.ts';

/** An address as it is described, with its braces. */
export interface Call {
  readonly path: string;
  readonly method: string;
}

export const responses = '/api/surveys/{id}/responses';
export const estimates = '/api/surveys/{id}/estimates';
export const [figures, shapes] = ['/api/figures/{id}', '/api/territories/{level}.topojson'] as const;

/** What a call needs beside its place. */
export function usual({ path, method }: Call): Making {
  const query = { variable: 'need' };
  if (path === estimates) return method === 'get' ? { query } : { body: { queries: [query] } };
  if (path.endsWith('/comparison')) return { query: { kind: 'voices' } };
  if (path === '/api/courses') return { query: { programme: 'small' } };
  if (path.endsWith('/supply-gap')) return { query: { survey: 'basilicata-citizens-2026' } };
  if (path in bodies && method !== 'get') return bodies[path]!;
  return method === 'get' || method === 'delete' ? {} : { body: {} };
}

/** What stands in the first braces of a path so that it is there; a figure is known to whoever published it. */
export function knownPlace(path: string): string {
  if (path.endsWith('/plans')) return 'basilicata';
  if (path.endsWith('/comparison') || path.endsWith('/supply-gap')) return 'basilicata';
  if (/\/(laboratories|laboratory-gap|readiness)\b/.test(path)) return '40ready';
  if (/^\/api\/(instruments|courses|admin\/catalogue)/.test(path)) return 'small';
  return path === shapes ? 'region' : 'small-persons';
}

/** The same, of something that nobody read before. */
export function placeUnread(path: string): string {
  if (path.endsWith('/minors')) return 'young-persons';
  return path.includes('{id}') ? 'small-new' : 'small';
}

/** A call of the staff about instruments and the life of surveys. */
export const isLife = ({ path }: Call): boolean => /^\/api\/(instruments|admin\/surveys)\//.test(path);
