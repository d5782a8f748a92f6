/** Answers given with help or on paper: at the counter, by keys, from files. Part of the contract of `survey`. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Localized, type RespondentLanguage } from './contract-language.ts';
import type { Acceptance } from './contract-response.ts';

/** Who was there beside the respondent and the operator. */
export const Presence = z.enum(['alone', 'family', 'interpreter', 'other']);
export type Presence = z.infer<typeof Presence>;

/** Body of `POST /api/assist/{survey}/responses`. */
export const AssistedResponse = z.strictObject({
  response: z
    .record(z.string(), z.unknown())
    .meta({ description: 'As in `sendResponse`, mode `assisted` or `paper`.' }),
  presence: Presence.nullable().meta({ description: 'Counted by day beside no answer; null with mode `paper`.' }),
  noticeGiven: z.literal(true).meta({ description: 'The notice was read aloud, or stood on the sheet.' }),
});
export type AssistedResponse = z.infer<typeof AssistedResponse>;

/** A file that came in; `undoable`: nothing was published since. */
export const EntryBatch = z.strictObject({
  number: z.int(),
  file: z.string(),
  lines: z.int(),
  importedOn: z.iso.date(),
  undoneOn: z.iso.date().nullable(),
  undoable: z.boolean(),
});
export type EntryBatch = Readonly<z.infer<typeof EntryBatch>>;

/** `GET /api/assist/{survey}`: what this person entered today, and the files, newest first. */
export const EntryState = z.strictObject({
  today: z.strictObject({ assisted: z.int(), paper: z.int() }),
  batches: z.array(EntryBatch),
});
export type EntryState = Readonly<z.infer<typeof EntryState>>;

export const EntryFault = z.strictObject({ row: z.int(), column: z.string(), message: Localized });
export type EntryFault = Readonly<z.infer<typeof EntryFault>>;

/** What a file of answers holds, or did when it was stored. */
export const EntryOutcome = z.strictObject({
  rows: z.int(),
  wrongRows: z.int(),
  faults: z.array(EntryFault).meta({ description: 'The first 500; `row` counts as a spreadsheet does.' }),
  header: z.array(z.string()),
  preview: z.array(z.array(z.string())).meta({ description: 'The first rows, cell by cell.' }),
  stored: z.int().meta({ description: '0 while it is only checked.' }),
  known: z.int().meta({ description: 'Rows whose answers had come before: nothing was changed.' }),
  batch: z.int().nullable(),
});
export type EntryOutcome = Readonly<z.infer<typeof EntryOutcome>>;

export const EntryImport = z.strictObject({
  dry: z.enum(['0', '1']).default('0'),
  file: z.string().trim().min(1).max(200).default('risposte.csv'),
});
export type EntryImport = z.infer<typeof EntryImport>;

/** A choice as it is printed: `code` is what is ticked, or keyed; `only`: where to go from, when it is for some only. */
export interface PaperChoice {
  readonly code: string;
  readonly value: string;
  readonly text: string;
  readonly only: PaperRule | null;
}

/** To whom a question is put, by the numbers and codes of the paper. */
export type PaperRule =
  | { readonly kind: 'all' | 'any'; readonly rules: readonly PaperRule[] }
  | { readonly kind: 'ticked' | 'notTicked'; readonly number: string; readonly codes: readonly string[] }
  | { readonly kind: 'answered' | 'empty'; readonly number: string }
  | { readonly kind: 'more'; readonly numbers: readonly string[]; readonly than: number }
  | { readonly kind: 'other' };

/**
 * A question of the paper. `list`: too many choices to print, it is written in words; `reference`: the code of a choice
 * that stands at an earlier question, such as `12.3`, or one of its own choices.
 */
export interface PaperItem {
  readonly number: string;
  readonly name: string;
  /** the repeated block that it stands in */
  readonly block: string | null;
  readonly kind: 'one' | 'many' | 'list' | 'reference' | 'number' | 'text';
  readonly title: string;
  readonly help: string;
  readonly most: number | null;
  readonly range: readonly [number | null, number | null];
  readonly rule: PaperRule | null;
  readonly choices: readonly PaperChoice[];
  /** numbers of the questions whose choices a reference may name */
  readonly from: readonly string[];
}

/** A repeated block: its items are asked up to `most` times. */
export interface PaperBlock {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly most: number;
}

export interface PaperForm {
  readonly survey: string;
  readonly version: number;
  readonly title: string;
  readonly items: readonly PaperItem[];
  readonly blocks: readonly PaperBlock[];
}

/** For those at the counter of a programme; every staff call throws sign_in_needed and not_found. */
export interface EntryService {
  /** for everybody @throws Problem not_found */
  paper(survey: string, language: RespondentLanguage): PaperForm;
  mayAssist(who: Person | null, programme: string): boolean;
  state(who: Person | null, survey: string): Promise<EntryState>;
  /** @throws Problem malformed, mode_not_allowed, presence_missing, those of intake */
  take(who: Person | null, survey: string, body: unknown): Promise<{ created: boolean; acceptance: Acceptance }>;
  /** All columns with their codes, in words; or the empty table. */
  template(who: Person | null, survey: string, part: 'table' | 'codes'): string;
  /** All rows or none. @throws Problem entry_again, invalid_rows */
  bring(who: Person | null, survey: string, csv: string, options: EntryImport): Promise<EntryOutcome>;
  /** @throws Problem entry_used */
  undo(who: Person | null, survey: string, number: number): Promise<EntryState>;
  /** The same as `bring`, by whoever holds the command line. */
  command(survey: string, csv: string, options: EntryImport): Promise<EntryOutcome>;
}
