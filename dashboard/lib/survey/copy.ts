/** The own answers as files, made in the browser: as words, and as a table of names and codes. */
import type { AnsweredPage } from './words.ts';

/** A line a question, its answers below. */
export function asText(title: string, pages: readonly AnsweredPage[], none: string): string {
  const parts = pages.flatMap(({ answers }) =>
    answers.map(({ question, answer }) => [question, ...(answer.length ? answer : [none]).map((one) => `  ${one}`)]),
  );
  return [[title], ...parts].map((lines) => lines.join('\n')).join('\n\n') + '\n';
}

/** `name;code` as the answers were sent: a row a value, `profiles[1].headcount` in a block, several ticks in one cell. */
export function asTable(answers: Readonly<Record<string, unknown>>): string {
  const rows = [['name', 'code'], ...leavesOf(answers, '')];
  return rows.map((row) => row.map(cellOf).join(',')).join('\r\n') + '\r\n';
}

function leavesOf(value: unknown, name: string): string[][] {
  if (Array.isArray(value) && value.some((one) => typeof one === 'object'))
    return value.flatMap((one: unknown, at) => leavesOf(one, `${name}[${at + 1}]`));
  if (Array.isArray(value)) return [[name, value.join(';')]];
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, name === '' ? key : `${name}.${key}`));
}

/** Quoted where it must be; what a spreadsheet would take for a formula is not left to it. */
function cellOf(text: string): string {
  const plain = /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
