/** A snapshot on the disk and in memory. */
import type { Connection, Database } from '../data/database.server.ts';
import type { Publication } from './contract.ts';
import type { PublishedWeights } from './weight/published.ts';

/** One released variable: in each cell its base (0: not released there) and its counts by category number. */
export interface ReleasedVariable {
  readonly bases: Int32Array;
  /** `counts[cell * width + number − 1]` */
  readonly counts: Int32Array;
  readonly width: number;
}

/** Sums of a number: in each cell how many gave one (0: not released there), and the sum. */
export interface ReleasedTotal {
  readonly bases: Int32Array;
  readonly totals: Float64Array;
}

/** Everything that is published of a survey: released cells only, each exact. */
export interface Snapshot {
  readonly id: string;
  readonly survey: string;
  /** YYYY-MM-DD */
  readonly takenOn: string;
  /** the size of the release plan that allowed it */
  readonly size: number;
  /** answers that count at that moment */
  readonly responses: number;
  readonly k: number;
  readonly closing: boolean;
  /** what published shares are weighted by; null: nothing */
  readonly weighting: PublishedWeights | null;
  readonly cells: readonly { readonly table: string; readonly codes: readonly string[]; readonly n: number }[];
  readonly variables: ReadonlyMap<string, ReleasedVariable>;
  readonly totals: ReadonlyMap<string, ReleasedTotal>;
}

type Reader = Pick<Database, 'rows' | 'columns'>;

/** Stores a snapshot inside a transaction. */
export async function saveSnapshot(transaction: Connection, snapshot: Snapshot): Promise<void> {
  const { id, survey, takenOn, size, responses, k, closing, weighting } = snapshot;
  const parameters = [id, survey, takenOn, size, responses, k, closing, weighting && JSON.stringify(weighting)];
  await transaction.run(
    `INSERT INTO snapshot (id, survey, taken_on, size, responses, k, closing, weighting)
     VALUES (?, ?, ?::DATE, ?, ?, ?, ?, ?)`,
    parameters,
  );
  const cells = snapshot.cells.map(({ table, codes, n }, cell) => ({ cell, dims: table, codes, n }));
  await insertRows(transaction, 'snapshot_cell', id, cellShape, cells);
  await saveCounts(transaction, snapshot);
  for (const [variable, released] of snapshot.totals) {
    await insertRows(transaction, 'snapshot_total', id, totalShape, totalRows(variable, released));
  }
}

/** Rows of one statement. There are hundreds of variables, most of which are shown on few cells. */
const most = 10_000;

async function saveCounts(transaction: Connection, { id, variables }: Snapshot): Promise<void> {
  let rows: CountRow[] = [];
  for (const [variable, released] of variables) {
    rows = [...rows, ...countRows(variable, released)];
    if (rows.length < most) continue;
    await insertRows(transaction, 'snapshot_count', id, countShape, rows);
    rows = [];
  }
  if (rows.length > 0) await insertRows(transaction, 'snapshot_count', id, countShape, rows);
}

/**
 * The newest snapshot of a survey, null when there is none.
 * @param id  that one instead, as long as it is kept
 */
export async function loadSnapshot(database: Reader, survey: string, id?: string): Promise<Snapshot | null> {
  const [head] = await database.rows<
    Omit<Snapshot, 'cells' | 'variables' | 'totals' | 'weighting'> & { weighting: string | null }
  >(
    `SELECT id, survey, taken_on::VARCHAR AS "takenOn", size, responses, k, closing, weighting
     FROM snapshot WHERE survey = $1 AND id = coalesce($2, id) ORDER BY closing DESC, size DESC LIMIT 1`,
    [survey, id ?? null],
  );
  if (head === undefined) return null;
  const cells = await database.rows<Snapshot['cells'][number]>(
    'SELECT dims AS "table", codes, n FROM snapshot_cell WHERE snapshot = ? ORDER BY cell',
    [head.id],
  );
  const weighting = head.weighting === null ? null : (JSON.parse(head.weighting) as PublishedWeights);
  const variables = await loadVariables(database, head.id, cells.length);
  return { ...head, weighting, cells, variables, totals: await loadTotals(database, head.id, cells.length) };
}

