/** What a grant is about, as a place that another grant may cover. */
import type { Place, Scope } from '../access.ts';
import type { Connection } from '../data/database.server.ts';
import { territoryAround } from '../data/territory-table.ts';
import { Problem } from '../problem.ts';

/**
 * The programme, the territory with all that it lies in, and the organisation of a scope.
 * @param kind  `lenient`: what is no longer there is taken as it is written
 * @throws Problem unknown_scope
 */
export async function placeOf(
  reader: Pick<Connection, 'rows'>,
  { programme, territory, organisation }: Scope,
  kind: 'strict' | 'lenient' = 'strict',
): Promise<Place> {
  const around = territory === null ? [] : await territoryAround(reader, programme, territory);
  if (kind === 'strict') {
    if (programme !== null && !(await isProgramme(reader, programme))) throw unknown(programme);
    if (territory !== null && around.length === 0) throw unknown(territory);
  }
  return {
    ...(programme !== null && { programme }),
    ...(territory !== null && { territories: around.length > 0 ? around : [territory] }),
    ...(organisation !== null && { organisations: [organisation] }),
  };
}

const unknown = (value: string) => new Problem('unknown_scope', { value });

async function isProgramme(reader: Pick<Connection, 'rows'>, id: string): Promise<boolean> {
  return (await reader.rows('SELECT id FROM programme WHERE id = ?', [id])).length > 0;
}
