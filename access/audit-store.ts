/** The table `audit`: entries go in, and come out in the order of their numbers or as a filter wants them. */
import { formatCsv, plainText } from '../data/csv.ts';
import type { Cell, Connection } from '../data/database.server.ts';
import type { Stored } from './audit-entry.ts';
import { AuditRow, type AuditFilter, type AuditPage, type AuditQuery } from './audit-contract.ts';

type Reader = Pick<Connection, 'rows'>;

const shape = JSON.stringify([
  {
    ...{ seq: 'INTEGER', batch: 'INTEGER', day: 'DATE', moment: 'VARCHAR', who: 'VARCHAR', action: 'VARCHAR' },
    ...{ programme: 'VARCHAR', object: 'VARCHAR', detail: 'VARCHAR', previous: 'VARCHAR', hash: 'VARCHAR' },
  },
]);

export async function insertEntries(tx: Connection, entries: readonly Stored[]): Promise<void> {
  const sql = 'INSERT INTO audit BY NAME SELECT unnest(from_json(?, ?), recursive := true)';
  await tx.run(sql, [JSON.stringify(entries), shape]);
}

const columns = 'seq, batch, day::VARCHAR AS day, moment, who, action, programme, object, detail, previous, hash';

/** @returns the entry with the highest number, and those after `seq` besides */
export async function tailOf(reader: Reader, seq: number): Promise<Stored[]> {
  return reader.rows<Stored>(
    `SELECT ${columns} FROM audit WHERE seq > $1 OR seq = (SELECT max(seq) FROM audit) ORDER BY seq, rowid`,
    [seq],
  );
}

/** Numbers read at once: few enough that answers are not held up while they are checked. */
const piece = 2_000;

/** All entries by number, a range at a time; two that bear the same number stand in the order in which they came. */
export async function* chainOf(reader: Reader): AsyncIterable<Stored[]> {
  for (let after = -(2 ** 31); ; after += piece) {
    const [next] = await reader.rows<{ seq: number | null }>('SELECT min(seq) AS seq FROM audit WHERE seq > ?', [
      after,
    ]);
    if (next === undefined || next.seq === null) return;
    after = next.seq - 1;
    const sql = `SELECT ${columns} FROM audit WHERE seq BETWEEN ? AND ? ORDER BY seq, rowid`;
    yield await reader.rows<Stored>(sql, [next.seq, Math.min(after + piece, 2 ** 31 - 1)]);
  }
}

export async function pageOf(reader: Reader, query: AuditQuery): Promise<AuditPage> {
  const { where, values } = conditions(query);
  const rows = await reader.rows<AuditRow & { readonly detail: string }>(
    `SELECT seq, day::VARCHAR AS day, moment, who, (SELECT any_value(name) FROM account WHERE id = who) AS name, action,
       programme, object, (SELECT any_value(name) FROM account WHERE id = object) AS "objectName", detail
     FROM audit WHERE ${where} ORDER BY seq DESC LIMIT $limit`,
    { ...values, limit: query.limit + 1 },
  );
  const entries = rows.slice(0, query.limit).map((row) => AuditRow.parse({ ...row, detail: JSON.parse(row.detail) }));
  return { entries, next: rows.length > query.limit ? entries.at(-1)!.seq : null };
}

/** The conditions of a filter, each on a value that is bound. */
function conditions({ person, programme, action, from, to, before }: AuditFilter & { readonly before?: number }) {
  const [who, values]: [string, Record<string, Cell>] =
    person === 'nobody' ? ['who IS NULL', {}] : ['who = $person', person === undefined ? {} : { person }];
  const all = [
    { sql: who, on: person, values },
    { sql: 'programme = $programme', on: programme, values: { programme } },
    { sql: 'action = $action', on: action, values: { action } },
    { sql: 'day >= $from::DATE', on: from, values: { from } },
    { sql: 'day <= $to::DATE', on: to, values: { to } },
    { sql: 'seq < $before', on: before, values: { before } },
  ].filter(({ on }) => on !== undefined);
  const bound = Object.assign({}, ...all.map((one) => one.values)) as Record<string, Cell>;
  return { where: ['true', ...all.map(({ sql }) => sql)].join(' AND '), values: bound };
}

/** @param programmes  null: all */
export async function choicesOf(reader: Reader, programmes: readonly string[] | null) {
  const found = await reader.rows<{ kind: 'person' | 'action' | 'programme'; id: string; name: string | null }>(
    `WITH part AS (SELECT who, action, programme FROM audit WHERE $all OR list_contains($programmes, programme))
     SELECT DISTINCT 'person' AS kind, who AS id, account.name FROM part LEFT JOIN account ON account.id = who
     UNION SELECT DISTINCT 'action', action, NULL FROM part
     UNION SELECT DISTINCT 'programme', programme, NULL FROM part
     ORDER BY kind, name, id`,
    { all: programmes === null, programmes: programmes ?? [''] },
  );
  const of = (wanted: string) => found.filter(({ kind, id }) => kind === wanted && id !== null);
  return {
    people: of('person').map(({ id, name }) => ({ id, name })),
    actions: of('action').map(({ id }) => id),
    programmes: programmes ?? of('programme').map(({ id }) => id),
  };
}

const csvColumns = ['seq', 'day', 'moment', 'who', 'name', 'action', 'programme', 'object', 'detail'] as const;

/** The header, then every entry that the filter lets through, the newest first. */
export async function* csvOf(reader: Reader, filter: AuditFilter): AsyncIterable<string> {
  let { entries, next } = await pageOf(reader, { ...filter, limit: mostRows });
  yield formatCsv(csvColumns, entries.map(flat));
  while (next !== null) {
    ({ entries, next } = await pageOf(reader, { ...filter, limit: mostRows, before: next }));
    const text = formatCsv(csvColumns, entries.map(flat));
    yield text.slice(text.indexOf('\n') + 1);
  }
}

const mostRows = 500;
/** All else are identifiers of ours; a name is what somebody wrote. */
const flat = (row: AuditRow) => ({
  ...{ ...row, detail: JSON.stringify(row.detail) },
  name: row.name === null ? null : plainText(row.name),
});
