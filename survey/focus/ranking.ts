/** The themes read back at the end and how participants rank them. Told once: closed, with enough answers. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { fewestRankings, RankingChange, type FocusGroups, type Ranking, type Theme } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { noteOf, reach, type FocusContext, type Reader } from './context.ts';
import { demandOpen } from './statement.ts';

export type Rankings = Pick<FocusGroups, 'ranking' | 'putRanking'>;

export function rankingsOf(context: FocusContext): Rankings {
  const { database, audit } = context;
  return {
    ranking: async (who, id) => {
      const { session } = await reach(context, who, 'focus.read', id);
      return rankingWithResult(database, session.id);
    },
    putRanking: async (who, id, body) => {
      const reached = await reach(context, who, 'focus.moderate', id);
      const sent = parsed(RankingChange, body);
      const session = reached.session.id;
      if (new Set(sent.themes.map(({ key }) => key)).size < sent.themes.length)
        throw new Problem('malformed', { reason: 'themes' });
      await database.write(async (tx) => {
        const now = await readRanking(tx, session);
        if (now && now.state === sent.state && sameThemes(now, sent)) return;
        if (now?.state === 'closed') throw new Problem('ranking_closed');
        if ((now?.revision ?? 0) !== sent.revision)
          throw new Problem('revision_conflict', { value: now?.revision ?? 0 });
        if (!now && sent.state === 'closed') throw new Problem('malformed', { reason: 'state' });
        if (sent.state === 'open') await demandOpen(tx, session);
        if (now && !sameThemes(now, sent) && (await countRanked(tx, session)) > 0) throw new Problem('ranking_begun');
        await writeRanking(tx, session, { ...sent, revision: sent.revision + 1 });
        await audit.record(tx, noteOf(reached, 'focus.ranking', { detail: { state: sent.state } }));
      });
      return (await rankingWithResult(database, session))!;
    },
  };
}

const sameThemes = (one: Pick<RankingChange, 'themes'>, other: Pick<RankingChange, 'themes'>) =>
  JSON.stringify(one.themes.map(({ key, label }) => [key, label])) ===
  JSON.stringify(other.themes.map(({ key, label }) => [key, label]));

/** What stands of the ranking of a session, without its result. */
export async function readRanking(reader: Reader, session: string): Promise<RankingChange | null> {
  const [row] = await reader.rows<Omit<RankingChange, 'themes'> & { themes: string }>(
    'SELECT themes, state, revision FROM focus_ranking WHERE session = ?::UUID',
    [session],
  );
  return row ? { ...row, themes: JSON.parse(row.themes) as Theme[] } : null;
}

async function writeRanking(tx: Connection, session: string, { themes, state, revision }: RankingChange) {
  await tx.run('DELETE FROM focus_ranking WHERE session = ?::UUID', [session]);
  await tx.run('INSERT INTO focus_ranking VALUES (?::UUID, ?, ?, ?)', [
    session,
    JSON.stringify(themes),
    state,
    revision,
  ]);
}

async function countRanked(reader: Reader, session: string): Promise<number> {
  const [row] = await reader.rows<{ n: number }>(
    'SELECT count(*)::INTEGER AS n FROM focus_feedback WHERE session = ?::UUID AND len(ranked) > 0',
    [session],
  );
  return row?.n ?? 0;
}

async function rankingWithResult(reader: Reader, session: string): Promise<Ranking | null> {
  const now = await readRanking(reader, session);
  if (!now) return null;
  const answers = await countRanked(reader, session);
  const isTold = now.state === 'closed' && answers >= fewestRankings;
  return { ...now, answers, result: isTold ? await resultOf(reader, session, now.themes) : null };
}

async function resultOf(reader: Reader, session: string, themes: readonly Theme[]): Promise<Ranking['result']> {
  const rows = await reader.rows<{ key: string; points: number; firsts: number }>(
    `SELECT key, sum(4 - place)::INTEGER AS points, count(*) FILTER (place = 1)::INTEGER AS firsts
     FROM (SELECT unnest(ranked) AS key, generate_subscripts(ranked, 1) AS place
           FROM focus_feedback WHERE session = ?::UUID)
     GROUP BY key`,
    [session],
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const order = new Map(themes.map(({ key }, index) => [key, index]));
  return themes
    .map(({ key }) => byKey.get(key) ?? { key, points: 0, firsts: 0 })
    .sort(
      (one, other) =>
        other.points - one.points || other.firsts - one.firsts || order.get(one.key)! - order.get(other.key)!,
    );
}
