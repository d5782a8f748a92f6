/** What should be done, and the words that support it: raised, then accepted or rejected with a reason. */
import type { Connection } from '../../data/database.server.ts';
import { demand } from '../../access.ts';
import { Problem } from '../../problem.ts';
import { Decision, NewRecommendation, type Codings, type Recommendation } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { readCodings } from './coding-store.ts';
import { enter, isUuid, listed, notFound, type CodingContext, type Reader } from './context.ts';
import { repeatedWords } from './verbatim.ts';
import { sightOf, visible, type Sight } from './visible.ts';

export type Recommendations = Pick<Codings, 'recommendations' | 'recommend' | 'decide'>;

export function recommendationsOf(context: CodingContext): Recommendations {
  const { database, audit, today } = context;
  return {
    recommendations: async (who, programme) => {
      enter(context, who, 'recommendation.read', programme);
      return read(database, 'programme = $programme', { programme });
    },
    recommend: async (who, body) => {
      const sent = parsed(NewRecommendation, body);
      const { programme, title, text } = sent;
      const person = enter(context, who, 'recommendation.raise', programme);
      const id = sent.id.toLowerCase();
      const support = [...new Set(sent.support.map((one) => one.toLowerCase()))];
      const sight = await sightOf(context, person, programme);
      const created = await database.write(async (tx) => {
        const known = await find(tx, id);
        if (known) return repeated(known, { ...sent, support }, person.id);
        await checkSupport(tx, programme, support, sight);
        await checkWords(tx, support, `${title}\n${text}`);
        await insert(tx, { id, programme, title, text, who: person.id, day: today() }, support);
        await audit.record(tx, { who: person.id, action: 'recommendation.raise', programme, object: id });
        return true;
      });
      return { created, recommendation: (await find(database, id))! };
    },
    decide: async (who, id, body) => {
      if (who === null) throw new Problem('sign_in_needed');
      const found = isUuid(id) ? await find(database, id.toLowerCase()) : undefined;
      if (!found) throw notFound(id);
      const { programme } = found;
      demand(who, 'recommendation.decide', { programme }, id);
      const { revision, state, reason } = parsed(Decision, body);
      await database.write(async (tx) => {
        const now = (await find(tx, found.id))!;
        if (now.revision !== revision) throw new Problem('revision_conflict', { value: now.revision });
        if (now.state !== 'raised') throw new Problem('recommendation_decided', { value: now.state });
        await tx.run(
          `UPDATE recommendation SET state = $state, reason = $reason, decided_by = $who, decided_on = $day::DATE,
             revision = revision + 1 WHERE id = $id::UUID`,
          { id: found.id, state, reason, who: who.id, day: today() },
        );
        await audit.record(tx, { who: who.id, action: `recommendation.${state}`, programme, object: found.id });
      });
      return (await find(database, found.id))!;
    },
  };
}

type Stored = Omit<Recommendation, 'support'> & { readonly support: string };

async function read(
  reader: Reader,
  condition: string,
  values: Readonly<Record<string, string>>,
): Promise<Recommendation[]> {
  const rows = await reader.rows<Stored>(
    `SELECT id::VARCHAR AS id, programme, title, text, state, reason, raised_by AS "raisedBy",
            raised_on::VARCHAR AS "raisedOn", decided_on::VARCHAR AS "decidedOn", revision,
            coalesce((SELECT to_json(list(coding::VARCHAR ORDER BY coding))::VARCHAR FROM recommendation_support
                      WHERE recommendation = recommendation.id), '[]') AS support
     FROM recommendation WHERE ${condition} ORDER BY raised_on DESC, title, id`,
    values,
  );
  return rows.map((row) => ({ ...row, support: JSON.parse(row.support) as string[] }));
}

const find = async (reader: Reader, id: string): Promise<Recommendation | undefined> =>
  (await read(reader, 'id = $id::UUID', { id }))[0];

/** The same recommendation sent again changes nothing. @throws Problem id_taken */
function repeated(known: Recommendation, sent: NewRecommendation, who: string): false {
  const { programme, title, text } = sent;
  const same = known.programme === programme && known.title === title && known.text === text && known.raisedBy === who;
  if (!same) throw new Problem('id_taken', { value: sent.id });
  return false;
}

/** @throws Problem unknown_reference for a coding that is not there, or that whoever raises it does not see */
async function checkSupport(
  tx: Connection,
  programme: string,
  support: readonly string[],
  sight: Sight,
): Promise<void> {
  const rows = await readCodings(
    tx,
    `coding.programme = $programme AND coding.id IN (SELECT unnest(from_json($support, '["UUID"]'))) AND ${visible}`,
    { programme, support: listed(support), ...sight },
  );
  const found = new Set(rows.map(({ id }) => id));
  const stranger = support.find((id) => !found.has(id));
  if (stranger) throw new Problem('unknown_reference', { value: stranger });
}

/**
 * A recommendation stays when a consent is withdrawn, so it says things in words of its own: quotes stand below it, looked
 * up at each reading.
 * @throws Problem recommendation_quotes for words that somebody said in a session that it rests on, or wrote as an answer
 */
async function checkWords(tx: Connection, support: readonly string[], words: string): Promise<void> {
  const rows = await tx.rows<{ said: string }>(
    `WITH support AS (SELECT * FROM coding WHERE id IN (SELECT unnest(from_json($support, '["UUID"]'))))
     SELECT unnest([text, coalesce(translation, '')]) AS said FROM focus_statement
     WHERE NOT removed AND session IN (SELECT session FROM support)
     UNION ALL SELECT quote FROM support WHERE unit_kind = 'answer'`,
    { support: listed(support) },
  );
  const said = rows.map((row) => row.said);
  const value = repeatedWords(words, said);
  if (value !== null) throw new Problem('recommendation_quotes', { value });
}

async function insert(
  tx: Connection,
  row: Readonly<Record<'id' | 'programme' | 'title' | 'text' | 'who' | 'day', string>>,
  support: readonly string[],
): Promise<void> {
  await tx.run(
    `INSERT INTO recommendation BY NAME
     SELECT $id::UUID AS id, $programme AS programme, $title AS title, $text AS text, 'raised' AS state,
            NULL::VARCHAR AS reason, $who AS raised_by, $day::DATE AS raised_on, NULL::VARCHAR AS decided_by,
            NULL::DATE AS decided_on, 1 AS revision`,
    row,
  );
  await tx.run(`INSERT INTO recommendation_support SELECT $id::UUID, unnest(from_json($support, '["UUID"]'))`, {
    id: row.id,
    support: listed(support),
  });
}
