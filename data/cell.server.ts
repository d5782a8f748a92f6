import type { Cell } from './connection.server.ts';

/** What is read from one column of a chunk of at most 2,048 rows. */
export interface ChunkColumn {
  /** its SQL type, as text: `INTEGER` */
  readonly type: { toString(): string };
  readonly itemCount: number;
  getItem(index: number): unknown;
}

type Numbers =
  Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** The driver's fixed-width vectors keep their values in a typed array and their nulls in a bit mask (1 = there). */
interface FixedWidth extends ChunkColumn {
  readonly items: Numbers;
  readonly validity: { readonly data: BigUint64Array | null };
}

/**
 * One column out of its chunks.
 * @returns a typed array when the column is numeric and has no null, else a plain array
 * @throws TypeError naming the column when a value is none of `Cell` (a BIGINT, a DATE, a UUID …)
 */
export function columnOf(name: string, chunks: readonly ChunkColumn[]): ArrayLike<Cell> {
  if (!chunks.every(isNumeric))
    return chunks.flatMap((chunk) =>
      Array.from({ length: chunk.itemCount }, (_, row) => cellOf(name, chunk.getItem(row))),
    );
  return chunks.length === 0 || chunks.some(hasNull) ? chunks.flatMap(withNulls) : joined(chunks);
}

/** A DATE lies in a typed array as well, but is no number. */
const numeric = /^U?(TINYINT|SMALLINT|INTEGER)$|^(FLOAT|DOUBLE)$/;

function isNumeric(chunk: ChunkColumn): chunk is FixedWidth {
  return numeric.test(String(chunk.type));
}

/** One bit a row; asking the driver row by row takes ten times as long. */
function presence({ validity }: FixedWidth): ((row: number) => boolean) | null {
  if (!validity.data) return null;
  const bits = new Uint8Array(validity.data.buffer, validity.data.byteOffset, validity.data.byteLength);
  return (row) => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
}

function hasNull(chunk: FixedWidth): boolean {
  const isThere = presence(chunk);
  if (!isThere) return false;
  for (let row = 0; row < chunk.itemCount; row++) if (!isThere(row)) return true;
  return false;
}

function withNulls(chunk: FixedWidth): (number | null)[] {
  const isThere = presence(chunk) ?? (() => true);
  return Array.from({ length: chunk.itemCount }, (_, row) => (isThere(row) ? chunk.items[row]! : null));
}

function joined(chunks: readonly FixedWidth[]): Numbers {
  const size = chunks.reduce((sum, chunk) => sum + chunk.itemCount, 0);
  const Type = chunks[0]!.items.constructor as new (size: number) => Numbers;
  const column = new Type(size);
  let at = 0;
  for (const chunk of chunks) {
    column.set(chunk.items, at);
    at += chunk.itemCount;
  }
  return column;
}

/** @throws TypeError when the value is none of `Cell` */
export function cellOf(name: string, value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (isList(value)) return value.items.map((item) => cellOf(name, item));
  const kind = typeof value === 'bigint' ? 'BIGINT' : value?.constructor.name.replace(/^DuckDB|Value$/g, '');
  throw new TypeError(`column "${name}" is ${kind}: cast it in the SQL to INTEGER, DOUBLE or VARCHAR`);
}

function isList(value: unknown): value is { items: readonly unknown[] } {
  return typeof value === 'object' && value !== null && /List|Array/.test(value.constructor.name) && 'items' in value;
}
