/** What a grant is about, as a place that another grant may cover. */
import type { Place, Scope } from '../access.ts';
import type { Connection } from '../data/database.server.ts';
import { territoryAround } from '../data/territory-table.ts';
import { Problem } from '../problem.ts';
import { nearest } from './nearest.ts';

type Reader = Pick<Connection, 'rows'>;

/**
 * The programme, the territory with all that it lies in, and the organisation with those that it belongs to. What is not
 * there is taken as it is written: a grant may outlive what it is about.
 */
export async function placeOf(reader: Reader, { programme, territory, organisation }: Scope): Promise<Place> {
  const around = territory === null ? [] : await territoryAround(reader, programme, territory);
  const above = organisation === null ? [] : await organisationAround(reader, programme, organisation);
  return {
    ...(programme !== null && { programme }),
    ...(territory !== null && { territories: around.length > 0 ? around : [territory] }),
    ...(organisation !== null && { organisations: above.length > 0 ? above : [organisation] }),
  };
}

/**
 * Refuses a scope about what is not there. Ask first whether whoever gives it may: the problem names what is there.
 * @throws Problem unknown_scope, with the names most like it; scope_without_programme
 */
export async function demandScope(reader: Reader, { programme, territory, organisation }: Scope): Promise<void> {
  const belongsToOne = organisation ?? (territory?.startsWith('area:') ? territory : null);
  if (programme === null && belongsToOne !== null)
    throw new Problem('scope_without_programme', { value: belongsToOne });
  if (programme !== null) await demandKnown(reader, programme, 'SELECT id AS name FROM programme ORDER BY id', {});
  if (territory !== null) {
    const [level = ''] = territory.split(':');
    await demandKnown(reader, territory, territories, { level, programme });
  }
  if (organisation !== null) await demandKnown(reader, organisation, organisations, { programme });
}

const territories = `
  SELECT level || ':' || code AS name FROM territory
  WHERE level = $level AND (programme IS NULL OR programme = $programme) ORDER BY id`;
const organisations = 'SELECT key AS name FROM organisation WHERE programme = $programme ORDER BY key';

async function demandKnown(reader: Reader, value: string, sql: string, values: Record<string, string | null>) {
  const names = (await reader.rows<{ name: string }>(sql, values)).map(({ name }) => name);
  if (names.includes(value)) return;
  throw new Problem('unknown_scope', { value, known: nearest(value, names).join(', ') || '—' });
}

/** An organisation and those that it belongs to, itself first; empty when the programme has none of that key. */
async function organisationAround(reader: Reader, programme: string | null, key: string): Promise<string[]> {
  const [found] = await reader.rows<{ above: string }>(
    'SELECT to_json(members_of)::VARCHAR AS above FROM organisation WHERE programme = ? AND key = ?',
    [programme, key],
  );
  return found ? [key, ...(JSON.parse(found.above) as string[])] : [];
}
