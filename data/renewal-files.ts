/** The files of a renewal: the new database grows in a folder aside and takes the place of the old one in one rename. */
import { access, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { filesOf } from './files.server.ts';
import type { Files } from './files.server.ts';
import { openMarker } from './marker.ts';
import type { Mark } from './marker.ts';

/** Where the new database grows. */
export const renewalOf = (files: Files): Files => filesOf(join(files.directory, 'renewal'));

/**
 * The new database has taken the place of the old one from the moment in which it is no longer here; its marker follows.
 * Call before the files are judged.
 */
export async function finishRenewal(files: Files): Promise<void> {
  const aside = renewalOf(files);
  if ((await isThere(aside.database)) || !(await isThere(aside.marker))) return;
  await rename(aside.marker, files.marker);
  await sync(files.directory);
  await rm(aside.directory, { recursive: true });
}

/** Removes what a renewal left that did not come to its end. Call while the database is held: another may be at work. */
export async function clearRenewal(files: Files): Promise<void> {
  const aside = renewalOf(files);
  if (!(await isThere(aside.directory))) return;
  // in this order: a marker alone would mean that the new database is in its place
  await rm(aside.marker, { force: true });
  await sync(aside.directory);
  await rm(aside.directory, { recursive: true });
}

/** Puts the new database on the disk for good, with the marker that belongs to it. */
export async function settleRenewal(files: Files, mark: Mark): Promise<void> {
  const aside = renewalOf(files);
  await sync(aside.database);
  const marker = await openMarker(aside.marker);
  await marker.write(mark).finally(() => marker.close());
  await sync(aside.directory);
  await sync(files.directory);
}

/** The old database was closed in order. @param step  told before each step */
export async function swapFiles(files: Files, step: (name: string) => void): Promise<void> {
  const aside = renewalOf(files);
  // empty: all of it is in the file that goes
  await rm(files.wal, { force: true });
  step('swap');
  await rename(aside.database, files.database);
  await sync(files.directory);
  step('mark');
  await finishRenewal(files);
}

/** Removes copies of logs from before a repair, and other things that hold answers in the order of their arrival. */
export async function removeOldLogs(files: Files): Promise<number> {
  const log = `${basename(files.wal)}.kept-`;
  const names = (await readdir(files.directory)).filter((name) => name.startsWith(log) || name.startsWith('trial-'));
  for (const name of names) await rm(join(files.directory, name), { recursive: true });
  // rows that did not fit into memory, if a crash left them
  await rm(`${files.database}.tmp`, { recursive: true, force: true });
  if (names.length > 0) await sync(files.directory);
  return names.length;
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
