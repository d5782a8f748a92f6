/** Orders one after the other: a browser costs as much memory as the rest of the program. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demand, type AuditEntry, type Person } from '../access.ts';
import { Problem } from '../problem.ts';
import { parsed } from '../survey/register/parse.ts';
import { PaperOrder, type PaperJob, type Printing } from './contract.ts';
import { makePaper } from './papers.ts';

export interface PrintingOptions {
  /** the browser, looked for each time: it may be installed while the program runs; null where there is none */
  readonly browser: () => string | null;
  /** where our pages are, once they are served */
  readonly address: () => string;
  readonly isProgramme: (id: string) => boolean;
  readonly record: (entry: AuditEntry) => Promise<void>;
}

export interface PrintingService extends Printing {
  /** Stops what is under way and takes away all files. */
  close(): Promise<void>;
}

interface Held {
  job: PaperJob;
  readonly order: PaperOrder;
  readonly owner: string;
  readonly stop: AbortController;
  path: string | null;
}

/** Orders that wait, and those that are kept after they are over. */
const [mostWaiting, mostKept] = [5, 10];

export function createPrinting({ browser, address, isProgramme, record }: PrintingOptions): PrintingService {
  const held = new Map<string, Held>();
  const folder = lazily(() => mkdtemp(join(tmpdir(), 'fabbisogni-papers-')));
  let chain: Promise<void> = Promise.resolve();

  const run = async (one: Held): Promise<void> => {
    if (one.job.state !== 'waiting') return;
    const change = (more: Partial<PaperJob>) => (one.job = { ...one.job, ...more });
    change({ state: 'running' });
    try {
      const path = browser();
      if (path === null) throw new Problem('browser_missing');
      const options = { path, address: address(), signal: one.stop.signal };
      const { name, type, bytes } = await makePaper(options, one.order, (done, of) => change({ done, of }));
      const file = join(await folder.value(), one.job.id);
      await writeFile(file, bytes, { signal: one.stop.signal });
      one.path = file;
      change({ state: 'done', file: { name, type, bytes: bytes.length } });
    } catch (error) {
      if (one.stop.signal.aborted) change({ state: 'cancelled' });
      else change({ state: 'failed', problem: error instanceof Problem ? error.code : 'printing_failed' });
    }
    await forgetOld(held);
  };

  const own = (who: Person | null, id: string): Held => {
    if (who === null) throw new Problem('sign_in_needed');
    const found = held.get(id);
    if (!found || found.owner !== who.id) throw new Problem('not_found', { value: id.slice(0, 80) });
    demand(who, 'paper.print', { programme: found.order.programme }, id);
    return found;
  };

  return {
    get available() {
      return browser() !== null;
    },
    order: async (who, body) => {
      if (who === null) throw new Problem('sign_in_needed');
      const order = parsed(PaperOrder, body);
      const { programme, kind } = order;
      demand(who, 'paper.print', { programme }, programme);
      if (!isProgramme(programme)) throw new Problem('not_found', { value: programme });
      if (browser() === null) throw new Problem('browser_missing');
      const waiting = [...held.values()].filter(({ job }) => job.state === 'waiting');
      if (waiting.length >= mostWaiting)
        throw new Problem('printing_busy', { value: waiting.length }, { retryAfter: 30 });
      await record({ who: who.id, action: 'paper.print', programme, object: kind });
      const id = randomUUID();
      const job = { id, kind, programme, state: 'waiting', done: 0, of: 1, problem: null, file: null } as const;
      const one: Held = { job, order, owner: who.id, stop: new AbortController(), path: null };
      held.set(id, one);
      chain = chain.then(() => run(one));
      return one.job;
    },
    job: (who, id) => own(who, id).job,
    cancel: (who, id) => {
      const one = own(who, id);
      one.stop.abort();
      if (one.job.state === 'waiting') one.job = { ...one.job, state: 'cancelled' };
      return one.job;
    },
    file: (who, id) => {
      const { job, path: file } = own(who, id);
      if (file === null || job.file === null) throw new Problem('not_printed', { value: job.state });
      return { path: file, name: job.file.name, type: job.file.type };
    },
    close: async () => {
      for (const { stop } of held.values()) stop.abort();
      await chain;
      const made = folder.made();
      if (made) await rm(await made, { recursive: true, force: true });
    },
  };
}

async function forgetOld(held: Map<string, Held>): Promise<void> {
  const over = [...held.values()].filter(({ job }) => job.state !== 'waiting' && job.state !== 'running');
  for (const { job, path } of over.slice(0, -mostKept)) {
    held.delete(job.id);
    if (path) await rm(path, { force: true });
  }
}

/** Made when first asked for. */
function lazily<T>(make: () => Promise<T>) {
  let made: Promise<T> | null = null;
  return { value: () => (made ??= make()), made: () => made };
}
