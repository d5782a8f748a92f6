/** What is here already of what a file brings. */
import type { Connection } from '../../data/database.server.ts';
import type { Code, Localized } from '../contract.ts';
import { bySlice } from './slice.ts';

type Reader = Pick<Connection, 'rows'>;
interface WithId {
  readonly id: string;
}

const listed = (some: readonly WithId[]): string => JSON.stringify(some.map(({ id }) => id));
const among = (name: string) => `${name} IN (SELECT unnest(from_json($ids, '["UUID"]')))`;

export type CodeHere = Pick<Code, 'id' | 'programme' | 'labels' | 'description' | 'skill' | 'colour' | 'state'>;

export async function findCodes(reader: Reader, some: readonly WithId[]): Promise<CodeHere[]> {
  const rows = await reader.rows<Omit<CodeHere, 'labels'> & { labels: string }>(
    `SELECT id::VARCHAR AS id, programme, labels, description, skill, colour, state FROM code WHERE ${among('id')}`,
    { ids: listed(some) },
  );
  return rows.map((row) => ({ ...row, labels: JSON.parse(row.labels) as Localized }));
}

export const findSessions = (reader: Reader, some: readonly WithId[]): Promise<{ id: string; programme: string }[]> =>
  reader.rows(`SELECT id::VARCHAR AS id, programme FROM focus_session WHERE ${among('id')}`, { ids: listed(some) });

export interface StatementHere {
  readonly id: string;
  readonly session: string;
  readonly text: string;
  readonly removed: boolean;
}

export const findStatements = (reader: Reader, all: readonly WithId[]): Promise<StatementHere[]> =>
  bySlice(all, (some) =>
    reader.rows(
      `SELECT id::VARCHAR AS id, session::VARCHAR AS session, text, removed FROM focus_statement WHERE ${among('id')}`,
      { ids: listed(some) },
    ),
  );

export interface CodingHere {
  readonly id: string;
  readonly statement: string;
  readonly code: string;
  readonly start: number;
  readonly stop: number;
}

export const findCodings = (reader: Reader, all: readonly WithId[]): Promise<CodingHere[]> =>
  bySlice(all, (some) =>
    reader.rows(
      `SELECT id::VARCHAR AS id, unit AS statement, code::VARCHAR AS code, start, stop FROM coding WHERE ${among('id')}`,
      { ids: listed(some) },
    ),
  );
