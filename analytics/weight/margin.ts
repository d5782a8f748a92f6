/** How many there are in the population, held against the categories of a sample. */
import { Problem } from '../../problem.ts';
import {
  factor,
  lengthOf,
  sameLength,
  type CategoryColumn,
  type Factor,
  type NumberColumn,
} from '../estimate/column.ts';

/** The category of each row: a column, or a factor such as `interaction` makes of several. */
export type Categories = CategoryColumn | NumberColumn;

/** How many of the population have each category: `{ E: 4421, H: 755, M: 1018 }`. */
export type Population = Readonly<Record<string, number>>;

/** One margin of a sample: what the weights of each level have to add up to. */
export interface Margin {
  readonly name: string;
  readonly levels: readonly string[];
  readonly targets: Float64Array;
  /** the level of each row; −1 for a row without weight */
  readonly codes: Int32Array;
}

/** The columns of a design that a margin is held against. */
export interface Rows {
  readonly size: number;
  readonly weights: Float64Array;
  readonly frequencies: Float64Array;
}

/** Totals of two margins may differ by this share: the margins could not both be met more closely. */
export const agreement = 1e-9;

/**
 * Holds counts of the population against the categories of a sample.
 * @throws Problem margin_count_not_allowed; margin_value_missing; margin_level_unknown, of a category of the sample without
 *   count; margin_level_empty, of a count without anybody in the sample
 */
export function readMargin(name: string, column: Categories, population: Population, rows: Rows): Margin {
  const sample = asFactor(name, column, rows.size);
  const counts = Object.entries(population);
  counts.forEach(([level, count]) => mustBeCount(name, level, count));
  const levels = counts.filter(([, count]) => count > 0).map(([level]) => level);
  const places = new Map(levels.map((level, place) => [level, place]));
  const codes = sample.codes.map((code, row) =>
    weightOf(rows, row) > 0 ? (places.get(sample.levels[code] ?? '') ?? -2) : -1,
  );
  refuseMissing(name, sample, rows);
  refuseUnknown(name, sample, codes, rows);
  const margin = { name, levels, codes, targets: Float64Array.from(levels, (level) => population[level] ?? 0) };
  refuseEmpty(margin);
  return margin;
}

/**
 * Reads several margins, each under its name.
 * @throws Problem as `readMargin`; columns_without_margin; margins_disagree, which names two and their totals
 */
export function readMargins(
  columns: Readonly<Record<string, Categories>>,
  populations: Readonly<Record<string, Population>>,
  rows: Rows,
): Margin[] {
  sameNames(Object.keys(columns), Object.keys(populations));
  const margins = Object.entries(columns).map(([name, column]) =>
    readMargin(name, column, populations[name] ?? {}, rows),
  );
  refuseDisagreement(margins);
  return margins;
}

/** @throws Problem columns_without_margin */
export function sameNames(columns: readonly string[], totals: readonly string[]): void {
  const alone = [...columns.filter((one) => !totals.includes(one)), ...totals.filter((one) => !columns.includes(one))];
  if (columns.length === 0 || alone.length > 0)
    throw new Problem('columns_without_margin', { columns: columns.join(', '), margins: totals.join(', ') });
}

/** @throws Problem margins_disagree */
export function refuseDisagreement(margins: readonly Margin[]): void {
  const [first, ...others] = margins.map(({ name, targets }) => ({ name, total: sum(targets) }));
  const other = others.find(({ total }) => Math.abs(total - (first?.total ?? 0)) > agreement * total);
  if (first && other)
    throw new Problem('margins_disagree', {
      first: first.name,
      firstTotal: first.total,
      second: other.name,
      secondTotal: other.total,
      ratio: first.total / other.total,
      tolerance: agreement,
    });
}

/** Sums by the level of a margin. */
export function sumByLevel({ levels, codes }: Pick<Margin, 'levels' | 'codes'>, values: Float64Array): Float64Array {
  const sums = new Float64Array(levels.length);
  codes.forEach((code, row) => {
    if (code >= 0) sums[code] = (sums[code] ?? 0) + (values[row] ?? 0);
  });
  return sums;
}

export const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** What a row stands for: its weight, as often as it occurs. */
export const weightOf = ({ weights, frequencies }: Rows, row: number): number =>
  (weights[row] ?? 0) * (frequencies[row] ?? 0);

/** `weightOf` of every row. */
export const weightsOf = (rows: Rows): Float64Array => rows.weights.map((_, row) => weightOf(rows, row));

/** @throws Problem columns_differ */
export function asFactor(name: string, column: Categories, size: number): Factor {
  sameLength(name, lengthOf(column), size);
  return factor(column);
}

function mustBeCount(margin: string, level: string, count: number): void {
  if (!(count >= 0 && Number.isFinite(count)))
    throw new Problem('margin_count_not_allowed', { margin, level, value: String(count) });
}

/** Respondents, not rows: a row may stand for many. */
function respondents({ frequencies }: Rows, wanted: (row: number) => boolean): number {
  return frequencies.reduce((total, frequency, row) => total + (wanted(row) ? frequency : 0), 0);
}

function refuseMissing(margin: string, { codes }: Factor, rows: Rows): void {
  const count = respondents(rows, (row) => codes[row] === -1 && weightOf(rows, row) > 0);
  if (count > 0) throw new Problem('margin_value_missing', { margin, count });
}

function refuseUnknown(margin: string, sample: Factor, codes: Int32Array, rows: Rows): void {
  const place = codes.indexOf(-2);
  if (place < 0) return;
  const code = sample.codes[place] ?? -1;
  const count = respondents(rows, (row) => sample.codes[row] === code && codes[row] === -2);
  throw new Problem('margin_level_unknown', { margin, level: sample.levels[code] ?? '', count });
}

function refuseEmpty({ name, levels, targets, codes }: Margin): void {
  const present = new Set(codes);
  const place = levels.findIndex((_, one) => !present.has(one));
  if (place >= 0)
    throw new Problem('margin_level_empty', {
      margin: name,
      level: levels[place] ?? '',
      population: targets[place] ?? 0,
    });
}
