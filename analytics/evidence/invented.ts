import type { EvidenceContext } from './context.ts';
import { effective } from './steps.ts';

/** Whether sessions that count were invented for the demonstration: it is said wherever they are shown. */
export async function isInvented({ database }: Pick<EvidenceContext, 'database'>, programme: string): Promise<boolean> {
  const rows = await database.rows(
    `SELECT 1 AS found FROM (${effective}) coding
     JOIN focus_session session ON session.id = coding.session AND session.origin = 'synthetic' LIMIT 1`,
    { programme },
  );
  return rows.length > 0;
}
