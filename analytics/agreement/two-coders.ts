/** Agreement of two coders. */
import { normalQuantile } from '../estimate/distribution.ts';
import {
  agreementOf,
  beyondChance,
  crossTable,
  refuseEmpty,
  sum,
  type Agreement,
  type Ratings,
  type Weighting,
} from './ratings.ts';

export interface KappaOptions {
  /** for ordered categories: how much a near miss counts; by default not at all */
  readonly weights?: Weighting;
  /** the categories, in their order; by default those that occur, sorted */
  readonly levels?: readonly string[];
}

/** Cohen's kappa with its large-sample error; null where there is none. */
export interface Kappa extends Agreement {
  readonly se: number | null;
  /** 95 %, normal */
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

/**
 * Share of the units on which two coders agree, 0..1.
 * @throws Problem columns_differ; nothing_to_compare when no unit was judged by both
 */
export function percentAgreement(first: Ratings, second: Ratings): number {
  return kappaOfTable(crossTable(first, second)).observed;
}

/**
 * Cohen's kappa, plain or weighted: (p_o − p_e) / (1 − p_e), with p_o = Σ w_ij p_ij and p_e = Σ w_ij p_i· p_·j
 * (Cohen 1960, Educational and Psychological Measurement 20, 37–46; 1968, Psychological Bulletin 70, 213–220).
 * Units that only one of them judged do not count.
 * @example cohenKappa(['yes', 'no', 'yes'], ['yes', 'no', 'no'])
 * @throws Problem columns_differ; value_not_allowed (a judgement outside `levels`); nothing_to_compare
 */
export function cohenKappa(first: Ratings, second: Ratings, options: KappaOptions = {}): Kappa {
  return kappaOfTable(crossTable(first, second, options.levels), options.weights);
}

/**
 * The same from a table of counts: rows are the first coder's categories, columns the second's.
 * The error is that of Fleiss, Cohen and Everitt 1969 (Psychological Bulletin 72, 323–327).
 * @throws Problem nothing_to_compare
 */
export function kappaOfTable(table: readonly (readonly number[])[], weights: Weighting = 'none'): Kappa {
  const units = sum(table.flat());
  refuseEmpty(units);
  const shares = table.map((row) => row.map((count) => count / units));
  const margins = {
    rows: shares.map(sum),
    columns: shares.map((_, column) => sum(shares.map((row) => row[column] ?? 0))),
  };
  const weight = (a: number, b: number) => agreementOf(weights, table.length, a, b);
  const observed = weightedSum(shares, weight);
  const expected = weightedSum(outer(margins), weight);
  const agreement = beyondChance(observed, expected, units);
  return { ...agreement, ...interval(agreement.value, errorOf(shares, margins, weight, agreement)) };
}

interface Margins {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

type Shares = readonly (readonly number[])[];
type Weight = (a: number, b: number) => number;

const outer = ({ rows, columns }: Margins): Shares => rows.map((row) => columns.map((column) => row * column));
const weightedSum = (shares: Shares, weight: Weight) =>
  sum(shares.flatMap((row, a) => row.map((share, b) => share * weight(a, b))));

/** √( (Σ p_ij (w_ij − (w̄_i· + w̄_·j)(1 − κ))² − (κ − p_e (1 − κ))²) / n ) / (1 − p_e) */
function errorOf(
  shares: Shares,
  margins: Margins,
  weight: Weight,
  { value, expected, units }: Agreement,
): number | null {
  if (value === null) return null;
  const byRow = margins.rows.map((_, a) => sum(margins.columns.map((share, b) => share * weight(a, b))));
  const byColumn = margins.columns.map((_, b) => sum(margins.rows.map((share, a) => share * weight(a, b))));
  const squared = shares.map((row, a) =>
    row.map((share, b) => share * (weight(a, b) - ((byRow[a] ?? 0) + (byColumn[b] ?? 0)) * (1 - value)) ** 2),
  );
  const spread = sum(squared.flat()) - (value - expected * (1 - value)) ** 2;
  return Math.sqrt(Math.max(0, spread) / units) / (1 - expected);
}

function interval(value: number | null, se: number | null): Pick<Kappa, 'se' | 'ciLow' | 'ciHigh'> {
  if (value === null || se === null) return { se, ciLow: null, ciHigh: null };
  const half = normalQuantile(0.975) * se;
  return { se, ciLow: value - half, ciHigh: Math.min(1, value + half) };
}
