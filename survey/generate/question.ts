/** One question answered at random, as the generator's assumptions say. */
import { ratingSteps } from '../codebook/category.ts';
import type { Question } from '../definition/definition.ts';
import { compileOffer, compileSpecWeights, drawPlace, type Sources } from './choice.ts';
import type { Draft } from './draft.ts';
import { compileMultiple } from './multiple.ts';
import type { QuestionSpec } from './schema.ts';
import { compileWhen } from './weight.ts';
import { weighted } from '../random.ts';

type Simple = Exclude<Question, { type: 'paneldynamic' }>;

/** Gives the answer, or undefined for none. */
export type Draw = (draft: Draft) => unknown;

/** Compiles one question that is shown; without assumptions every choice is equally likely, and texts stay empty. */
export function compileDraw(question: Simple, spec: QuestionSpec, sources: Sources): Draw {
  switch (question.type) {
    case 'checkbox':
      return compileMultiple(question, spec, sources);
    case 'radiogroup':
    case 'dropdown':
      return compileSingle(question, spec, sources);
    case 'rating':
      return compileRating(question, spec, sources);
    case 'boolean': {
      const draw = among(['true', 'false'], spec, sources);
      return (draft) => draw(draft) === 'true';
    }
    case 'matrix':
      return compileMatrix(question, spec, sources);
    case 'comment':
      return compileText(spec);
    case 'text':
      return question.inputType === 'number' ? compileNumber(question, spec) : compileText(spec);
  }
}

type Choosing = Extract<Simple, { type: 'radiogroup' | 'dropdown' }>;

function compileSingle(question: Choosing, spec: QuestionSpec, sources: Sources): Draw {
  const { codes, shown } = compileOffer(question, sources);
  if (spec.turns) return ({ index }) => codes[index % codes.length];
  const weights = compileSpecWeights(codes, spec, sources);
  const unknown = codes.includes('dont_know') ? (spec.dont_know ?? 0) : 0;
  return (draft) => {
    if (unknown > 0 && draft.random.next() < unknown) return 'dont_know';
    const place = drawPlace(draft, shown(draft), weights(draft));
    return place === undefined ? undefined : codes[place];
  };
}

function among(codes: readonly string[], spec: QuestionSpec, sources: Sources): (draft: Draft) => string {
  const weights = compileSpecWeights(codes, spec, sources);
  return (draft) => codes[weighted(draft.random, weights(draft))]!;
}

const valueOf = (item: string | { value: string }) => (typeof item === 'string' ? item : item.value);

function compileRating(question: Extract<Simple, { type: 'rating' }>, spec: QuestionSpec, sources: Sources): Draw {
  if (question.rateValues) return among(question.rateValues.map(valueOf), spec, sources);
  const draw = among(ratingSteps(question).map(String), spec, sources);
  return (draft) => Number(draw(draft));
}

function compileMatrix(question: Extract<Simple, { type: 'matrix' }>, spec: QuestionSpec, sources: Sources): Draw {
  const draw = among(question.columns.map(valueOf), spec, sources);
  const rows = question.rows.map(valueOf);
  return (draft) => Object.fromEntries(rows.map((row) => [row, draw(draft)]));
}

function compileText({ texts }: QuestionSpec): Draw {
  return ({ language, random }) => {
    const sentences = texts?.[language] ?? texts?.en ?? [];
    return sentences[Math.floor(random.next() * sentences.length)];
  };
}

/** A whole number, uniform on the logarithmic scale between the limits. */
function compileNumber(question: Extract<Simple, { type: 'text' }>, spec: QuestionSpec): Draw {
  const { min = question.min ?? 0, max = question.max ?? 100, atMost } = spec.number ?? {};
  const cases = spec.cases.map(({ when, ...limits }) => ({ holds: compileWhen(when), ...limits }));
  return (draft) => {
    const limits = cases.find(({ holds }) => holds(draft)) ?? { min, max };
    const other = atMost === undefined ? undefined : draft.fact(atMost);
    const high = typeof other === 'number' ? Math.min(limits.max, other) : limits.max;
    const low = Math.min(limits.min, high);
    const [from, to] = [Math.log(low + 1), Math.log(high + 2)];
    return Math.min(high, Math.floor(Math.exp(from + draft.random.next() * (to - from))) - 1);
  };
}
