/**
 * What the other folders and the browser may know of `analytics`: shapes, and nothing that runs.
 */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Category, Localized, Role, type Language } from '../survey/contract.ts';
import { CellState } from './contract-cell.ts';
import type { FigureFiles } from './contract-file.ts';
import type { MarkCounts } from './contract-marks.ts';

/**
 * - `count`: respondents who have the category; counted, not estimated
 * - `total`: how many of the population have it; of a number, the sum over all
 * - `proportion`: the share of the base that has it
 * - `mean`, `median`: of a scale or a number
 */
export const Statistic = z.enum(['count', 'total', 'proportion', 'mean', 'median']);
export type Statistic = z.infer<typeof Statistic>;

/** Whom a share is of: everybody who answered, or everything that was ticked. */
export const EstimateBase = z.enum(['respondents', 'mentions']);
export type EstimateBase = z.infer<typeof EstimateBase>;

/** What a respondent counts: as the population is made up, as the sample was drawn, or one. */
export const WeightKind = z.enum(['calibrated', 'design', 'none']);
export type WeightKind = z.infer<typeof WeightKind>;

export * from './contract-evidence.ts';
export * from './contract-agreement.ts';
export * from './contract-cell.ts';
export * from './contract-compare.ts';
export * from './contract-credential.ts';
export * from './contract-file.ts';
export * from './contract-gap.ts';
export * from './contract-laboratory.ts';
export * from './contract-marks.ts';
export * from './contract-plan.ts';
export * from './contract-plan-effect.ts';
export * from './contract-proposal.ts';
export * from './contract-said.ts';
export { TerritoryLevel } from '../survey/contract.ts';

/**
 * A question to the figures, as it stands in the address.
 * `by`: up to three dimensions, the territory with its level (`territory:province`).
 * `where`: `dimension:code,code` joined by `;`. `category`: only these categories of the variable.
 * `weights`: `calibrated`, `design` or `none`; not told, calibrated where the survey has weights, else none.
 */
export const EstimateQuery = z.strictObject({
  variable: z.string().meta({
    description:
      'A name of the codebook; or the level of one of the skills under its `levels`: `levelNow:english`, `levelWanted:english`, and `levelGap:english`, which is wanted − now of those who told both',
  }),
  statistic: z.string().default('proportion'),
  by: z.string().default(''),
  where: z.string().default(''),
  category: z.string().default(''),
  weights: z.string().default(''),
  base: z.string().default('respondents'),
  view: z.string().default('published'),
  marked: z.string().optional().meta({
    description:
      '`include`: also the answers that their marks keep out, in the exact view alone. Not told, or `exclude`: by the published rule.',
  }),
});
export type EstimateQuery = z.input<typeof EstimateQuery>;

/** So many queries a batch may hold: a whole view with all its charts; the rows of the answers have a limit of their own. */
export const mostQueries = 48;

/** Significant digits of the numbers in JSON; a chart draws with six, and the answer is a third smaller. */
export const Digits = z.int().min(3).max(15);

/** `POST /api/surveys/{id}/estimates`: a whole view at once; numbers with all their digits unless `digits` is told. */
export const EstimateBatch = z.strictObject({
  queries: z.array(EstimateQuery).min(1).max(mostQueries),
  digits: Digits.optional(),
});

/**
 * One figure. `by` columns stand beside these under the names of the dimensions, as codes.
 * `n` respondents in the base; `estimate` a share (0..1), a count, or in the unit of the scale or number; `se` in the
 * same unit. `nEff` is Kish's: how many respondents of equal weights are as many; `deff` the design effect of this
 * figure; `weights` what this row was made with.
 * `category` is null where the figure is of no category. Everything but the codes and the state is null unless the state is `shown`.
 */
export const EstimateRow = z
  .object({
    category: z.string().nullable(),
    n: z.int().nullable(),
    nEff: z.number().nullable(),
    estimate: z.number().nullable(),
    se: z.number().nullable(),
    ciLow: z.number().nullable(),
    ciHigh: z.number().nullable(),
    cv: z.number().nullable(),
    deff: z.number().nullable(),
    weights: z.string().nullable(),
    state: CellState,
  })
  .catchall(z.union([z.string(), z.number(), z.null()]));
export type EstimateRow = Readonly<z.infer<typeof EstimateRow>>;

