/** Answers as a row of a table, and as what somebody keys from a sheet. */
import { formatCsv } from '../../data/csv.ts';
import { readKeys } from '../../dashboard/lib/entry/key.ts';
import type { PaperForm, PaperItem } from '../../survey/contract.ts';
import type { Definition } from '../../survey/definition/definition.ts';
import { templateColumns } from '../../survey/entry/column.ts';

export type Answers = Readonly<Record<string, unknown>>;

/** A table with these rows, as the template asks for it. */
export function tableOf(definition: Definition, rows: readonly { day: string; answers: Answers }[]): string {
  const columns = templateColumns(definition);
  const headers = ['_day', ...columns.map(({ header }) => header)];
  const lines = rows.map(({ day, answers }) => {
    const cells = columns.map(({ header, question, block, at }) => {
      const owner = block === null ? answers : ((answers[block] as Answers[] | undefined) ?? [])[at];
      return [header, cellOf(owner?.[question.name])] as const;
    });
    return Object.fromEntries([['_day', day], ...cells]);
  });
  return formatCsv(headers, lines);
}

function cellOf(value: unknown): string | number | null {
  if (Array.isArray(value)) return value.join(';');
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** Keys the answers and reads them back, question by question. */
export function keyed(form: PaperForm, answers: Answers): Answers {
  const read = (items: readonly PaperItem[], given: Answers): Answers =>
    Object.fromEntries(
      items
        .filter(({ name }) => given[name] !== undefined)
        .map((item) => {
          const text = keysOf(item, given[item.name], form.items);
          const { value, fault } = readKeys(item, text, form.items);
          if (fault) throw new Error(`${item.number} ${text}: ${fault.kind}`);
          return [item.name, value];
        }),
    );
  const blocks = form.blocks.filter(({ name }) => answers[name] !== undefined);
  return {
    ...read(
      form.items.filter(({ block }) => block === null),
      answers,
    ),
    ...Object.fromEntries(
      blocks.map(({ name }) => {
        const own = form.items.filter(({ block }) => block === name);
        return [name, (answers[name] as Answers[]).map((one) => read(own, one))];
      }),
    ),
  };
}

function keysOf(item: PaperItem, value: unknown, items: readonly PaperItem[]): string {
  if (item.kind === 'text' || item.kind === 'number') return String(value);
  if (item.kind === 'list') return item.choices.find((one) => one.value === value)!.text;
  return [value].flat().map((one) => codeOf(item, one, items)).join(' '); // prettier-ignore
}

function codeOf(item: PaperItem, value: unknown, items: readonly PaperItem[]): string {
  const own = item.choices.find((one) => one.value === value);
  if (own) return own.code;
  for (const other of items.filter(({ number }) => item.from.includes(number))) {
    const choice = other.choices.find((one) => one.value === value);
    if (choice) return `${other.number}.${choice.code}`;
  }
  throw new Error(`${item.number} has no code for ${String(value)}`);
}
