import Papa from 'papaparse';
import { Problem } from '../problem.ts';

/**
 * Reads a table written as CSV (RFC 4180: comma, quotes, UTF-8). The only door to the CSV library.
 * @param text  the file, its first line being the header
 * @param columns  the header, exactly: a column too many, missing or in another place is a fault
 * @param file  what to call the file when it is faulty
 * @returns one object a row, by column name; an empty cell is ''
 * @throws Problem `invalid_file` with the file, the line and the fault
 */
export function parseCsv<Column extends string>(
  text: string,
  columns: readonly Column[],
  file: string,
): Record<Column, string>[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true });
  const [fault] = errors;
  if (fault) throw invalid(file, `line ${(fault.row ?? 0) + 1}: ${fault.message}`);
  const [header = [], ...rows] = data;
  if (header.join() !== columns.join())
    throw invalid(file, `the header is "${header.join()}", not "${columns.join()}"`);
  return rows.map((cells, index) => rowOf(cells, columns, file, index + 2));
}

function rowOf<Column extends string>(
  cells: readonly string[],
  columns: readonly Column[],
  file: string,
  line: number,
) {
  if (cells.length !== columns.length)
    throw invalid(file, `line ${line} has ${cells.length} cells, not ${columns.length}`);
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])) as Record<Column, string>;
}

function invalid(file: string, reason: string): Problem {
  return new Problem('invalid_file', { file, reason });
}

/** A row of a sheet: `row` counts as a spreadsheet does, the header being 1. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A sheet as somebody saved it. `faults` are places where the quotes are wrong. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly SheetRow[];
  readonly faults: readonly { readonly row: number; readonly message: string }[];
}

/**
 * Reads a table that a spreadsheet program saved: parted by commas, or by semicolons as programs set to Italian do. Rows
 * without a word are left out.
 */
export function readSheet(text: string): Sheet {
  const [first = ''] = text.split('\n', 1);
  const delimiter = first.includes(',') || !first.includes(';') ? ',' : ';';
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: false });
  const [header = [], ...rows] = data;
  const numbered = rows.map((cells, index) => ({ row: index + 2, cells }));
  return {
    header: header.map((name) => name.trim()),
    rows: numbered.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    faults: errors.map(({ row, message }) => ({ row: (row ?? 0) + 1, message })),
  };
}

const delimiters = [';', ',', '\t', '|'] as const;

/** The sign that parts most cells of the first line; what stands in quotes does not count. */
function delimiterOf(text: string): string {
  const [first = ''] = text.trimStart().split(/\r?\n|\r/, 1);
  const bare = first.replace(/"[^"]*"/g, '');
  const counted = delimiters.map((sign) => ({ sign, n: bare.split(sign).length }));
  return counted.reduce((best, one) => (one.n > best.n ? one : best), { sign: ',', n: 1 }).sign;
}

/** The same as `readSheet`, of whatever program: parted by commas, semicolons, tabs or bars, with or without a mark at the start. */
export function readAnySheet(text: string): Sheet {
  const clean = text.replace(/^\uFEFF/, '');
  const { data, errors } = Papa.parse<string[]>(clean, { delimiter: delimiterOf(clean), skipEmptyLines: false });
  const place = data.findIndex((cells) => cells.some((cell) => cell.trim() !== ''));
  const rows = data.slice(place + 1).map((cells, index) => ({ row: place + index + 2, cells }));
  return {
    header: place < 0 ? [] : trimmed(data[place] ?? []),
    rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    faults: errors.map(({ row, message }) => ({ row: (row ?? 0) + 1, message })),
  };
}

/** A table as a statistical office publishes it. `above`: the lines over the header, such as a title. */
export interface PublishedSheet extends Pick<Sheet, 'header' | 'rows' | 'faults'> {
  readonly above: readonly string[];
}

/** A title takes no more lines than this. */
const mostAbove = 20;

/**
 * Reads a table that has a title over its header and notes under it, parted by semicolons or commas.
 * @param isHeader  whether these cells are the header
 * @returns null when none of the first lines is
 */
export function readPublishedSheet(
  text: string,
  isHeader: (cells: readonly string[]) => boolean,
): PublishedSheet | null {
  const clean = text.replace(/^\uFEFF/, '');
  for (const delimiter of [';', ',']) {
    const { data, errors } = Papa.parse<string[]>(clean, { delimiter, skipEmptyLines: false });
    const place = data.slice(0, mostAbove).findIndex((cells) => isHeader(trimmed(cells)));
    if (place < 0) continue;
    const rows = data.slice(place + 1).map((cells, index) => ({ row: place + index + 2, cells: trimmed(cells) }));
    return {
      above: data.slice(0, place).map((cells) => cells.join(' ').trim()),
      header: trimmed(data[place] ?? []),
      rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')),
      faults: errors.map(({ row, message }) => ({ row: (row ?? 0) + 1, message })),
    };
  }
  return null;
}

const trimmed = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim());

/**
 * Writes a table as CSV: a header, one line a row, each line closed by a line feed.
 * @param columns  names and order of the columns; what a row has besides is left out; null becomes an empty cell
 */
export function formatCsv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string | number | null>>[],
): string {
  const cells = rows.map((row) => columns.map((column) => row[column]));
  return `${Papa.unparse({ fields: [...columns], data: cells }, { newline: '\n' })}\n`;
}

/** What people wrote, so that no spreadsheet program takes it for a formula. */
export const plainText = (text: string): string => (/^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text);
