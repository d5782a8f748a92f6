/** Respondents of the shape that floors are measured on: 131 municipalities of Basilicata, overlapping target groups. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dimensions, ReleaseCell } from '../../analytics/disclosure/index.ts';

type Weights = Readonly<Record<string, number>>;

const folder = join(import.meta.dirname, '../../data/programme/basilicata');
const json = <T>(name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;

/** Residents by municipality (census 2011, as the programme's generator has them) and the eleven areas. */
const questions = json<{ citizen: { questions: Record<string, { base: Weights }> } }>('generator.json').citizen
  .questions;
const areas = json<{ code: string; municipalities: string[] }[]>('areas.json');
const areaOf = new Map(areas.flatMap(({ code, municipalities }) => municipalities.map((one) => [one, code])));
const residents = Object.entries(questions['territory']!.base).filter(([code]) => areaOf.has(code));

const ages: Weights = { '16-29': 0.2, '30-44': 0.29, '45-54': 0.2, '55-64': 0.18, '65plus': 0.13 };
const educations: Weights = { lower: 0.29, vocational: 0.06, upper: 0.43, tertiary: 0.22 };
const employments: Weights = { employee: 0.48, self: 0.12, unemployed: 0.13, student: 0.08, inactive: 0.19 };

/** One person; groups follow from the other answers and from some that are no dimension. */
interface Person {
  readonly municipality: string;
  readonly sex: string;
  readonly age: string;
  readonly education: string;
  readonly employment: string;
  readonly long: boolean;
  readonly foreign: boolean;
  readonly disability: boolean;
}

export const groupRules: Readonly<Record<string, (person: Person) => boolean>> = {
  longUnemployed: ({ employment, long }) => employment === 'unemployed' && long,
  neet: ({ age, employment }) => age === '16-29' && (employment === 'unemployed' || employment === 'inactive'),
  inactiveWomen: ({ sex, employment }) => sex === 'f' && employment === 'inactive',
  entrepreneurs: ({ employment }) => employment === 'self',
  young: ({ age }) => age === '16-29',
  lowSkilled: ({ education, age }) => education === 'lower' && age !== '16-29',
  over55: ({ age }) => age === '55-64' || age === '65plus',
  employedAdults: ({ age, employment }) => age !== '16-29' && (employment === 'employee' || employment === 'self'),
  foreign: ({ foreign }) => foreign,
  disability: ({ disability }) => disability,
};

/** The same seed gives the same people. */
export function skewedPopulation(size: number, seed = 1): Dimensions {
  const random = mulberry32(seed);
  const people = Array.from({ length: size }, () => personOf(random));
  const column = (name: 'municipality' | 'sex' | 'age' | 'education' | 'employment') => people.map((one) => one[name]);
  const rules = Object.values(groupRules);
  return {
    municipality: column('municipality'),
    area: people.map((one) => areaOf.get(one.municipality)!),
    group: {
      names: Object.keys(groupRules),
      bits: people.map((one) => rules.reduce((mask, holds, bit) => mask | (Number(holds(one)) << bit), 0)),
    },
    ...{ sex: column('sex'), age: column('age'), education: column('education'), employment: column('employment') },
  };
}

function personOf(random: () => number): Person {
  const pick = (weights: Weights) => drawn(Object.entries(weights), random);
  return {
    municipality: drawn(residents, random),
    ...{ sex: pick({ f: 0.56, m: 0.44 }), age: pick(ages), education: pick(educations), employment: pick(employments) },
    long: random() < 0.5,
    foreign: random() < 0.04,
    disability: random() < 0.03,
  };
}

function drawn(weights: readonly (readonly [string, number])[], random: () => number): string {
  let left = random() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  return (weights.find(([, weight]) => (left -= weight) < 0) ?? weights.at(-1)!)[0];
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** In the order of docs/release.md: margins of the raking, places, groups, then pairs. */
const margins = [[], ['sex'], ['age']];
const schooling = [['education'], ['employment']];
const pairs = (names: readonly string[]) => names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b]));

const base = [...margins, ['area'], ['group'], ...pairs(['area', 'group', 'sex', 'age'])];
const withPlaces = [...margins, ['area'], ['municipality'], ['group'], ...pairs(['area', 'group', 'sex', 'age'])];
const dimensions = ['group', 'sex', 'age', 'education', 'employment'];
const all = [...margins, ...schooling, ['area'], ['municipality'], ['group'], ...pairs(['area', ...dimensions])];
const placePairs = ['group', 'sex', 'age'].map((name) => ['municipality', name]);

/** The five rows of the table of floors: respondents, tables, least one-way and two-way coverage. */
export const floors = {
  'the first 600': { size: 600, tables: base, oneWay: 0.98, twoWay: 0.6 },
  '6,000 with municipalities alone': { size: 6_000, tables: withPlaces, oneWay: 0.99, twoWay: 0.93 },
  '6,000 with education and employment': { size: 6_000, tables: all, oneWay: 0.99, twoWay: 0.85 },
  '20,000, the same': { size: 20_000, tables: all, oneWay: 0.99, twoWay: 0.98 },
  '100,000 with pairs of municipalities': {
    size: 100_000,
    tables: [...all, ...placePairs],
    oneWay: 0.99,
    twoWay: 0.98,
  },
} as const;

/** Share of respondents in released cells, of those in all cells of tables of so many dimensions. */
export function wayCoverage(cells: readonly ReleaseCell[], ways: number): number {
  const all = cells.filter(({ codes }) => codes.length === ways);
  const sum = (some: readonly ReleaseCell[]) => some.reduce((so, { n }) => so + n, 0);
  return sum(all.filter(({ released }) => released)) / sum(all);
}
