/** What pages ask of the service worker: `background.ts`. */
import { errand } from './queue.ts';

const has = (): boolean => 'serviceWorker' in navigator;

/** What a page tells the worker: these addresses make it work without a network. */
export interface Keep {
  readonly keep: readonly string[];
}

/**
 * Lets the worker keep this page with everything that it has loaded, so that it opens without a network.
 * @param also  addresses of the API that it reads
 */
export async function keepPage(also: readonly string[]): Promise<void> {
  if (!has()) return;
  try {
    await navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    const parts = loaded.filter((url) => url.startsWith(`${location.origin}/_app/immutable/`));
    const page = location.pathname;
    active?.postMessage({ keep: [...new Set([page, ...also, ...parts])] } satisfies Keep);
  } catch {
    // without a worker everything works but a start without a network
  }
}

/** Asks the worker to send what waits once the network is back, whether or not a page is open then. */
export async function callWorker(): Promise<void> {
  if (!has()) return;
  const registration = (await navigator.serviceWorker.getRegistration()) as Syncing | undefined;
  await registration?.sync?.register(errand).catch(() => undefined);
}

/** Background Sync: not in every browser, and not among the types of TypeScript. */
type Syncing = ServiceWorkerRegistration & { readonly sync?: { register(tag: string): Promise<void> } };
