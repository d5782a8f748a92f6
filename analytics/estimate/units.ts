/** What the primary units of a domain add up to: the pieces from which errors are made. */
import type { Base } from './base.ts';
import type { SurveyDesign } from './design.ts';

/** Places, each of them one primary unit, or several of one stratum that are alike in everything. */
export interface Units {
  readonly stratum: Int32Array;
  /** how many units a place stands for */
  readonly repeats: Float64Array;
  /** the totals of each influence, place by place */
  readonly totals: readonly Float64Array[];
  /** drawn units of each stratum that are no place: nobody in them counts, so their totals are 0 */
  readonly absent: Float64Array;
}

/** @param influences  each one value a place of the base: of one respondent, times the weight */
export function unitsOf(design: SurveyDesign, base: Base, influences: readonly Float64Array[]): Units {
  const { stratum, repeats, totals } =
    design.units === null ? singles(design, base, influences) : clusters(design, base, influences);
  const absent = design.drawn.slice();
  for (let place = 0; place < stratum.length; place += 1) absent[stratum[place]!]! -= repeats[place]!;
  return { stratum, repeats, totals, absent };
}

/** The mean of a stratum's units. */
export function stratumMeans({ drawn }: SurveyDesign, { stratum, repeats }: Units, totals: Float64Array): Float64Array {
  const sums = new Float64Array(drawn.length);
  for (let place = 0; place < totals.length; place += 1) sums[stratum[place]!]! += totals[place]! * repeats[place]!;
  return sums.map((sum, home) => (drawn[home] === 0 ? 0 : sum / drawn[home]!));
}

/** 1 − n / N of each stratum: the share that was not drawn; 0 where that is rounding, as R has it. */
export function notDrawn({ drawn, population }: SurveyDesign): Float64Array {
  const left = drawn.map((n, stratum) => (population === null ? 1 : 1 - n / population[stratum]!));
  return left.map((share) => (share < 1e-7 ? 0 : share));
}

type Places = Pick<Units, 'stratum' | 'repeats' | 'totals'>;

function singles({ strata }: SurveyDesign, { rows, frequencies }: Base, totals: readonly Float64Array[]): Places {
  const stratum = new Int32Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) stratum[place] = strata.codes[rows[place]!]!;
  return { stratum, repeats: frequencies, totals };
}

function clusters({ strata, units }: SurveyDesign, base: Base, influences: readonly Float64Array[]): Places {
  const found = new Map<number, number>();
  const stratum: number[] = [];
  const home = base.rows.map((row) => {
    const unit = units!.codes[row]!;
    if (!found.has(unit)) stratum[found.size] = strata.codes[row]!;
    return found.get(unit) ?? found.set(unit, found.size).size - 1;
  });
  const totals = influences.map((influence) => unitTotals(influence, base, home, stratum.length));
  return { stratum: Int32Array.from(stratum), repeats: new Float64Array(stratum.length).fill(1), totals };
}

/** What cancels within a unit but for the last digits of doubles is 0. */
function unitTotals(influence: Float64Array, { frequencies }: Base, home: Int32Array, units: number): Float64Array {
  const sums = new Float64Array(units);
  const sizes = new Float64Array(units);
  for (let place = 0; place < home.length; place += 1) {
    const value = influence[place]! * frequencies[place]!;
    sums[home[place]!]! += value;
    sizes[home[place]!]! += Math.abs(value);
  }
  return sums.map((sum, unit) => (Math.abs(sum) <= 1e-14 * sizes[unit]! ? 0 : sum));
}
