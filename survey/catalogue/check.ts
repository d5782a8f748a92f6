/** A whole file held against the catalogue: what it would do, or every fault of it. */
import { readAnySheet, type Sheet, type SheetRow } from '../../data/csv.ts';
import type { Sentence } from '../../problem-entry.ts';
import { Problem } from '../../problem.ts';
import type { CatalogueColumn, CatalogueCounts, CatalogueFault, CatalogueField } from '../contract.ts';
import { courseFaults, differenceOf, editionFaults, editionName, isSame, noCourse, noEdition } from './change.ts';
import type { Change } from './change.ts';
import { decode, type Encoding } from './decode.ts';
import { guessFields, kindOf } from './field.ts';
import type { Known } from './known.ts';
import { limit } from './limit.ts';
import { lineReader, type Cells, type Line } from './line.ts';
import type { CourseRecord, EditionRecord, Rows } from './store.ts';

export interface CheckTask {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** a field a column; null: guessed from the headers */
  readonly fields: readonly (CatalogueField | null)[] | null;
  readonly replace: boolean;
  readonly known: Known;
  readonly current: Rows;
}

/** `change` is null as long as there are faults, or fields missing. */
export interface Checked {
  readonly encoding: Encoding;
  readonly columns: readonly CatalogueColumn[];
  readonly missing: readonly CatalogueField[];
  readonly preview: readonly (readonly string[])[];
  readonly lines: number;
  readonly wrongRows: number;
  readonly faults: readonly CatalogueFault[];
  readonly counts: CatalogueCounts | null;
  readonly change: Change | null;
}

export type TellRows = (done: number, of: number) => void;

/** @throws Problem catalogue_file, catalogue_rows */
export function checkFile(task: CheckTask, tell: TellRows): Checked {
  const { text, encoding } = decode(task.bytes);
  const sheet = readAnySheet(text);
  const { header, rows } = sheet;
  if (header.length === 0 || rows.length === 0)
    throw notATable(task.file, 'sotto l’intestazione non ci sono righe', 'there are no rows below the header');
  if (rows.length > limit.rows || header.length > limit.columns)
    throw new Problem('catalogue_rows', { file: task.file, rows: limit.rows, columns: limit.columns });
  tell(0, rows.length);
  const fields = task.fields?.length === header.length ? task.fields : guessFields(header);
  const kind = kindOf(fields);
  const missing = kind.courses || kind.editions ? kind.missing : (['course', 'title_it', 'skills', 'mode'] as const);
  const told = {
    ...{ encoding, lines: rows.length, missing },
    columns: header.map((name, at) => ({ header: name, field: fields[at] ?? null, examples: examplesOf(rows, at) })),
    preview: rows.slice(0, limit.preview).map(({ cells }) => header.map((_, at) => shown(cells[at] ?? ''))),
  };
  if (missing.length > 0) return { ...told, wrongRows: 0, faults: [], counts: null, change: null };
  const { rows: incoming, faults } = readAll(sheet, fields, task, tell);
  const wrongRows = new Set(faults.map(({ line }) => line)).size;
  const sorted = faults.sort((one, other) => one.line - other.line).slice(0, limit.faults);
  if (faults.length > 0) return { ...told, wrongRows, faults: sorted, counts: null, change: null };
  const replaced = { courses: task.replace && kind.courses, editions: task.replace && kind.editions };
  return { ...told, wrongRows: 0, faults: [], ...differenceOf(task.current, incoming, replaced) };
}

export const notATable = (file: string, it: string, en: string): Problem =>
  new Problem('catalogue_file', { file, reason: { it, en } });

const shown = (cell: string) => (cell.length > 80 ? `${cell.slice(0, 80)}…` : cell);
const examplesOf = (rows: readonly SheetRow[], at: number): string[] =>
  rows
    .slice(0, 50)
    .map(({ cells }) => shown((cells[at] ?? '').trim()))
    .filter((cell) => cell !== '')
    .slice(0, 2);

interface First<T> {
  readonly row: number;
  readonly given: T;
}

