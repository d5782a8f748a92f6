/** Shapes of comparisons: two parts of the published figures side by side, or several voices on one list of skills. */
import { z } from 'zod';
import { SampleType, Unit } from '../survey/contract.ts';
import { CellState } from './contract-cell.ts';

/**
 * - `territories`, `groups`: two of one survey
 * - `waves`: two surveys that ask the same again
 * - `voices`: all surveys of a programme that ask about the same skills
 */
export const ComparisonKind = z.enum(['territories', 'groups', 'waves', 'voices']);
export type ComparisonKind = z.infer<typeof ComparisonKind>;

/**
 * `GET /api/programmes/{programme}/comparison`. `a`, `b`: codes of territories; groups as `dimension:code`; ids of surveys
 * for waves. `survey`: whose territories or groups; the programme's first where it is not told. `area` (a code) and `group`
 * (`dimension:code`) narrow both sides alike.
 */
export const ComparisonQuery = z.strictObject({
  kind: ComparisonKind,
  survey: z.string().default(''),
  a: z.string().default(''),
  b: z.string().default(''),
  area: z.string().default(''),
  group: z.string().default(''),
});
export type ComparisonQuery = z.input<typeof ComparisonQuery>;

/**
 * Why two figures are not put in one sentence.
 * - `not_asked`, `not_published`: one of them is not there
 * - `other_base`: shares of other things, such as firms and persons
 * - `scale`: values of another scale
 * - `wording`: asked in other words
 * - `mode_mix`: on one side many more answered with somebody’s help or on paper
 * - `same_people`: some people stand on both sides, and released counts do not tell how many
 * - `too_few`: a side has fewer than 30 respondents, or counts for fewer
 * - `volunteers`: whoever wished answered, and no weights repair it: ranges are told apart or not, nothing is tested
 */
export const WithheldReason = z.enum([
  ...(['not_asked', 'not_published', 'other_base', 'scale', 'wording'] as const),
  ...(['mode_mix', 'same_people', 'too_few', 'volunteers'] as const),
]);
export type WithheldReason = z.infer<typeof WithheldReason>;

/** What may be said of a against b; `alike` is that nothing tells them apart, not that they are equal. */
export const Verdict = z.enum(['higher', 'lower', 'alike', 'withheld']);
export type Verdict = z.infer<typeof Verdict>;

/** A published share on one side; all numbers are null unless it is `shown`. */
export const ComparedFigure = z.object({
  state: CellState,
  n: z.int().nullable(),
  nEff: z.number().nullable(),
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  ciLow: z.number().nullable(),
  ciHigh: z.number().nullable(),
  weights: z.string().nullable(),
});
export type ComparedFigure = Readonly<z.infer<typeof ComparedFigure>>;

/**
 * `difference` = a − b with its standard error and 95 % range of this one comparison; `p` of no difference and `pAdjusted` among
 * all that were compared. All five are null where it is `withheld`; then `reasons` tell why. `ranges`: whether the two ranges, in
 * whole percent, are apart: then the figures are told apart on every page, also of volunteers and of people in common. The test
 * is sharper: it may tell apart what overlaps. Null where the figures are not put beside each other.
 */
export const Judgement = z.object({
  verdict: Verdict,
  reasons: z.array(WithheldReason).readonly(),
  difference: z.number().nullable(),
  se: z.number().nullable(),
  ciLow: z.number().nullable(),
  ciHigh: z.number().nullable(),
  p: z.number().nullable(),
  pAdjusted: z.number().nullable(),
  ranges: z.enum(['apart', 'overlap']).nullable(),
});
export type Judgement = Readonly<z.infer<typeof Judgement>>;

/** Whose figures stand on a side, and where they come from; `code` as the query names it. */
export const ComparedSide = z.object({
  code: z.string(),
  survey: z.string(),
  wave: z.string(),
  unit: Unit,
  sampleType: SampleType,
  interval: z.enum(['confidence', 'indicative', 'none']),
  weights: z.string(),
  n: z.int().nullable(),
  k: z.int(),
  snapshot: z.object({ id: z.string(), takenOn: z.string(), responses: z.int() }).readonly().nullable(),
  figure: z.string().nullable(),
});
export type ComparedSide = Readonly<z.infer<typeof ComparedSide>>;

export const PairRow = z.object({ skill: z.string(), a: ComparedFigure, b: ComparedFigure, judgement: Judgement });
export type PairRow = Readonly<z.infer<typeof PairRow>>;

/**
 * Two sides, rows by how much they surely differ. `compared`: how many differences were tested at once, at the false
 * discovery rate `rate`. `modeKnown`: whether it is published how people answered (by themselves, with help, on paper).
 */
export const PairComparison = z.object({
  kind: z.enum(['territories', 'groups', 'waves']),
  programme: z.string(),
  sides: z.tuple([ComparedSide, ComparedSide]).readonly(),
  compared: z.int(),
  rate: z.number(),
  modeKnown: z.boolean(),
  rows: z.array(PairRow).readonly(),
});
export type PairComparison = Readonly<z.infer<typeof PairComparison>>;

/** The place of a skill in a voice, from 1: as estimated, and between which places it stands; null where it has none. */
export const VoicePlace = z.object({
  figure: ComparedFigure,
  place: z.int().nullable(),
  from: z.int().nullable(),
  to: z.int().nullable(),
});
export type VoicePlace = Readonly<z.infer<typeof VoicePlace>>;

/**
 * `places` in the order of the sides. `disagreement`: by how many places the two voices that are furthest apart differ at
 * least, 0 where the places of all may be the same; null with fewer than two voices. `between`: these two, by survey.
 */
export const VoiceRow = z.object({
  skill: z.string(),
  places: z.array(VoicePlace).readonly(),
  disagreement: z.int().nullable(),
  between: z.tuple([z.string(), z.string()]).readonly().nullable(),
});
export type VoiceRow = Readonly<z.infer<typeof VoiceRow>>;

/** Several voices, rows by disagreement. Only skills that all were asked about, so that places mean the same. */
export const VoiceComparison = z.object({
  kind: z.literal('voices'),
  programme: z.string(),
  sides: z.array(ComparedSide).readonly(),
  rows: z.array(VoiceRow).readonly(),
});
export type VoiceComparison = Readonly<z.infer<typeof VoiceComparison>>;

export const Comparison = z.discriminatedUnion('kind', [PairComparison, VoiceComparison]);
export type Comparison = PairComparison | VoiceComparison;

/**
 * What can be compared in a programme. `dimensions` by which groups are told apart, the main group left out; `waves` all
 * surveys with the same instrument, this one among them; `voices` the surveys that share skills with another.
 */
export interface ComparisonChoices {
  readonly surveys: readonly {
    readonly survey: string;
    readonly dimensions: readonly string[];
    readonly waves: readonly string[];
  }[];
  readonly voices: readonly string[];
}

/** What pages ask of comparisons: published figures only. Every method throws `Problem`. */
export interface ComparisonService {
  /** @throws Problem not_found */
  choices(programme: string): ComparisonChoices;
  /** The pairs of groups of a variable that may have somebody in common. @throws Problem not_found */
  sharing(programme: string, survey: string, variable: string): readonly (readonly [string, string])[];
  /** @param query  not yet trusted. @throws Problem not_found, unknown_parameter, missing_parameter, unknown_category, not_a_dimension */
  compare(programme: string, query: unknown): Comparison;
}
