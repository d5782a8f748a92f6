/** How well two coders agree, as it is told. Part of the contract of `analytics`. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Blindness } from '../survey/contract.ts';

const measure = z.number().nullable();

/** Null where a measure cannot be told: nothing to compare, or nothing that varies. */
export const AgreementMeasures = z.strictObject({
  /** units judged by at least two */
  units: z.int(),
  /** share of the units on which two coders agree, 0 to 1 */
  percent: measure,
  /** Cohen's, of two coders */
  kappa: measure,
  /** Fleiss', of more than two who judged every unit */
  fleiss: measure,
  /** Krippendorff's, nominal */
  alpha: measure,
});
export type AgreementMeasures = Readonly<z.infer<typeof AgreementMeasures>>;

const AgreementTable = z.strictObject({
  overall: AgreementMeasures,
  codes: z.array(AgreementMeasures.extend({ code: z.string() })),
});

/** The middle 95 % of alpha over statements drawn again; the same readings give the same range. */
const AlphaRange = z.strictObject({ low: z.number(), high: z.number(), draws: z.int(), seed: z.string() });
export type AlphaRange = Readonly<z.infer<typeof AlphaRange>>;

/** `GET /api/focus-groups/{id}/agreement` */
export const CodingAgreement = z.strictObject({
  /** measures of a second reading that was not blind are no proof that the codes can be relied upon */
  blind: Blindness,
  /** that were there to be coded */
  statements: z.int(),
  /** a unit is a statement and a code: whether it was given anywhere in it */
  byStatement: AgreementTable,
  /** of the overall alpha by statement; null where too little varies */
  alphaRange: AlphaRange.nullable(),
  /** a unit is a character and a code: whether the spans are the same */
  byCharacter: AgreementTable,
});
export type CodingAgreement = Readonly<z.infer<typeof CodingAgreement>>;

export interface Agreements {
  /** @throws Problem sign_in_needed, not_found; passes_open while one of the two has not finished */
  agreement(who: Person | null, session: string): Promise<CodingAgreement>;
}
