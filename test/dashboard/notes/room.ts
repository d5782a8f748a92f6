/** Two devices and a server in memory, with a connection that can be cut at every point. */
import { isKept, type Entry, type Note, type Op, type Version } from '../../../dashboard/lib/notes/entry.ts';
import { meet, type Notebook, type Outcome } from '../../../dashboard/lib/notes/notebook.ts';
import type { Desk, Server } from '../../../dashboard/lib/notes/sync.ts';

/** `deaf`: the call arrives and its answer does not. */
export type Fate = 'arrives' | 'lost' | 'deaf';

export const note = (text: string, place = 0): Note => ({
  ...{ place, topic: null, participant: 1, kind: 'need', language: 'it', text },
  ...{ translation: null, translator: null },
});

/** Keeps statements as the contract says: same words change nothing, older revisions are a conflict. */
export class Records {
  readonly rows = new Map<string, { revision: number; note: Note | null }>();

  put(id: string, { note, base }: Op): Outcome {
    const row = this.rows.get(id) ?? { revision: 0, note: null };
    if (JSON.stringify(row.note) === JSON.stringify(note)) return { state: 'stored', revision: row.revision };
    if (row.revision !== base) {
      return { state: 'conflict', theirs: row.note && { revision: row.revision, note: row.note } };
    }
    this.rows.set(id, { revision: base + 1, note });
    return { state: 'stored', revision: base + 1 };
  }

  list(): ReadonlyMap<string, Version> {
    const live = [...this.rows].flatMap(([id, { revision, note }]) =>
      note ? [[id, { revision, note }] as const] : [],
    );
    return new Map(live);
  }

  texts = (): string[] => [...this.list().values()].map(({ note }) => note.text).sort();
}

export class Device implements Desk {
  readonly account = 'mara';
  readonly #disk = new Map<string, Entry>();
  #book: Notebook = new Map();

  book = (): Notebook => this.#book;

  keep = async (change: (book: Notebook) => Notebook): Promise<void> => this.act(change);

  act(change: (book: Notebook) => Notebook): void {
    this.#book = change(this.#book);
    this.#disk.clear();
    for (const [id, entry] of this.#book) if (isKept(entry)) this.#disk.set(id, entry);
  }

  /** The tab is killed: what is on the disk is there when it opens again, with what the server then draws. */
  kill(records: Records): void {
    this.#book = new Map(this.#disk);
    this.act((book) => meet(book, records.list()));
  }
}

/** What one device reaches of the server: each call meets the next fate, and `meanwhile` people go on. */
export function connection(records: Records, fates: Fate[], meanwhile: () => void = () => undefined): Server {
  const call = async <T>(work: () => T): Promise<T> => {
    const fate = fates.shift() ?? 'arrives';
    if (fate === 'lost') throw new TypeError('no network');
    const answer = work();
    meanwhile();
    if (fate === 'deaf') throw new TypeError('the answer was lost');
    return answer;
  };
  return {
    who: () => call(() => 'mara'),
    send: (id, op) => call(() => records.put(id, op)),
    list: () => call(() => records.list()),
  };
}