/**
 * A table of figures with all that is needed to read it.
 * `varianceMethod`: `srs` (simple random sampling), `design_effect` (the same over the survey's
 * design effect of weights), `linearisation` (of the design, with its weights), null: no errors.
 * `snapshot` is null in the exact view and before the first publication. `n`: respondents in the domain of the query,
 * that is, of its filters; null when not published. `coverage`: share of those who stand in shown rows; null when no
 * row is divided, when rows overlap (target groups), and when `n` is null. `figure`: the identifier, stable for one snapshot and one query.
 */
export const EstimateEnvelope = z.object({
  survey: z.string(),
  wave: z.string(),
  variable: z.string(),
  statistic: Statistic,
  by: z.array(z.string()).readonly(),
  where: z.record(z.string(), z.array(z.string()).readonly()).readonly(),
  base: EstimateBase,
  weights: z.object({ kind: WeightKind, version: z.int().nullable() }).readonly(),
  varianceMethod: z.string().nullable(),
  interval: z.enum(['confidence', 'indicative', 'none']),
  sampleType: z.enum(['probability', 'census', 'open']),
  view: z.enum(['published', 'exact']),
  marked: z.literal('include').optional(),
  snapshot: z.object({ id: z.string(), takenOn: z.string(), responses: z.int() }).readonly().nullable(),
  k: z.int(),
  coverage: z.number().nullable(),
  n: z.int().nullable(),
  figure: z.string().nullable(),
  rows: z.array(EstimateRow).readonly(),
});
export type EstimateEnvelope = Readonly<z.infer<typeof EstimateEnvelope>>;

/**
 * `GET /api/surveys/{id}/coverage`: how many respondents the snapshot holds, by each dimension alone.
 * `n` is null unless the state is `shown`; `responses` counts the answers of the snapshot, null before the first.
 * The exact view counts the answers as they are now, within `where`, also by `day`, `mode` and `language`; and by `marks`,
 * 0, 1, or 2 for those that more marks keep out of the figures.
 */
export const Coverage = z.object({
  survey: z.string(),
  view: EstimateEnvelope.shape.view,
  where: EstimateEnvelope.shape.where,
  snapshot: EstimateEnvelope.shape.snapshot,
  k: z.int(),
  responses: z.int().nullable(),
  dimensions: z
    .array(
      z.object({
        dimension: z.string(),
        rows: z.array(z.object({ code: z.string(), n: z.int().nullable(), state: CellState })).readonly(),
      }),
    )
    .readonly(),
});
export type Coverage = Readonly<z.infer<typeof Coverage>>;

/**
 * `GET /api/figures/{id}`: what stands behind a figure's identifier. `query` asks it again; `then` is what was published
 * under this identifier, with its snapshot, weights and k; `now` the same question to the newest snapshot. Where that has
 * no answer to compare, `now` is null and `notNow` says why: `no_such_weights`, it holds none of the kind; `no_total`, its
 * weights do not know the education of volunteers. Otherwise `notNow` is null.
 */
export const FigureRecord = z.object({
  figure: z.string(),
  survey: z.string(),
  query: EstimateQuery.omit({ marked: true }).required(),
  snapshot: EstimateEnvelope.shape.snapshot.unwrap(),
  weights: EstimateEnvelope.shape.weights,
  k: z.int(),
  then: EstimateEnvelope,
  now: EstimateEnvelope.nullable(),
  notNow: z.enum(['no_such_weights', 'no_total']).nullable(),
});
export type FigureRecord = Readonly<z.infer<typeof FigureRecord>>;

/**
 * A share of the population by official statistics, and of those who answered, from published figures: null where these
 * are not published. `categories` are counted together; `difference` = respondents − population; `n` who were compared.
 */
export const ThermometerItem = z.object({
  variable: z.string(),
  role: Role,
  label: Localized,
  categories: z.array(Category.pick({ code: true, label: true })).readonly(),
  place: Localized.nullable(),
  respondents: z.number().nullable(),
  n: z.int().nullable(),
  population: z.number(),
  difference: z.number().nullable(),
  year: z.int(),
  source: Localized,
  url: z.string().nullable(),
});
export type ThermometerItem = Readonly<z.infer<typeof ThermometerItem>>;

/**
 * `GET /api/surveys/{id}/thermometer`: how far those who answered are from the population. `reading` goes by the largest
 * difference: `close` under 5 points, `some` under 10, `far` from there; `unknown` where nothing can be compared.
 * `missing`: what is asked and has no benchmark.
 */