/** The publications of a survey that are kept, the first one first. */
export const loadPublications = (database: Reader, survey: string): Promise<Publication[]> =>
  database.rows<Publication>(
    `SELECT taken_on::VARCHAR AS "takenOn", responses FROM snapshot
     WHERE survey = ? ORDER BY taken_on, closing, size`,
    [survey],
  );

interface CountRow {
  readonly cell: number;
  readonly variable: string;
  readonly base: number;
  readonly counts: readonly number[];
}

const cellShape = '[{"cell": "INTEGER", "dims": "VARCHAR", "codes": ["VARCHAR"], "n": "INTEGER"}]';
const countShape = '[{"cell": "INTEGER", "variable": "VARCHAR", "base": "INTEGER", "counts": ["INTEGER"]}]';

const totalShape = '[{"cell": "INTEGER", "variable": "VARCHAR", "base": "INTEGER", "total": "BIGINT"}]';

async function insertRows(
  transaction: Connection,
  table: 'snapshot_cell' | 'snapshot_count' | 'snapshot_total',
  snapshot: string,
  shape: string,
  rows: readonly object[],
): Promise<void> {
  await transaction.run(`INSERT INTO ${table} SELECT $1, entry.* FROM (SELECT unnest(from_json($2, $3)) AS entry)`, [
    snapshot,
    JSON.stringify(rows),
    shape,
  ]);
}

function countRows(variable: string, { bases, counts, width }: ReleasedVariable): CountRow[] {
  return Array.from(bases).flatMap((base, cell) => {
    if (base === 0) return [];
    return [{ cell, variable, base, counts: Array.from(counts.subarray(cell * width, (cell + 1) * width)) }];
  });
}

function totalRows(variable: string, { bases, totals }: ReleasedTotal) {
  return Array.from(bases).flatMap((base, cell) => (base === 0 ? [] : [{ cell, variable, base, total: totals[cell] }]));
}

async function loadTotals(database: Reader, snapshot: string, cells: number): Promise<Map<string, ReleasedTotal>> {
  const rows = await database.rows<{ cell: number; variable: string; base: number; total: number }>(
    'SELECT cell, variable, base, total::DOUBLE AS total FROM snapshot_total WHERE snapshot = ? ORDER BY variable, cell',
    [snapshot],
  );
  return new Map(
    [...Map.groupBy(rows, ({ variable }) => variable)].map(([variable, all]) => {
      const released = { bases: new Int32Array(cells), totals: new Float64Array(cells) };
      for (const { cell, base, total } of all) [released.bases[cell], released.totals[cell]] = [base, total];
      return [variable, released];
    }),
  );
}

async function loadVariables(
  database: Reader,
  snapshot: string,
  cells: number,
): Promise<Map<string, ReleasedVariable>> {
  const named = await database.rows<{ variable: string; width: number }>(
    `SELECT variable, max(len(counts))::INTEGER AS width FROM snapshot_count WHERE snapshot = ?
     GROUP BY variable ORDER BY variable`,
    [snapshot],
  );
  const released = named.map(({ width }) => ({
    ...{ bases: new Int32Array(cells), counts: new Int32Array(cells * width), width },
  }));
  const entries = await database.columns<Record<'variable' | 'cell' | 'base' | 'number' | 'y', ArrayLike<number>>>(
    `WITH named AS (SELECT *, (dense_rank() OVER (ORDER BY variable) - 1)::INTEGER AS place
       FROM snapshot_count WHERE snapshot = ?)
     SELECT place AS variable, cell, base, generate_subscripts(counts, 1)::INTEGER AS number, unnest(counts) AS y FROM named`,
    [snapshot],
  );
  for (let entry = 0; entry < entries.cell.length; entry += 1) {
    const { bases, counts, width } = released[entries.variable[entry] ?? -1]!;
    const [cell = 0, number = 1] = [entries.cell[entry], entries.number[entry]];
    bases[cell] = entries.base[entry] ?? 0;
    counts[cell * width + number - 1] = entries.y[entry] ?? 0;
  }
  return new Map(named.map(({ variable }, at) => [variable, released[at]!]));
}
