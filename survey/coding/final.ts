/** What stands after two coders finished: where they agree, and what was decided where they differ. */
import { randomUUID } from 'node:crypto';
import type { Connection } from '../../data/database.server.ts';
import { dropCodings, insertCodings, placeCodings, readSaid, type CodingRow, type Placing } from './coding-store.ts';
import { listed, type Reader } from './context.ts';
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
export async function adjudicationsOf(reader: Reader, ...sessions: readonly string[]): Promise<Adjudication[]> {
  const rows = await reader.rows<Omit<Adjudication, 'codes'> & { codes: string }>(
    `SELECT id::VARCHAR AS id, statement::VARCHAR AS statement, start, stop, codes, reason FROM adjudication
     WHERE session IN (SELECT unnest(from_json($sessions, '["UUID"]'))) ORDER BY day DESC, id`,
    { sessions: listed(sessions) },
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

/** The codings of a session that stand where they were put, by statement. */
export async function sureCodings(reader: Reader, session: string): Promise<Map<string, CodingRow[]>> {
  const rows = await readSaid(reader, "coding.session = $session::UUID AND placed = 'sure'", { session });
  return Map.groupBy(rows, ({ unit }) => unit);
}

export const stretchesIn = (rows: readonly CodingRow[]): Stretch[] =>
  stretchesOf(
    rows.filter(({ pass }) => pass === 'first'),
    rows.filter(({ pass }) => pass === 'second'),
  );

/** Makes the codings of the pass `final` anew for a session that two coders finished. */
export const settle = (tx: Connection, session: string): Promise<void> =>
  settleStatements(tx, [session], 'coding.session = $session::UUID', { session });

/** The same for the statements on which one of these codes was given: the others are as they were. */
export const settleCodes = (tx: Connection, sessions: readonly string[], codes: readonly string[]): Promise<void> =>
  settleStatements(tx, sessions, codedWith, { sessions: listed(sessions), codes: listed(codes) });

const codedWith = `coding.session IN (SELECT unnest(from_json($sessions, '["UUID"]')))
  AND coding.unit IN (SELECT unit FROM coding WHERE code IN (SELECT unnest(from_json($codes, '["UUID"]'))))`;

/** What is read at once and written at once, however many sessions it is about. */
async function settleStatements(
  tx: Connection,
  sessions: readonly string[],
  condition: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const rows = Map.groupBy(await readSaid(tx, condition, values), ({ unit }) => unit);
  const decided = Map.groupBy(await adjudicationsOf(tx, ...sessions), ({ statement }) => statement);
  const texts = await textsOf(tx, [...rows.keys()]);
  const changes = [...rows].map(([statement, all]) => {
    const sure = all.filter(({ placed }) => placed === 'sure');
    const own = decided.get(statement) ?? [];
    const marked = settled(stretchesIn(sure), (at) => decisionAt(own, statement, at)?.codes ?? null);
    return finalOf(marked, all, texts.get(statement) ?? '');
  });
  await placeCodings(
    tx,
    changes.flatMap(({ placed }) => placed),
  );
  await insertCodings(
    tx,
    changes.flatMap(({ added }) => added),
  );
  await dropCodings(
    tx,
    changes.flatMap(({ gone }) => gone),
  );
}

async function textsOf(reader: Reader, statements: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.rows<{ id: string; text: string }>(
    `SELECT id::VARCHAR AS id, text FROM focus_statement WHERE id IN (SELECT unnest(from_json($ids, '["UUID"]')))`,
    { ids: listed(statements) },
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/** What is to be written so that the pass `final` of a statement becomes what was settled. */
interface Change {
  readonly placed: readonly Placing[];
  readonly added: readonly CodingRow[];
  readonly gone: readonly string[];
}

/** A final coding that stays on its words, or close to them, keeps its id: recommendations point to it. */
function finalOf(wanted: readonly Marked[], all: readonly CodingRow[], text: string): Change {
  const free = all.filter(({ pass }) => pass === 'final');
  const found = wanted.map((mark) => {
    const at = free.findIndex((one) => one.code === mark.code && (one.placed === 'moved' || overlaps(one, mark)));
    const [known] = at < 0 ? [] : free.splice(at, 1);
    return { known, place: { ...mark, quote: sliceOf(text, mark), placed: 'sure' as const } };
  });
  // until somebody places what an edit moved, what was settled with it stands as it was
  const waiting = all.filter(({ pass, placed }) => pass !== 'final' && placed === 'moved').map(({ code }) => code);
  return {
    placed: found.flatMap(({ known, place }) => (known && !isPlaced(known, place) ? [{ ...place, id: known.id }] : [])),
    added: found.flatMap(({ known, place }) => (known ? [] : [newFinal(place, all)])),
    gone: free.filter(({ code }) => !waiting.includes(code)).map(({ id }) => id),
  };
}

type Place = Omit<Placing, 'id'>;

const isPlaced = (known: CodingRow, { start, stop, quote, placed }: Place) =>
  known.start === start && known.stop === stop && known.quote === quote && known.placed === placed;

const overlaps = (a: Marked, b: Marked) => a.start < b.stop && a.stop > b.start;

/** A final coding is as old as the newest of those that it stands for, and the first coder's. */
function newFinal(place: Place & Marked, all: readonly CodingRow[]): CodingRow {
  const { programme, unit, session, coder } = all.find(({ pass }) => pass === 'first') ?? all[0]!;
  const days = all.map(({ madeOn }) => madeOn).sort();
  const of = { programme, kind: 'statement', unit, session, coder, survey: null } as const;
  return { ...of, ...place, id: randomUUID(), pass: 'final', madeOn: days.at(-1)! };
}
