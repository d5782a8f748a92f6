/** A small file that always holds a whole line of words, however its last write ended. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Two places, written in turn, each in a disk sector of its own: a torn write leaves the words before it. */
const place = 512;

/** What of the words a caller can make sense of; null when it can make none. */
type Parse<T> = (words: string) => T | null;

/** @returns what the newest whole words of the file mean; null when there is no file; `unreadable` when none is whole */
export async function readTwinFile<T>(file: string, parse: Parse<T>): Promise<T | null | 'unreadable'> {
  const text = await readFile(file, 'latin1').catch(nullIfMissing);
  if (text === null) return null;
  return newest(text, parse)?.meaning ?? 'unreadable';
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

export interface TwinFile {
  /** Resolves when the words are on the disk. */
  write(words: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the file, or makes it with the words `first`. Its size never changes, so a full disk does not stop it. */
export async function openTwinFile<T>(file: string, parse: Parse<T>, first: string): Promise<TwinFile> {
  // O_DSYNC: each write is a write and an fdatasync in one call
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT | constants.O_DSYNC, 0o600);
  let turn = newest(await handle.readFile('latin1'), parse)?.turn ?? -1;
  const write = async (words: string) => {
    turn += 1;
    await handle.write(format(words, turn), (turn % 2) * place, 'latin1');
  };
  if (turn < 0) {
    await handle.write(format(first, ++turn).padEnd(2 * place), 0, 'latin1');
    await syncFolder(dirname(file));
  }
  return { write, close: () => handle.close() };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

interface Written<T> {
  readonly meaning: T;
  readonly turn: number;
}

function newest<T>(text: string, parse: Parse<T>): Written<T> | undefined {
  const places = [text.slice(0, place), text.slice(place)].map((one) => written(one, parse));
  return places.filter((found) => found !== null).sort((a, b) => b.turn - a.turn)[0];
}

function format(words: string, turn: number): string {
  const whole = `${turn} ${words}`;
  return `${whole} ${checksum(whole)}\n`.padEnd(place);
}

function written<T>(text: string, parse: Parse<T>): Written<T> | null {
  const [, whole = '', turn, words = '', sum] = /^((\d+) ([^\n]*)) ([0-9a-f]{16})\n/.exec(text) ?? [];
  if (checksum(whole) !== sum) return null;
  const meaning = parse(words);
  return meaning === null ? null : { meaning, turn: Number(turn) };
}

const checksum = (words: string) => createHash('sha256').update(words).digest('hex').slice(0, 16);