/** Reads every row, so that all faults are told at once. */
function readAll(
  { header, rows, faults: quotes }: Sheet,
  fields: readonly (CatalogueField | null)[],
  { known, current }: CheckTask,
  tell: TellRows,
): { rows: Rows; faults: CatalogueFault[] } {
  const faults: CatalogueFault[] = quotes.map(({ row }) => ({
    ...{ line: row, column: '', value: '' },
    reason: { it: 'Le virgolette non tornano.', en: 'The quotes do not match.' },
  }));
  const read = lineReader(known);
  const courses = new Map(current.courses.map((one) => [one.key, one]));
  const held = new Map(current.editions.map((one) => [editionName(one), one]));
  const [firsts, editions] = [new Map<string, First<Line['course']>>(), new Map<string, First<EditionRecord>>()];
  const whole = new Map<string, CourseRecord>();
  const isOfCourses = fields.includes('title_it');
  rows.forEach(({ row, cells }, index) => {
    if (index % 500 === 0) tell(index, rows.length);
    const named = cellsOf(cells, fields);
    const fault = (field: CatalogueField | null, reason: Sentence) => {
      const column = field === null ? '' : (header[fields.indexOf(field)] ?? field);
      const value = field === null ? '' : shown(named[field] ?? '');
      faults.push({ line: row, column, value, reason: { it: reason.it, en: reason.en } });
    };
    if (cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== ''))
      return fault(null, cellsFault(cells.length, header.length));
    const line = read(named);
    for (const one of line.faults) fault(one.field, one.reason);
    if (line.faults.length > 0) return;
    if (isOfCourses) takeCourse(line, row, fault);
    else if (!courses.has(line.key)) return fault('course', noSuch);
    if (line.edition) return takeEdition(line.edition, row, fault);
    const first = firsts.get(line.key);
    if (first === undefined) fault('edition', missed);
    else if (first.row !== row) fault('course', twice(first.row));
  });
  tell(rows.length, rows.length);
  return { rows: { courses: [...whole.values()], editions: [...editions.values()].map(({ given }) => given) }, faults };

  type TellFault = (field: CatalogueField, reason: Sentence) => void;

  function takeCourse({ key, course }: Line, row: number, fault: TellFault): void {
    const first = firsts.get(key);
    if (first === undefined) {
      const made = wholeCourse(key, course, courses.get(key));
      firsts.set(key, { row, given: course });
      whole.set(key, made);
      for (const told of courseFaults(made)) fault(...told);
      return;
    }
    const differing = Object.keys(course).find(
      (name) => !isSame({ it: first.given[name as keyof CourseRecord] }, { it: course[name as keyof CourseRecord] }),
    );
    if (differing !== undefined) fault(fieldOf(differing), unlike(first.row));
  }

  function takeEdition(given: NonNullable<Line['edition']>, row: number, fault: TellFault): void {
    const edition = { ...noEdition, ...held.get(editionName(given as EditionRecord)), ...given } as EditionRecord;
    const first = editions.get(editionName(edition));
    if (first !== undefined) return fault('edition', twice(first.row));
    editions.set(editionName(edition), { row, given: edition });
    for (const told of editionFaults(edition)) fault(...told);
  }
}

const fieldOf = (column: string) => (column === 'key' ? 'course' : column) as CatalogueField;

/** What a file does not tell stays; but a course that staff bring is none of the demonstration, unless they say so. */
export function wholeCourse(key: string, given: Partial<CourseRecord>, held: CourseRecord | undefined): CourseRecord {
  const title = given.title_it ?? '';
  const titles = held && held.title_it === title ? {} : { title_en: title };
  return { ...noCourse, ...held, ...titles, demo: false, ...given, key } as CourseRecord;
}

function cellsOf(cells: readonly string[], fields: readonly (CatalogueField | null)[]): Cells {
  return Object.fromEntries(fields.flatMap((field, at) => (field === null ? [] : [[field, cells[at] ?? '']])));
}

const noSuch: Sentence = {
  it: 'Questo corso non è nel catalogo: carica prima il file dei corsi.',
  en: 'This course is not in the catalogue: bring in the file of courses first.',
};
const missed: Sentence = { it: 'Manca.', en: 'It is missing.' };
const twice = (row: number): Sentence => ({ it: `È già nella riga ${row}.`, en: `It is in row ${row} already.` });
const unlike = (row: number): Sentence => ({
  it: `È diverso dalla riga ${row}, che è dello stesso corso.`,
  en: `It differs from row ${row}, which is of the same course.`,
});
const cellsFault = (given: number, most: number): Sentence => ({
  it: `La riga ha ${given} celle, l’intestazione ${most}.`,
  en: `The row has ${given} cells, the header ${most}.`,
});
