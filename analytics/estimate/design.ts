/** How a sample came about: what every estimate and its error rest on. */
import { Problem } from '../../problem.ts';
import { factor, numbers, sameLength, type CategoryColumn, type Factor, type NumberColumn } from './column.ts';

/** The columns of a design, one value a row. */
export interface DesignColumns {
  /** design weights: how many of the population a row stands for; by default population / sample of the stratum, else 1 */
  readonly weights?: NumberColumn;
  /** the stratum a unit was drawn in; by default one for all */
  readonly strata?: CategoryColumn | NumberColumn;
  /** the primary sampling unit, nested in its stratum; by default each respondent is one */
  readonly ids?: CategoryColumn | NumberColumn;
  /** primary units of the stratum in the population: the error shrinks with the share that was drawn */
  readonly fpc?: NumberColumn;
  /** how many respondents who are alike in everything a row stands for; by default 1 */
  readonly frequencies?: NumberColumn;
}

/**
 * Something done to the weights after sampling that makes estimates surer: `residuals` takes from each row's weighted
 * influence on an estimate what the adjustment has fixed (Särndal, Swensson and Wretman 1992, ch. 6).
 * @see postStratify, rake, calibrate, nonResponse
 */
export interface Adjustment {
  readonly kind: 'postStratify' | 'rake' | 'calibrate' | 'nonResponse';
  /** @param influence  of one respondent of each row, times the weight */
  residuals(influence: Float64Array): Float64Array;
}

/** A sample with its weights. Estimators take it as it is; nothing in it is ever changed. */
export interface SurveyDesign {
  /** rows */
  readonly size: number;
  readonly weights: Float64Array;
  readonly frequencies: Float64Array;
  readonly strata: Factor;
  /** null: each respondent is a primary unit */
  readonly units: Factor | null;
  /** by stratum; null: drawn with replacement, or from a population without end */
  readonly population: Float64Array | null;
  /** 1 for the rows of the domain, 0 for the others, which stay in the design; null: all */
  readonly domain: Uint8Array | null;
  /** in the order in which their residuals are taken: that in which they were made, non-response last */
  readonly adjustments: readonly Adjustment[];
}

/**
 * Describes a sample: one stage, stratified or not, of single respondents or of clusters.
 * @example svydesign({ weights: pw, strata: stype, fpc })
 * @throws Problem columns_differ; value_not_allowed (a weight that is missing or negative, a row without stratum or
 *   unit); fpc_not_constant; fpc_too_small; lonely_psu, which names the strata
 */
export function svydesign(columns: DesignColumns): SurveyDesign {
  const size = sizeOf(columns);
  const frequencies = positive('frequencies', columns.frequencies, size) ?? new Float64Array(size).fill(1);
  const strata = known('strata', columns.strata ?? new Array<string>(size).fill(''), size);
  const units = columns.ids === undefined ? null : unitsOf(known('ids', columns.ids, size), strata);
  const sampled = unitsByStratum(strata, units, frequencies);
  const population = columns.fpc === undefined ? null : populationOf(columns.fpc, strata, sampled);
  refuseLonely(strata, sampled, population);
  const weights = positive('weights', columns.weights, size) ?? expansion(strata, sampled, population);
  return { size, weights, frequencies, strata, units, population, domain: null, adjustments: [] };
}

/**
 * Narrows a design to a domain. The other rows stay in it, because the error of a domain rests on all strata and units.
 * @param keep  one value a row; missing is no
 */
export function subset(design: SurveyDesign, keep: ArrayLike<boolean | number | null>): SurveyDesign {
  sameLength('keep', keep, design.size);
  const inside = (row: number) => Boolean(keep[row]) && (design.domain === null || design.domain[row] === 1);
  return { ...design, domain: Uint8Array.from({ length: design.size }, (_, row) => Number(inside(row))) };
}

