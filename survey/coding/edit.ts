/** What becomes of codings when the words under them change: statements are edited, answers corrected, either taken away. */
import type { Connection } from '../../data/database.server.ts';
import type { Registry } from '../registry/registry.ts';
import type { TypedRows } from '../response.ts';
import { textOf } from './answer-text.ts';
import { placeCodings, readCodings, removeCodings, type CodingRow, type Placing } from './coding-store.ts';
import { listed } from './context.ts';
import { settle } from './final.ts';
import { lengthOf, mapped, remaining, sliceOf, type Change } from './span.ts';
import { isSettled, tasksOf } from './task.ts';
import { changesBetween } from './word-diff.ts';

/**
 * After the text of a statement was edited, inside the same transaction: what stands outside the change is shifted,
 * what the change crossed is reported as moved, with those of its words that were left.
 * @param statement  its id
 */
export async function afterEdit(tx: Connection, statement: string, before: string, after: string): Promise<void> {
  if (before === after) return;
  const changes = changesBetween(before, after);
  const rows = await readCodings(tx, "unit = $statement AND placed = 'sure'", { statement });
  await placeCodings(
    tx,
    rows.map((row) => followed(row, before, changes)),
  );
  await followDecisions(tx, statement, changes);
  await settleAt(tx, rows[0]);
}

/** After statements were taken away: nothing that was coded on them stays. */
export async function afterRemove(tx: Connection, statements: readonly string[]): Promise<void> {
  const values = { statements: listed(statements) };
  await removeCodings(tx, `coding.unit IN (SELECT unnest(from_json($statements, '["VARCHAR"]')))`, values);
  await tx.run(
    `DELETE FROM adjudication WHERE statement IN (SELECT unnest(from_json($statements, '["UUID"]')))`,
    values,
  );
}

/** Words that were taken out may have named somebody: they do not stay with the coding. */
function followed(row: CodingRow, before: string, changes: readonly Change[]): Placing {
  const { id, quote, start, stop } = row;
  const now = mapped(row, changes);
  if (now) return { id, ...now, quote, placed: 'sure' };
  return { id, start, stop, quote: remaining(before, row, changes), placed: 'moved' };
}

/** A decision about words that changed is no decision any more. */
async function followDecisions(tx: Connection, statement: string, changes: readonly Change[]): Promise<void> {
  const decided = await tx.rows<{ id: string; start: number; stop: number }>(
    'SELECT id::VARCHAR AS id, start, stop FROM adjudication WHERE statement = ?::UUID',
    [statement],
  );
  for (const { id, ...span } of decided) {
    const now = mapped(span, changes);
    if (now === null) await tx.run('DELETE FROM adjudication WHERE id = ?::UUID', [id]);
    else await tx.run('UPDATE adjudication SET start = ?, stop = ? WHERE id = ?::UUID', [now.start, now.stop, id]);
  }
}

async function settleAt(tx: Connection, row: CodingRow | undefined): Promise<void> {
  if (!row?.session || !isSettled(await tasksOf(tx, row.session))) return;
  await settle(tx, row.session);
}

/** The typed rows of answers, which codings on open answers follow in the same transaction. */
export function withCodings(rows: TypedRows, registry: Pick<Registry, 'find'>): TypedRows {
  return {
    refresh: async (tx, survey, seq) => {
      await rows.refresh(tx, survey, seq);
      const id = await idOf(tx, seq);
      for (const row of await readCodings(tx, condition, { prefix: `${id}:` }))
        await followCorrection(tx, registry, survey, id, row);
    },
    remove: async (tx, survey, seq) => {
      await rows.remove(tx, survey, seq);
      await removeCodings(tx, condition, { prefix: `${await idOf(tx, seq)}:` });
    },
  };
}

const condition = "unit_kind = 'answer' AND starts_with(coding.unit, $prefix)";

async function idOf(tx: Connection, seq: number): Promise<string> {
  const [row] = await tx.rows<{ id: string }>('SELECT id_hmac::VARCHAR AS id FROM response WHERE seq = ?', [seq]);
  return row?.id ?? '';
}

/**
 * The old words of an answer that was corrected are gone for good, from the coding too. A coding stays sure where its
 * words stand at the same place, or at one other place alone.
 */
async function followCorrection(
  tx: Connection,
  registry: Pick<Registry, 'find'>,
  survey: string,
  response: string,
  { id, unit, quote, start, stop, placed }: CodingRow,
): Promise<void> {
  const text = await textOf(registry, tx, survey, response, unit.slice(unit.indexOf(':') + 1));
  if (text === null) return removeCodings(tx, 'coding.id = $id::UUID', { id });
  if (placed === 'moved') return;
  const at = sliceOf(text, { start, stop }) === quote ? start : onlyPlace(text, quote);
  const place = at === null ? { start, stop, quote: '' } : { start: at, stop: at + lengthOf(quote), quote };
  await placeCodings(tx, [{ id, ...place, placed: at === null ? 'moved' : 'sure' }]);
}

/** Where words stand, in code points; null when nowhere or several times. */
function onlyPlace(text: string, words: string): number | null {
  const at = text.indexOf(words);
  if (at < 0 || text.indexOf(words, at + 1) >= 0) return null;
  return lengthOf(text.slice(0, at));
}
