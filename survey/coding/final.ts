/** What stands after two coders finished: where they agree, and what was decided where they differ. */
import { randomUUID } from 'node:crypto';
import type { Connection } from '../../data/database.server.ts';
import { insertCoding, placeCoding, readCodings, type CodingRow } from './coding-store.ts';
import type { Reader } from './context.ts';
import { settled, stretchesOf, type Marked, type Stretch } from './difference.ts';
import { sliceOf } from './span.ts';

export interface Adjudication {
  readonly id: string;
  readonly statement: string;
  readonly start: number;
  readonly stop: number;
  readonly codes: readonly string[];
  readonly reason: string;
}

/** What was decided, the newest first. */
export async function adjudicationsOf(reader: Reader, session: string): Promise<Adjudication[]> {
  const rows = await reader.rows<Omit<Adjudication, 'codes'> & { codes: string }>(
    `SELECT id::VARCHAR AS id, statement::VARCHAR AS statement, start, stop, codes, reason FROM adjudication
     WHERE session = ?::UUID ORDER BY day DESC, id`,
    [session],
  );
  return rows.map((row) => ({ ...row, codes: JSON.parse(row.codes) as string[] }));
}

/** The decision about a stretch. */
export const decisionAt = (
  decided: readonly Adjudication[],
  statement: string,
  { start, stop }: Pick<Stretch, 'start' | 'stop'>,
): Adjudication | undefined =>
  decided.find((one) => one.statement === statement && one.start <= start && one.stop >= stop);

export interface OfSession {
  readonly session: string;
  readonly programme: string;
}

/** The codings of a session that stand where they were put, by statement. */
export async function sureCodings(reader: Reader, session: string): Promise<Map<string, CodingRow[]>> {
  const rows = await readCodings(reader, "coding.session = $session::UUID AND placed = 'sure'", { session });
  return Map.groupBy(rows, ({ unit }) => unit);
}

export const stretchesIn = (rows: readonly CodingRow[]): Stretch[] =>
  stretchesOf(
    rows.filter(({ pass }) => pass === 'first'),
    rows.filter(({ pass }) => pass === 'second'),
  );

/**
 * Makes the codings of the pass `final` anew for a session that two coders finished. One that stays on its words, or
 * close to them, keeps its id: recommendations point to it.
 */
export async function settle(tx: Connection, { session, programme }: OfSession): Promise<void> {
  const decided = await adjudicationsOf(tx, session);
  const rows = await readCodings(tx, 'coding.session = $session::UUID', { session });
  const texts = await textsOf(tx, session);
  for (const [statement, all] of Map.groupBy(rows, ({ unit }) => unit)) {
    const sure = all.filter(({ placed }) => placed === 'sure');
    const marked = settled(stretchesIn(sure), (at) => decisionAt(decided, statement, at)?.codes ?? null);
    const text = texts.get(statement) ?? '';
    const made = { programme, session, unit: statement, coder: coderOf(all), text };
    await replaceFinal(tx, marked, all, made);
  }
}

const coderOf = (rows: readonly CodingRow[]) => rows.find(({ pass }) => pass === 'first')?.coder ?? rows[0]!.coder;

async function textsOf(reader: Reader, session: string): Promise<Map<string, string>> {
  const rows = await reader.rows<{ id: string; text: string }>(
    'SELECT id::VARCHAR AS id, text FROM focus_statement WHERE session = ?::UUID',
    [session],
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

interface Made extends OfSession {
  readonly unit: string;
  readonly coder: string;
  readonly text: string;
}

async function replaceFinal(
  tx: Connection,
  wanted: readonly Marked[],
  all: readonly CodingRow[],
  { text, ...made }: Made,
): Promise<void> {
  const free = all.filter(({ pass }) => pass === 'final');
  for (const mark of wanted) {
    const at = free.findIndex((one) => one.code === mark.code && (one.placed === 'moved' || overlaps(one, mark)));
    const [known] = at < 0 ? [] : free.splice(at, 1);
    const place = { ...mark, quote: sliceOf(text, mark), placed: 'sure' as const };
    if (known && !isPlaced(known, place)) await placeCoding(tx, { ...place, id: known.id });
    if (!known) await insertCoding(tx, newFinal({ ...made, ...place }, all));
  }
  // until somebody places what an edit moved, what was settled with it stands as it was
  const waiting = all.filter(({ pass, placed }) => pass !== 'final' && placed === 'moved').map(({ code }) => code);
  const gone = free.filter(({ code }) => !waiting.includes(code));
  for (const { id } of gone) await dropFinal(tx, id);
}

const isPlaced = (
  known: CodingRow,
  { start, stop, quote, placed }: Pick<CodingRow, 'start' | 'stop' | 'quote' | 'placed'>,
) => known.start === start && known.stop === stop && known.quote === quote && known.placed === placed;

const overlaps = (a: Marked, b: Marked) => a.start < b.stop && a.stop > b.start;

type NewFinal = Omit<CodingRow, 'id' | 'kind' | 'pass' | 'madeOn' | 'survey'>;

/** A final coding is as old as the newest of those that it stands for. */
function newFinal(row: NewFinal, all: readonly CodingRow[]): CodingRow {
  const days = all.map(({ madeOn }) => madeOn).sort();
  return { ...row, id: randomUUID(), kind: 'statement', pass: 'final', madeOn: days.at(-1)!, survey: null };
}

async function dropFinal(tx: Connection, id: string): Promise<void> {
  await tx.run('DELETE FROM recommendation_support WHERE coding = ?::UUID', [id]);
  await tx.run('DELETE FROM coding WHERE id = ?::UUID', [id]);
}
