/** Tables that come in and go out as CSV. */
import { formatCsv, plainText, readSheet } from '../../data/csv.ts';
import { invalidRows, type RowFault } from './fault.ts';

export interface NamedRow<Column extends string> {
  /** as a spreadsheet counts, the header being 1 */
  readonly row: number;
  readonly cells: Readonly<Record<Column, string>>;
}

/** Largest number of rows of a file. */
const most = 20_000;

/**
 * The rows of a file by column; those that cannot be read are added to the faults.
 * @throws Problem invalid_rows when the header is another one, or there is nothing, or too much, below it
 */
export function readColumns<Column extends string>(
  text: string,
  columns: readonly Column[],
  faults: RowFault[],
): NamedRow<Column>[] {
  const { header, rows, faults: quotes } = readSheet(text.replace(/^\uFEFF/, ''));
  if (header.join() !== columns.join()) throw invalidRows([headerFault(columns)]);
  if (rows.length === 0 || rows.length > most) throw invalidRows([sizeFault]);
  for (const { row } of quotes) faults.push({ row, column: 'row', it: 'Virgolette sbagliate.', en: 'Wrong quotes.' });
  return rows.flatMap(({ row, cells }) => {
    if (cells.length !== columns.length) {
      faults.push({
        row,
        column: 'row',
        it: `Servono ${columns.length} celle.`,
        en: `${columns.length} cells are needed.`,
      });
      return [];
    }
    const named = columns.map((column, index) => [column, (cells[index] ?? '').trim()]);
    return [{ row, cells: Object.fromEntries(named) as Record<Column, string> }];
  });
}

const headerFault = (columns: readonly string[]): RowFault => ({
  ...{ row: 1, column: 'row' },
  it: `La prima riga è: ${columns.join(',')}`,
  en: `The first row is: ${columns.join(',')}`,
});

const sizeFault: RowFault = {
  ...{ row: 2, column: 'row' },
  it: `Servono da 1 a ${most} righe sotto l’intestazione.`,
  en: `From 1 to ${most} rows are needed below the header.`,
};

type Value = string | number | boolean | null | readonly string[];

/** A table as CSV. What people wrote is never taken for a formula by a spreadsheet program. */
export function writeSheet<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, Value>>[],
): string {
  const plain = rows.map((row) => Object.fromEntries(columns.map((column) => [column, cellOf(row[column])])));
  return formatCsv(columns, plain as Record<Column, string | number | null>[]);
}

function cellOf(value: Value): string | number | null {
  if (value === null || typeof value === 'number') return value;
  return plainText(typeof value === 'object' ? value.join(';') : String(value));
}
