/** How answers came about, counted by day and operator; nothing says of which answer. */
import type { Connection } from '../../data/database.server.ts';
import type { EntryState, Presence } from '../contract.ts';

interface Entered {
  readonly survey: string;
  readonly day: string;
  readonly who: string;
  readonly mode: 'assisted' | 'paper';
  readonly presence: Presence | null;
}

/** One more. */
export async function countEntry(tx: Connection, { survey, day, who, mode, presence }: Entered): Promise<void> {
  await tx.run(
    `INSERT INTO entry_day VALUES (?, ?::DATE, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET n = entry_day.n + 1`,
    [survey, day, who, mode, presence ?? ''],
  );
}

/** What somebody entered on a day. */
export async function enteredOn(
  reader: Pick<Connection, 'rows'>,
  { survey, day, who }: Pick<Entered, 'survey' | 'day' | 'who'>,
): Promise<EntryState['today']> {
  const rows = await reader.rows<{ mode: string; n: number }>(
    'SELECT mode, sum(n)::INTEGER AS n FROM entry_day WHERE survey = ? AND day = ?::DATE AND who = ? GROUP BY mode',
    [survey, day, who],
  );
  const of = (mode: string) => rows.find((row) => row.mode === mode)?.n ?? 0;
  return { assisted: of('assisted'), paper: of('paper') };
}
