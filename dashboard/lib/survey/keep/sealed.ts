/** What is kept on this device is encrypted under a key that never leaves it: a copy of the files opens nothing. */
import { add, get, ids, put, remove, type Table } from './store.ts';

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}
type SealedTable = Exclude<Table, 'key'>;

const cipher = 'AES-GCM';
/** of this device, made when it is first needed; no program can read its bytes */
const keyId = 'device';

async function deviceKey(): Promise<CryptoKey> {
  const known = await get<CryptoKey>('key', keyId);
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: cipher, length: 256 }, false, ['encrypt', 'decrypt']);
  // another tab may have made one at the same moment: the first one stays
  await add('key', keyId, made).catch(() => undefined);
  return (await get<CryptoKey>('key', keyId)) ?? made;
}

/** Whether this browser can keep anything: an address that is not https has no encryption, some modes no database. */
export const canKeep = (): boolean => 'indexedDB' in globalThis && crypto.subtle !== undefined;

/** @throws DOMException where the browser refuses */
export async function keepSealed(table: SealedTable, id: string, value: unknown): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(JSON.stringify(value));
  const bytes = await crypto.subtle.encrypt({ name: cipher, iv }, await deviceKey(), words);
  await put(table, id, { iv, bytes } satisfies Sealed);
}

/** null where there is nothing, or nothing that this device's key opens. @throws DOMException where the browser refuses */
export async function readSealed<T>(table: SealedTable, id: string): Promise<T | null> {
  const sealed = await get<Sealed>(table, id);
  if (!sealed) return null;
  try {
    const words = await crypto.subtle.decrypt({ name: cipher, iv: sealed.iv }, await deviceKey(), sealed.bytes);
    return JSON.parse(new TextDecoder().decode(words)) as T;
  } catch {
    return null;
  }
}

/** All of a table. @throws DOMException where the browser refuses */
export async function readAll<T>(table: SealedTable): Promise<T[]> {
  const values = await Promise.all((await ids(table)).map((id) => readSealed<T>(table, id)));
  return values.filter((value) => value !== null);
}

/** @throws DOMException where the browser refuses */
export const dropSealed = async (table: SealedTable, id: string): Promise<void> => void (await remove(table, id));
