/** What is published, as the attacker reads it: respondents counted in cells. */
import type { EstimateEnvelope, EstimateRow } from '../../analytics/contract.ts';
import { codes } from './programme.ts';
import { countsAt, type Answers, type Profile, type Version } from './population.ts';

/** Respondents with one of these codes in a dimension; a cell is a list of such. */
export interface Condition {
  readonly dimension: string;
  readonly codes: readonly string[];
}
export type Cell = readonly Condition[];

/**
 * One shown figure.
 * - `cells`: whom it counts; several are added up
 * - `variable`: only those who answered it; null for everybody
 * - `count`: of them, those with the category; null when it says how many answered alone
 * - `share`: the published share; with weights it is not count ÷ n
 * - `total`: the sum of a magnitude over them
 * - `weights`: their kind; `weighing`: what everybody weighs in it, once the attacker has found that out
 */
export interface Figure {
  readonly moment: number;
  readonly cells: readonly Cell[];
  readonly variable: string | null;
  readonly category: string | null;
  readonly n: number;
  readonly count: number | null;
  readonly share: number | null;
  readonly total: number | null;
  readonly weights: string;
  readonly weighing: Weighing | null;
}

/** What a version weighs in a figure; `name` tells weighings apart. */
export interface Weighing {
  readonly name: string;
  readonly of: (version: Version) => number;
}

export const plain = {
  variable: null,
  category: null,
  count: null,
  share: null,
  total: null,
  weights: 'none',
  weighing: null,
} as const;

/** Questions whose categories are groups of people: their figures are cells themselves. */
export const dividing = new Set(['sex', 'ageClass', 'employment', 'targetGroup', 'mainGroup', 'sector', 'sizeClass']);

/** Who does not answer these is missing; of the groups everybody has some or none. */
const canBeMissing: Readonly<Record<string, readonly string[]>> = {
  ...{ sex: codes.sex, ageClass: codes.ageClass, employment: codes.employment },
  ...{ sector: codes.sector, sizeClass: codes.sizeClass },
};

/** Every shown figure of an answer: its rows, and what it says of all of them together. */
export function figuresOf(envelope: EstimateEnvelope, moment: number): Figure[] {
  const filter = filterOf(envelope);
  const shown = envelope.rows.filter(({ state }) => state === 'shown');
  const cellOf = (row: EstimateRow): Cell => [...filter, ...envelope.by.map((by) => conditionOf(by, row))];
  const whole = envelope.n === null ? [] : [{ ...plain, moment, cells: [filter], n: envelope.n }];
  return [...whole, ...shown.flatMap((row) => rowFigures(envelope, row, cellOf(row), moment))];
}

function rowFigures(envelope: EstimateEnvelope, row: EstimateRow, cell: Cell, moment: number): Figure[] {
  const { variable } = envelope;
  // sums of a magnitude are asked for before the interface knows them
  const statistic: string = envelope.statistic;
  const { category, estimate, weights } = row;
  const n = row.n ?? Number.NaN;
  const about = { ...plain, moment, category, weights: weights ?? 'none' };
  const share = statistic === 'proportion' ? estimate : null;
  // follows from the shares of its cell, as the test of means and medians holds; what is left is how many answered
  if (statistic === 'mean' || statistic === 'median')
    return [{ ...about, weights: 'none', category: null, cells: [cell], variable, n }];
  if (about.weights !== 'none') {
    if (share === null) throw new Error(`a weighted ${statistic}, which the attack does not know`);
    return [{ ...about, cells: [cell], variable, n, share }];
  }
  const count = countOf(statistic, estimate, n);
  if (!dividing.has(variable))
    return [{ ...about, cells: [cell], variable, n, share, count, total: statistic === 'total' ? estimate : null }];
  const base = canBeMissing[variable];
  const everybody = { ...plain, moment, cells: [base ? [...cell, { dimension: variable, codes: base }] : cell], n };
  if (count === null || category === null) return [everybody];
  return [everybody, { ...everybody, cells: [[...cell, { dimension: variable, codes: [category] }]], n: count }];
}

function countOf(statistic: string, estimate: number | null, n: number): number | null {
  if (statistic === 'count') return estimate;
  return statistic === 'proportion' && estimate !== null ? Math.round(estimate * n) : null;
}

/** What `coverage` says: so many of the filter stand in cells of this table that are shown somewhere. */
export interface Claim {
  readonly moment: number;
  readonly filter: Cell;
  readonly by: readonly string[];
  readonly n: number;
}

export function claimOf(envelope: EstimateEnvelope, moment: number): Claim[] {
  const { n, coverage, by } = envelope;
  if (n === null || coverage === null) return [];
  return [{ moment, filter: filterOf(envelope), by: by.map(nameOf), n: Math.round(coverage * n) }];
}

