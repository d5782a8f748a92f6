/** The rows of codings. */
import type { Connection } from '../../data/database.server.ts';
import type { Coding, Pass, CodingUnit } from '../contract.ts';
import type { Reader } from './context.ts';
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
  code::VARCHAR AS code, start, stop, quote, pass, coder, placed, made_on::VARCHAR AS "madeOn",
  CASE WHEN unit_kind = 'answer'
    THEN (SELECT survey FROM response WHERE seq = TRY_CAST(split_part(coding.unit, ':', 1) AS BIGINT)) END AS survey`;

/** @param condition  fixed SQL with `$names` */
export const readCodings = (
  reader: Reader,
  condition: string,
  values: Readonly<Record<string, string | number | boolean>>,
): Promise<CodingRow[]> =>
  reader.rows<CodingRow>(`SELECT ${columns} FROM coding WHERE ${condition} ORDER BY unit, start, stop, id`, values);

export const findCoding = async (reader: Reader, id: string): Promise<CodingRow | undefined> =>
  (await readCodings(reader, 'coding.id = $id::UUID', { id }))[0];

export async function insertCoding(tx: Connection, { survey: _, ...row }: CodingRow): Promise<void> {
  await tx.run(
    `INSERT INTO coding BY NAME
     SELECT $id::UUID AS id, $programme AS programme, $kind AS unit_kind, $unit AS unit, $session::UUID AS session,
            $code::UUID AS code, $start AS start, $stop AS stop, $quote AS quote, $pass AS pass, $coder AS coder,
            $placed AS placed, $madeOn::DATE AS made_on`,
    { ...row },
  );
}

type Place = Pick<CodingRow, 'id' | 'start' | 'stop' | 'quote' | 'placed'>;

/** Puts a coding on another stretch, or says that it was moved. */
export async function placeCoding(tx: Connection, { id, start, stop, quote, placed }: Place): Promise<void> {
  await tx.run(
    'UPDATE coding SET start = $start, stop = $stop, quote = $quote, placed = $placed WHERE id = $id::UUID',
    { id, start, stop, quote, placed },
  );
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
    unit:
      kind === 'statement'
        ? { kind, statement: unit }
        : { kind, survey: survey ?? '', response: Number(response), variable },
  };
}

export const unitName = (unit: CodingUnit): string =>
  unit.kind === 'statement' ? unit.statement.toLowerCase() : `${unit.response}:${unit.variable}`;
