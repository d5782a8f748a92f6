import { isKept, waits, type Entry } from './entry.ts';
import type { Notebook } from './notebook.ts';

/** Where somebody stood in a session: a tab that is opened again goes on from there. */
export interface Standing {
  readonly topic: string | null;
  /** since when that question is on the screen, and since when the session runs here, in milliseconds */
  readonly since: number;
  readonly began: number;
}

/** What a device holds of one session for one account. Nobody else who signs in on it reads or sends it. */
export interface Outbox {
  read(): Promise<{ book: Notebook; standing: Standing | null }>;
  /** writes what differs; resolves once it is on the device */
  keep(before: Notebook, after: Notebook): Promise<void>;
  stand(standing: Standing): Promise<void>;
  /** leaves nothing of the session on the device */
  clear(): Promise<void>;
}

const [entries, standings] = ['entries', 'standings'];

/** @throws DOMException where the browser keeps nothing, as in some private windows */
export async function openOutbox(account: string, session: string): Promise<Outbox> {
  const database = await open();
  const owner = [account, session];
  const range = IDBKeyRange.bound([...owner, ''], [...owner, '\uffff']);
  const write = (
    store: string,
    work: (store: IDBObjectStore) => void,
    durability: IDBTransactionDurability = 'strict',
  ) => {
    const transaction = database.transaction(store, 'readwrite', { durability });
    work(transaction.objectStore(store));
    return done(transaction);
  };
  return {
    read: async () => {
      const transaction = database.transaction([entries, standings]);
      const [rows, standing] = await Promise.all([
        result<{ entry: Entry }[]>(transaction.objectStore(entries).getAll(range)),
        result<{ standing: Standing } | undefined>(transaction.objectStore(standings).get(owner)),
      ]);
      return { book: new Map(rows.map(({ entry }) => [entry.id, entry])), standing: standing?.standing ?? null };
    },
    keep: async (before, after) => {
      const changed = differing(before, after);
      if (changed.length === 0) return;
      // a statement outlives a power cut; at each key the browser's own store has to do, which outlives the tab
      const durability = changed.some(([, entry]) => entry && waits(entry)) ? 'strict' : 'relaxed';
      const put = (store: IDBObjectStore) => {
        for (const [id, entry] of changed) {
          if (entry) store.put({ account, session, id, entry });
          else store.delete([...owner, id]);
        }
      };
      await write(entries, put, durability);
    },
    stand: (standing) => write(standings, (store) => void store.put({ account, session, standing })),
    clear: async () => {
      await write(entries, (store) => void store.delete(range));
      await write(standings, (store) => void store.delete(owner));
    },
  };
}

/** What has to be written, or deleted where nothing of it waits any more. */
function differing(before: Notebook, after: Notebook): [string, Entry | null][] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));
  const kept = (book: Notebook, id: string) => {
    const entry = book.get(id);
    return entry && isKept(entry) ? entry : null;
  };
  return ids.flatMap((id): [string, Entry | null][] => {
    const [old, now] = [kept(before, id), kept(after, id)];
    return old || now ? [[id, now]] : [];
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('fabbisogni.notes', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(entries, { keyPath: ['account', 'session', 'id'] });
    request.result.createObjectStore(standings, { keyPath: ['account', 'session'] });
  };
  return result(request);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the device keeps nothing'));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () =>
      reject(transaction.error ?? new Error('the device keeps nothing'));
  });
}
