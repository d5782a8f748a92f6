/** The figures as equations about people: a row each, a column for those whom no figure can tell apart. */
import { baseOf, expectedOf, hasAnswer, isIn, type Figure } from './figure.ts';
import { countsAt, isSensitive, type Profile, type Version } from './population.ts';
import { RowSpace, type Row } from './row-space.ts';

/** Versions that are alike for all figures; `people` are the persons behind them. */
export interface Column {
  readonly versions: readonly Version[];
  readonly people: readonly number[];
  readonly sensitive: boolean;
}

/** Figures that count alike make one row. */
export interface Equation {
  readonly row: Row;
  readonly figures: readonly Figure[];
}

/**
 * - `variable`: the question whose answers the rows add up; null for the number of people alone
 * - `k`: no combination may be about fewer, and about fewer than `sensitiveK` who all have a sensitive value
 */
export interface System {
  readonly variable: string | null;
  readonly columns: readonly Column[];
  readonly equations: readonly Equation[];
  readonly moments: readonly number[];
  /** a sensitive question */
  readonly flagged: boolean;
  readonly k: number;
  readonly sensitiveK: number;
}

export interface Limits {
  readonly k: number;
  /** sensitive questions */
  readonly flagged: readonly string[];
  readonly flaggedK: number;
}

export const limits: Limits = { k: 5, flagged: ['disability'], flaggedK: 10 };

/**
 * The systems of an attack: one about people, and one for each question, whose base are those who answered it.
 * Every figure is held against the attacker's picture first: an attack on a wrong picture would find nothing.
 * @throws Error when a figure is not what the picture says
 */
export function systemsOf(versions: readonly Version[], figures: readonly Figure[], some = limits): System[] {
  for (const figure of figures) mustFit(versions, figure);
  // what everybody answered counts as people are counted
  const isOwn = (variable: string | null) =>
    variable !== null && (some.flagged.includes(variable) || versions.some((one) => !hasAnswer(one, variable)));
  const adds = new Set(figures.flatMap(({ variable, total }) => (total === null ? [] : [variable])));
  const bySystem = Map.groupBy(figures, ({ variable }) =>
    variable !== null && (isOwn(variable) || adds.has(variable)) ? baseOf(variable) : null,
  );
  return [...bySystem].map(([variable, own]) => systemOf(versions, variable, own, some));
}

function mustFit(versions: readonly Version[], figure: Figure): void {
  const expected = expectedOf(versions, figure);
  for (const name of ['n', 'count', 'total'] as const)
    if (figure[name] !== null && figure[name] !== expected[name])
      throw new Error(`the picture is wrong: ${name} ${expected[name]}, published ${JSON.stringify(figure)}`);
}

function systemOf(
  versions: readonly Version[],
  variable: string | null,
  figures: readonly Figure[],
  some: Limits,
): System {
  const moments = [...new Set(figures.map(({ moment }) => moment))].toSorted((a, b) => a - b);
  const answered = versions.filter((one) => hasAnswer(one, variable));
  // sums of a magnitude tell firms apart that are alike in everything else
  const each = figures.some(({ total }) => total !== null);
  const columns = columnsOf(answered, moments, each);
  const flagged = variable !== null && some.flagged.includes(variable);
  const equations = equationsOf(figures, columns);
  return {
    variable,
    columns,
    equations,
    moments,
    flagged,
    k: flagged ? some.flaggedK : some.k,
    sensitiveK: some.flaggedK,
  };
}

function columnsOf(versions: readonly Version[], moments: readonly number[], each: boolean): Column[] {
  const counted = versions.filter((one) => moments.some((moment) => countsAt(one, moment)));
  const twice = new Set(counted.map(({ person }) => person).filter(isRepeated));
  const groups = Map.groupBy(counted, (one) => {
    const history = moments.map((moment) => countsAt(one, moment));
    return JSON.stringify([history, one.profile, each || twice.has(one.person) ? one.person : null]);
  });
  return [...groups.values()].map((alike) => ({
    versions: alike,
    people: [...new Set(alike.map(({ person }) => person))],
    sensitive: isSensitive(alike[0]!.profile),
  }));
}

const isRepeated = (value: number, place: number, all: readonly number[]) => all.indexOf(value) < place;

function equationsOf(figures: readonly Figure[], columns: readonly Column[]): Equation[] {
  const byCells = Map.groupBy(figures, ({ moment, cells, weighing }) =>
    JSON.stringify([moment, cells, weighing?.name]),
  );
  const rows = [...byCells.values()].map((same) => ({ row: rowOf(same[0]!, columns), figures: same }));
  const byRow = Map.groupBy(rows, ({ row }) => Array.from(row).join());
  return [...byRow.values()].map((same) => ({ row: same[0]!.row, figures: same.flatMap((one) => one.figures) }));
}

/** A weight counts in thousandths, since rows are whole numbers; weights of classes have two digits. */
const thousand = 1_000;

function rowOf({ moment, cells, weighing }: Figure, columns: readonly Column[]): Row {
  return Int32Array.from(columns, ({ versions }) => {
    const [one] = versions;
    if (!one || !countsAt(one, moment)) return 0;
    const times = cells.filter((cell) => isIn(one.profile, cell)).length;
    return weighing && times > 0 ? times * Math.round(thousand * weighing.of(one)) : times;
  });
}

/** What a row counts, or weighs, of those who have the figure's category. */
export function sumOf(
  { columns }: Pick<System, 'columns'>,
  row: Row,
  { count, weighing, share }: Figure,
): number | null {
  if (weighing === null || share === null) return count;
  return share * columns.reduce((sum, { versions }, place) => sum + versions.length * row[place]!, 0);
}

/** The row of a set of people at a moment, whether published or not. */
export const rowOfPeople = ({ columns }: System, moment: number, inside: (profile: Profile) => boolean): Uint8Array =>
  Uint8Array.from(columns, ({ versions: [one] }) =>
    Number(one !== undefined && countsAt(one, moment) && inside(one.profile)),
  );

/** Everything that adding and subtracting the figures can give. */
export function spaceOf({ equations }: System): RowSpace {
  const space = new RowSpace();
  for (const { row } of equations) space.add(row);
  return space;
}

/** Persons behind the columns where a row is not 0, each once. */
export function peopleOf({ columns }: System, row: Row): number[] {
  const found = new Set<number>();
  columns.forEach(({ people }, place) => {
    if (row[place] !== 0) for (const one of people) found.add(one);
  });
  return [...found];
}

/** Whether so few people may not be told: fewer than k, or all of them with a sensitive value and fewer than its k. */
export function isTooFew(system: System, row: Row): boolean {
  const people = peopleOf(system, row).length;
  if (people === 0 || people >= Math.max(system.k, system.sensitiveK)) return false;
  return people < system.k || system.columns.every(({ sensitive }, place) => row[place] === 0 || sensitive);
}
