/** Rows that come in by the thousand: written as JSON, a slice at a time. */
import type { Connection } from '../../data/database.server.ts';
import type { Hint, Participant } from '../contract.ts';
import type { IncomingCode, OutgoingStatement, StatementCoding } from './material.ts';
import type { FittedSession } from './fit.ts';
import { slicesOf } from './slice.ts';

/** Who brings it in, into which programme, when. */
export interface Bringing {
  readonly programme: string;
  readonly who: string;
  readonly today: string;
}

type Fields = Readonly<Record<string, string>>;

/** @param select  columns of the table from the fields of a row */
async function insert(
  tx: Connection,
  table: string,
  fields: Fields,
  select: string,
  rows: readonly object[],
): Promise<void> {
  const shape = JSON.stringify([fields]);
  for (const some of slicesOf(rows))
    await tx.run(
      `INSERT INTO ${table} BY NAME
       SELECT ${select} FROM (SELECT unnest(from_json($rows, '${shape}'), recursive := true))`,
      { rows: JSON.stringify(some) },
    );
}

const grey = '#5A6772';

/** Codes and the first line of their history. */
export async function insertCodes(tx: Connection, codes: readonly IncomingCode[], bringing: Bringing): Promise<void> {
  const { programme, who, today } = bringing;
  const [last] = await tx.rows<{ place: number; seq: number }>(
    `SELECT (SELECT coalesce(max(place), 0) FROM code WHERE programme = $programme)::DOUBLE AS place,
            (SELECT coalesce(max(seq), 0) FROM code_event WHERE programme = $programme)::DOUBLE AS seq`,
    { programme },
  );
  const rows = codes.map(({ id, parent, labels, description, skill, colour, state, place }, index) => ({
    ...{ id, parent, description, skill, state, programme, who, today, labels: JSON.stringify(labels) },
    // below what is here already; inside a branch of its own the order is the file's
    place: parent === null ? last!.place + place : place,
    ...{ colour: colour ?? grey, seq: last!.seq + index + 1, detail: JSON.stringify({ imported: true, labels }) },
  }));
  const fields = {
    ...{ id: 'UUID', parent: 'UUID', labels: 'VARCHAR', description: 'VARCHAR', skill: 'VARCHAR', state: 'VARCHAR' },
    ...{ programme: 'VARCHAR', who: 'VARCHAR', today: 'DATE', place: 'DOUBLE', colour: 'VARCHAR', seq: 'BIGINT' },
    detail: 'VARCHAR',
  };
  await insert(
    ...([tx, 'code', fields] as const),
    `id, programme, parent, place, labels, description, skill, colour, state, NULL::UUID AS merged_into,
     who AS proposed_by, 1 AS revision`,
    rows,
  );
  await insert(
    ...([tx, 'code_event', fields] as const),
    `programme, id AS code, seq, state AS what, who, today AS day, detail`,
    rows,
  );
}

/** Sessions with who took part. */
export async function insertSessions(
  tx: Connection,
  sessions: readonly FittedSession[],
  bringing: Bringing,
): Promise<void> {
  const rows = sessions.map(({ id, title, heldOn, place, territory, groups, guide, language }) => {
    const [level, code] = territory.split(':');
    return { id, title, heldOn, place, level, code, groups, guide, language, ...bringing };
  });
  const fields = {
    ...{ id: 'UUID', title: 'VARCHAR', heldOn: 'DATE', place: 'VARCHAR', level: 'VARCHAR', code: 'VARCHAR' },
    ...{ guide: 'INTEGER', language: 'VARCHAR', programme: 'VARCHAR', who: 'VARCHAR', today: 'DATE' },
  };
  await insert(
    ...([tx, 'focus_session', { ...fields, groups: ['VARCHAR'] as unknown as string }] as const),
    `id, programme, title, "heldOn" AS held_on, place, level AS territory_level, code AS territory_code, groups, guide,
     language, who AS moderator, 'imported' AS origin, 'closed' AS state, today AS created_on, 1 AS revision`,
    rows,
  );
  await insertPeople(tx, sessions);
}