export const Thermometer = z.object({
  survey: z.string(),
  reading: z.enum(['close', 'some', 'far', 'unknown']),
  items: z.array(ThermometerItem).readonly(),
  missing: z.array(z.object({ variable: z.string(), role: Role, label: Localized })).readonly(),
});
export type Thermometer = Readonly<z.infer<typeof Thermometer>>;

/**
 * The weights of the publication in use. `margins` by the dimensions that they count together; `trim`: bounds as multiples
 * of the mean weight, and `trimmed` which part of the respondents stands at one: none, under 1 %, under 5 %, more.
 * `deff`: Kish's design effect; `deffResidual`: the same for what the margins leave unexplained, null where nothing is.
 */
export interface MethodWeights {
  readonly version: number;
  readonly kind: 'calibrated' | 'design';
  readonly method: 'raking' | 'linear' | 'logit';
  readonly madeOn: string;
  readonly margins: readonly {
    readonly dimensions: readonly string[];
    readonly sources: readonly { readonly source: string; readonly year: number }[];
  }[];
  readonly trim: { readonly upper: number | null; readonly lower: number | null } | null;
  readonly trimmed: 'none' | 'under1' | 'under5' | 'over5';
  readonly deff: number;
  readonly deffResidual: number | null;
}

/** The list that a sample was drawn from: how many are on it, and how many of them were drawn, in how many strata. */
export interface MethodFrame {
  readonly dimension: string;
  readonly strata: number;
  readonly population: number;
  readonly drawn: number;
  readonly source: string;
  readonly year: number;
}

/** A publication: its day, and how many answers it has considered. */
export interface Publication {
  readonly takenOn: string;
  readonly responses: number;
}

/**
 * What the method note of a survey tells that stands in no figure. `sensitiveK`: the k of sensitive questions and groups.
 * `about`: respondents whom published figures are about, of the `responses` that the snapshot has seen; null when that is
 * not published. `sizes`: answers at which the release plan publishes; `dimensions` and `pairs`: by what the largest of
 * them divides, singly and together; `closing`: once more at the end. `groups`: the published rule of each target group,
 * in words.
 */
export interface MethodFacts {
  readonly k: number;
  readonly sensitiveK: number;
  readonly snapshot: EstimateEnvelope['snapshot'];
  /** all that are kept, the first one first: each of these totals was public on its day */
  readonly publications: readonly Publication[];
  readonly about: number | null;
  readonly weights: MethodWeights | null;
  readonly frame: MethodFrame | null;
  readonly sizes: readonly number[];
  readonly dimensions: readonly string[];
  readonly pairs: number;
  readonly closing: boolean;
  readonly versions: readonly number[];
  readonly groups: readonly { readonly label: Localized; readonly rule: Localized; readonly flagged: boolean }[];
}

/** Exact figures. Each asks who it is for, narrows to what they may see, and is noted before it is answered. */
export interface ExactService {
  /** @throws Problem sign_in_needed; exact_not_allowed; not_found for a territory outside the person's own */
  estimates(person: Person | null, surveyId: string, queries: readonly EstimateQuery[]): Promise<EstimateEnvelope[]>;
  /** @throws Problem sign_in_needed; exact_not_allowed */
  coverage(person: Person | null, surveyId: string): Promise<Coverage>;
  /** @throws Problem sign_in_needed; exact_not_allowed */
  marks(person: Person | null, surveyId: string): Promise<MarkCounts>;
}

/** The services that pages use: the published path only. Every method throws `Problem`. */
export interface AnalyticsService {
  estimate(surveyId: string, query: EstimateQuery): EstimateEnvelope;
  estimates(surveyId: string, queries: readonly EstimateQuery[]): EstimateEnvelope[];
  coverage(surveyId: string): Coverage;
  /** How far those who answered are from the population. */
  thermometer(surveyId: string): Promise<Thermometer>;
  method(surveyId: string): Promise<MethodFacts>;
  /** What stands behind the identifier of a figure. @throws Problem unknown_figure */
  figure(id: string): Promise<FigureRecord>;
  /** Answers about one survey as a workbook, with the labels of their codes. @throws Problem not_found */
  workbook(surveyId: string, envelopes: readonly EstimateEnvelope[], language: Language): Promise<Uint8Array>;
  readonly files: FigureFiles;
}
