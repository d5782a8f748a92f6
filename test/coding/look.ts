/** What becomes of codings behind the calls: an edit of a statement, and which codings count. */
import { afterEdit } from '../../survey/coding/edit.ts';
import { effectiveCodings } from '../../survey/coding/effective.ts';
import type { Stage } from './stage.ts';

/** Edits a statement as its moderator would. */
export async function edit(stage: Stage, statement: string, text: string): Promise<void> {
  await stage.server().application.database.write(async (tx) => {
    const [row] = await tx.rows<{ text: string }>('SELECT text FROM focus_statement WHERE id = ?::UUID', [statement]);
    await tx.run('UPDATE focus_statement SET text = ? WHERE id = ?::UUID', [text, statement]);
    await afterEdit(tx, statement, row!.text, text);
  });
}

export interface Counted {
  readonly code: string;
  readonly start: number;
  readonly stop: number;
}

/** The codings of a session that count. */
export const effective = (stage: Stage, session: string): Promise<Counted[]> =>
  stage
    .server()
    .application.database.rows<Counted>(
      `SELECT code::VARCHAR AS code, start, stop FROM (${effectiveCodings}) WHERE session = ?::UUID ORDER BY start`,
      [session],
    );
