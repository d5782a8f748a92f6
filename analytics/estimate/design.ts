/** How a sample came about: what every estimate and its error rest on. */
import { Problem } from '../../problem.ts';
import {
  constant,
  factor,
  interaction,
  lengthOf,
  numbers,
  sameLength,
  type CategoryColumn,
  type Factor,
  type NumberColumn,
} from './column.ts';
import { notDrawn } from './units.ts';

/** The columns of a design, one value a row. */
export interface DesignColumns {
  /** design weights: how many of the population a row stands for; by default population / sample of the stratum, else 1 */
  readonly weights?: NumberColumn;
  /** the stratum a unit was drawn in; by default one for all */
  readonly strata?: CategoryColumn | NumberColumn;
  /** the primary sampling unit, nested in its stratum; by default each respondent is one */
  readonly ids?: CategoryColumn | NumberColumn;
  /** primary units of the stratum in the population, or everywhere the share drawn (≤ 1): the error shrinks with it */
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
  /** how many primary units were drawn, by stratum */
  readonly drawn: Float64Array;
  /** the rows of the domain, ascending; the others stay in the design. null: all */
  readonly domain: Int32Array | null;
  /** how errors are made: from the linear part of an estimate, or by leaving out each unit in turn */
  readonly variance: 'linear' | 'jackknife';
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
  const frequencies = wholeNumbers(columns.frequencies, size) ?? new Float64Array(size).fill(1);
  const strata = columns.strata === undefined ? constant('', size) : known('strata', columns.strata, size);
  const units = columns.ids === undefined ? null : unitsOf(known('ids', columns.ids, size), strata);
  const drawn = unitsByStratum(strata, units, frequencies);
  const population = columns.fpc === undefined ? null : populationOf(columns.fpc, strata, drawn);
  refuseLonely(strata, drawn, population);
  const weights =
    positive('weights', columns.weights, size) ??
    positive('weights', expansion(strata, drawn, population), size) ??
    new Float64Array(size);
  const whole = { domain: null, variance: 'linear', adjustments: [] } as const;
  return { size, weights, frequencies, strata, units, population, drawn, ...whole };
}

/**
 * Narrows a design to a domain. The other rows stay in it, because the error of a domain rests on all strata and units.
 * @param keep  one value a row; missing is no
 * @example svymean(subset(design, stype.map((one) => one === 'H')), enroll)
 * @throws Problem columns_differ
 */
export function subset(design: SurveyDesign, keep: ArrayLike<boolean | number | null>): SurveyDesign {
  sameLength('keep', keep.length, design.size);
  return { ...design, domain: rowsOf(design).filter((row) => Boolean(keep[row])) };
}

/** The rows of the domain. */
export const rowsOf = ({ domain, size }: SurveyDesign): Int32Array => domain ?? allRows(size);

/** 0, 1, 2, … */
export function allRows(size: number): Int32Array {
  const rows = new Int32Array(size);
  for (let row = 0; row < size; row += 1) rows[row] = row;
  return rows;
}

/**
 * Degrees of freedom of a design: primary units less strata, of those that hold somebody of the domain with a weight. The
 * jackknife leaves out no unit of a stratum that was drawn as a whole, so these give it none.
 * @example degf(design) // 197: 200 schools in 3 strata
 */
export function degf(design: SurveyDesign): number {
  return unitsLessStrata(design, (row) => design.weights[row]! > 0);
}

/** Primary units less strata, of those with somebody in the domain for whom `counted` holds. */
export function unitsLessStrata(design: SurveyDesign, counted: (row: number) => boolean): number {
  const { strata, units, frequencies } = design;
  const touched = new Uint8Array(strata.levels.length);
  const seen = new Uint8Array(units?.levels.length ?? 0);
  const apart = design.variance === 'jackknife' ? notDrawn(design) : null;
  let found = 0;
  rowsOf(design).forEach((row) => {
    if (!(frequencies[row]! > 0) || !counted(row) || apart?.[strata.codes[row]!] === 0) return;
    touched[strata.codes[row]!] = 1;
    if (units === null) found += frequencies[row]!;
    else seen[units.codes[row]!] = 1;
  });
  return found + ones(seen) - ones(touched);
}

/** How many respondents are in the domain, with or without a weight. */
export const respondents = (design: SurveyDesign): number =>
  rowsOf(design).reduce((sum, row) => sum + design.frequencies[row]!, 0);

