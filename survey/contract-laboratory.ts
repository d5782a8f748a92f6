/** Shapes of the register of laboratories. Part of the contract of `survey`. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Localized } from './contract-language.ts';

const line = (most: number) => z.string().trim().min(1).max(most);
const hours = z.number().min(0).max(168);

/**
 * A laboratory, as anybody may read it. Hours a week: `open` to who comes from outside, `taken` of these, and `free`, what is
 * left; all null where nobody told them. Without open hours it supplies nothing.
 */
export const RegisteredLaboratory = z.object({
  key: z.string(),
  title: Localized,
  organisation: z.object({ key: z.string(), name: z.string() }),
  /** `level:code`, its name, and the area and province around it */
  place: z
    .object({ territory: z.string(), name: z.string(), area: Localized.nullable(), province: Localized.nullable() })
    .nullable(),
  equipment: z.array(z.string()),
  skills: z.array(z.object({ key: z.string(), label: Localized })),
  hours: z.object({ open: z.number().nullable(), taken: z.number().nullable(), free: z.number().nullable() }),
  access: Localized.nullable(),
  /** invented for the demonstration */
  demo: z.boolean(),
  revision: z.int(),
});
export type RegisteredLaboratory = Readonly<z.infer<typeof RegisteredLaboratory>>;

/** Body of `PUT /api/programmes/{programme}/laboratories/{key}`; `revision` is the one that was read. */
export const LaboratoryChange = z
  .strictObject({
    revision: z.int(),
    title: z.strictObject({ it: line(120), en: line(120) }),
    equipment: z.array(line(120)).max(60),
    skills: z.array(line(60)).max(60),
    open: hours.nullable(),
    taken: hours.nullable(),
    access: z.strictObject({ it: line(500), en: line(500) }).nullable(),
  })
  .refine(({ open, taken }) => (taken ?? 0) <= (open ?? 0), { path: ['taken'] });
export type LaboratoryChange = z.infer<typeof LaboratoryChange>;

/** Query of an import; `dry`: only check. */
export const LaboratoryImport = z.strictObject({ dry: z.enum(['0', '1']).default('0') });
export type LaboratoryImport = z.infer<typeof LaboratoryImport>;

/** What a file changes; `stored` is false while it was only checked. */
export const LaboratoryOutcome = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  stored: z.boolean(),
});
export type LaboratoryOutcome = Readonly<z.infer<typeof LaboratoryOutcome>>;

/** The laboratories of programmes. Every method throws `Problem`. */
export interface LaboratoryService {
  /** by organisation and title; empty where a programme has none. @throws Problem not_found */
  list(programme: string): Promise<RegisteredLaboratory[]>;
  /** the whole list as the file that can be brought in again. @throws Problem not_found */
  sheet(programme: string): Promise<string>;
  /** weeks of a year in which outsiders can come; null where the programme does not say it. @throws Problem not_found */
  weeks(programme: string): { readonly weeks: number; readonly source: Localized } | null;
  mayEdit(who: Person | null, programme: string): boolean;
  /** @throws Problem sign_in_needed, not_found, malformed, unknown_reference, revision_conflict */
  change(who: Person | null, programme: string, key: string, body: unknown): Promise<RegisteredLaboratory>;
  /** The file takes the place of the whole list. @throws Problem sign_in_needed, not_found, invalid_rows */
  bring(who: Person | null, programme: string, csv: string, options: LaboratoryImport): Promise<LaboratoryOutcome>;
}
