/** The same statistic for each domain. */
import { factor, interaction, lengthOf, sameLength, type CategoryColumn, type NumberColumn } from './column.ts';
import { rowsOf, type SurveyDesign } from './design.ts';

/** Which domain an estimate is about. */
export interface Domain {
  /** the names of its categories, joined with `.` */
  readonly domain: string;
  /** its category in each of the columns */
  readonly by: Readonly<Record<string, string>>;
}

/**
 * A statistic for each combination of categories that occurs, the first column running fastest. All strata and primary
 * units stay in the design of each domain. Rows without a category belong to no domain.
 * @param by  columns by their names
 * @param statistic  any estimator; where it gives several figures, each becomes a row
 * @example svyby(design, { stype, awards }, (domain) => svymean(domain, enroll))
 * @throws Problem columns_differ, and what the statistic throws
 */
export function svyby<Figure extends object>(
  design: SurveyDesign,
  by: Readonly<Record<string, CategoryColumn | NumberColumn>>,
  statistic: (domain: SurveyDesign) => Figure | readonly Figure[],
): (Domain & Figure)[] {
  const factors = Object.entries(by).map(([name, column]) => {
    sameLength(name, lengthOf(column), design.size);
    return { name, ...factor(column) };
  });
  const { levels, codes } = interaction(factors);
  const rows = rowsByCode(design, codes, levels.length);
  return levels.flatMap((domain, code) => {
    const [inside, first] = [rows[code]!, rows[code]![0]];
    if (first === undefined) return [];
    const names = factors.map(({ name, levels, codes }) => [name, levels[codes[first]!]!]);
    const figures = statistic({ ...design, domain: inside });
    return several(figures).map((figure) => ({ domain, by: Object.fromEntries(names), ...figure }));
  });
}

const several = <Figure>(figures: Figure | readonly Figure[]): readonly Figure[] =>
  Array.isArray(figures) ? (figures as readonly Figure[]) : [figures as Figure];

/** The rows of each domain that have somebody with a weight, in one pass. */
function rowsByCode(design: SurveyDesign, codes: Int32Array, width: number): Int32Array[] {
  const inside = rowsOf(design).filter((row) => codes[row]! >= 0);
  const sizes = new Int32Array(width);
  const weighty = new Uint8Array(width);
  inside.forEach((row) => {
    sizes[codes[row]!]! += 1;
    if (design.weights[row]! > 0 && design.frequencies[row]! > 0) weighty[codes[row]!] = 1;
  });
  const rows = Array.from(sizes, (size, code) => new Int32Array(weighty[code] === 1 ? size : 0));
  const filled = new Int32Array(width);
  inside.forEach((row) => {
    const code = codes[row]!;
    if (weighty[code] === 1) rows[code]![filled[code]!++] = row;
  });
  return rows;
}
