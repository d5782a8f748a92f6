/** A session with statements as its moderator would leave it. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../data/database.server.ts';

export interface Session {
  readonly id: string;
  readonly statements: readonly string[];
}

/** @param more  its programme, `level:code`, the account of its moderator */
export async function insertSession(
  database: Pick<Database, 'write'>,
  texts: readonly string[],
  { programme = 'small', territory = 'municipality:077014', moderator = 'nobody', state = 'closed' } = {},
): Promise<Session> {
  const [id, statements] = [randomUUID() as string, texts.map(() => randomUUID() as string)];
  const [level, code] = territory.split(':') as [string, string];
  await database.write(async (tx) => {
    await tx.run(
      `INSERT INTO focus_session BY NAME
       SELECT $id::UUID AS id, $programme AS programme, 'Prova' AS title, DATE '2026-06-01' AS held_on, 'Sala' AS place,
              $level AS territory_level, $code AS territory_code, []::VARCHAR[] AS groups, 1 AS guide, 'it' AS language,
              $moderator AS moderator, 'live' AS origin, $state AS state, DATE '2026-06-01' AS created_on, 1 AS revision`,
      { id, programme, level, code, moderator, state },
    );
    for (const [place, text] of texts.entries())
      await tx.run(
        `INSERT INTO focus_statement BY NAME
         SELECT $statement::UUID AS id, $id::UUID AS session, $place AS place, 1 AS participant, 'need' AS kind,
                'it' AS language, $text AS text, '[]' AS hints, true AS cleared, 'nobody' AS author, false AS removed,
                DATE '2026-06-01' AS noted_on, 1 AS revision`,
        { statement: statements[place]!, id, place, text },
      );
  });
  return { id, statements };
}
