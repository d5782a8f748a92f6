/** The formats in which figures go out; the numbers are the same in all. */
import { formatCsv } from '../data/csv.ts';
import { writeArrow } from './arrow.ts';
import type { EstimateEnvelope } from './contract.ts';
import { batchTable, figureTable, type FigureTable } from './figure-table.ts';

/** Media types, the default first. */
export const formats = [
  'application/json',
  'application/vnd.apache.arrow.stream',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
export type Format = (typeof formats)[number];
/** The workbook is written elsewhere: it takes labels, and time. */
export type Written = Exclude<Format, (typeof formats)[3]>;

/** What a link may ask for, where no header can. */
export const formatNames: Readonly<Record<string, Format>> = {
  json: formats[0],
  arrow: formats[1],
  csv: formats[2],
  xlsx: formats[3],
};

/** One table of figures: JSON is the envelope; Arrow keeps it in the schema's metadata; CSV has the rows alone. */
export function writeFigures(format: Written, envelope: EstimateEnvelope): string | Uint8Array {
  if (format === 'application/json') return textOf(envelope);
  return writeTable(format, figureTable(envelope), withoutRows(envelope));
}

/**
 * Several tables: JSON is `{results: […]}`; in the other formats a column `query` counts them from 0.
 * @param digits  significant ones of the numbers in JSON; null for all
 */
export function writeBatch(
  format: Written,
  envelopes: readonly EstimateEnvelope[],
  digits: number | null = null,
): string | Uint8Array {
  if (format === 'application/json') return `{"results":[${envelopes.map((one) => textOf(one, digits)).join(',')}]}`;
  return writeTable(format, batchTable(envelopes), envelopes.map(withoutRows));
}

const texts = new WeakMap<EstimateEnvelope, Map<number | null, string>>();

/** JSON, written once for each number of digits as long as the answer itself is kept. */
function textOf(envelope: EstimateEnvelope, digits: number | null = null): string {
  const known = texts.get(envelope) ?? new Map<number | null, string>();
  const text = known.get(digits) ?? JSON.stringify(envelope, digits === null ? undefined : rounding(digits));
  texts.set(envelope, known.set(digits, text));
  return text;
}

/** Counts stay as they are. */
const rounding = (digits: number) => (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(digits)) : value;

function writeTable(format: Exclude<Written, 'application/json'>, table: FigureTable, about: unknown) {
  if (format === 'text/csv')
    return formatCsv(
      table.columns.map((column) => column.name),
      table.rows,
    );
  return writeArrow(table, about);
}

/** JSON leaves out what is undefined. */
const withoutRows = (envelope: EstimateEnvelope) => ({ ...envelope, rows: undefined });
