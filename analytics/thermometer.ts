/** How far those who answered are from the population, where official statistics tell the population. */
import { marginParts } from '../survey/margin/category.ts';
import type { Benchmark } from '../survey/programme/reference.ts';
import type { CompiledSurvey, CompiledVariable } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateQuery, Thermometer, ThermometerItem } from './contract.ts';
import { isAsked, measuresOf } from './query.ts';
import { levels } from './territory.ts';

/** What a survey is held against: who people are, and the questions asked for that purpose. */
const compared = ['sex', 'ageClass', 'education', 'employment', 'sector', 'sizeClass', 'benchmark'];

/** Differences in shares from which a reading is no longer `close`, no longer `some`. */
const bounds = { some: 0.05, far: 0.1 } as const;

/** Shares of one variable add up to this or more where every category that has a population is there. */
const nearlyAll = 0.99;

type Ask = (query: EstimateQuery) => EstimateEnvelope;

/**
 * Holds the published answers against the population; a variable that is asked and has no benchmark is named.
 * @param ask  gives published figures, and nothing else is read
 */
export function thermometerOf(survey: CompiledSurvey, benchmarks: readonly Benchmark[], ask: Ask): Thermometer {
  const asked = measuresOf(survey).filter((one) => compared.includes(one.role) && isAsked(survey, one));
  const known = usable(survey, benchmarks);
  const items = asked.flatMap((variable) => itemsOf(survey, variable, known, ask));
  const missing = asked.filter(({ name }) => items.every((item) => item.variable !== name));
  const differences = items.flatMap(({ difference }) => (difference === null ? [] : Math.abs(difference)));
  return {
    survey: survey.id,
    reading: readingOf(differences),
    items,
    missing: missing.map(({ name, role, label }) => ({ variable: name, role, label })),
  };
}

/** By the largest difference, so that one good item hides no bad one. */
function readingOf(differences: readonly number[]): Thermometer['reading'] {
  if (differences.length === 0) return 'unknown';
  // 0.6 − 0.5 is a little less than 0.1
  const largest = Math.max(...differences.map((one) => Math.round(one * 1e9) / 1e9));
  return largest < bounds.some ? 'close' : largest < bounds.far ? 'some' : 'far';
}

/** The newest facts about the widest places that the survey knows. */
function usable(survey: CompiledSurvey, benchmarks: readonly Benchmark[]): readonly Benchmark[] {
  const places = new Set(survey.territories.map(({ level, code }) => `${level}:${code}`));
  const known = benchmarks.filter(({ territory }) => places.has(territory));
  const level = levels.find((one) => known.some(({ territory }) => territory.startsWith(`${one}:`)));
  const widest = known.filter(({ territory }) => territory.startsWith(`${level}:`));
  const newest = (one: Benchmark) => widest.every((other) => !isSame(one, other) || other.year <= one.year);
  return widest.filter(newest);
}

const isSame = (one: Benchmark, other: Benchmark) =>
  one.variable === other.variable && one.category === other.category && one.territory === other.territory;

function itemsOf(
  survey: CompiledSurvey,
  variable: CompiledVariable,
  benchmarks: readonly Benchmark[],
  ask: Ask,
): ThermometerItem[] {
  const own = benchmarks.filter((one) => one.variable === variable.name);
  const territories = [...new Set(own.map(({ territory }) => territory))];
  return territories.flatMap((territory) => {
    const facts = own.filter((one) => one.territory === territory);
    return facts.map((fact) => itemOf(survey, variable, facts, fact, ask));
  });
}

function itemOf(
  survey: CompiledSurvey,
  variable: CompiledVariable,
  facts: readonly Benchmark[],
  fact: Benchmark,
  ask: Ask,
): ThermometerItem {
  const [level = '', code = ''] = fact.territory.split(':');
  const place = survey.territories.find((one) => one.level === level && one.code === code);
  const count = counterOf(survey, variable, code, ask);
  const { part, base } = countsOf(count, categoriesOf(variable, fact.category), coveredBy(variable, facts));
  const respondents = part === null || !base ? null : part / base;
  return {
    variable: variable.name,
    role: variable.role,
    label: variable.label,
    categories: labelled(variable, categoriesOf(variable, fact.category)),
    place: place?.name ?? null,
    respondents,
    n: respondents === null ? null : base,
    population: fact.value,
    difference: respondents === null ? null : respondents - fact.value,
    ...{ year: fact.year, source: fact.source, url: fact.url },
  };
}

const labelled = ({ categories }: CompiledVariable, codes: readonly string[]) =>
  categories.flatMap(({ code, label }) => (codes.includes(code) ? [{ code, label }] : []));

function territoryFilter(survey: CompiledSurvey, code: string): string {
  const territory = [...survey.variables.values()].find((one) => one.role === 'territory');
  return territory ? `${territory.name}:${code}` : '';
}

const categoriesOf = (variable: CompiledVariable, category: string): readonly string[] =>
  marginParts(variable.name, category)?.[0]?.categories ?? [];

/**
 * The categories that the population is divided into; null where the facts tell single shares only. Who gave another
 * answer (prefer not to say) is not among the population's categories and is left out of the comparison.
 */
function coveredBy(variable: CompiledVariable, facts: readonly Benchmark[]): readonly string[] | null {
  const sum = facts.reduce((all, { value }) => all + value, 0);
  return sum < nearlyAll ? null : facts.flatMap(({ category }) => categoriesOf(variable, category));
}

/** How many have a category; null where that is not published. Of no category: how many answered. */
type Counter = (category: string | null) => number | null;

/**
 * Reads the counts of the question; of one that divides figures, where they are not released, the sizes of the released
 * cells of its categories.
 */
function counterOf(survey: CompiledSurvey, { name, dimension }: CompiledVariable, code: string, ask: Ask): Counter {
  const where = territoryFilter(survey, code);
  const { rows } = ask({ variable: name, statistic: 'count', where });
  const sizeOf = (category: string) => ask({ variable: name, where: `${where};${name}:${category}` }).n;
  return (category) => {
    if (category === null) return rows[0]?.n ?? null;
    const counted = rows.find((row) => row.category === category)?.estimate ?? null;
    return counted === null && dimension ? sizeOf(category) : counted;
  };
}

function countsOf(count: Counter, wanted: readonly string[], covered: readonly string[] | null) {
  const sum = (codes: readonly string[]) => {
    const counts = codes.map(count);
    return counts.some((one) => one === null) ? null : counts.reduce<number>((all, one) => all + (one ?? 0), 0);
  };
  return { part: sum(wanted), base: covered === null ? count(null) : sum(covered) };
}
