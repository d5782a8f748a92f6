/** Many respondents drawn at random: which questions they meet, and how long they need. */
import type { RespondentLanguage } from '../contract.ts';
import type { Definition } from '../definition/definition.ts';
import { choicesOf, placedQuestions } from '../definition/walk.ts';
import type { Place } from '../generate/draft.ts';
import { compileGenerator } from '../generate/response.ts';
import { GeneratorFile } from '../generate/schema.ts';
import type { Minutes } from './contract.ts';
import { compileEfforts, quantile, type Effort } from './duration.ts';

export interface WalkOptions {
  readonly instrument: string;
  /** in which respondents may read */
  readonly languages: readonly RespondentLanguage[];
  /** the programme's assumptions about its respondents; an instrument without any is answered with equal chances */
  readonly generator: GeneratorFile;
  readonly places: ReadonlyMap<string, Place>;
}

export interface Walks {
  readonly size: number;
  /** how many met a question, by its path */
  readonly seen: ReadonlyMap<string, number>;
  /** median seconds of those who met it, by the language they read and its path */
  readonly seconds: ReadonlyMap<RespondentLanguage, ReadonlyMap<string, number>>;
  readonly minutes: ReadonlyMap<RespondentLanguage, Minutes>;
}

const mostWalks = 500;
const fewestWalks = 20;
/** Questions and conditional choices of all walks together: some tenths of a second of work. */
const mostSteps = 400_000;
const atOnce = 25;

const equal = GeneratorFile.parse({ languages: { it: 1 }, modes: { web: 1 } });

/**
 * Half of the walks follow the programme's assumptions, half choose with equal chances; time is measured on the first.
 * The same definition gives the same walks. Other work gets its turn between them.
 */
export async function walk(definition: Definition, options: WalkOptions): Promise<Walks> {
  const size = sizeOf(definition);
  const effortsOf = compileEfforts(definition, options.languages);
  const likely = await efforts(definition, options, size, effortsOf);
  const any = await efforts(definition, { ...options, generator: equal }, size, effortsOf);
  // what is shown does not depend on the language
  const all = [...likely, ...any].map(([first]) => first!);
  const read = new Map(options.languages.map((language, at) => [language, likely.map((one) => one[at]!)]));
  return {
    size: all.length,
    seen: mapped(gathered(all), (list) => list.length),
    seconds: mapped(read, (own) => mapped(gathered(own), (list) => quantile(list, 0.5))),
    minutes: mapped(read, minutesOf),
  };
}

function minutesOf(efforts: readonly Effort[]): Minutes {
  const minutes = efforts.map((one) => one.minutes);
  return { tenth: quantile(minutes, 0.1), median: quantile(minutes, 0.5), ninetieth: quantile(minutes, 0.9) };
}

async function efforts(
  definition: Definition,
  { instrument, generator, places }: WalkOptions,
  size: number,
  effortsOf: (answers: Readonly<Record<string, unknown>>) => Effort[],
): Promise<Effort[][]> {
  const drawn = { survey: 'check', version: 1, noticeVersion: '1', days: ['2026-01-01'] };
  const source = { ...drawn, definition, instrument, generator, places };
  const respond = compileGenerator(source, 'check');
  const list: Effort[][] = [];
  for (let index = 0; index < size; index++) {
    if (index % atOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    list.push(effortsOf(respond(index).answers));
  }
  return list;
}

function sizeOf(definition: Definition): number {
  const steps = placedQuestions(definition).map(({ question }) =>
    'choices' in question
      ? 1 + choicesOf(question.choices).filter(({ visibleIf }) => visibleIf ?? question.choicesVisibleIf).length
      : 1,
  );
  const cost = steps.reduce((sum, one) => sum + one, 0);
  return Math.max(fewestWalks, Math.min(mostWalks, Math.floor(mostSteps / cost))) / 2;
}

function gathered(efforts: readonly Effort[]): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  for (const { questions } of efforts)
    for (const [path, seconds] of questions) {
      const list = lists.get(path);
      if (list) list.push(seconds);
      else lists.set(path, [seconds]);
    }
  return lists;
}

const mapped = <Key, From, To>(from: ReadonlyMap<Key, From>, of: (value: From) => To): Map<Key, To> =>
  new Map([...from].map(([key, value]) => [key, of(value)]));
