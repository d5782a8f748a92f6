import type { Statement } from '../../../survey/contract.ts';
import { versionOf, type Entry } from './entry.ts';
import { meet, type Notebook } from './notebook.ts';

/** A notebook before anything was read into it. */
export const empty: Notebook = new Map();

/** What the server drew the page with. */
export const drawn = (statements: readonly Statement[]): Notebook =>
  meet(empty, new Map(statements.map((one) => [one.id, versionOf(one)])));

/** The same with what the device held; what was refused then may be taken now. */
export const withHeld = (book: Notebook, held: Notebook): Notebook =>
  new Map([...book, ...[...held].map(([id, entry]) => [id, { ...entry, refused: null }] as const)]);

/** Who has spoken so far; null stands for the group. */
export const heardIn = (entries: readonly Entry[]): ReadonlySet<number | null> =>
  new Set(entries.map(({ wanted }) => wanted?.participant ?? null));
