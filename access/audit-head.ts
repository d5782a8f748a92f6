/** The file `audit-head` beside the database: how far the audit reaches, signed. It shows when the last entries are cut. */
import { openTwinFile, readTwinFile } from '../data/twin-file.ts';
import { start, type Link, type Sign } from './audit-entry.ts';

export interface Head {
  /** what the file said when it was opened; null when there was none, or nothing in it was ours */
  readonly found: Link | null;
  /** Resolves when it is on the disk. */
  write(link: Link): Promise<void>;
  close(): Promise<void>;
}

export async function openHead(file: string, sign: Sign): Promise<Head> {
  const parse = (words: string) => linkOf(words, sign);
  const found = await readTwinFile(file, parse);
  const { write, close } = await openTwinFile(file, parse, wordsOf(start, sign));
  return { found: found === 'unreadable' ? null : found, write: (link) => write(wordsOf(link, sign)), close };
}

const wordsOf = ({ seq, hash }: Link, sign: Sign) => `${seq} ${hash} ${sign(`head ${seq} ${hash}`)}`;

function linkOf(words: string, sign: Sign): Link | null {
  const [, seq = '', hash = '', signature] = /^(\d+) ([0-9a-f]{64}) ([0-9a-f]{64})$/.exec(words) ?? [];
  return sign(`head ${seq} ${hash}`) === signature ? { seq: Number(seq), hash } : null;
}
