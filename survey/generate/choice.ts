/** Drawing among the choices of a question: those that are shown, by their weights. */
import { choicesOf } from '../definition/walk.ts';
import type { Question } from '../definition/definition.ts';
import type { Reference } from '../condition.ts';
import type { Expressions } from './condition.ts';
import type { Draft } from './draft.ts';
import { compileWeights, type Weights } from './weight.ts';
import type { QuestionSpec, Weighting } from './schema.ts';
import { weighted } from '../random.ts';

type Choosing = Extract<Question, { choices: unknown }>;

/** What questions of one instrument draw from. */
export interface Sources {
  readonly expressions: Expressions;
  readonly weights: Readonly<Record<string, Weighting>>;
}

/** The choices of a question: codes in their order, and which of them stand alone. */
export interface Offer {
  readonly codes: readonly string[];
  readonly alone: ReadonlySet<string>;
  /** the places of the choices that are shown */
  readonly shown: (draft: Draft) => readonly number[];
}

export function compileOffer(question: Choosing, { expressions }: Sources): Offer {
  const items = choicesOf(question.choices);
  const special = [...(question.showRefuseItem ? ['refused'] : []), ...(question.showNoneItem ? ['none'] : [])];
  const codes = [...items.map(({ value }) => value), ...special];
  const alone = new Set([...items.flatMap(({ value, isExclusive }) => (isExclusive ? [value] : [])), ...special]);
  const conditions = codes.map((_, place) =>
    place < items.length ? [question.choicesVisibleIf, items[place]?.visibleIf].flatMap((text) => text ?? []) : [],
  );
  return { codes, alone, shown: compileShown(codes, conditions, expressions) };
}

/**
 * Which choices are shown. "Which of those you ticked comes first?" shows five of ninety: where each choice asks about
 * itself, those that stand among the answers it reads are tested first, and the others only when none of them is shown.
 */
function compileShown(
  codes: readonly string[],
  conditions: readonly (readonly string[])[],
  expressions: Expressions,
): Offer['shown'] {
  const all = codes.map((_, place) => place);
  const tests = conditions.map((texts) => texts.map((text) => expressions.condition(text)));
  const passing = (draft: Draft, places: readonly number[]) =>
    places.filter((place) => tests[place]!.every((test) => test(draft, codes[place])));
  const conditional = all.filter((place) => conditions[place]!.length > 0);
  if (conditional.length === 0) return () => all;
  const asksAboutItself = (place: number) =>
    conditions[place]!.some((text) => text.includes('{item}') || text.includes(`'${codes[place]}'`));
  if (!conditional.every(asksAboutItself)) return (draft) => passing(draft, all);
  const places = new Map(conditional.map((place) => [codes[place], place]));
  const free = all.filter((place) => conditions[place]!.length === 0);
  const questions = questionsOf(conditions.flat(), expressions);
  return (draft) => {
    const values = questions.flatMap(({ kind, name }) =>
      kind === 'panel' ? draft.block?.[name] : draft.answers[name],
    );
    const likely = new Set(values.flatMap((value) => places.get(value as string) ?? []));
    const few = passing(draft, [...likely]);
    return few.length > 0 ? [...few, ...free] : passing(draft, all);
  };
}

/** What the conditions read, each question once. */
function questionsOf(conditions: readonly string[], expressions: Expressions): Reference[] {
  const references = [...new Set(conditions)].flatMap((text) => expressions.questionsOf(text));
  const named = references
    .filter(({ kind }) => kind !== 'item')
    .map((one) => [`${one.kind} ${one.name}`, one] as const);
  return [...new Map(named).values()];
}

/** Weights of the codes by the question's assumptions; without any, all weigh the same. */
export function compileSpecWeights(codes: readonly string[], spec: QuestionSpec, sources: Sources): Weights {
  const shared = spec.use === undefined ? undefined : sources.weights[spec.use];
  const exclusive = { ...spec.exclusive, ...(spec.none === undefined ? {} : { none: spec.none }) };
  const base = { ...(spec.base ?? shared?.base), ...exclusive };
  const effects = [...(shared?.effects ?? []), ...spec.effects];
  return compileWeights(codes, { base, effects }, Object.keys(base).length > 0 ? 0 : 1);
}

/** One of these places by weight; undefined when none weighs anything. */
export function drawPlace(draft: Draft, places: readonly number[], weights: Float64Array): number | undefined {
  const own = places.map((place) => weights[place]!);
  if (!own.some((weight) => weight > 0)) return undefined;
  return places[weighted(draft.random, own)];
}
