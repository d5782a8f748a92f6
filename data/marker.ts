import { openTwinFile, readTwinFile } from './twin-file.ts';

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

/** @returns the newest whole mark of the file; null when there is no file; `unreadable` when no mark in it is whole */
export function readMark(file: string): Promise<Mark | null | 'unreadable'> {
  return readTwinFile(file, parse);
}

/** The marker file, open for writing. */
export interface Marker {
  /** Resolves when the mark is on the disk. */
  write(mark: Mark): Promise<void>;
  close(): Promise<void>;
}

/** Opens the marker file, or makes it with `noMark`. */
export async function openMarker(file: string): Promise<Marker> {
  const { write, close } = await openTwinFile(file, parse, format(noMark));
  return { write: (mark) => write(format(mark)), close };
}

function format({ seq, uuid, database, clean }: Mark): string {
  return `${seq} ${uuid} ${database} ${clean ? 'clean' : 'open'}`;
}

function parse(words: string): Mark | null {
  const match = /^(\d+) ([0-9a-f-]{36}) ([0-9a-f-]{36}) (open|clean)$/.exec(words);
  const [, seq, uuid, database, state] = match ?? [];
  if (!uuid || !database) return null;
  return { seq: Number(seq), uuid, database, clean: state === 'clean' };
}
