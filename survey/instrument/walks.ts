/** Many respondents drawn at random: which questions they meet, and how long they need. */
import type { Definition } from '../definition/definition.ts';
import { choicesOf, placedQuestions } from '../definition/walk.ts';
import type { Place } from '../generate/draft.ts';
import { compileGenerator } from '../generate/response.ts';
import { GeneratorFile } from '../generate/schema.ts';
import { compileEffort, quantile, type Effort } from './duration.ts';

export interface WalkOptions {
  readonly instrument: string;
  /** the programme's assumptions about its respondents; an instrument without any is answered with equal chances */
  readonly generator: GeneratorFile;
  readonly places: ReadonlyMap<string, Place>;
}

export interface Walks {
  readonly size: number;
  /** how many met a question, by its path */
  readonly seen: ReadonlyMap<string, number>;
  /** median seconds of those who met it, by its path */
  readonly seconds: ReadonlyMap<string, number>;
  readonly minutes: { readonly tenth: number; readonly median: number; readonly ninetieth: number };
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
  const effortOf = compileEffort(definition);
  const likely = await efforts(definition, options, size, effortOf);
  const any = await efforts(definition, { ...options, generator: equal }, size, effortOf);
  const minutes = likely.map((one) => one.minutes);
  const all = [...likely, ...any];
  return {
    size: all.length,
    seen: mapped(gathered(all), (list) => list.length),
    seconds: mapped(gathered(likely), (list) => quantile(list, 0.5)),
    minutes: { tenth: quantile(minutes, 0.1), median: quantile(minutes, 0.5), ninetieth: quantile(minutes, 0.9) },
  };
}

async function efforts(
  definition: Definition,
  { instrument, generator, places }: WalkOptions,
  size: number,
  effortOf: (answers: Readonly<Record<string, unknown>>) => Effort,
): Promise<Effort[]> {
  const drawn = { survey: 'check', version: 1, noticeVersion: '1', days: ['2026-01-01'] };
  const source = { ...drawn, definition, instrument, generator, places };
  const respond = compileGenerator(source, 'check');
  const list: Effort[] = [];
  for (let index = 0; index < size; index++) {
    if (index % atOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    list.push(effortOf(respond(index).answers));
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

const mapped = <From, To>(from: ReadonlyMap<string, From>, of: (value: From) => To): Map<string, To> =>
  new Map([...from].map(([key, value]) => [key, of(value)]));
