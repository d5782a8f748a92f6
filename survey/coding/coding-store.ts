/** The rows of codings. */
import type { Connection } from '../../data/database.server.ts';
import type { Coding, Pass, CodingUnit } from '../contract.ts';
import { listed, type Reader } from './context.ts';
import type { Marked } from './difference.ts';

/** `unit`: the id of a statement, or `response:variable`. */
export interface CodingRow extends Marked {
  readonly id: string;
  readonly programme: string;
  readonly kind: CodingUnit['kind'];
  readonly unit: string;
  readonly session: string | null;
  readonly quote: string;
  readonly pass: Pass;
  readonly coder: string;
  readonly placed: Coding['placed'];
  readonly madeOn: string;
  /** of the answer */
  readonly survey: string | null;
}

const columns = `coding.id::VARCHAR AS id, coding.programme, unit_kind AS kind, unit, session::VARCHAR AS session,
  code::VARCHAR AS code, start, stop, quote, pass, coder, placed, made_on::VARCHAR AS "madeOn"`;
const surveyOf = `CASE WHEN unit_kind = 'answer'
    THEN (SELECT survey FROM response WHERE id_hmac = TRY_CAST(split_part(coding.unit, ':', 1) AS UUID)) END`;

type Values = Readonly<Record<string, string | number | boolean>>;
const read = (reader: Reader, survey: string, condition: string, values: Values): Promise<CodingRow[]> =>
  reader.rows(
    `SELECT ${columns}, ${survey} AS survey FROM coding WHERE ${condition} ORDER BY unit, start, stop, id`,
    values,
  );

/** @param condition  fixed SQL with `$names` */
export const readCodings = (reader: Reader, condition: string, values: Values): Promise<CodingRow[]> =>
  read(reader, surveyOf, condition, values);

/** The same for those on statements alone, where no answer has to be looked up. */
export const readSaid = (reader: Reader, condition: string, values: Values): Promise<CodingRow[]> =>
  read(reader, 'NULL', condition, values);

export const findCoding = async (reader: Reader, id: string): Promise<CodingRow | undefined> =>
  (await readCodings(reader, 'coding.id = $id::UUID', { id }))[0];

/** Adds codings. */
export async function insertCodings(tx: Connection, rows: readonly CodingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `INSERT INTO coding BY NAME
     SELECT id, programme, kind AS unit_kind, unit, session, code, start, stop, quote, pass, coder, placed,
            "madeOn" AS made_on FROM (SELECT unnest(from_json($rows, '${shape}'), recursive := true))`,
    { rows: JSON.stringify(rows.map(({ survey: _, ...row }) => row)) },
  );
}

const placing = { id: 'UUID', start: 'INTEGER', stop: 'INTEGER', quote: 'VARCHAR', placed: 'VARCHAR' };
const shape = JSON.stringify([
  {
    ...{ ...placing, programme: 'VARCHAR', kind: 'VARCHAR', unit: 'VARCHAR', session: 'UUID', code: 'UUID' },
    ...{ pass: 'VARCHAR', coder: 'VARCHAR', madeOn: 'DATE' },
  },
]);

export type Placing = Pick<CodingRow, 'id' | 'start' | 'stop' | 'quote' | 'placed'>;

/** Puts codings on other stretches, or says that they were moved. */
export async function placeCodings(tx: Connection, rows: readonly Placing[]): Promise<void> {
  if (rows.length === 0) return;
  const lines = rows.map(({ id, start, stop, quote, placed }) => ({ id, start, stop, quote, placed }));
  await tx.run(
    `UPDATE coding SET start = now.start, stop = now.stop, quote = now.quote, placed = now.placed
     FROM (SELECT unnest(from_json($rows, '${JSON.stringify([placing])}'), recursive := true)) AS now
     WHERE coding.id = now.id`,
    { rows: JSON.stringify(lines) },
  );
}

/** Removes codings by their ids, and what they support. */
export async function dropCodings(tx: Connection, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const condition = `coding.id IN (SELECT unnest(from_json($ids, '["UUID"]')))`;
  await removeCodings(tx, condition, { ids: listed(ids) });
}

/** Removes codings and what they support. @param condition  fixed SQL on `coding` */
export async function removeCodings(
  tx: Connection,
  condition: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  await tx.run(
    `DELETE FROM recommendation_support WHERE coding IN (SELECT coding.id FROM coding WHERE ${condition})`,
    values,
  );
  await tx.run(`DELETE FROM coding WHERE ${condition}`, values);
}

/** A coding as it is told. */
export function codingOf(row: CodingRow): Coding {
  const { kind, unit, survey, session: _, ...told } = row;
  const [response = '', variable = ''] = unit.split(':');
  return {
    ...told,
    unit: kind === 'statement' ? { kind, statement: unit } : { kind, survey: survey ?? '', response, variable },
  };
}

export const unitName = (unit: CodingUnit): string =>
  unit.kind === 'statement' ? unit.statement.toLowerCase() : `${unit.response}:${unit.variable}`;
