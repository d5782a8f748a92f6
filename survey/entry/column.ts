/** The columns of a table of answers: which question each holds, and how its cells are read. */
import type { Definition, Question } from '../definition/schema.ts';
import { choicesOf, placedQuestions } from '../definition/walk.ts';

/** Columns that tell of the sheet, before those of the questions: no question can be called so. */
export const facts = ['_id', '_day', '_mode', '_language', '_version', '_notice'] as const;
export type Fact = (typeof facts)[number];

type Simple = Exclude<Question, { type: 'paneldynamic' }>;

/** Where a cell goes. `choice`: one box of several; `row`: a line of a matrix; `block`, `at`: of a repeated block. */
export interface Column {
  readonly header: string;
  readonly question: Simple;
  readonly block: string | null;
  readonly at: number;
  readonly choice: string | null;
  readonly row: string | null;
}

const most = 20;

/** What the template names: a column a question, a line of a matrix, a question of each repetition. */
export function templateColumns(definition: Definition): Column[] {
  return placedQuestions(definition).flatMap(({ question }) => {
    if (question.type !== 'paneldynamic') return ofSimple(question, '', null, 0);
    const times = Math.min(question.maxPanelCount ?? 3, most);
    return Array.from({ length: times }, (_, at) => ofBlock(question, at)).flat();
  });
}

const ofBlock = ({ name, templateElements }: Extract<Question, { type: 'paneldynamic' }>, at: number) =>
  templateElements.flatMap((inner) => ofSimple(inner, `${name}[${at + 1}].`, name, at));

function ofSimple(question: Simple, prefix: string, block: string | null, at: number): Column[] {
  const column = (tail: string, more: Partial<Column> = {}): Column => ({
    ...{ header: prefix + question.name + tail, question, block, at, choice: null, row: null },
    ...more,
  });
  if (question.type !== 'matrix') return [column('')];
  return choicesOf(question.rows).map(({ value }) => column(`.${value}`, { row: value }));
}

/** Every header that a table may have: those of the template, and one a choice where several may be ticked. */
export function knownColumns(definition: Definition): Map<string, Column> {
  const columns = templateColumns(definition).flatMap((column) => [column, ...boxesOf(column)]);
  return new Map(columns.map((column) => [column.header, column]));
}

function boxesOf(column: Column): Column[] {
  if (column.question.type !== 'checkbox') return [];
  return codesOf(column.question).map((choice) => ({ ...column, header: `${column.header}[${choice}]`, choice }));
}

/** The codes that a question takes; empty where it takes a number or words. */
export function codesOf(question: Simple): string[] {
  if (question.type === 'matrix') return choicesOf(question.columns).map(({ value }) => value);
  if (question.type === 'boolean') return ['true', 'false'];
  if (question.type === 'rating') return choicesOf(question.rateValues ?? []).map(({ value }) => value);
  if (!('choices' in question)) return [];
  const own = choicesOf(question.choices).map(({ value }) => value);
  const special = [...(question.showNoneItem ? ['none'] : []), ...(question.showRefuseItem ? ['refused'] : [])];
  return [...own, ...special];
}
