/** The one door to IndexedDB: small tables of this site on this device. Pages and the service worker use it alike. */

/** `key`: the device's key; the others hold what that key has sealed. */
export type Table = 'key' | 'draft' | 'queue' | 'receipt';
const tables: readonly Table[] = ['key', 'draft', 'queue', 'receipt'];

let opened: Promise<IDBDatabase> | null = null;

/** @throws DOMException where the browser keeps nothing */
function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('fabbisogni', 1);
    request.onupgradeneeded = () => tables.forEach((table) => request.result.createObjectStore(table));
    request.onsuccess = () => {
      // a later version of the program must not wait for this tab
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error!);
    request.onblocked = () => reject(new DOMException('blocked', 'InvalidStateError'));
  });
  opened.catch(() => (opened = null));
  return opened;
}

async function run<T>(table: Table, mode: IDBTransactionMode, work: (rows: IDBObjectStore) => IDBRequest<T>) {
  const database = await open();
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(table, mode);
    const request = work(transaction.objectStore(table));
    // only a transaction that is complete survives the end of the browser
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
  });
}

export const get = <T>(table: Table, id: string): Promise<T | undefined> =>
  run(table, 'readonly', (rows) => rows.get(id) as IDBRequest<T | undefined>);

export const put = (table: Table, id: string, value: unknown): Promise<unknown> =>
  run(table, 'readwrite', (rows) => rows.put(value, id));

/** Puts a value where there is none. @throws DOMException `ConstraintError` where there is one */
export const add = (table: Table, id: string, value: unknown): Promise<unknown> =>
  run(table, 'readwrite', (rows) => rows.add(value, id));

export const remove = (table: Table, id: string): Promise<unknown> =>
  run(table, 'readwrite', (rows) => rows.delete(id));

export const ids = async (table: Table): Promise<string[]> =>
  (await run(table, 'readonly', (rows) => rows.getAllKeys())).map(String);
