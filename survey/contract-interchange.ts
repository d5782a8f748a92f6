/** Shapes of files for other programs and of minutes. Part of the contract of `survey`. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { StatementKind } from './contract-focus.ts';
import { Localized, RespondentLanguage } from './contract-language.ts';

const count = z.int().min(0);

/** What an import added, what was here already, and what of the file has no place here. */
export const InterchangeReport = z.strictObject({
  codes: count,
  sessions: count,
  statements: count,
  codings: count,
  /** things that were here already, the same */
  already: count,
  /** pictures, recordings, laid out documents */
  otherSources: count,
  /** skills, target groups and questions of the guide that this programme does not have: the links to them */
  unknownLinks: count,
});
export type InterchangeReport = z.infer<typeof InterchangeReport>;

/**
 * `internal`: all that was said, what may not be quoted marked so; for the moderator and the analyst.
 * `circulation`: what may be quoted, and how often the rest was said.
 */
export const MinutesVersion = z.enum(['internal', 'circulation']);
export type MinutesVersion = z.infer<typeof MinutesVersion>;

/** A participant as minutes name one: P1, and what the person was there as. */
export const MinutesPerson = z.object({ number: z.int(), role: z.string(), group: Localized.nullable() });
export type MinutesPerson = Readonly<z.infer<typeof MinutesPerson>>;

export const MinutesEntry = z.object({
  id: z.string(),
  participant: z.int().nullable(),
  kind: StatementKind,
  language: RespondentLanguage,
  text: z.string(),
  translation: z.string().nullable(),
  quotable: z.boolean(),
});
export type MinutesEntry = Readonly<z.infer<typeof MinutesEntry>>;

export const MinutesTopic = z.object({
  /** null: what belongs to no question */
  title: Localized.nullable(),
  entries: z.array(MinutesEntry).readonly(),
  /** how many statements of each kind, those that are not told too */
  kinds: z.array(z.object({ kind: StatementKind, count })).readonly(),
  /** how many are not told */
  leftOut: count,
});
export type MinutesTopic = Readonly<z.infer<typeof MinutesTopic>>;

export const SessionMinutes = z.object({
  version: MinutesVersion,
  /** whether this person may see the internal version */
  mayInternal: z.boolean(),
  session: z.string(),
  programme: z.string(),
  title: z.string(),
  heldOn: z.iso.date(),
  place: z.string(),
  territory: z.string(),
  language: RespondentLanguage,
  groups: z.array(Localized).readonly(),
  people: z.array(MinutesPerson).readonly(),
  topics: z.array(MinutesTopic).readonly(),
  /** the themes in the order of their points; null when there is no result to show */
  ranking: z
    .array(z.object({ label: z.string(), points: z.int(), firsts: z.int() }))
    .readonly()
    .nullable(),
  /** forms in which somebody ranked */
  ranked: count,
});
export type SessionMinutes = Readonly<z.infer<typeof SessionMinutes>>;

type Who = Person | null;

/**
 * Files of REFI-QDA 1.5, tables and minutes. What may not be quoted is in no file; consent is looked up when a file is made.
 * Each export and import is noted in the audit with its counts.
 */
export interface Interchange {
  /** a `.qdc` file */
  codebook(who: Who, programme: string): Promise<Buffer>;
  /** a `.qdpx` file of the sessions within reach */
  project(who: Who, programme: string): Promise<Buffer>;
  /** a `.qdpx` file of one session */
  sessionProject(who: Who, session: string): Promise<Buffer>;
  /** All of a file or nothing; the same file again adds nothing. */
  importCodebook(who: Who, programme: string, file: Buffer): Promise<InterchangeReport>;
  importProject(who: Who, programme: string, file: Buffer): Promise<InterchangeReport>;
  /** CSV: the statements of a session, a row a coding */
  statements(who: Who, session: string): Promise<string>;
  /** CSV: what was coded in the sessions within reach, a row a coding */
  codedStatements(who: Who, programme: string): Promise<string>;
  minutes(who: Who, session: string, version: unknown): Promise<SessionMinutes>;
  /** the minutes for circulation as text */
  minutesText(who: Who, session: string, form: 'txt' | 'md', language: 'it' | 'en'): Promise<string>;
}
