/** What the tables tell of codes and of answers: the place of the row, and every column. */
import type { Database } from '../../data/database.server.ts';
import type { Evidence, Pair, Trait } from './trait.ts';

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

type Reader = Pick<Database, 'rows'>;

/** Reads every table that knows a code or an answer. */
export async function readTables(
  database: Reader,
  people: readonly Pair[],
): Promise<Pick<Evidence, 'tokens' | 'responses'>> {
  const columns = await database.rows<Column>(
    `SELECT table_name AS "table", column_name AS "column", data_type AS type FROM duckdb_columns()
     WHERE NOT internal AND database_name = current_database()
       AND table_name IN (SELECT table_name FROM duckdb_tables()) ORDER BY table_name, column_index`,
  );
  const tables = Map.groupBy(columns, ({ table }) => table);
  const [tokens, responses]: [Trait[], Trait[]] = [[], []];
  for (const [table, own] of tables) {
    const has = (name: string) => own.some(({ column }) => column === name);
    const places = (key: 'token' | 'response') => new Map(people.map((pair, place) => [pair[key], place]));
    if (has('token_hmac')) tokens.push(...(await read(database, table, own, 'token_hmac', places('token'))));
    if (has('id_hmac')) responses.push(...(await read(database, table, own, 'id_hmac', places('response'))));
    else if (has('seq') && numbered.test(table))
      responses.push(...(await read(database, table, own, byNumber, places('response'))));
  }
  return { tokens, responses };
}

const numbered = /^(answer_|skill_|profile_|release_answer$)/;
const byNumber = '(SELECT id_hmac FROM response WHERE response.seq = "row".seq)';

async function read(
  database: Reader,
  table: string,
  columns: readonly Column[],
  key: string,
  places: ReadonlyMap<string, number>,
): Promise<Trait[]> {
  const values = columns.map(({ column, type }, index) => `min(${valueOf(`"${column}"`, type)}) AS c${index}`);
  const rows = await database.rows<Record<string, number | string | null>>(
    `SELECT ${key}::VARCHAR AS key, min(rowid)::DOUBLE AS place, ${values.join(', ')} FROM "${table}" AS "row" GROUP BY 1`,
  );
  const traits = ['place', ...columns.map((_, index) => `c${index}`)].map((name, at): Trait => {
    const own: (number | string | null)[] = Array.from({ length: places.size }, () => null);
    for (const row of rows) {
      const person = places.get(String(row['key']));
      if (person !== undefined) own[person] = row[name] ?? null;
    }
    return { name: `${table}.${at === 0 ? 'place of the row' : columns[at - 1]!.column}`, values: own };
  });
  return traits;
}

function valueOf(column: string, type: string): string {
  if (/^(DATE|TIME)/.test(type)) return `epoch(${column})::DOUBLE`;
  if (
    /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|DOUBLE|FLOAT|BOOLEAN|DECIMAL)\b(?!.*\[)/.test(
      type,
    )
  )
    return `${column}::DOUBLE`;
  return `left(${column}::VARCHAR, 200)`;
}
