import type { Draft } from './draft.ts';
import type { Effect, Weighting, When } from './schema.ts';

/** Whether a condition of the generator holds for a draft. */
export type Holds = (draft: Draft) => boolean;

export function compileWhen(when: When): Holds {
  const conditions = Object.entries(when).map(([name, codes]) => ({ name, codes: new Set<unknown>(codes) }));
  return (draft) => conditions.every(({ name, codes }) => isAmong(draft.fact(name), codes));
}

const isAmong = (value: unknown, codes: ReadonlySet<unknown>) =>
  Array.isArray(value) ? value.some((one) => codes.has(one)) : codes.has(value);

/** The weights of codes for one draft, in the order of the codes; valid until the next call. */
export type Weights = (draft: Draft) => Float64Array;

/** Base weights times the factors of every effect that holds; a code that is not weighted weighs `otherwise`. */
export function compileWeights(codes: readonly string[], { base, effects }: Weighting, otherwise = 0): Weights {
  const start = Float64Array.from(codes, (code) => base[code] ?? otherwise);
  const compiled = effects.map((effect) => compileEffect(codes, effect)).filter(({ factors }) => factors.length > 0);
  const weights = new Float64Array(codes.length);
  return (draft) => {
    weights.set(start);
    for (const { holds, factors } of compiled)
      if (holds(draft)) for (const { place, factor } of factors) weights[place]! *= factor;
    return weights;
  };
}

function compileEffect(codes: readonly string[], { when, times }: Effect) {
  const factors = codes.flatMap((code, place) => (times[code] === undefined ? [] : [{ place, factor: times[code] }]));
  return { holds: compileWhen(when), factors };
}
