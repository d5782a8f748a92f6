/** Reads one file of a programme folder by its schema; every fault is kept, with its place in the file. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { readSheet, type Sheet, type SheetRow } from '../../data/csv.ts';
import { pathText } from '../definition/definition.ts';
import { faultsFrom, misfitFault, programmeFault, type ProgrammeFault } from './fault.ts';
import { parseOrMisfits, type Misfit } from './message.ts';

export type Read<T> =
  { readonly value: T; readonly faults: readonly [] } | { readonly value: null; readonly faults: ProgrammeFault[] };

export const failed = (faults: ProgrammeFault[]): Read<never> => ({ value: null, faults });
export const given = <T>(value: T): Read<T> => ({ value, faults: [] });

/** Thrown by a parser of `shape`. */
class ShapeFault extends Error {
  readonly misfits: readonly Misfit[];
  constructor(misfits: readonly Misfit[]) {
    super('wrong shape');
    this.misfits = misfits;
  }
}

/** A parser by a schema. */
export function shape<T>(schema: z.ZodType<T>): (json: unknown) => T {
  return (json) => {
    const parsed = parseOrMisfits(schema, json);
    if ('data' in parsed) return parsed.data;
    throw new ShapeFault(parsed.misfits);
  };
}

/** @param otherwise  what a missing file means; left out, it is a fault */
export async function readJson<T>(
  folder: string,
  file: string,
  parse: (json: unknown, text: string) => T,
  otherwise?: NoInfer<T>,
): Promise<Read<T>> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => null);
  if (text === null)
    return otherwise === undefined ? failed([programmeFault(file, '', 'missing_file')]) : given(otherwise);
  try {
    return given(parse(JSON.parse(text), text));
  } catch (error) {
    if (error instanceof SyntaxError) return failed([programmeFault(file, '', 'invalid_json', error.message)]);
    if (!(error instanceof ShapeFault)) return failed(faultsFrom(file, error));
    return failed(error.misfits.map(({ path, message }) => misfitFault(file, pathText(path), message)));
  }
}

/** A row of a CSV file with the number that a spreadsheet gives it. */
export type Row<T> = T & { readonly row: number };

/** A file that is missing has no rows. @returns the rows as their schema gives them */
export async function readCsv<T extends object>(
  folder: string,
  file: string,
  schema: z.ZodObject & z.ZodType<T>,
): Promise<Read<Row<T>[]>> {
  const bytes = await readFile(join(folder, file)).catch(() => null);
  if (bytes === null) return given([]);
  const text = utf8(bytes);
  if (text === null) return failed([programmeFault(file, '', 'not_utf8')]);
  const columns = Object.keys(schema.shape);
  const sheet = readSheet(text);
  const needed = columns.filter((name) => !schema.shape[name]!.safeParse(undefined).success);
  const faults = sheetFaults(file, sheet, columns, needed);
  if (faults.length > 0) return failed(faults);
  const read = sheet.rows.map((line) => readRow(file, schema, columns, sheet.header, line));
  const wrong = read.flatMap((one) => one.faults);
  return wrong.length > 0 ? failed(wrong) : given(read.map((one) => one.value!));
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A sheet whose columns are not right is not read further: every row would be wrong for the same reason. */
function sheetFaults(
  file: string,
  { header, rows, faults }: Sheet,
  columns: readonly string[],
  needed: readonly string[],
): ProgrammeFault[] {
  const unknown = header.filter((name, index) => !columns.includes(name) || header.indexOf(name) < index);
  return [
    ...needed
      .filter((name) => !header.includes(name))
      .map((name) => programmeFault(file, rowPath(1), 'missing_column', name)),
    ...unknown.map((name) => programmeFault(file, rowPath(1), 'unknown_column', name, columns)),
    ...faults.map(({ row, message }) => programmeFault(file, rowPath(row), 'quotes', message)),
    ...rows
      .filter(({ cells }) => cells.length !== header.length)
      .map(({ row, cells }) =>
        programmeFault(file, rowPath(row), 'cells', String(cells.length), [String(header.length)]),
      ),
  ];
}

function readRow<T extends object>(
  file: string,
  schema: z.ZodType<T>,
  columns: readonly string[],
  header: readonly string[],
  { row, cells }: SheetRow,
): Read<Row<T>> {
  const named = Object.fromEntries(columns.map((name) => [name, cells[header.indexOf(name)] ?? '']));
  const parsed = parseOrMisfits(schema, named);
  if ('data' in parsed) return given({ ...parsed.data, row });
  return failed(parsed.misfits.map(({ path, message }) => misfitFault(file, rowPath(row, String(path[0])), message)));
}

/** `row 3, territory` */
export const rowPath = (row: number, column?: string): string => (column ? `row ${row}, ${column}` : `row ${row}`);
