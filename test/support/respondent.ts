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
  fillIn(model, random);
  if (random.next() < 0.5) changeMind(model, random);
  fillIn(model, random);
  return finish(model);
}

/** Answers what is on the screen, again and again, since answers bring further questions up. */
function fillIn(model: Model, random: Random): void {
  for (let round = 0; round < 12; round++) {
    const open = model.getAllQuestions().filter((question) => question.isVisible && question.isEmpty());
    const asked = open.filter(({ isRequired }) => isRequired || random.next() < 0.1);
    if (asked.length === 0) return;
    for (const question of asked) if (question.getType() === 'paneldynamic') answerBlocks(question, random);
    const simple = asked.filter((question) => question.getType() !== 'paneldynamic');
    model.mergeData(Object.fromEntries(simple.map((question) => [question.name, valueFor(question, random)])));
  }
}

/** An early answer changes when later ones are there. */
function changeMind(model: Model, random: Random): void {
  const answered = model.getAllQuestions().filter((question) => question.isVisible && !question.isEmpty());
  const question = oneOf(random, answered);
  if (question.getType() === 'paneldynamic') answerBlocks(question, random);
  else question.value = valueFor(question, random);
}

/** Hands in. @returns what is sent, or null when the form does not let it pass */
function finish(model: Model): Answers | null {
  const whole = model.validate(false);
  model.doComplete();
  return whole ? (JSON.parse(JSON.stringify(model.data)) as Answers) : null;
}

/** Whether survey-core lets finished answers pass. */
export function formTakes(definition: object, answers: Answers): boolean {
  const model = new Model(definition);
  model.data = structuredClone(answers);
  return model.validate(false);
}

/** Goes back in a finished form, changes one answer, fills in what that brings up, and hands in. Null as in `walkForm`. */
export function changeAnswer(definition: object, answers: Answers, random: Random): Answers | null {
  const model = new Model(definition);
  model.data = structuredClone(answers);
  changeMind(model, random);
  fillIn(model, random);
  return finish(model);
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
    for (const inner of blocks.panels.flatMap(({ questions }) => questions))
      if (inner.isVisible && inner.isEmpty()) inner.value = valueFor(inner, random);
}

function valueFor(question: Question, random: Random): unknown {
  const { min = 0 } = question as unknown as { min?: number };
  switch (question.getType()) {
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
      return question.inputType === 'number' ? min + pick(random, 4) : 'testo';
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
