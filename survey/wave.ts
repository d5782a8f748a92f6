/** The waves of a survey: the same instrument asked again, and what of it may be compared. */
import { canonicalJson } from './canonical.ts';
import { questionCategories } from './codebook/category.ts';
import { describedQuestions, type Described } from './codebook/codebook.ts';
import type { Comparable, Localized, SurveySummary, Wave } from './contract.ts';
import type { Definition } from './definition/definition.ts';
import type { SurveyEntry } from './registry/registry.ts';
import { ruleVariables } from './target-group.ts';

/**
 * Surveys of the same programme and instrument, in the order of their waves, the survey itself among them.
 * @param entries  all that may be seen
 */
export function wavesOf(
  entry: SurveyEntry,
  entries: readonly SurveyEntry[],
  summaryOf: (entry: SurveyEntry) => SurveySummary,
): Wave[] {
  const { programme, instrument } = entry.compiled;
  return entries
    .filter(({ compiled }) => compiled.programme === programme && compiled.instrument === instrument)
    .map((other): Wave => {
      const { id: survey, wave, version, state, opensOn, closesOn, responses, synthetic } = summaryOf(other);
      const variables = comparables(entry, other);
      return { survey, wave, version, state, opensOn, closesOn, responses, synthetic, variables };
    })
    .toSorted((a, b) => a.wave.localeCompare(b.wave, 'en', { numeric: true }) || (a.opensOn < b.opensOn ? -1 : 1));
}

/** Every variable that one of them asks, and those that follow from several. */
function comparables(one: SurveyEntry, other: SurveyEntry): Comparable[] {
  const [here, there] = [questionsOf(one.definition), questionsOf(other.definition)];
  const names = [...new Set([...here.keys(), ...there.keys()])];
  const asked = names.map((variable) => comparable(variable, reasonOf(here.get(variable), there.get(variable))));
  const differing = new Set(asked.filter(({ same }) => !same).map(({ variable }) => variable));
  return [...asked, ...groupsOf(one, other, differing)];
}

const comparable = (variable: string, reason: Comparable['reason']): Comparable => ({
  ...{ variable, same: reason === null, reason },
});

type Questions = ReadonlyMap<string, readonly Described[]>;

/** The territory is called so everywhere, whatever the instrument calls it. */
function questionsOf(definition: Definition): Questions {
  const nameOf = ({ entry }: Described) => (entry.role === 'territory' ? 'territory' : entry.variable);
  return Map.groupBy(describedQuestions(definition), nameOf);
}

/** What differs first: whether it is asked, what kind it is, its scale, its answers, their words, the question's words. */
const aspects = [
  ['type', ({ entry }) => entry.type],
  ['scale', ({ entry }) => entry.scale ?? null],
  ['categories', ({ question }) => questionCategories(question, noLabels).map(({ code }) => code)],
  ['labels', ({ question }) => questionCategories(question, noLabels).map(({ label }) => label)],
  ['wording', ({ question, source }) => [question.title ?? null, rowText(question, source.row)]],
] as const satisfies readonly (readonly [Comparable['reason'], (one: Described) => unknown])[];

const noLabels = new Map<string, Localized>();

function reasonOf(here?: readonly Described[], there?: readonly Described[]): Comparable['reason'] {
  if (here === undefined || there === undefined) return 'not_asked';
  const told = (all: readonly Described[], tell: (one: Described) => unknown) =>
    canonicalJson(all.map((one) => [one.source.question, one.source.row, tell(one)]));
  return aspects.find(([, tell]) => told(here, tell) !== told(there, tell))?.[0] ?? null;
}

function rowText(question: Described['question'], row: string | null): unknown {
  if (question.type !== 'matrix' || row === null) return null;
  return question.rows.find((one) => (typeof one === 'string' ? one : one.value) === row) ?? null;
}

/** Groups follow from answers: they compare when every question of their rules does, and the groups are the same. */
function groupsOf(one: SurveyEntry, other: SurveyEntry, differing: ReadonlySet<string>): Comparable[] {
  const [here, there] = [one.compiled.targetGroups, other.compiled.targetGroups];
  if (here.length === 0 && there.length === 0) return [];
  const keys = (groups: typeof here) => canonicalJson(groups.map(({ key, rule }) => [key, rule]));
  const ruled = here.flatMap(({ rule }) => ruleVariables(rule));
  const isSame = keys(here) === keys(there) && !ruled.some((name) => differing.has(name));
  return ['targetGroup', 'mainGroup'].map((name) => comparable(name, isSame ? null : 'groups'));
}
