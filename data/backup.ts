/** A backup in one file: the files of a DATA_DIR that was closed in order, what they are, and what is not among them. */
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../problem.ts';
import { filesOf } from './files.server.ts';
import { readMark } from './marker.ts';
import { digestOf, readTar, streamOf, writeTar, type Packed, type Part } from './tar.ts';

const About = z.strictObject({
  program: z.literal('fabbisogni'),
  takenOn: z.iso.date(),
  /** SHA-256 by name */
  files: z.record(z.string(), z.string()),
  missing: z.string(),
});
type About = Readonly<z.infer<typeof About>>;

const aboutName = 'about.json';
const missing =
  'The secret (SECRET_FILE) is not in this file: without it no receipt opens and no authenticator works. Keep a copy of it elsewhere.';
/** Those that belong together; the audit's is there once something was noted. */
const namesOf = (directory: string) => [basename(filesOf(directory).database), 'marker', 'audit-head'];

/**
 * Packs a directory that nobody has open.
 * @throws Problem backup_exists, backup_unreadable when the database was not closed in order
 */
export async function packDirectory(directory: string, file: string, takenOn: string): Promise<void> {
  await refuseExisting(file);
  const mark = await readMark(filesOf(directory).marker);
  if (mark === null || mark === 'unreadable' || !mark.clean)
    throw new Problem('backup_unreadable', { file: directory, reason: 'it was not closed in order' });
  const parts: Part[] = [];
  const digests: Record<string, string> = {};
  for (const name of namesOf(directory)) {
    const path = join(directory, name);
    if (!(await isThere(path))) continue;
    parts.push({ name, path });
    digests[name] = await digestOf(createReadStream(path));
  }
  const about: About = { program: 'fabbisogni', takenOn, files: digests, missing };
  await mkdir(dirname(file), { recursive: true });
  // a whole backup or none
  const growing = `${file}.part`;
  await rm(growing, { force: true });
  await writeTar(growing, [{ name: aboutName, text: `${JSON.stringify(about, null, 2)}\n` }, ...parts]);
  await rename(growing, file);
}

/** @throws Problem backup_exists */
export async function refuseExisting(file: string): Promise<void> {
  if (await isThere(file)) throw new Problem('backup_exists', { file });
}

/**
 * Puts a backup into a directory that holds no database yet.
 * @returns the day on which it was taken
 * @throws Problem restore_not_empty, backup_unreadable; nothing was written then
 */
export async function unpackDirectory(file: string, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const there = await readdir(directory);
  const [taken] = there.filter(
    (name) => namesOf(directory).includes(name) || name.includes('.wal') || name === 'renewal',
  );
  if (taken !== undefined) throw new Problem('restore_not_empty', { directory, file: taken });
  const { about, files } = await contentsOf(file, directory);
  const aside = await mkdtemp(join(directory, 'restoring-'));
  try {
    for (const packed of files) await unpack(file, packed, join(aside, packed.name));
    // the marker last: a database without one refuses to start, a marker without its database as well
    for (const { name } of files) await rename(join(aside, name), join(directory, name));
    return about.takenOn;
  } finally {
    await rm(aside, { recursive: true });
  }
}

async function contentsOf(file: string, directory: string): Promise<{ about: About; files: readonly Packed[] }> {
  const refused = (reason: string) => new Problem('backup_unreadable', { file, reason });
  const packed = await readTar(file).catch((error: NodeJS.ErrnoException) => {
    throw refused(error.code ?? error.message);
  });
  const [first, ...files] = packed;
  if (first?.name !== aboutName || first.size > 65_536) throw refused('it is no backup of this program');
  const about = About.safeParse(await jsonOf(file, first));
  if (!about.success) throw refused('it does not say what it holds');
  for (const one of files) {
    if (!namesOf(directory).includes(one.name)) throw refused(`${one.name} does not belong in a backup`);
    if ((await digestOf(streamOf(file, one))) !== about.data.files[one.name])
      throw refused(`${one.name} is not what was packed`);
  }
  const absent = Object.keys(about.data.files).find((name) => !files.some((one) => one.name === name));
  if (absent !== undefined || files.length < 2) throw refused(`${absent ?? 'the database'} is missing`);
  return { about: about.data, files };
}

async function jsonOf(file: string, packed: Packed): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of streamOf(file, packed)) pieces.push(piece as Buffer);
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    return null;
  }
}

async function unpack(file: string, packed: Packed, path: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const piece of streamOf(file, packed)) await handle.write(piece as Buffer);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
