/** Everything that can be asked of one survey. */
import type { EstimateQuery } from '../../analytics/contract.ts';
import { seeded } from './random.ts';

/** What the interface takes: learnt from the codebook, and by trying. */
export interface Interface {
  readonly variables: readonly string[];
  /** those that add up numbers */
  readonly magnitudes: readonly string[];
  readonly statistics: readonly string[];
  /** scales, and what is told of them alone */
  readonly scales: { readonly variables: readonly string[]; readonly statistics: readonly string[] };
  readonly weights: readonly string[];
  /** how many dimensions `by` takes */
  readonly most: number;
  readonly levels: readonly string[];
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
}

type Codebook = { name: string; role: string; type: string; dimension: boolean; categories: { code: string }[] }[];
type Levels = { measures: string[]; skills: { code: string }[] } | null;

/** Reads the codebook and tries what is not in it. @param codesOfLevel  codes of the territories of each level */
export async function learn(
  address: string,
  survey: string,
  codesOfLevel: Readonly<Record<string, readonly string[]>>,
): Promise<Interface> {
  const path = `${address}/api/surveys/${survey}`;
  const told = (await (await fetch(`${path}/codebook`)).json()) as { variables: Codebook; levels: Levels };
  const { variables, levels } = told;
  const ofSkills = (levels?.skills ?? []).flatMap(({ code }) => levels!.measures.map((one) => `${one}:${code}`));
  const asked = variables.filter(({ role, type }) => role !== 'territory' && role !== 'text' && type !== 'number');
  const first = asked[0]?.name ?? '';
  const [scale = first] = ofSkills;
  const takes = async (query: Record<string, string>) =>
    (await fetch(`${path}/estimates?${new URLSearchParams({ variable: first, ...query })}`)).status === 200;
  const those = async (name: string, values: readonly string[], variable = first) =>
    (
      await Promise.all(values.map(async (value) => ((await takes({ variable, [name]: value })) ? [value] : [])))
    ).flat();
  const open = variables.filter(({ dimension, role }) => dimension && role !== 'territory');
  const numbers = variables.filter(({ type }) => type === 'number').map(({ name }) => name);
  const three = ['territory:province', ...open.slice(0, 2).map(({ name }) => name)].join(',');
  const magnitudes = await Promise.all(
    numbers.map(async (variable) => ((await takes({ variable, statistic: 'total' })) ? [variable] : [])),
  );
  return {
    variables: [...asked.map(({ name }) => name), ...ofSkills],
    magnitudes: magnitudes.flat(),
    statistics: await those('statistic', ['count', 'proportion', 'total']),
    scales: { variables: ofSkills, statistics: await those('statistic', ['mean', 'median'], scale) },
    weights: await those('weights', ['none', 'design', 'calibrated']),
    most: (await takes({ by: three })) ? 3 : 2,
    levels: await those(
      'by',
      Object.keys(codesOfLevel).map((level) => `territory:${level}`),
    ),
    dimensions: {
      ...Object.fromEntries(Object.entries(codesOfLevel).map(([level, codes]) => [`territory:${level}`, codes])),
      ...Object.fromEntries(open.map(({ name, categories }) => [name, categories.map(({ code }) => code)])),
    },
  };
}

/** All sets of dimensions up to three, the territory at one level at most. */
export function tablesOf({ dimensions }: Pick<Interface, 'dimensions'>): string[][] {
  const names = Object.keys(dimensions);
  const isPlace = (name: string) => name.startsWith('territory:');
  const longer = (table: string[]) =>
    names
      .slice(names.indexOf(table.at(-1) ?? '') + 1)
      .filter((name) => !isPlace(name) || !table.some(isPlace))
      .map((name) => [...table, name]);
  const ones = longer([]);
  const twos = ones.flatMap(longer);
  return [[], ...ones, ...twos, ...twos.flatMap(longer)];
}

/**
 * All variables by all tables, other statistics and weights by one dimension; the third dimension as a filter where `by`
 * takes two; and so many other questions, drawn: any statistic, unions of codes, of every level, one to three filters.
 */
export function allQuestions(known: Interface, filters: number, seed = 3): EstimateQuery[] {
  const { variables, magnitudes, statistics, scales, weights, most, dimensions } = known;
  const tables = tablesOf(known);
  const every = (some: readonly string[], told: readonly string[]) =>
    some.flatMap((variable) =>
      told.flatMap((statistic) =>
        // what is counted has no weights
        (statistic === 'count' ? ['none'] : weights).map((weight) => ({ variable, statistic, weights: weight })),
      ),
    );
  const full = [...every(variables, statistics), ...every(scales.variables, scales.statistics)];
  const sums = magnitudes.map((variable) => ({ variable, statistic: 'total' }));
  const divided = tables.filter((table) => table.length <= most).map((table) => ({ by: table.join(',') }));
  const filtered = tables.filter((table) => table.length > most).flatMap((table) => filteredBy(table, dimensions));
  const counts = full.filter(({ statistic }) => statistic === 'count');
  const others = full.filter((what) => !counts.includes(what));
  return [
    ...[...counts, ...sums].flatMap((what) => divided.map((table) => ({ ...what, ...table }))),
    ...others.flatMap((what) => divided.filter(({ by }) => !by.includes(',')).map((table) => ({ ...what, ...table }))),
    ...[...counts, ...sums].flatMap((what) => filtered.map((table) => ({ ...what, ...table }))),
    ...drawnQuestions([...full, ...sums], tables, known, filters, seeded(seed)),
  ];
}

const whereOf = (name: string, codes: readonly string[]) => `${name.split(':')[0]}:${codes.join(',')}`;

/** A table of three as tables of two: each code of the last dimension as a filter. */
function filteredBy(table: readonly string[], dimensions: Interface['dimensions']) {
  const [last = '', ...others] = table.toReversed();
  return (dimensions[last] ?? []).map((code) => ({ by: others.toReversed().join(','), where: whereOf(last, [code]) }));
}

function drawnQuestions(
  whats: readonly EstimateQuery[],
  tables: readonly string[][],
  { most, dimensions }: Interface,
  count: number,
  random: () => number,
): EstimateQuery[] {
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const some = (codes: readonly string[]) => codes.filter(() => random() < 0.4).slice(0, 40);
  return Array.from({ length: count }, () => {
    const filters = oneOf(tables).map((name) => [name, some(dimensions[name] ?? [])] as const);
    const where = filters.filter(([, codes]) => codes.length > 0).map(([name, codes]) => whereOf(name, codes));
    const by = oneOf(tables.filter((table) => table.length <= most));
    return { ...oneOf(whats), by: by.join(','), where: where.join(';') };
  });
}
