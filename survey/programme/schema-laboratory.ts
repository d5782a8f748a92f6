/** What programme.json says of laboratories: how long they are open in a year, and which answers are hours wanted. */
import { z } from 'zod';
import { Localized } from '../contract.ts';
import { Rule } from '../target-group.ts';

/** In how many weeks of a year outsiders can come, and who says so. */
export const LaboratorySettings = z.strictObject({ weeks: z.int().min(1).max(52), source: Localized });
export type LaboratorySettings = z.infer<typeof LaboratorySettings>;

/**
 * What makes a ranked need hours wanted (docs/method.md, "Hours of a laboratory"): who would come, and for how many hours a
 * year a class of answers stands. Answers in none of the classes, such as "I don't know", count no hours.
 */
export const HoursSettings = z.strictObject({
  intends: Rule,
  classes: z
    .array(z.strictObject({ category: z.string(), hours: z.number().positive().max(8760) }))
    .min(1)
    .max(12),
  /** how the hours were set */
  source: Localized,
});
export type HoursSettings = z.infer<typeof HoursSettings>;
