/** Shapes of external series: figures that others publish. Part of the contract of `survey`. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Localized } from './contract-language.ts';

/**
 * A figure of another source, as that source tells it. `territory` is `level:code`; `skill` the key that the file gives it,
 * null where it is none of the programme's. Never added to a survey's figures, and never subtracted from them.
 */
export const ExternalFigure = z.strictObject({
  source: z.string(),
  vintage: z.string(),
  territory: z.string(),
  place: Localized,
  label: z.string(),
  skill: z.string().nullable(),
  value: z.number(),
  unit: z.string(),
  note: z.string(),
  licence: z.string(),
});
export type ExternalFigure = Readonly<z.infer<typeof ExternalFigure>>;

/** A file that was brought in; its `hash` takes it back. */
export const ExternalFile = z.strictObject({
  hash: z.string(),
  name: z.string(),
  lines: z.int(),
  sources: z.array(z.string()),
  mapped: z.int(),
  importedOn: z.iso.date(),
});
export type ExternalFile = Readonly<z.infer<typeof ExternalFile>>;

/**
 * What a file holds: rows, how many of them name a skill of the programme. `stored` is false in a dry run; `again`: this very
 * file is here already, and nothing changed.
 */
export const SeriesOutcome = z.strictObject({
  hash: z.string(),
  rows: z.int(),
  mapped: z.int(),
  sources: z.array(z.string()),
  stored: z.boolean(),
  again: z.boolean(),
});
export type SeriesOutcome = Readonly<z.infer<typeof SeriesOutcome>>;

/** Query of `POST /api/admin/programmes/{programme}/series`; `name` is what the file is called. */
export const SeriesImport = z.strictObject({
  name: z.string().trim().min(1).max(120).default('series.csv'),
  dry: z.enum(['0', '1']).default('0'),
});
export type SeriesImport = z.infer<typeof SeriesImport>;

type Who = Person | null;

/** Every method throws `Problem`; those of staff take the person first. */
export interface SeriesService {
  /** All figures of a programme, or those of one skill, newest vintage first. @throws Problem not_found */
  figures(programme: string, skill?: string): Promise<ExternalFigure[]>;
  files(who: Who, programme: string): Promise<ExternalFile[]>;
  /** All rows or none. @throws Problem invalid_rows, with row, column and reason; sign_in_needed; not_found */
  bring(who: Who, programme: string, csv: string, options: SeriesImport): Promise<SeriesOutcome>;
  /** Takes a file back with all its figures. @throws Problem not_found */
  takeBack(who: Who, programme: string, hash: string): Promise<void>;
  /** The same as `bring`, by whoever has the database itself. */
  command(programme: string, csv: string, options: SeriesImport): Promise<SeriesOutcome>;
}
