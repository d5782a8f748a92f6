import { Model, type Question } from 'survey-core';
import type { Random } from '../../survey/random.ts';

type Answers = Record<string, unknown>;

/** A whole number from 0 to `below` − 1. */
export const pick = (random: Random, below: number) => Math.floor(random.next() * below);
const oneOf = <T>(random: Random, list: readonly T[]): T => list[pick(random, list.length)]!;

/**
 * What a person who clicks at random through the form would send: survey-core itself shows the questions, offers the
 * choices and takes the answers away that ended up hidden. Null when the walk ended in answers that the form refuses.
 */
export function walkForm(definition: object, random: Random): Answers | null {
  const model = new Model(definition);
  for (let round = 0; round < 3; round++)
    for (const question of model.getAllQuestions()) if (question.isVisible) answer(question, random);
  // change of mind: an early answer changes when later ones are there
  if (random.next() < 0.5)
    answer(
      oneOf(
        random,
        model.getAllQuestions().filter(({ isVisible }) => isVisible),
      ),
      random,
    );
  for (const question of model.getAllQuestions()) if (isOpen(question)) answer(question, random);
  const whole = model.validate(false);
  model.doComplete();
  return whole ? (JSON.parse(JSON.stringify(model.data)) as Answers) : null;
}

const isOpen = (question: Question) => question.isVisible && question.isEmpty() && question.isRequired;

function answer(question: Question, random: Random): void {
  if (!question.isRequired && random.next() < 0.5) return;
  if (!question.isEmpty() && random.next() < 0.8) return;
  const type = question.getType();
  if (type === 'paneldynamic') return answerBlocks(question, random);
  const value = valueFor(question, type, random);
  if (value !== undefined) question.value = value;
}

interface Blocks {
  panelCount: number;
  minPanelCount: number;
  maxPanelCount: number;
  panels: { questions: Question[] }[];
}

function answerBlocks(question: Question, random: Random): void {
  const blocks = question as unknown as Blocks;
  blocks.panelCount = Math.max(blocks.minPanelCount, 1 + pick(random, blocks.maxPanelCount));
  for (let round = 0; round < 3; round++)
    for (const { questions } of blocks.panels)
      for (const inner of questions) if (inner.isVisible) answer(inner, random);
}

function valueFor(question: Question, type: string, random: Random): unknown {
  const { min = 0, max = 20 } = question as unknown as { min?: number; max?: number };
  switch (type) {
    case 'checkbox':
      return severalOf(question, random);
    case 'radiogroup':
    case 'dropdown':
      return choicesNow(question).length === 0 ? undefined : oneOf(random, choicesNow(question));
    case 'rating':
      return oneOf(random, (question as unknown as { visibleRateValues: { value: unknown }[] }).visibleRateValues)
        .value;
    case 'boolean':
      return random.next() < 0.5;
    case 'matrix':
      return rowsFor(question, random);
    case 'text':
      return question.inputType === 'number' ? min + pick(random, Math.min(max, min + 30) - min + 1) : 'testo';
    default:
      return oneOf(random, ['Vorrei un corso di sera.', 'Più inglese, per favore! 👍', '…']);
  }
}

interface Choosing {
  visibleChoices: { value: string; isEnabled: boolean; isExclusive?: boolean }[];
  maxSelectedChoices?: number;
}
const offered = (question: Question) => (question as unknown as Choosing).visibleChoices;
const choicesNow = (question: Question) => offered(question).map(({ value }) => value);

function severalOf(question: Question, random: Random): string[] | undefined {
  const list = offered(question).filter(({ isEnabled }) => isEnabled);
  if (list.length === 0) return undefined;
  const first = oneOf(random, list);
  if (first.isExclusive || first.value === 'none') return [first.value];
  const most = Math.min((question as unknown as Choosing).maxSelectedChoices || 3, 1 + pick(random, 4));
  const chosen = new Set([first.value]);
  while (chosen.size < most && random.next() < 0.9) {
    const next = oneOf(random, list);
    if (!next.isExclusive && next.value !== 'none') chosen.add(next.value);
  }
  return [...chosen];
}

function rowsFor(question: Question, random: Random): Answers {
  const { visibleRows, columns } = question as unknown as {
    visibleRows: { name: string }[];
    columns: { value: string }[];
  };
  return Object.fromEntries(visibleRows.map(({ name }) => [name, oneOf(random, columns).value]));
}

/** What survey-core says of finished answers: whether it would let them pass. */
export function formAccepts(definition: object, answers: Answers): boolean {
  const model = new Model(definition);
  model.data = answers;
  return model.validate(false);
}