async function insertPeople(tx: Connection, sessions: readonly FittedSession[]): Promise<void> {
  const rows = sessions.flatMap(({ id, people }) =>
    people.map((person): Omit<Participant, 'revision'> & { session: string } => ({ ...person, session: id })),
  );
  const fields = {
    ...{ session: 'UUID', number: 'INTEGER', role: 'VARCHAR', group: 'VARCHAR', takesPart: 'BOOLEAN' },
    ...{ mayQuote: 'BOOLEAN', withdrawnOn: 'DATE' },
  };
  await insert(
    ...([tx, 'focus_participant', fields] as const),
    `session, number, role, "group" AS target_group, "takesPart" AS takes_part, "mayQuote" AS may_quote,
     "withdrawnOn" AS withdrawn_on, 1 AS revision`,
    rows,
  );
}

export type StatementLine = OutgoingStatement & { readonly session: string; readonly hints: readonly Hint[] };

export async function insertStatements(
  tx: Connection,
  lines: readonly StatementLine[],
  { who, today }: Bringing,
): Promise<void> {
  const fields = {
    ...{ id: 'UUID', session: 'UUID', place: 'DOUBLE', topic: 'VARCHAR', participant: 'INTEGER', kind: 'VARCHAR' },
    ...{ language: 'VARCHAR', text: 'VARCHAR', translation: 'VARCHAR', translator: 'VARCHAR', hints: 'VARCHAR' },
    ...{ cleared: 'BOOLEAN', who: 'VARCHAR', today: 'DATE' },
  };
  await insert(
    ...([tx, 'focus_statement', fields] as const),
    `* EXCLUDE (who, today), NULL::UUID AS source, who AS author, false AS removed, today AS noted_on, 1 AS revision`,
    lines.map((line) => ({ ...line, hints: JSON.stringify(line.hints), who, today })),
  );
}

export type CodingLine = StatementCoding & { readonly session: string };

export async function insertCodings(
  tx: Connection,
  lines: readonly CodingLine[],
  { programme }: Bringing,
): Promise<void> {
  const fields = {
    ...{ id: 'UUID', session: 'UUID', statement: 'VARCHAR', code: 'UUID', start: 'INTEGER', stop: 'INTEGER' },
    ...{ quote: 'VARCHAR', pass: 'VARCHAR', coder: 'VARCHAR', madeOn: 'DATE', programme: 'VARCHAR' },
  };
  await insert(
    ...([tx, 'coding', fields] as const),
    `id, programme, 'statement' AS unit_kind, statement AS unit, session, code, start, stop, quote, pass, coder,
     'sure' AS placed, "madeOn" AS made_on`,
    lines.map((line) => ({ ...line, programme })),
  );
}

/** Who finished which pass: without it nobody would see what was coded. */
export async function insertPasses(
  tx: Connection,
  passes: readonly { readonly session: string; readonly pass: string; readonly coder: string }[],
  { programme, who, today }: Bringing,
): Promise<void> {
  const fields = { session: 'UUID', pass: 'VARCHAR', coder: 'VARCHAR', programme: 'VARCHAR' };
  await insertLooks(tx, passes, who, today);
  await insert(
    ...([tx, 'coding_task', fields] as const),
    `programme, session, pass, coder, 'done' AS state, 1 AS revision`,
    passes.map((pass) => ({ ...pass, programme })),
  );
}

/**
 * Whoever brings a reading has it in hand, so that a second one by that person is not blind; what the second reader of a
 * file had seen is not known.
 */
async function insertLooks(
  tx: Connection,
  passes: readonly { readonly session: string; readonly pass: string; readonly coder: string }[],
  who: string,
  today: string,
): Promise<void> {
  const rows = passes.map(({ session, pass, coder }) =>
    pass === 'second' ? { session, person: coder, day: null } : { session, person: who, day: today },
  );
  const fields = { session: 'UUID', person: 'VARCHAR', day: 'DATE' };
  await insert(tx, 'coding_look', fields, 'session, person, day', rows);
}
