/** How long an instrument takes, counted from what a respondent is shown. docs/instruments.md says how and why. */
import type { RespondentLanguage } from '../contract.ts';
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

/**
 * Words a minute that the IReST found in each language with texts of the same content (it 188, en 228, es 218, pl 166,
 * de 179, sv 199, fi 161: Trauzettel-Klosinski and Dietz, Invest Ophthalmol Vis Sci 53, 2012; el 208: Gleni et al.,
 * Optom Vis Sci 96, 2019; ar 138, whose words carry articles and pronouns), each times 200/188: Italian is counted at
 * 200. Nobody has measured Romanian so: it is counted like Italian.
 */
export const wordsAMinute: Readonly<Record<RespondentLanguage, number>> = {
  ...{ it: 200, en: 243, es: 232, el: 221, pl: 177, de: 190, sv: 212, fi: 171, ro: 200, ar: 147 },
};
/** Seconds: a tap, "next", finding the municipality, another long list, writing a number. */
const pace = { tap: 1.5, next: 1, municipality: 6, longList: 5, number: 2 } as const;

/** Compiles the count for a reader of one language. */
export function compileEffort(definition: Definition, language: RespondentLanguage): (answers: Answers) => Effort {
  const efforts = compileEfforts(definition, [language]);
  return (answers) => efforts(answers)[0]!;
}

/**
 * Compiles the count for readers of each language, in the order of the languages: every word of every question and choice
 * that is shown is read. What is shown is found out once for all of them.
 */
export function compileEfforts(
  definition: Definition,
  languages: readonly RespondentLanguage[],
): (answers: Answers) => Effort[] {
  const reading = { expressions: new Expressions(definition), languages };
  const steps = placedQuestions(definition).map((placed) => compileStep(placed, reading));
  const none = streams('effort')(0);
  return (answers) => {
    const draft = Object.assign(new Draft(none, () => 'it'), { answers });
    const tally = new Tally(languages);
    for (const step of steps) step(draft, tally);
    return tally.efforts();
  };
}

interface Reading {
  readonly expressions: Expressions;
  readonly languages: readonly RespondentLanguage[];
}

/** How many words a text has, in the order of the languages. */
type Counts = readonly number[];

class Tally {
  readonly #readers: readonly Reader[];

  constructor(languages: readonly RespondentLanguage[]) {
    this.#readers = languages.map((language) => new Reader(wordsAMinute[language]));
  }

  add(path: string, words: Counts, taps: number, seconds: number): void {
    this.#readers.forEach((reader, at) => reader.add(path, words[at]!, taps, seconds));
  }

  efforts(): Effort[] {
    return this.#readers.map((reader) => reader.effort());
  }
}

/** Somebody who reads one language. */
class Reader {
  readonly #speed: number;
  readonly #questions = new Map<string, number>();
  readonly #pages = new Set<string>();
  #words = 0;
  #taps = 0;
  #seconds = 0;

  /** @param speed  words a minute */
  constructor(speed: number) {
    this.#speed = speed;
  }

  add(path: string, words: number, taps: number, seconds: number): void {
    const own = (words / this.#speed) * 60 + seconds;
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

function compileStep({ question, containers, path }: PlacedQuestion, reading: Reading): Step {
  const { expressions } = reading;
  const tests = [...containers, question].flatMap(({ visibleIf }) => visibleIf ?? []);
  const shown = tests.map((text) => expressions.condition(text));
  const count =
    question.type === 'paneldynamic' ? compileBlocks(question, path, reading) : compileOne(question, path, reading);
  return (draft, tally) => {
    if (shown.every((test) => test(draft))) count(draft, tally);
  };
}

function compileOne(question: Simple, path: string, reading: Reading): Step {
  const fixed = headWords(question, reading);
  const offered = offeredWords(question, reading);
  return (draft, tally) => {
    const value = (draft.block ?? draft.answers)[question.name];
    tally.add(path, total([fixed, ...offered(draft)], reading), tapsOf(question, value), secondsOf(question, value));
  };
}

type Repeat = Extract<Question, { type: 'paneldynamic' }>;

function compileBlocks(question: Repeat, path: string, reading: Reading): Step {
  const fixed = headWords(question, reading);
  const inner = question.templateElements.map((element, index) => ({
    shown: reading.expressions.condition(element.visibleIf),
    count: compileOne(element, `${path}.templateElements[${index}]`, reading),
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

const headWords = ({ title, name, description }: Question, reading: Reading): Counts =>
  total([wordsIn(title ?? name, reading), wordsIn(description, reading)], reading);

/** The words of each choice that is shown. */
function offeredWords(question: Simple, reading: Reading): (draft: Draft) => readonly Counts[] {
  if (question.type === 'matrix' || question.type === 'rating') {
    const items = question.type === 'matrix' ? [...question.rows, ...question.columns] : (question.rateValues ?? []);
    const words = [
      total(
        items.map((item) => itemWords(item, reading)),
        reading,
      ),
    ];
    return () => words;
  }
  if (question.type !== 'radiogroup' && question.type !== 'checkbox') return () => [];
  const offer = compileOffer(question, { expressions: reading.expressions, weights: {} });
  const words = wordsOfOffer(question, offer, reading);
  return (draft) => offer.shown(draft).map((place) => words[place]!);
}

function wordsOfOffer(
  question: Extract<Simple, { choices: unknown }>,
  { codes }: Offer,
  reading: Reading,
): readonly Counts[] {
  const own = question.choices.map((item) => itemWords(item, reading));
  const special: Readonly<Record<string, Text | undefined>> = { refused: question.refuseText, none: question.noneText };
  return codes.map((code, place) => own[place] ?? wordsIn(special[code] ?? code, reading));
}

type Item = string | { readonly value: string; readonly text?: Text | undefined };

const itemWords = (item: Item, reading: Reading): Counts =>
  wordsIn(typeof item === 'string' ? item : (item.text ?? item.value), reading);

/** A plain string is the same in every language: a name, or a text that nobody has translated yet. */
function wordsIn(text: Text | undefined, { languages }: Reading): Counts {
  return languages.map((language) => {
    const own = typeof text === 'string' ? text : text && inLanguage(text, language);
    return (own ?? '').split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  });
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

const total = (counts: readonly Counts[], { languages }: Reading): Counts =>
  languages.map((_, at) => counts.reduce((sum, words) => sum + words[at]!, 0));

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
}
