/** Posters and links of a survey: each with the place where it hangs. */
import { Problem } from '../../problem.ts';
import type { Channel, NewChannel } from '../contract.ts';
import type { SurveyEntry } from '../registry/registry.ts';
import type { InvitationOptions } from './context.ts';
import { knownOf } from './row.ts';

type Reader = Pick<InvitationOptions['database'], 'rows'>;
const select = 'SELECT code, name, territory FROM channel WHERE survey = ?';

export const readChannels = (reader: Reader, survey: string): Promise<Channel[]> =>
  reader.rows<Channel>(`${select} ORDER BY lower(name), code`, [survey]);

export async function findChannel(reader: Reader, survey: string, code: string): Promise<Channel | null> {
  const [found] = await reader.rows<Channel>(`${select} AND code = ?`, [survey, code.trim().toLowerCase()]);
  return found ?? null;
}

/** The words that codes of invitations carry as their channel. */
const taken = new Set(['email', 'letter']);

/** @throws Problem channel_known, unknown_reference */
export async function addChannel(
  { database, today }: Pick<InvitationOptions, 'database' | 'today'>,
  entry: SurveyEntry,
  { code, name, territory }: NewChannel,
): Promise<void> {
  const survey = entry.compiled.id;
  const place = territory ? knownOf(entry).places.get(territory.toLowerCase()) : null;
  if (place === undefined) throw new Problem('unknown_reference', { value: territory ?? '' });
  await database.write(async (tx) => {
    if (taken.has(code) || (await findChannel(tx, survey, code))) throw new Problem('channel_known', { value: code });
    await tx.run('INSERT INTO channel VALUES (?, ?, ?, ?, ?::DATE)', [survey, code, name, place, today()]);
  });
}
