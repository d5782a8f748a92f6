/** A question with several ticks: an item that stands alone, or some of the others. */
import type { Question } from '../definition/definition.ts';
import { compileOffer, compileSpecWeights, drawPlace, type Sources } from './choice.ts';
import type { Draft } from './draft.ts';
import type { QuestionSpec } from './schema.ts';
import { weighted, weightedSample } from '../random.ts';

type Checkbox = Extract<Question, { type: 'checkbox' }>;

export function compileMultiple(question: Checkbox, spec: QuestionSpec, sources: Sources): (draft: Draft) => unknown {
  const { codes, alone, shown } = compileOffer(question, sources);
  const weights = compileSpecWeights(codes, spec, sources);
  const shares = new Set([...Object.keys(spec.exclusive ?? {}), ...(spec.none === undefined ? [] : ['none'])]);
  const isTick = codes.map((code) => !shares.has(code) && (!alone.has(code) || spec.base?.[code] !== undefined));
  const drawCount = compileCount(question, spec);
  const fits = compileFits(question, sources);
  return (draft) => {
    const [places, weight] = [shown(draft), weights(draft)];
    const single = drawAlone(
      draft,
      places.filter((place) => shares.has(codes[place]!)),
      weight,
    );
    if (single !== undefined) return [codes[single]];
    const ticks = places.filter((place) => isTick[place]);
    const drawn = weightedSample(
      draft.random,
      ticks.map((place) => weight[place]!),
      drawCount(draft),
    );
    const chosen = drawn.map((index) => codes[ticks[index]!]!);
    const wanted = alone.has(chosen[0] ?? '') ? chosen.slice(0, 1) : chosen.filter((code) => !alone.has(code));
    const kept = longest(wanted, (some) => fits(draft, some));
    if (kept.length > 0) return kept;
    const way = places.find((place) => alone.has(codes[place]!));
    return way === undefined ? undefined : [codes[way]];
  };
}

/** The first items, as many as fit together. */
function longest(items: readonly string[], fits: (some: readonly string[]) => boolean): readonly string[] {
  let some = items;
  while (some.length > 0 && !fits(some)) some = some.slice(0, -1);
  return some;
}

/** Shares, not weights: with two of 0.06 and 0.02 the others are drawn 92 times in 100. */
function drawAlone(draft: Draft, places: readonly number[], weight: Float64Array): number | undefined {
  const total = places.reduce((sum, place) => sum + weight[place]!, 0);
  return draft.random.next() < total ? drawPlace(draft, places, weight) : undefined;
}

function compileCount({ minSelectedChoices = 1, maxSelectedChoices = Infinity }: Checkbox, { count }: QuestionSpec) {
  const [numbers, weights] = [Object.keys(count ?? { 1: 1 }).map(Number), Object.values(count ?? { 1: 1 })];
  return ({ random }: Draft) =>
    Math.min(maxSelectedChoices, Math.max(minSelectedChoices, numbers[weighted(random, weights)]!));
}

/** The question's own rules, such as a limit over two questions: ticks are taken back until they hold. */
function compileFits(
  question: Checkbox,
  { expressions }: Sources,
): (draft: Draft, chosen: readonly string[]) => boolean {
  const rules = (question.validators ?? []).flatMap((rule) =>
    rule.type === 'expression' ? [expressions.condition(rule.expression)] : [],
  );
  if (rules.length === 0) return () => true;
  return (draft, chosen) => {
    draft.answer(question.name, chosen);
    return rules.every((rule) => rule(draft));
  };
}
