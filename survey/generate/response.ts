/** One response after the other, as the instrument's logic and the programme's assumptions allow. */
import { placedQuestions, type PlacedQuestion } from '../definition/walk.ts';
import type { Definition, Question } from '../definition/definition.ts';
import { Expressions } from './condition.ts';
import type { Sources } from './choice.ts';
import { Draft, type Place, type Speak } from './draft.ts';
import { compileDraw } from './question.ts';
import { InstrumentSpec, QuestionSpec, type Effect, type GeneratorFile, type WaveSpec } from './schema.ts';
import { compileWeights } from './weight.ts';
import type { BulkResponse } from '../intake.ts';
import { streams, uuidFrom, weighted, weightedAt } from '../random.ts';

export interface GeneratorSource {
  readonly survey: string;
  /** by default one that is like any other */
  readonly wave?: string;
  readonly definition: Definition;
  readonly version: number;
  readonly noticeVersion: string;
  readonly instrument: string;
  readonly generator: GeneratorFile;
  /** code of a place → where it lies */
  readonly places: ReadonlyMap<string, Place>;
  /** days (YYYY-MM-DD) on which responses arrive, the first included, the last not */
  readonly days: readonly string[];
}

/** Gives the response number `index` of a seed: the same ones always, in whatever order they are asked for. */
export function compileGenerator(source: GeneratorSource, seed: string): (index: number) => BulkResponse {
  const { definition, version, noticeVersion, generator, days, wave } = source;
  const change = generator.waves[wave ?? '']?.[source.instrument];
  const stream = streams([seed, source.instrument, ...(change ? [wave ?? ''] : [])].join('/'));
  // instruments of two programmes, or two waves, may have one name: their responses are not the same ones
  const identities = streams(`${seed}/${source.survey}/id`);
  const steps = compileSteps(definition, inWave(specOf(generator, source.instrument), change), source.places);
  const speaking = compileSpeaking(generator);
  const modes = weights(generator.modes);
  return (index) => {
    const random = stream(index);
    const id = uuidFrom(identities(index));
    const speak = speaking(random.next());
    const mode = modes.codes[weighted(random, modes.weights)]!;
    const day = days[Math.floor(random.next() * days.length)]!;
    const draft = new Draft(random, speak, index);
    for (const step of steps) step(draft);
    const { language, answers } = draft;
    return { id, version, noticeVersion, language, mode, day, answers };
  };
}

/** The language that a value between 0 and 1 draws: by what is spoken in the territory, where the programme says it. */
function compileSpeaking({ languages, languagesIn }: GeneratorFile): (drawn: number) => Speak {
  const anywhere = weights(languages);
  const there = new Map(Object.entries(languagesIn).map(([code, own]) => [code, weights(own)]));
  return (drawn) => (territory) => {
    const spoken = there.get(territory ?? '') ?? anywhere;
    return spoken.codes[weightedAt(drawn, spoken.weights)]!;
  };
}

function weights<Code extends string>(record: Readonly<Partial<Record<Code, number>>>) {
  return {
    codes: Object.keys(record) as Code[],
    weights: Object.values<number | undefined>(record).map((one) => one ?? 0),
  };
}

const specOf = (generator: GeneratorFile, instrument: string) => InstrumentSpec.parse(generator[instrument] ?? {});
const noSpec = QuestionSpec.parse({});

/** With the factors of a wave after all other effects. */
function inWave(spec: InstrumentSpec, change: WaveSpec | undefined): InstrumentSpec {
  if (change === undefined) return spec;
  const changed = <One extends { effects: readonly Effect[] }>(
    all: Record<string, One>,
    factors: WaveSpec['weights'],
  ) =>
    Object.entries(factors).map(([name, times]) => {
      const one = all[name];
      if (one === undefined) throw new Error(`the wave changes "${name}", of which nothing is assumed`);
      return [name, { ...one, effects: [...one.effects, { when: {}, times }] }] as const;
    });
  return {
    ...spec,
    weights: { ...spec.weights, ...Object.fromEntries(changed(spec.weights, change.weights)) },
    questions: { ...spec.questions, ...Object.fromEntries(changed(spec.questions, change.questions)) },
  };
}

type Step = (draft: Draft) => void;

function compileSteps(definition: Definition, spec: InstrumentSpec, places: ReadonlyMap<string, Place>): Step[] {
  const sources: Sources = { expressions: new Expressions(definition), weights: spec.weights };
  return placedQuestions(definition).map((placed) => compileStep(placed, spec, sources, places));
}

function compileStep(
  { question, containers }: PlacedQuestion,
  spec: InstrumentSpec,
  sources: Sources,
  places: ReadonlyMap<string, Place>,
): Step {
  const tests = [...containers, question].flatMap(({ visibleIf }) => visibleIf ?? []);
  const shown = tests.map((text) => sources.expressions.condition(text));
  const isTerritory =
    question.type !== 'paneldynamic' && 'role' in question.codebook && question.codebook.role === 'territory';
  const draw =
    question.type === 'paneldynamic'
      ? compileBlocks(question, spec, sources)
      : compileAnswer(question, spec.questions, spec, sources);
  return (draft) => {
    if (!shown.every((test) => test(draft))) return;
    const value = draw(draft);
    draft.answer(question.name, value);
    if (!isTerritory) return;
    draft.territory = value as string | undefined;
    draft.place = places.get(value as string);
  };
}

type Simple = Exclude<Question, { type: 'paneldynamic' }>;

/** The answer of a question, or nothing for the share that leaves it empty. */
function compileAnswer(
  question: Simple,
  specs: Readonly<Record<string, QuestionSpec>>,
  { blank }: InstrumentSpec,
  sources: Sources,
): (draft: Draft) => unknown {
  const draw = compileDraw(question, specs[question.name] ?? noSpec, sources);
  const empty = question.isRequired ? 0 : (blank[question.name] ?? 0);
  return (draft) => (empty > 0 && draft.random.next() < empty ? undefined : draw(draft));
}

type Repeat = Extract<Question, { type: 'paneldynamic' }>;

function compileBlocks(question: Repeat, spec: InstrumentSpec, sources: Sources): (draft: Draft) => unknown {
  const block = spec.profiles[question.name];
  const least = Math.max(1, question.minPanelCount ?? 0);
  const numbers = Array.from({ length: (question.maxPanelCount ?? 3) - least + 1 }, (_, index) =>
    String(index + least),
  );
  const weigh = compileWeights(
    numbers,
    { base: block?.count ?? {}, effects: block?.countEffects ?? [] },
    block ? 0 : 1,
  );
  const inner = question.templateElements.map((element) => ({
    name: element.name,
    shown: sources.expressions.condition(element.visibleIf),
    draw: compileAnswer(element, block?.questions ?? {}, spec, sources),
  }));
  return (draft) => {
    const count = Number(numbers[weighted(draft.random, weigh(draft))]);
    return Array.from({ length: count }, () => {
      const answers = (draft.block = {});
      for (const { name, shown, draw } of inner) {
        if (shown(draft)) draft.answer(name, draw(draft));
      }
      draft.block = undefined;
      return answers;
    });
  };
}
