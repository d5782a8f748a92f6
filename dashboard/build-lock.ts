/** Lets one process at a time do a piece of work in a folder; the others wait their turn. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface LockOptions {
  /** told once, when somebody else holds the lock */
  readonly onWait?: () => void;
  /** milliseconds after which a holder counts as gone, whoever has its process number by then */
  readonly longest?: number;
}

const quarterHour = 900_000;
const betweenLooks = 100;

/**
 * Does the work while this process holds the lock, a folder with the number of its holder. A holder that has died, or is
 * older than any work takes, is put aside.
 * @param lock  a path where nothing else is; the folder around it is there
 */
export async function alone<T>(lock: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  await takeTurn(lock, options);
  try {
    return await work();
  } finally {
    await putAside(lock);
  }
}

async function takeTurn(lock: string, { onWait, longest = quarterHour }: LockOptions): Promise<void> {
  for (let looks = 0; !(await taken(lock)); looks += 1) {
    if (looks === 0) onWait?.();
    const left = await leftBehind(lock, longest);
    if (left === null) await pause(betweenLooks);
    else await putAside(lock, left);
  }
}

/** The folder gets its name with the holder in it: nobody ever sees it empty. */
async function taken(lock: string): Promise<boolean> {
  const own = `${lock}-${randomUUID()}`;
  await mkdir(own);
  await writeFile(join(own, 'pid'), String(process.pid));
  const isTaken = await unless(['ENOTEMPTY', 'EEXIST', 'EPERM'], () => rename(own, lock).then(() => true));
  if (!isTaken) await rm(own, { recursive: true });
  return isTaken ?? false;
}

const holderOf = (folder: string) => unless(['ENOENT'], () => readFile(join(folder, 'pid'), 'utf8'));

/** The holder that will not come back; null while it works, and when there is none any more. */
async function leftBehind(lock: string, longest: number): Promise<string | null> {
  const [holder, about] = [await holderOf(lock), await unless(['ENOENT'], () => stat(lock))];
  if (holder === null || about === null) return null;
  const isGone = !isAlive(Number(holder)) || Date.now() - about.mtimeMs > longest;
  return isGone ? holder : null;
}

/** @param left  only this holder: whoever took the lock since gets it back */
async function putAside(lock: string, left?: string): Promise<void> {
  const aside = `${lock}-${randomUUID()}`;
  const isMoved = await unless(['ENOENT'], () => rename(lock, aside).then(() => true));
  if (!isMoved) return;
  const isOther = left !== undefined && (await holderOf(aside)) !== left;
  if (isOther) await unless(['ENOTEMPTY', 'EEXIST', 'EPERM'], () => rename(aside, lock));
  await rm(aside, { recursive: true, force: true });
}

/** A process of somebody else cannot be asked, but it is there. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isOf(error, ['EPERM']);
  }
}

/** What the work gives; null when it ends in one of these errors. */
async function unless<T>(codes: readonly string[], work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isOf(error, codes)) return null;
    throw error;
  }
}

const isOf = (error: unknown, codes: readonly string[]) =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));
