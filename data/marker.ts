import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What the marker file remembers: the last batch that was acknowledged. */
export interface Mark {
  /** number of the batch; 0 means none yet */
  readonly seq: number;
  readonly uuid: string;
  /** uuid of batch 1: tells this database from any other */
  readonly database: string;
  /** after an orderly close: the database file alone holds everything */
  readonly clean: boolean;
}

const none = '00000000-0000-0000-0000-000000000000';
export const noMark: Mark = { seq: 0, uuid: none, database: none, clean: false };

/** Two places, written in turn, each in a disk sector of its own: a torn write leaves the mark before it. */
const place = 512;

/** @returns the newest whole mark of the file; null when there is no file; `unreadable` when no mark in it is whole */
export async function readMark(file: string): Promise<Mark | null | 'unreadable'> {
  const text = await readFile(file, 'latin1').catch(nullIfMissing);
  if (text === null) return null;
  return newest(text)?.mark ?? 'unreadable';
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** The marker file, open for writing. */
export interface Marker {
  /** Resolves when the mark is on the disk. */
  write(mark: Mark): Promise<void>;
  close(): Promise<void>;
}

/** Opens the marker file, or makes it with `noMark`. Its size never changes, so a full disk does not stop it. */
export async function openMarker(file: string): Promise<Marker> {
  // O_DSYNC: each write is a write and an fdatasync in one call
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT | constants.O_DSYNC, 0o600);
  let turn = newest(await handle.readFile('latin1'))?.turn ?? -1;
  const write = async (mark: Mark) => {
    turn += 1;
    await handle.write(format(mark, turn), (turn % 2) * place, 'latin1');
  };
  if (turn < 0) {
    await handle.write(format(noMark, ++turn).padEnd(2 * place), 0, 'latin1');
    await syncFolder(dirname(file));
  }
  return { write, close: () => handle.close() };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

interface Written {
  readonly mark: Mark;
  readonly turn: number;
}

function newest(text: string): Written | undefined {
  const written = [text.slice(0, place), text.slice(place)].map(parse).filter((found) => found !== null);
  return written.sort((a, b) => b.turn - a.turn)[0];
}

function format(mark: Mark, turn: number): string {
  const words = `${turn} ${mark.seq} ${mark.uuid} ${mark.database} ${mark.clean ? 'clean' : 'open'}`;
  return `${words} ${checksum(words)}\n`.padEnd(place);
}

function parse(text: string): Written | null {
  const match = /^((\d+) (\d+) ([0-9a-f-]{36}) ([0-9a-f-]{36}) (open|clean)) ([0-9a-f]{16})\n/.exec(text);
  const [, words, turn, seq, uuid, database, state, sum] = match ?? [];
  if (!words || !uuid || !database || checksum(words) !== sum) return null;
  return { turn: Number(turn), mark: { seq: Number(seq), uuid, database, clean: state === 'clean' } };
}

const checksum = (words: string) => createHash('sha256').update(words).digest('hex').slice(0, 16);