/**
 * The design whose respondents and units a test of a domain goes by. R takes those outside the domain out of it, but not
 * after an adjustment of the weights, which rests on all of them.
 */
export const testedIn = (design: SurveyDesign): SurveyDesign =>
  design.adjustments.length === 0 ? design : { ...design, domain: null };

const ones = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0);

/** How many primary units were drawn in each stratum. */
function unitsByStratum(strata: Factor, units: Factor | null, frequencies: Float64Array): Float64Array {
  const drawn = new Float64Array(strata.levels.length);
  const seen = new Uint8Array(units?.levels.length ?? 0);
  strata.codes.forEach((stratum, row) => {
    if (units === null) drawn[stratum]! += frequencies[row]!;
    else if (frequencies[row]! > 0 && seen[units.codes[row]!] === 0) {
      seen[units.codes[row]!] = 1;
      drawn[stratum]! += 1;
    }
  });
  return drawn;
}

function sizeOf(columns: DesignColumns): number {
  const given = Object.values(columns).find(
    (column: CategoryColumn | NumberColumn | undefined) => column !== undefined,
  );
  return given === undefined ? 0 : lengthOf(given as CategoryColumn | NumberColumn);
}

function positive(name: string, column: NumberColumn | undefined, size: number): Float64Array | null {
  if (column === undefined) return null;
  const values = numbers(name, column, size);
  const row = values.findIndex((value) => !(value >= 0 && Number.isFinite(value)));
  if (row >= 0)
    throw new Problem('value_not_allowed', { column: name, row, value: String(column[row]), needed: '≥ 0' });
  return values;
}

function wholeNumbers(column: NumberColumn | undefined, size: number): Float64Array | null {
  const values = positive('frequencies', column, size);
  const row = values?.findIndex((value) => !Number.isSafeInteger(value)) ?? -1;
  if (values === null || row < 0) return values;
  throw new Problem('value_not_allowed', { column: 'frequencies', row, value: values[row]!, needed: '0, 1, 2, …' });
}

function known(name: string, column: CategoryColumn | NumberColumn, size: number): Factor {
  sameLength(name, lengthOf(column), size);
  const result = factor(column);
  const row = result.codes.indexOf(-1);
  if (row >= 0) throw new Problem('value_not_allowed', { column: name, row, value: 'null', needed: '≠ null' });
  return result;
}

/** Units of two strata with the same name are two units. */
const unitsOf = (ids: Factor, strata: Factor): Factor => interaction([ids, strata]);

function populationOf(column: NumberColumn, strata: Factor, drawn: Float64Array): Float64Array {
  const given = numbers('fpc', column, strata.codes.length);
  const population = new Float64Array(strata.levels.length).fill(Number.NaN);
  strata.codes.forEach((stratum, row) => {
    const [first, second] = [population[stratum]!, given[row]!];
    if (Number.isNaN(first)) population[stratum] = second;
    else if (first !== second)
      throw new Problem('fpc_not_constant', { stratum: strata.levels[stratum]!, first, second });
  });
  const shares = population.every((value) => value <= 1);
  return population.map((value, stratum) => wholePopulation(value, shares, drawn[stratum]!, strata.levels[stratum]!));
}

/** `shares`: the column holds the share that was drawn, not the size of the population. */
function wholePopulation(given: number, shares: boolean, sample: number, stratum: string): number {
  const population = shares ? sample / given : given;
  if (population >= sample && population > 0) return population;
  throw new Problem('fpc_too_small', { stratum, sample, population: String(given) });
}

/** One unit alone has no spread; it needs none when it is the whole of its stratum. */
function refuseLonely(strata: Factor, drawn: Float64Array, population: Float64Array | null): void {
  const lonely = strata.levels.filter((_, place) => drawn[place] === 1 && population?.[place] !== 1);
  if (lonely.length > 0) throw new Problem('lonely_psu', { strata: lonely.map((one) => one || '1').join(', ') });
}

function expansion(strata: Factor, drawn: Float64Array, population: Float64Array | null): Float64Array {
  return Float64Array.from(strata.codes, (stratum) =>
    population === null ? 1 : drawn[stratum] === 0 ? 0 : population[stratum]! / drawn[stratum]!,
  );
}
