import type { Statement, StatementChange } from '../../../survey/contract.ts';

/** What is noted, without the revision that it was written upon. */
export type Note = Omit<StatementChange, 'revision'>;

/** A statement as the server had it. */
export interface Version {
  readonly revision: number;
  readonly note: Note;
}

/** What is sent: these words, or null where the statement is to go, upon the revision that was on the screen. */
export interface Op {
  readonly note: Note | null;
  readonly base: number;
}

/** A statement on this device: what the person wants, and what is known of the server. */
export interface Entry {
  readonly id: string;
  /** null: removed, or not noted yet */
  readonly wanted: Note | null;
  /** the revision that `wanted` was written upon; 0 where the server has none */
  readonly base: number;
  /** its place among what waits; null when the server has it as wanted */
  readonly queued: number | null;
  /** sent, and nobody knows whether it arrived: it goes again as it was before anything newer does */
  readonly flight: Op | null;
  /** words that are still being typed */
  readonly draft: { readonly note: Note; readonly base: number } | null;
  /** somebody else changed it meanwhile; `theirs` is null when they removed it */
  readonly conflict: { readonly theirs: Version | null } | null;
  /** why the server does not take it */
  readonly refused: string | null;
}

export const blank = (id: string): Entry => ({
  ...{ id, wanted: null, base: 0, queued: null, flight: null },
  ...{ draft: null, conflict: null, refused: null },
});

export const stored = (id: string, { revision, note }: Version): Entry => ({
  ...blank(id),
  wanted: note,
  base: revision,
});

/** Whether the device holds something of it that the server does not. */
export const waits = ({ queued, flight }: Entry): boolean => queued !== null || flight !== null;

/** Whether it has to stay on this device. */
export const isKept = (entry: Entry): boolean => waits(entry) || entry.draft !== null;

const fields = ['place', 'topic', 'participant', 'kind', 'language', 'text', 'translation', 'translator'] as const;

export const sameNote = (a: Note | null, b: Note | null): boolean =>
  a === b || (a !== null && b !== null && fields.every((field) => a[field] === b[field]));

/** The fields of a statement that a person writes. */
export function versionOf(statement: Statement): Version {
  const { place, topic, participant, kind, language, text, translation, translator, revision } = statement;
  return { revision, note: { place, topic, participant, kind, language, text, translation, translator } };
}
