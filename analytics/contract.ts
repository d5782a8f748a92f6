/**
 * What the other folders and the browser may know of `analytics`: shapes, and nothing that runs.
 */
import { z } from 'zod';

export const Statistic = z.enum(['count', 'proportion']);
export type Statistic = z.infer<typeof Statistic>;

export const TerritoryLevel = z.enum(['region', 'province', 'area', 'municipality']);
export type TerritoryLevel = z.infer<typeof TerritoryLevel>;

export const CellState = z.enum(['shown', 'not_published', 'not_asked']);
export type CellState = z.infer<typeof CellState>;

/**
 * A question to the figures, as it stands in the address.
 * `by`: up to two dimensions, the territory with its level (`territory:province`).
 * `where`: `dimension:code,code` joined by `;`. `category`: only these categories of the variable.
 */
export const EstimateQuery = z.strictObject({
  variable: z.string(),
  statistic: z.string().default('proportion'),
  by: z.string().default(''),
  where: z.string().default(''),
  category: z.string().default(''),
  weights: z.string().default('none'),
  base: z.string().default('respondents'),
  view: z.string().default('published'),
});
export type EstimateQuery = z.input<typeof EstimateQuery>;

/** `POST /api/surveys/{id}/estimates`: a whole view at once. */
export const EstimateBatch = z.strictObject({ queries: z.array(EstimateQuery).min(1).max(20) });

/**
 * One figure. `by` columns stand beside these under the names of the dimensions, as codes.
 * `n` respondents in the base; `estimate` a share (0..1) or a count; `se` in the same unit.
 * Everything but the codes and the state is null unless the state is `shown`.
 */
export interface EstimateRow {
  readonly [dimension: string]: string | number | null;
  readonly category: string | null;
  readonly n: number | null;
  readonly nEff: number | null;
  readonly estimate: number | null;
  readonly se: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly cv: number | null;
  readonly deff: number | null;
  readonly weights: string | null;
  readonly state: CellState;
}

export interface EstimateEnvelope {
  readonly survey: string;
  readonly wave: string;
  readonly variable: string;
  readonly statistic: Statistic;
  readonly by: readonly string[];
  readonly where: Readonly<Record<string, readonly string[]>>;
  readonly weights: { readonly kind: 'calibrated' | 'design' | 'none'; readonly version: number | null };
  readonly varianceMethod: string | null;
  readonly interval: 'confidence' | 'indicative' | 'none';
  readonly sampleType: 'probability' | 'census' | 'open';
  readonly view: 'published' | 'exact';
  /** null in the exact view, and before the first publication */
  readonly snapshot: { readonly id: string; readonly takenOn: string; readonly responses: number } | null;
  readonly k: number;
  /** share of the respondents of the whole survey who stand in shown rows; null when no row is divided */
  readonly coverage: number | null;
  /** respondents in the domain of the query; null when not published */
  readonly n: number | null;
  /** the figure's identifier: stable for one snapshot and one query */
  readonly figure: string | null;
  readonly rows: readonly EstimateRow[];
}

/** The services that pages use: the published path only. Every method throws `Problem`. */
export interface AnalyticsService {
  estimate(surveyId: string, query: EstimateQuery): EstimateEnvelope;
  estimates(surveyId: string, queries: readonly EstimateQuery[]): EstimateEnvelope[];
}
