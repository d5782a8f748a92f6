/** The table that somebody fills in, and what may stand in it. */
import type { Definition } from '../definition/schema.ts';
import type { Text } from '../definition/schema.ts';
import { choicesOf } from '../definition/walk.ts';
import { writeSheet } from '../register/sheet.ts';
import { codesOf, facts, templateColumns, type Column } from './column.ts';

/** The first row alone. */
export const emptySheet = (definition: Definition): string =>
  writeSheet([...facts, ...templateColumns(definition).map(({ header }) => header)], []);

const columns = ['column', 'question', 'takes', 'code', 'words'] as const;

/** A line a code; a line a column where it takes a number or words. */
export function codesSheet(definition: Definition): string {
  return writeSheet(columns, templateColumns(definition).flatMap(linesOf));
}

function linesOf(column: Column): Record<(typeof columns)[number], string>[] {
  const { header, question } = column;
  const line = { column: header, question: inItalian(question.title) || question.name, takes: takesOf(question) };
  const words = wordsOf(question);
  const codes = codesOf(question);
  if (codes.length === 0) return [{ ...line, code: '', words: '' }];
  return codes.map((code) => ({ ...line, code, words: words.get(code) ?? code }));
}

function takesOf({ type, ...question }: Column['question']): string {
  if (type === 'checkbox') return 'a;b;c';
  if (type === 'comment') return 'text';
  if (type === 'text') return 'inputType' in question && question.inputType === 'number' ? 'number' : 'text';
  return 'code';
}

function wordsOf(question: Column['question']): ReadonlyMap<string, string> {
  if (question.type === 'matrix')
    return new Map(matrixItems(question.columns).map(({ value, text }) => [value, inItalian(text)]));
  if (!('choices' in question)) return new Map();
  return new Map(choicesOf(question.choices).map(({ value, text }) => [value, inItalian(text)]));
}

const matrixItems = (items: readonly (string | { value: string; text?: Text | undefined })[]) =>
  items.map((item) => (typeof item === 'string' ? { value: item, text: item } : item));

const inItalian = (text: Text | undefined): string =>
  typeof text === 'string' ? text : (text?.['it'] ?? text?.['default'] ?? '');
