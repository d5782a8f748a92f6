/** Figures as an Arrow stream. The only door to the Arrow library. */
import {
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type DataType,
} from 'apache-arrow';
import type { FileColumn } from './contract-file.ts';

/** Under this key of the schema's metadata stands, as JSON, what the table itself does not say. */
export const metadataKey = 'fabbisogni';

interface Plain {
  readonly columns: readonly Omit<FileColumn, 'title'>[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/**
 * Writes the IPC streaming format: one record batch; text UTF-8, integers 32 bits, numbers doubles.
 * @param about  the envelope without its rows, or those of a batch
 */
export function writeArrow({ columns, rows }: Plain, about: unknown): Uint8Array {
  const fields = columns.map(({ name, kind }) => new Field(name, typeOf(kind), true));
  const schema = new Schema(fields, new Map([[metadataKey, JSON.stringify(about)]]));
  const children = columns.map(({ name, kind }) => {
    const values = rows.map((row) => row[name] ?? null);
    return vectorFromArray(values, typeOf(kind)).data[0] ?? makeData({ type: typeOf(kind), length: 0 });
  });
  const data = makeData({ type: new Struct(fields), length: rows.length, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream');
}

function typeOf(kind: FileColumn['kind']): DataType {
  if (kind === 'text') return new Utf8();
  return kind === 'integer' ? new Int32() : new Float64();
}
