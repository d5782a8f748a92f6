/** The look at nearly equal answers of a survey, at night and before each publication. */
import type { Database } from '../../data/database.server.ts';
import { skippedKey } from '../record.ts';
import { addMark, type MarkedRows } from './mark.ts';
import { nearDuplicates, type Given } from './near.ts';

export const nearDuplicate = 'near_duplicate';

interface Options {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly typedRows: MarkedRows;
}

/**
 * Marks those answers of the web that are nearly the same as another one of the same day or the day before, all but one of
 * each kind. Asked again it finds the same ones and adds nothing.
 * @param from  the first day that is looked at, YYYY-MM-DD
 * @returns how many were marked
 */
export async function markDuplicates({ database, typedRows }: Options, survey: string, from: string): Promise<number> {
  const days = await database.rows<{ day: string }>(
    `SELECT DISTINCT day::VARCHAR AS day FROM response WHERE survey = ? AND day >= ?::DATE AND mode = 'web' ORDER BY day`,
    [survey, from],
  );
  let marked = 0;
  for (const { day } of days) {
    const idHmacs = nearDuplicates(await answersOf(database, survey, day));
    marked += await addMark(database, typedRows, { mark: nearDuplicate, idHmacs });
  }
  return marked;
}

interface Row {
  readonly id: string;
  readonly raw: string;
}

/** Answers that are read at once. */
const page = 5_000;

/** Those of the day before come first, then those with fewer marks; among equals the order says nothing of time. */
async function answersOf(database: Pick<Database, 'rows'>, survey: string, day: string): Promise<Given[]> {
  const read = reader();
  const given: Given[] = [];
  for (let rows: Row[] = [], at = 0; at === 0 || rows.length === page; at += page) {
    rows = await database.rows<Row>(
      `SELECT id_hmac::VARCHAR AS id, raw FROM response
       WHERE survey = $survey AND day BETWEEN $day::DATE - 1 AND $day::DATE AND raw IS NOT NULL AND pilot IS NOT TRUE
       ORDER BY list_contains(coalesce(quality, []), '${nearDuplicate}'), mode = 'web', day, len(quality), id_hmac
       LIMIT ${page} OFFSET ${at}`,
      { survey, day },
    );
    for (const { id, raw } of rows) given.push(read(id, JSON.parse(raw) as Readonly<Record<string, unknown>>));
  }
  return given;
}

/** Numbers questions and what was answered to them, the same for all that it reads. */
export function reader(): (id: string, answers: Readonly<Record<string, unknown>>) => Given {
  const [questions, values] = [numbering(), numbering()];
  return (id, answers) => {
    const items = itemsOf(answers).map(([name, value]) => [questions(name), values(`${name}=${value}`)] as const);
    const sorted = items.toSorted(([one], [other]) => one - other);
    return {
      id,
      questions: Int32Array.from(sorted, ([one]) => one),
      values: Int32Array.from(sorted, ([, one]) => one),
    };
  };
}

function numbering(): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const number = known.get(text) ?? known.size + 1;
    known.set(text, number);
    return number;
  };
}

/** One item a question, a line of a grid, and a choice of a list: who ticks six of seven alike is nearly alike. */
function itemsOf(answers: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  return Object.entries(answers).flatMap(([name, value]) => (name === skippedKey ? [] : itemsAt(name, value)));
}

function itemsAt(name: string, value: unknown): (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  if (!Array.isArray(value)) return Object.entries(value).flatMap(([key, one]) => itemsAt(`${name}.${key}`, one));
  return (value as unknown[]).flatMap((one, at) =>
    typeof one === 'object' ? itemsAt(`${name}[${at}]`, one) : [[`${name}=${String(one)}`, ''] as const],
  );
}