/** `territory:area` is the dimension `area`. */
const nameOf = (by: string): string => by.split(':').at(-1)!;

const filterOf = ({ where }: EstimateEnvelope): Cell =>
  Object.entries(where).map(([variable, some]) => ({ dimension: dimensionOf(variable, some[0] ?? ''), codes: some }));

/** A territory's level follows from its code. */
const dimensionOf = (variable: string, code: string): string => (variable === 'territory' ? levelOf(code) : variable);

function levelOf(code: string): string {
  if (code === '17') return 'region';
  return /^\d{6}$/.test(code) ? 'municipality' : /^\d{3}$/.test(code) ? 'province' : 'area';
}

const conditionOf = (by: string, row: EstimateRow): Condition => ({
  dimension: nameOf(by),
  codes: [String(row[by.split(':')[0] ?? ''])],
});

/** Whether a respondent stands in a cell. */
export const isIn = (profile: Profile, cell: Cell): boolean =>
  cell.every(({ dimension, codes: some }) => (profile[dimension] ?? []).some((code) => some.includes(code)));

/** The three measures of a skill's level have one base, the people who told both. */
export const baseOf = (variable: string): string => variable.replace(/^level(?:Now|Wanted|Gap):/, 'level:');

/**
 * What a version says to a question. A level is of the question about the skill that everybody is asked, where both its
 * levels are told, else of the questions about the skill that was chosen.
 */
function saidTo({ answers, profile }: Version, variable: string): Answers[string] | undefined {
  if (variable.startsWith('demand')) return wantedBy(answers, variable);
  const [, measure = '', skill] = /^level(Now|Wanted|Gap)?:(.+)$/.exec(variable) ?? [];
  if (skill === undefined) return answers[variable] ?? profile[variable];
  const asked = [skill, ...(answers['first'] === skill ? ['first'] : [])];
  const pairs = asked.map((name) => [Number(answers[`${name}Now`]), Number(answers[`${name}Wanted`])] as const);
  const told = pairs.find((pair) => pair.every(Number.isInteger));
  if (told === undefined) return undefined;
  const [now, wanted] = told;
  return String({ Now: now, Wanted: wanted, Gap: wanted - now }[measure] ?? now);
}

const wayOf: Readonly<Record<string, string>> = {
  demandInPerson: 'classroom',
  demandOnline: 'online',
  demandEither: 'blended',
};

/** Places wanted, as the programme's rule has them: who would come wants the skill put first, in the way preferred. */
function wantedBy({ intention, mode, first }: Answers, variable: string): readonly string[] {
  const way = wayOf[variable];
  return intention === 'yes' && (way === undefined || mode === way) ? [String(first)] : [];
}

/** A version never changes, and is asked the same of each figure. */
const said = new WeakMap<Version, Map<string, Answers[string] | undefined>>();
function toldBy(version: Version, variable: string): Answers[string] | undefined {
  const known = said.get(version) ?? new Map<string, Answers[string] | undefined>();
  if (known.size === 0) said.set(version, known);
  if (!known.has(variable)) known.set(variable, saidTo(version, variable));
  return known.get(variable);
}

/** Whether a version answers a question: it was asked and not refused. What follows from answers is always known. */
export function hasAnswer(version: Version, variable: string | null): boolean {
  if (variable === null) return true;
  const value = toldBy(version, variable);
  return value !== undefined && value !== 'refused' && value !== 'dont_know';
}

export function hasCategory(version: Version, variable: string, category: string): boolean {
  const value = toldBy(version, variable);
  return Array.isArray(value) ? value.includes(category) : value === category;
}

const timesIn = (profile: Profile, cells: readonly Cell[]) =>
  cells.reduce((times, cell) => times + Number(isIn(profile, cell)), 0);

/** What the figure must be when the attacker's picture of everybody is right. */
export function expectedOf(versions: readonly Version[], figure: Figure): { n: number; count: number; total: number } {
  const { moment, cells, variable, category } = figure;
  const inside = versions
    .filter((one) => countsAt(one, moment))
    .map((one) => ({ one, times: timesIn(one.profile, cells) }))
    .filter(({ one, times }) => times > 0 && hasAnswer(one, variable));
  const sum = (value: (one: Version) => number) => inside.reduce((all, { one, times }) => all + times * value(one), 0);
  return {
    n: sum(() => 1),
    count: sum((one) => Number(variable !== null && category !== null && hasCategory(one, variable, category))),
    total: sum(({ answers }) => (variable === null ? 0 : Number(answers[variable]))),
  };
}

/** The cell in words: `women of 077011`. */
export function cellWords(cell: Cell): string {
  if (cell.length === 0) return 'everybody';
  return cell.map(({ dimension, codes: some }) => `${dimension} ${some.join(' or ')}`).join(', ');
}