/** Degrees of freedom: primary units less strata, of those that hold somebody of the domain (R's `degf`). */
export function degreesOfFreedom(design: SurveyDesign): number {
  const touched = new Set<number>();
  const units = new Set<number>();
  let single = 0;
  for (let row = 0; row < design.size; row += 1) {
    if (!counts(design, row)) continue;
    touched.add(design.strata.codes[row] ?? 0);
    if (design.units) units.add(design.units.codes[row] ?? 0);
    else single += design.frequencies[row] ?? 0;
  }
  return (design.units ? units.size : single) - touched.size;
}

/** How many primary units were drawn in each stratum. */
export function unitsByStratum(strata: Factor, units: Factor | null, frequencies: Float64Array): Float64Array {
  const drawn = new Float64Array(strata.levels.length);
  const seen = new Set<number>();
  strata.codes.forEach((stratum, row) => {
    const unit = units?.codes[row];
    if (unit !== undefined && seen.has(unit)) return;
    if (unit !== undefined) seen.add(unit);
    drawn[stratum] = (drawn[stratum] ?? 0) + (unit === undefined ? (frequencies[row] ?? 0) : 1);
  });
  return drawn;
}

/** Whether a row is in the domain, with a weight. */
export const counts = ({ domain, weights, frequencies }: SurveyDesign, row: number): boolean =>
  (domain === null || domain[row] === 1) && (weights[row] ?? 0) > 0 && (frequencies[row] ?? 0) > 0;

function sizeOf(columns: DesignColumns): number {
  const given = Object.values(columns).find((column: ArrayLike<unknown> | undefined) => column !== undefined);
  return (given as ArrayLike<unknown> | undefined)?.length ?? 0;
}

function positive(name: string, column: NumberColumn | undefined, size: number): Float64Array | null {
  if (column === undefined) return null;
  const values = numbers(name, column, size);
  const row = values.findIndex((value) => !(value >= 0 && Number.isFinite(value)));
  if (row >= 0)
    throw new Problem('value_not_allowed', { column: name, row, value: String(column[row]), needed: '≥ 0' });
  return values;
}

function known(name: string, column: CategoryColumn | NumberColumn, size: number): Factor {
  sameLength(name, column, size);
  const result = factor(column);
  const row = result.codes.indexOf(-1);
  if (row >= 0) throw new Problem('value_not_allowed', { column: name, row, value: 'null', needed: '≠ null' });
  return result;
}

/** Units of two strata with the same name are two units. */
function unitsOf(ids: Factor, strata: Factor): Factor {
  const names = Array.from(ids.codes, (unit, row) => `${strata.codes[row]}:${unit}`);
  return factor(names);
}

function populationOf(column: NumberColumn, strata: Factor, sampled: Float64Array): Float64Array {
  const given = numbers('fpc', column, strata.codes.length);
  const population = new Float64Array(strata.levels.length).fill(Number.NaN);
  strata.codes.forEach((stratum, row) => {
    const [first, second] = [population[stratum] ?? Number.NaN, given[row] ?? Number.NaN];
    if (Number.isNaN(first)) population[stratum] = second;
    else if (first !== second)
      throw new Problem('fpc_not_constant', { stratum: strata.levels[stratum] ?? '', first, second });
  });
  return population.map((value, stratum) =>
    wholePopulation(value, sampled[stratum] ?? 0, strata.levels[stratum] ?? ''),
  );
}

/** A number below 1 is the share that was drawn. */
function wholePopulation(given: number, sample: number, stratum: string): number {
  const population = given < 1 ? sample / given : given;
  if (population >= sample) return population;
  throw new Problem('fpc_too_small', { stratum, sample, population: String(given) });
}

/** One unit alone has no spread; it needs none when it is the whole of its stratum. */
function refuseLonely(strata: Factor, sampled: Float64Array, population: Float64Array | null): void {
  const lonely = strata.levels.filter((_, place) => sampled[place] === 1 && population?.[place] !== 1);
  if (lonely.length > 0) throw new Problem('lonely_psu', { strata: lonely.map((one) => one || '1').join(', ') });
}

function expansion(strata: Factor, sampled: Float64Array, population: Float64Array | null): Float64Array {
  return Float64Array.from(strata.codes, (stratum) =>
    population === null ? 1 : (population[stratum] ?? 0) / (sampled[stratum] ?? 1),
  );
}
