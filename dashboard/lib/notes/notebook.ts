/** The statements of a session on this device: each change gives a new notebook, so that a page can compare both. */
import { blank, isKept, sameNote, stored, waits, type Entry, type Note, type Op, type Version } from './entry.ts';

export type Notebook = ReadonlyMap<string, Entry>;
export type Choice = 'mine' | 'theirs' | 'both';

/** What became of something that was sent. */
export type Outcome =
  | { readonly state: 'stored'; readonly revision: number }
  | { readonly state: 'conflict'; readonly theirs: Version | null }
  | { readonly state: 'refused'; readonly reason: string };

/** Notes the words that are being typed, at each key. */
export function type(book: Notebook, id: string, note: Note): Notebook {
  const entry = book.get(id) ?? blank(id);
  return put(book, { ...entry, draft: { note, base: entry.draft?.base ?? entry.base } });
}

/** Puts away what was being typed. */
export const putAway = (book: Notebook, id: string): Notebook =>
  change(book, id, (entry) => ({ ...entry, draft: null }));

/** Notes a statement, or other words for one that was on the screen. */
export function write(book: Notebook, id: string, note: Note): Notebook {
  const entry = book.get(id) ?? blank(id);
  const base = entry.draft?.base ?? entry.base;
  const isOld = !waits(entry) && base === entry.base && sameNote(entry.wanted, note);
  const queued = isOld ? null : (entry.queued ?? next(book));
  return put(book, { ...entry, wanted: note, base, queued, draft: null, refused: null });
}

/** Takes a statement away; one that never left this device is simply gone. */
export const remove = (book: Notebook, id: string): Notebook =>
  change(book, id, (entry) => {
    const isHere = entry.base === 0 && entry.flight === null;
    return { ...entry, wanted: null, queued: isHere ? null : next(book), draft: null, refused: null };
  });

/** The statement that is to be sent next, and what of it. */
export function due(book: Notebook): (Op & { id: string }) | null {
  const ready = [...book.values()].filter((entry) => waits(entry) && !entry.conflict && entry.refused === null);
  const [first] = ready.toSorted((a, b) => (a.queued ?? 0) - (b.queued ?? 0));
  return first ? { id: first.id, ...(first.flight ?? { note: first.wanted, base: first.base }) } : null;
}

/** Remembers what leaves, before it does. */
export const depart = (book: Notebook, { id, note, base }: Op & { id: string }): Notebook =>
  change(book, id, (entry) => ({ ...entry, flight: { note, base } }));

/** Takes the answer to what had left. */
export const arrive = (book: Notebook, id: string, outcome: Outcome): Notebook =>
  change(book, id, (entry) => {
    if (outcome.state === 'refused') return { ...entry, flight: null, refused: outcome.reason };
    if (outcome.state === 'stored') return settle(entry, outcome.revision);
    const { theirs } = outcome;
    if (sameNote(theirs?.note ?? null, entry.wanted)) return agree(entry, theirs);
    return { ...entry, flight: null, conflict: { theirs } };
  });

/** Takes what the server has: what waits here is not touched, and is compared when it is sent. */
export function meet(book: Notebook, list: ReadonlyMap<string, Version>): Notebook {
  const known = [...book.values()].map((entry) => compare(entry, list.get(entry.id) ?? null));
  const fresh = [...list].filter(([id]) => !book.has(id)).map(([id, version]) => stored(id, version));
  return new Map([...known.filter(isSomething), ...fresh].map((entry) => [entry.id, entry]));
}

/**
 * What a person decides between two versions.
 * @param id  of the statement  @param fresh  an id for the own words where theirs keep the old one
 */
export function choose(book: Notebook, id: string, choice: Choice, fresh: string): Notebook {
  const entry = book.get(id);
  if (!entry?.conflict) return book;
  const { wanted, draft } = entry;
  const { theirs } = entry.conflict;
  if (choice === 'mine' && theirs) return put(book, { ...upon(entry, theirs.revision), queued: next(book) });
  const kept = theirs ? stored(id, theirs) : blank(id);
  // words that are being typed stay, upon what they were begun on
  if (choice === 'theirs' || !wanted) return put(book, { ...kept, draft });
  const both = write(put(book, kept), fresh, wanted);
  // they were to replace the own words, and go where these go
  return draft ? type(both, fresh, draft.note) : both;
}

/** How many statements are not on the server as they are here. */
export const waiting = (book: Notebook): number => [...book.values()].filter(waits).length;

/** The statements in the order in which they were begun. */
export const inOrder = (book: Notebook): Entry[] =>
  [...book.values()]
    .filter(({ wanted, conflict, draft, base }) => wanted ?? conflict ?? (draft && base > 0))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1));

const placeOf = ({ wanted, conflict, draft }: Entry): number =>
  (wanted ?? conflict?.theirs?.note ?? draft?.note)?.place ?? 0;

const next = (book: Notebook): number => Math.max(0, ...[...book.values()].map(({ queued }) => queued ?? 0)) + 1;

const isSomething = (entry: Entry): boolean => entry.wanted !== null || isKept(entry) || entry.conflict !== null;

function put(book: Notebook, entry: Entry): Notebook {
  const changed = new Map(book).set(entry.id, entry);
  if (!isSomething(entry)) changed.delete(entry.id);
  return changed;
}

function change(book: Notebook, id: string, work: (entry: Entry) => Entry): Notebook {
  const entry = book.get(id);
  return entry ? put(book, work(entry)) : book;
}

/** The own words once more, over a version that was looked at. */
const upon = (entry: Entry, base: number): Entry => ({
  ...{ ...entry, base, conflict: null },
  draft: entry.draft && { ...entry.draft, base },
});

/** What left is stored: whatever was written since then was written upon it. */
function settle(entry: Entry, revision: number): Entry {
  const { flight, draft, wanted } = entry;
  const follow = (base: number) => (base === (flight?.base ?? base) ? revision : base);
  return {
    ...{ ...entry, flight: null, base: follow(entry.base) },
    draft: draft && { ...draft, base: follow(draft.base) },
    queued: sameNote(flight?.note ?? null, wanted) ? null : entry.queued,
  };
}

/** Both came to the same by themselves. */
const agree = (entry: Entry, theirs: Version | null): Entry => ({
  ...{ ...entry, flight: null, queued: null, conflict: null },
  base: theirs?.revision ?? entry.base,
});

function compare(entry: Entry, theirs: Version | null): Entry {
  if (entry.conflict) {
    return sameNote(theirs?.note ?? null, entry.wanted) ? agree(entry, theirs) : { ...entry, conflict: { theirs } };
  }
  if (waits(entry) || entry.refused !== null) return entry;
  return { ...entry, wanted: theirs?.note ?? null, base: theirs?.revision ?? entry.base };
}
