/** Whether a question that narrows its variable asks about exactly what was ticked before it. */
import { describedQuestions, type Described } from '../codebook/codebook.ts';
import { questionCategories, reservedCodes } from '../codebook/category.ts';
import type { DefinitionFault } from './fault.ts';
import type { ReferencesOf } from './reference.ts';
import type { Definition, Question } from './schema.ts';
import { choicesOf } from './walk.ts';

type Checkbox = Extract<Question, { type: 'checkbox' }>;

/** A question may narrow what stands before it, in the same block or outside all blocks. */
export function checkNarrowing(definition: Definition, referencesOf: ReferencesOf): DefinitionFault[] {
  const groups = Map.groupBy(
    describedQuestions(definition),
    ({ entry, source }) => `${entry.variable} ${source.repeatQuestion ?? ''}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [narrowing, ...others] = group.filter(({ entry }) => entry.narrows);
    if (!narrowing) return [];
    const twice = others.map((other) => fault(other, 'narrows_twice', other.entry.variable));
    return [...twice, ...oneFaults(narrowing, group, referencesOf)];
  });
}

function oneFaults(narrowing: Described, group: readonly Described[], referencesOf: ReferencesOf): DefinitionFault[] {
  const { question, entry } = narrowing;
  if (question.type !== 'checkbox' || !narrowing.required) return [fault(narrowing, 'narrows_type', entry.variable)];
  const before = group.slice(0, group.indexOf(narrowing));
  if (before.length === 0 || before.length < group.length - 1)
    return [fault(narrowing, 'narrows_order', entry.variable)];
  return [...choiceFaults(narrowing, before), ...untickedFaults(narrowing, question, before, referencesOf)];
}

/** The same categories on both sides; what gives no category ("none of these") is not there to be kept. */
function choiceFaults(narrowing: Described, before: readonly Described[]): DefinitionFault[] {
  const kept = new Set(codesOf(narrowing));
  const ticked = new Set(before.flatMap(codesOf).filter((code) => code !== 'none' && !reservedCodes.has(code)));
  return [...kept.symmetricDifference(ticked)].map((code) => fault(narrowing, 'narrows_choices', code));
}

/** Each choice has a condition that reads what may have ticked it. */
function untickedFaults(
  narrowing: Described,
  question: Checkbox,
  before: readonly Described[],
  referencesOf: ReferencesOf,
): DefinitionFault[] {
  const unticked = choicesOf(question.choices).filter(({ value, visibleIf = question.choicesVisibleIf }) => {
    const read = new Set(visibleIf === undefined ? [] : referencesOf(visibleIf).map(({ name }) => name));
    return !before.some((one) => read.has(one.question.name) && codesOf(one).includes(value));
  });
  return unticked.map(({ value }) => fault(narrowing, 'narrows_unticked', value));
}

const codesOf = ({ question }: Described) => questionCategories(question, new Map()).map(({ code }) => code);

const fault = ({ path }: Described, code: DefinitionFault['code'], value: string): DefinitionFault => ({
  ...{ path: `${path}.narrows`, code, value },
});
