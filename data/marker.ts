import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/**
 * What the marker file remembers: the last batch that was acknowledged.
 * `seq` 0 means none; `closed` is true after a clean close, when the database file alone holds everything.
 */
export interface Mark {
  readonly seq: number;
  readonly uuid: string;
  readonly closed: boolean;
}

export const noMark: Mark = { seq: 0, uuid: '00000000-0000-0000-0000-000000000000', closed: false };

/** Two places, written in turn: a torn write leaves the mark before it. Each lies in a disk sector of its own. */
const place = 512;

/** @returns the newest whole mark of the file; null when there is no file; 'unreadable' when no mark is whole */
export async function readMark(file: string): Promise<Mark | null | 'unreadable'> {
  const handle = await open(file, 'r').catch(ifMissing);
  if (!handle) return null;
  try {
    const text = (await handle.readFile()).toString('latin1');
    const marks = [text.slice(0, place), text.slice(place)].map(parse).filter((mark) => mark !== null);
    return marks.sort((a, b) => b.mark.seq - a.mark.seq || b.turn - a.turn)[0]?.mark ?? 'unreadable';
  } finally {
    await handle.close();
  }
}

function ifMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** The marker file, open for writing. */
export interface Marker {
  /** Resolves when the mark is on the disk. */
  write(mark: Mark): Promise<void>;
  close(): Promise<void>;
}

/** Opens (or makes) the marker file. Its bytes are laid out at once, so that later writes need no room on the disk. */
export async function openMarker(file: string): Promise<Marker> {
  const handle = (await open(file, 'r+').catch(ifMissing)) ?? (await open(file, 'wx+', 0o600));
  const { size } = await handle.stat();
  if (size < 2 * place) await handle.write(' '.repeat(2 * place - size), size, 'latin1');
  let turn = await lastTurn(handle);
  return {
    write: async (mark) => {
      turn += 1;
      await handle.write(format(mark, turn), (turn % 2) * place, 'latin1');
      await handle.datasync();
    },
    close: () => handle.close(),
  };
}

async function lastTurn(handle: FileHandle): Promise<number> {
  const { buffer } = await handle.read(Buffer.alloc(2 * place), 0, 2 * place, 0);
  const text = buffer.toString('latin1');
  return Math.max(0, ...[text.slice(0, place), text.slice(place)].map((half) => parse(half)?.turn ?? 0));
}

function format(mark: Mark, turn: number): string {
  const words = `${turn} ${mark.seq} ${mark.uuid} ${mark.closed ? 'closed' : 'open'}`;
  return `${words} ${checksum(words)}\n`.padEnd(place);
}

function parse(half: string): { mark: Mark; turn: number } | null {
  const match = /^((\d+) (\d+) ([0-9a-f-]{36}) (open|closed)) ([0-9a-f]{16})\n/.exec(half);
  if (!match || checksum(match[1]!) !== match[6]) return null;
  return { turn: Number(match[2]), mark: { seq: Number(match[3]), uuid: match[4]!, closed: match[5] === 'closed' } };
}

const checksum = (words: string) => createHash('sha256').update(words).digest('hex').slice(0, 16);
