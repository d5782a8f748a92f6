/** How long an instrument takes, counted from what a respondent is shown. docs/instruments.md says how and why. */
import type { Definition, Question } from '../definition/definition.ts';
import type { Text } from '../definition/schema.ts';
import { placedQuestions, type PlacedQuestion } from '../definition/walk.ts';
import { compileOffer, type Offer } from '../generate/choice.ts';
import { Expressions } from '../generate/condition.ts';
import { Draft } from '../generate/draft.ts';
import { streams } from '../random.ts';
import { inLanguage } from './text.ts';

type Answers = Readonly<Record<string, unknown>>;
type Simple = Exclude<Question, { type: 'paneldynamic' }>;

/** What filling in takes; `questions`: seconds of each question that was shown, by its path. */
export interface Effort {
  readonly words: number;
  readonly taps: number;
  readonly minutes: number;
  readonly questions: ReadonlyMap<string, number>;
}

const wordsAMinute = 200;
/** Seconds: a tap, "next", finding the municipality, another long list, writing a number. */
const pace = { tap: 1.5, next: 1, municipality: 6, longList: 5, number: 2 } as const;

/** Compiles the count for an instrument: every word of every question and choice that is shown is read. */
export function compileEffort(definition: Definition): (answers: Answers) => Effort {
  const expressions = new Expressions(definition);
  const steps = placedQuestions(definition).map((placed) => compileStep(placed, expressions));
  const none = streams('effort')(0);
  return (answers) => {
    const draft = Object.assign(new Draft(none, 'it'), { answers });
    const tally = new Tally();
    for (const step of steps) step(draft, tally);
    return tally.effort();
  };
}

class Tally {
  readonly #questions = new Map<string, number>();
  readonly #pages = new Set<string>();
  #words = 0;
  #taps = 0;
  #seconds = 0;

  add(path: string, words: number, taps: number, seconds: number): void {
    const own = (words / wordsAMinute) * 60 + seconds;
    this.#words += words;
    this.#taps += taps;
    this.#seconds += own;
    this.#pages.add(path.slice(0, path.indexOf('.')));
    this.#questions.set(path, (this.#questions.get(path) ?? 0) + own);
  }

  effort(): Effort {
    const pages = this.#pages.size;
    const minutes = (this.#seconds + pages * pace.next) / 60;
    return { words: this.#words, taps: this.#taps + pages, minutes, questions: this.#questions };
  }
}

type Step = (draft: Draft, tally: Tally) => void;

function compileStep({ question, containers, path }: PlacedQuestion, expressions: Expressions): Step {
  const tests = [...containers, question].flatMap(({ visibleIf }) => visibleIf ?? []);
  const shown = tests.map((text) => expressions.condition(text));
  const count =
    question.type === 'paneldynamic'
      ? compileBlocks(question, path, expressions)
      : compileOne(question, path, expressions);
  return (draft, tally) => {
    if (shown.every((test) => test(draft))) count(draft, tally);
  };
}

function compileOne(question: Simple, path: string, expressions: Expressions): Step {
  const fixed = wordsIn(question.title ?? question.name) + wordsIn(question.description);
  const offered = offeredWords(question, expressions);
  return (draft, tally) => {
    const value = (draft.block ?? draft.answers)[question.name];
    tally.add(path, fixed + offered(draft), tapsOf(question, value), secondsOf(question, value));
  };
}

type Repeat = Extract<Question, { type: 'paneldynamic' }>;

function compileBlocks(question: Repeat, path: string, expressions: Expressions): Step {
  const fixed = wordsIn(question.title ?? question.name) + wordsIn(question.description);
  const inner = question.templateElements.map((element, index) => ({
    shown: expressions.condition(element.visibleIf),
    count: compileOne(element, `${path}.templateElements[${index}]`, expressions),
  }));
  return (draft, tally) => {
    const blocks = (draft.answers[question.name] ?? []) as Record<string, unknown>[];
    tally.add(path, fixed, blocks.length > 0 ? 1 : 0, 0);
    for (const block of blocks) {
      draft.block = block;
      // what was remembered for the block before does not hold in this one
      draft.changes += 1;
      for (const { shown, count } of inner) if (shown(draft)) count(draft, tally);
    }
    draft.block = undefined;
  };
}

function offeredWords(question: Simple, expressions: Expressions): (draft: Draft) => number {
  if (question.type === 'matrix') {
    const all = [...question.rows, ...question.columns].map((item) => itemWords(item));
    const sum = total(all);
    return () => sum;
  }
  if (question.type === 'rating') {
    const sum = total((question.rateValues ?? []).map((item) => itemWords(item)));
    return () => sum;
  }
  if (question.type !== 'radiogroup' && question.type !== 'checkbox') return () => 0;
  const offer = compileOffer(question, { expressions, weights: {} });
  const words = wordsOfOffer(question, offer);
  return (draft) => total(offer.shown(draft).map((place) => words[place]!));
}

function wordsOfOffer(question: Extract<Simple, { choices: unknown }>, { codes }: Offer): number[] {
  const own = question.choices.map((item) => itemWords(item));
  const special: Readonly<Record<string, Text | undefined>> = { refused: question.refuseText, none: question.noneText };
  return codes.map((code, place) => own[place] ?? wordsIn(special[code] ?? code));
}

function itemWords(item: string | { readonly value: string; readonly text?: Text | undefined }): number {
  return typeof item === 'string' ? wordsIn(item) : wordsIn(item.text ?? item.value);
}

function wordsIn(text: Text | undefined): number {
  if (text === undefined) return 0;
  const words = (inLanguage(text, 'it') ?? '').split(/\s+/);
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function tapsOf(question: Simple, value: unknown): number {
  if (value === undefined) return 0;
  if (question.type === 'matrix') return Object.keys(value as object).length;
  return question.type === 'checkbox' ? (value as unknown[]).length : 1;
}

function secondsOf(question: Simple, value: unknown): number {
  if (value === undefined) return 0;
  if (question.type === 'dropdown') return question.codebook.role === 'territory' ? pace.municipality : pace.longList;
  if (question.type === 'text') return pace.number;
  return question.type === 'comment' ? 0 : tapsOf(question, value) * pace.tap;
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
}
