/** Focus groups as rows of the tables, for tests of what is read from them. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../data/database.server.ts';

export interface PersonRow {
  readonly number: number;
  readonly group?: string | null;
  readonly takesPart?: boolean;
  readonly mayQuote?: boolean;
  readonly withdrawnOn?: string | null;
  readonly role?: string;
}

export interface CodingRow {
  readonly code: string;
  readonly pass?: 'first' | 'second' | 'final';
  readonly quote?: string;
  readonly placed?: 'sure' | 'moved';
  readonly id?: string;
}

export interface StatementRow {
  readonly id?: string;
  readonly participant: number | null;
  readonly text?: string;
  readonly language?: string;
  readonly translation?: string | null;
  readonly removed?: boolean;
  readonly hints?: string;
  readonly codings: readonly CodingRow[];
}

export interface SessionRow {
  readonly id?: string;
  readonly heldOn: string;
  readonly territory?: readonly [string, string];
  readonly moderator?: string;
  /** of the second pass; it is not taken up where nothing was settled */
  readonly second?: 'open' | 'done';
  readonly people: readonly PersonRow[];
  readonly statements: readonly StatementRow[];
}

export interface CodeRow {
  readonly id: string;
  readonly label?: string;
  readonly skill?: string | null;
  readonly parent?: string | null;
  readonly state?: 'proposed' | 'accepted' | 'refused' | 'merged' | 'retired';
  readonly mergedInto?: string | null;
}

export interface FocusRows {
  readonly programme: string;
  readonly sessions: readonly SessionRow[];
  readonly codes: readonly CodeRow[];
}

type Table = 'focus_session' | 'focus_participant' | 'focus_statement' | 'code' | 'coding' | 'coding_task';
const tables: readonly Table[] = [
  'focus_session',
  'focus_participant',
  'focus_statement',
  'code',
  'coding',
  'coding_task',
];

/** Puts them in the place of all that was there. */
export async function storeFocus(database: Database, { programme, sessions, codes }: FocusRows): Promise<void> {
  const all = sessions.map((session) => sessionRows(programme, session));
  const rows: Record<Table, object[]> = {
    focus_session: all.map(({ session }) => session),
    focus_participant: all.flatMap(({ people }) => people),
    focus_statement: all.flatMap(({ statements }) => statements),
    coding: all.flatMap(({ codings }) => codings),
    coding_task: all.flatMap(({ tasks }) => tasks),
    code: codes.map((code, place) => codeRow(programme, code, place)),
  };
  await database.write(async (tx) => {
    for (const table of tables) {
      await tx.run(`DELETE FROM ${table}`);
      const [first] = rows[table];
      if (first === undefined) continue;
      const types = Object.fromEntries(Object.entries(first).map(([name, value]) => [name, typeOf(value)]));
      await tx.run(`INSERT INTO ${table} BY NAME SELECT unnest(from_json($rows, $types), recursive := true)`, {
        rows: JSON.stringify(rows[table]),
        types: JSON.stringify([types]),
      });
    }
  });
}

const typeOf = (value: unknown) =>
  typeof value === 'number'
    ? 'INTEGER'
    : typeof value === 'boolean'
      ? 'BOOLEAN'
      : Array.isArray(value)
        ? ['VARCHAR']
        : 'VARCHAR';

function sessionRows(programme: string, row: SessionRow) {
  const session = row.id ?? randomUUID();
  const [level, code] = row.territory ?? ['municipality', '077014'];
  const statements = row.statements.map((statement, place) => ({
    ...statement,
    id: statement.id ?? randomUUID(),
    place,
  }));
  const isDecided = statements.some(({ codings }) => codings.some(({ pass }) => pass === 'final'));
  return {
    session: {
      ...{ id: session, programme, title: `Incontro del ${row.heldOn}`, held_on: row.heldOn, place: 'Sala' },
      ...{ territory_level: level, territory_code: code, groups: [] as string[], guide: 1, language: 'it' },
      ...{
        moderator: row.moderator ?? 'moderator',
        origin: 'live',
        state: 'closed',
        created_on: row.heldOn,
        revision: 1,
      },
    },
    people: row.people.map((one) => ({
      ...{ session, number: one.number, role: one.role ?? 'HR', target_group: one.group ?? null },
      ...{ takes_part: one.takesPart ?? true, may_quote: one.mayQuote ?? true },
      ...{ withdrawn_on: one.withdrawnOn ?? null, revision: 1 },
    })),
    statements: statements.map((one) => ({
      ...{ id: one.id, session, place: one.place, topic: null, participant: one.participant ?? null, kind: 'need' },
      ...{ language: one.language ?? 'it', text: one.text ?? 'parole', translation: one.translation ?? null },
      ...{
        translator: one.translation ? 'agenzia' : null,
        hints: one.hints ?? '[]',
        cleared: false,
        source: null,
        author: 'moderator',
      },
      ...{ removed: one.removed ?? false, noted_on: row.heldOn, revision: 1 },
    })),
    codings: statements.flatMap((one) =>
      one.codings.map((coding) => ({
        ...{
          id: coding.id ?? randomUUID(),
          programme,
          unit_kind: 'statement',
          unit: one.id,
          session,
          code: coding.code,
        },
        ...{ start: 0, stop: 6, quote: coding.quote ?? one.text ?? 'parole', pass: coding.pass ?? 'first' },
        ...{ coder: 'coder', placed: coding.placed ?? 'sure', made_on: row.heldOn },
      })),
    ),
    tasks: tasksOf(programme, session, row.second ?? (isDecided ? 'done' : null)),
  };
}

const tasksOf = (programme: string, session: string, second: 'open' | 'done' | null) =>
  [['first', 'done'] as const, ...(second ? [['second', second] as const] : [])].map(([pass, state]) => ({
    ...{ programme, session, pass, coder: pass, state, revision: 1 },
  }));

const codeRow = (programme: string, code: CodeRow, place: number) => ({
  ...{ id: code.id, programme, parent: code.parent ?? null, place },
  ...{ labels: JSON.stringify({ it: code.label ?? code.id, en: code.label ?? code.id }), description: '' },
  ...{ skill: code.skill ?? null, colour: '#0B5563', state: code.state ?? 'accepted' },
  ...{ merged_into: code.mergedInto ?? null, proposed_by: 'coder', revision: 1 },
});
