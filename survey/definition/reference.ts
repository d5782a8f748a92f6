import type { Reference } from '../condition.ts';
import type { DefinitionFault } from './fault.ts';
import type { Definition, Question } from './schema.ts';
import { choicesOf, type PlacedQuestion } from './walk.ts';

/** What an expression reads; every expression was parsed before. */
export type ReferencesOf = (expression: string) => readonly Reference[];

/** A place that reads answers: it may read what stands before `order`, and these questions of its repeated block. */
interface Reader {
  readonly text: string;
  readonly path: string;
  readonly order: number;
  readonly panel: readonly string[];
}

type Order = ReadonlyMap<string, number>;

/**
 * An expression reads only what was asked before it (a validator also its own question): then one pass over the
 * questions decides what is visible, in the browser and here alike.
 */
export function checkReferences(
  definition: Definition,
  placed: readonly PlacedQuestion[],
  referencesOf: ReferencesOf,
): DefinitionFault[] {
  const order = new Map(placed.map(({ question }, index) => [question.name, index]));
  const faults = (reader: Reader) =>
    referencesOf(reader.text).flatMap((reference) => referenceFaults(reference, reader, order));
  const calculated = (definition.calculatedValues ?? []).flatMap(({ name, expression: text }, index) => {
    const found = faults({ text, path: `calculatedValues[${index}].expression`, order: placed.length, panel: [] });
    order.set(name, Math.max(-1, ...referencesOf(text).map((reference) => order.get(reference.name) ?? -1)));
    return found;
  });
  return [...calculated, ...placed.flatMap(readersOf).flatMap(faults)];
}

function referenceFaults(
  { kind, name: value }: Reference,
  { path, order, panel }: Reader,
  all: Order,
): DefinitionFault[] {
  if (kind === 'item') return [];
  if (kind === 'panel') return panel.includes(value) ? [] : [{ path, code: 'unknown_question', value }];
  const place = all.get(value);
  if (place === undefined) return [{ path, code: 'unknown_question', value }];
  return place < order ? [] : [{ path, code: 'later_question', value }];
}

function readersOf({ question, path, containers }: PlacedQuestion, order: number): Reader[] {
  const around = containers.map((container) => ({ text: container.visibleIf, path: container.path, order, panel: [] }));
  return [...around, ...questionReaders(question, { text: '', path, order, panel: [] })];
}

/** @param at  where the question stands, and what is before it */
function questionReaders(question: Question, at: Reader): Reader[] {
  const reader = (text: string | undefined, key: string): Reader[] =>
    text === undefined ? [] : [{ ...at, text, path: `${at.path}.${key}` }];
  return [
    ...reader(question.visibleIf, 'visibleIf'),
    ...reader(question.requiredIf, 'requiredIf'),
    ...('choices' in question ? choiceReaders(question, reader) : []),
    ...validatorReaders(question, at),
    ...(question.type === 'paneldynamic' ? templateReaders(question, at) : []),
  ];
}

type Choosing = Extract<Question, { choices: unknown }>;

type MakeReader = (text: string | undefined, key: string) => Reader[];

function choiceReaders(question: Choosing, reader: MakeReader): Reader[] {
  return [
    ...reader(question.choicesVisibleIf, 'choicesVisibleIf'),
    ...choicesOf(question.choices).flatMap((choice, index) => reader(choice.visibleIf, `choices[${index}].visibleIf`)),
  ];
}

function validatorReaders(question: Question, at: Reader): Reader[] {
  return (question.validators ?? []).flatMap((validator, index) =>
    validator.type === 'expression'
      ? [
          {
            text: validator.expression,
            path: `${at.path}.validators[${index}].expression`,
            order: at.order + 1,
            panel: [...at.panel, question.name],
          },
        ]
      : [],
  );
}

function templateReaders(repeat: Extract<Question, { type: 'paneldynamic' }>, at: Reader): Reader[] {
  const names = repeat.templateElements.map(({ name }) => name);
  return repeat.templateElements.flatMap((inner, index) =>
    questionReaders(inner, { ...at, path: `${at.path}.templateElements[${index}]`, panel: names.slice(0, index) }),
  );
}
