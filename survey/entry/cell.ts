/** A row of a table as the answers of one response. What cannot be read stays as it is: the validator names it. */
import type { Column } from './column.ts';

const ticked = new Set(['1', 'x', 'true', 'sì', 'si', 'yes']);

/** @param cells  by column, empty ones left out */
export function answersOf(cells: readonly (readonly [Column, string])[]): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const [column, cell] of cells) put(column.block === null ? answers : itemOf(answers, column), column, cell);
  for (const [name, value] of Object.entries(answers))
    if (Array.isArray(value)) answers[name] = (value as unknown[]).filter((one) => one !== undefined);
  return answers;
}

function itemOf(answers: Record<string, unknown>, { block, at }: Column): Record<string, unknown> {
  const items = (answers[block!] ??= []) as Record<string, unknown>[];
  return (items[at] ??= {});
}

function put(target: Record<string, unknown>, { question, choice, row }: Column, cell: string): void {
  const { name } = question;
  if (row !== null) target[name] = { ...(target[name] as object | undefined), [row]: cell };
  else if (choice === null) target[name] = valueOf(question, cell);
  else if (ticked.has(cell.toLowerCase())) target[name] = [...((target[name] as string[] | undefined) ?? []), choice];
}

function valueOf(question: Column['question'], cell: string): unknown {
  switch (question.type) {
    case 'checkbox':
      return [...new Set(cell.split(/[;|\s]+/).filter((code) => code !== ''))];
    case 'boolean':
      return truthOf(cell);
    case 'rating':
      return question.rateValues ? cell : numberOf(cell);
    case 'text':
      return question.inputType === 'number' ? numberOf(cell) : cell;
    default:
      return cell;
  }
}

function truthOf(cell: string): unknown {
  if (ticked.has(cell.toLowerCase())) return true;
  return ['0', 'false', 'no'].includes(cell.toLowerCase()) ? false : cell;
}

function numberOf(cell: string): unknown {
  const number = Number(cell.replace(/^(\d+),(\d+)$/, '$1.$2'));
  return Number.isFinite(number) ? number : cell;
}
