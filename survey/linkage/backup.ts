/** When two backups would hold so few new answers that they could be told apart, the second one waits. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';

type Reader = Pick<Connection, 'rows'>;

interface Counted {
  readonly survey: string;
  readonly used: number;
  /** at the last backup; null: there was none */
  readonly before: number | null;
}

const counted = (reader: Reader): Promise<Counted[]> =>
  reader.rows(
    `SELECT token.survey, count(*) FILTER (token.used)::INTEGER AS used, any_value(backup_count.used)::INTEGER AS before
     FROM token LEFT JOIN backup_count USING (survey) GROUP BY token.survey ORDER BY token.survey`,
  );

/**
 * Who holds two backups sees which codes were used between them, and which answers came. It takes `least` of both to stand for
 * one another.
 * @throws Problem backup_withheld
 */
export async function demandEnough(reader: Reader, least: number): Promise<void> {
  const few = (await counted(reader)).filter(({ used, before }) => {
    const since = used - (before ?? used);
    return since > 0 && since < least;
  });
  if (few.length > 0)
    throw new Problem('backup_withheld', { surveys: few.map(({ survey }) => survey).join(', '), least });
}

/** Keeps how many codes were used, for the next backup. */
export async function countForBackup(tx: Connection, day: string): Promise<void> {
  const rows = await counted(tx);
  await tx.run('DELETE FROM backup_count');
  for (const { survey, used } of rows)
    await tx.run('INSERT INTO backup_count VALUES (?, ?, ?::DATE)', [survey, used, day]);
}
