/**
 * Opens a survey that was visited before without a network, and sends what waits when the network is back. It keeps the
 * survey's page, its definition and the files of the program; never a receipt, a draft, or a page of the staff.
 */
import { version } from '$app/env';
import { errand, flush } from './queue.ts';
import type { Keep } from './worker.ts';

/** What of a worker's world TypeScript's types of pages lack. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
type FetchEvent = WorkerEvent & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type SyncEvent = WorkerEvent & { readonly tag: string };
type Listen = <E extends Event>(name: string, listener: (event: E) => void) => void;
const worker = globalThis as unknown as { clients: { claim(): Promise<void> }; addEventListener: Listen };

const name = `survey-${version}`;
const kept = /^(\/[a-z]{2})?\/survey\/[^/]+(\/__data\.json)?\/?$|^\/api\/surveys\/[^/]+$/;
const parts = '/_app/immutable/';

// a worker of an earlier version stays until the last page that it serves is closed; only then its files go
worker.addEventListener<WorkerEvent>('activate', (event) => event.waitUntil(begin()));
worker.addEventListener<MessageEvent<Keep> & WorkerEvent>('message', (event) =>
  event.waitUntil(keep(event.data.keep).catch(() => undefined)),
);
worker.addEventListener<SyncEvent>('sync', (event) => {
  if (event.tag === errand) event.waitUntil(send());
});
worker.addEventListener<FetchEvent>('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || request.headers.has('authorization')) return;
  if (pathname.startsWith(parts)) event.respondWith(fromCache(request));
  else if (kept.test(pathname)) event.respondWith(fromNetwork(request));
});

async function begin(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((one) => one !== name).map((one) => caches.delete(one)));
  // the page of the first visit is served from now on, too
  await worker.clients.claim();
}

/** The page has just loaded all of this: it comes from the browser's own cache, not once more over the network. */
async function keep(addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(name);
  const missing = async (url: string) => (await cache.match(url)) === undefined;
  const take = async (url: string) => {
    if (!isOurs(url) || !(await missing(url))) return;
    const response = await fetch(url, { cache: 'force-cache' });
    if (isKeeping(response)) await cache.put(url, response);
  };
  const isPage = (url: string) => !url.includes(parts) && !url.includes('/api/');
  await Promise.all(addresses.filter((url) => !isPage(url)).map(take));
  // the page itself comes last: where it is, everything is
  await Promise.all(addresses.filter(isPage).map(take));
}

function isOurs(url: string): boolean {
  const { origin, pathname } = new URL(url, location.origin);
  return origin === location.origin && (pathname.startsWith(parts) || kept.test(pathname));
}

/** What differs by headers does so by those that a page of ours always sends alike. */
const found = (url: string) => caches.match(url, { ignoreVary: true });

async function fromCache(request: Request): Promise<Response> {
  return (await found(request.url)) ?? fetch(request);
}

async function fromNetwork(request: Request): Promise<Response> {
  const cache = await caches.open(name);
  // a page is the same whatever brought somebody there; its data are those that were asked for
  const { pathname, href } = new URL(request.url);
  const key = request.mode === 'navigate' ? pathname : href;
  try {
    const response = await fetch(request);
    if (isKeeping(response)) await cache.put(key, response.clone());
    return response;
  } catch (error) {
    const before = await found(key);
    if (before) return before;
    throw error;
  }
}

/** A page that may be stored nowhere says so. */
const isKeeping = ({ ok, redirected, headers }: Response) =>
  ok && !redirected && !(headers.get('cache-control') ?? '').includes('no-store');

/** A failure asks the browser to try again later. */
async function send(): Promise<void> {
  if (await flush()) throw new Error('answers are still waiting');
}
