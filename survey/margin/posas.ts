/**
 * ISTAT's POSAS tables (demo.istat.it: popolazione residente per sesso, età e stato civile): one row a municipality and
 * year of age, in the layouts since 2019.
 */
import { readPublishedSheet, type SheetRow } from '../../data/csv.ts';
import { istatAge, type AgeRange } from './age.ts';
import { countFaults, type PopulationCount, type PopulationTable, type Sex } from './count.ts';
import type { PopulationFault } from './fault.ts';

/** What the columns were called in different years, in Italian and English. */
const names = {
  code: ['codice comune', 'municipality code'],
  age: ['età', 'age'],
  m: ['totale maschi', 'total males'],
  f: ['totale femmine', 'total females'],
} as const;
type Column = keyof typeof names;
const columns = Object.keys(names) as Column[];
type Places = Readonly<Record<Column, number>>;

/** The oldest stand together; 999 is everybody. */
const oldest = 100;
const everybody = '999';

/** @param isWanted  whether a place, such as `municipality:077014`, is of the programme */
export function readPosas(text: string, isWanted: (place: string) => boolean): PopulationTable {
  const sheet = readPublishedSheet(text, (cells) => placesIn(cells) !== null);
  const places = sheet && placesIn(sheet.header);
  if (!sheet || !places)
    return unreadable({ row: null, code: 'no_header', known: columns.map((one) => names[one][0]) });
  const rows = sheet.rows.filter(({ cells }) => !isNote(cells)).map((row) => readRow(row, places, isWanted));
  const found = rows.flatMap((row) => row.counts);
  const [counts, totals] = [found.filter((one) => !isTotal(one)), found.filter(isTotal)];
  return {
    year: yearOf(sheet.above),
    counts,
    totals,
    skipped: rows.filter(({ isSkipped }) => isSkipped).length,
    codes: [...new Set(rows.map(({ code }) => code))].slice(0, 5),
    faults: [
      ...sheet.faults.map(({ row, message }): PopulationFault => ({ row, code: 'quotes', value: message })),
      ...rows.flatMap((row) => row.faults),
      ...countFaults(counts, totals),
    ],
  };
}

function unreadable(fault: PopulationFault): PopulationTable {
  return { year: null, counts: [], totals: [], skipped: 0, codes: [], faults: [fault] };
}

/** Where the columns stand; null for cells that are no header. */
function placesIn(cells: readonly string[]): Places | null {
  const lower = cells.map((cell) => cell.toLowerCase());
  const found = columns.map((column) => [column, lower.findIndex((cell) => isOneOf(names[column], cell))] as const);
  return found.every(([, place]) => place >= 0) ? (Object.fromEntries(found) as Record<Column, number>) : null;
}

const isOneOf = (list: readonly string[], cell: string): boolean => list.includes(cell);

/** Under the table stand sentences, in the first cell. */
const isNote = (cells: readonly string[]): boolean => cells.slice(1).every((cell) => cell === '');

/** `al 1° gennaio 2026`, `on 1st January 2026` */
function yearOf(above: readonly string[]): number | null {
  const [, italian, english] = /gennaio (\d{4})|January (\d{4})/i.exec(above.join(' ')) ?? [];
  const year = Number(italian ?? english);
  return Number.isNaN(year) ? null : year;
}

interface ReadRow {
  readonly code: string;
  readonly counts: readonly PopulationCount[];
  readonly isSkipped: boolean;
  readonly faults: readonly PopulationFault[];
}

function readRow({ row, cells }: SheetRow, places: Places, isWanted: (place: string) => boolean): ReadRow {
  const cell = (column: Column) => cells[places[column]] ?? '';
  const code = cell('code').padStart(6, '0');
  const empty = { code, counts: [], isSkipped: false, faults: [] };
  if (!/^\d{6}$/.test(code)) return { ...empty, faults: [{ row, code: 'not_a_code', value: cell('code') }] };
  const place = `municipality:${code}`;
  if (!isWanted(place)) return { ...empty, isSkipped: true };
  const age = ageOf(cell('age'));
  if (age === null) return { ...empty, faults: [{ row, code: 'unknown_age', value: cell('age') }] };
  const wrong = (['f', 'm'] as const).filter((sex) => !/^\d+$/.test(cell(sex)));
  const faults = wrong.map((sex): PopulationFault => ({
    row,
    column: names[sex][0],
    code: 'not_a_number',
    value: cell(sex),
  }));
  const counted = (sex: Sex): PopulationCount => ({ place, sex, ...age, count: Number(cell(sex)), row });
  return { ...empty, counts: faults.length > 0 ? [] : [counted('f'), counted('m')], faults };
}

function ageOf(cell: string): AgeRange | null {
  if (cell === everybody) return istatAge('TOTAL');
  const age = /^\d{1,3}$/.test(cell) ? Number(cell) : Number.NaN;
  if (!(age <= oldest)) return null;
  return { from: age, to: age === oldest ? Infinity : age };
}

const isTotal = ({ from, to }: AgeRange): boolean => from === 0 && to === Infinity;
