/** Figures as a workbook. The only door to the spreadsheet library. */
import { writeXlsx, type Cell, type CellStyle, type CellValue, type WriteSheet } from 'hucre/xlsx';
import type { FileBook, FileColumn, FileTable } from './contract-file.ts';

const heading: CellStyle = { font: { bold: true, name: 'Calibri', size: 11 } };
const formats: Readonly<Record<FileColumn['kind'], string>> = {
  text: '@',
  integer: '#,##0',
  number: '0.0000',
  share: '0%',
};
/** In letters: no cell is so wide that the next one leaves the screen. */
const [narrowest, widest] = [10, 60];

/** Numbers are numbers, what is not shown is empty, and text is text, whatever it begins with. */
export async function writeWorkbook({ table, about }: FileBook): Promise<Uint8Array> {
  const lines = about.lines.map(([what, told]) => [what, told]);
  const notes = { name: about.name, rows: lines, cells: textCells(lines), columns: [{ width: 28 }, { width: 100 }] };
  return await writeXlsx({ sheets: [sheetOf(table.name, table), notes] });
}

function sheetOf(name: string, { columns, rows }: FileTable): WriteSheet {
  const titles = columns.map(({ title }) => title);
  const values = rows.map((row) => columns.map((column): CellValue => row[column.name] ?? null));
  const all = [titles, ...values];
  return {
    name,
    rows: all,
    cells: new Map([
      ...textCells(all),
      ...titles.map((title, at) => [`0,${at}`, { ...text(title), style: heading }] as const),
    ]),
    columns: columns.map(({ kind }, at) => ({
      numFmt: formats[kind],
      width: widthOf(all.map((row) => row[at] ?? null)),
    })),
    freezePane: { rows: 1 },
  };
}

/** Said of each cell, so that no reader of the library may take `=1+1` for more than it is. */
const textCells = (rows: readonly (readonly CellValue[])[]): Map<string, Partial<Cell>> =>
  new Map(
    rows.flatMap((row, line) =>
      row.flatMap((value, at) => (typeof value === 'string' ? [[`${line},${at}`, text(value)] as const] : [])),
    ),
  );

const text = (value: string): Partial<Cell> => ({ value, type: 'string' });

const widthOf = (cells: readonly CellValue[]): number =>
  Math.min(widest, Math.max(narrowest, ...cells.map((cell) => (typeof cell === 'string' ? cell.length + 2 : 0))));
