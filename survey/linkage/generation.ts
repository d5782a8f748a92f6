import type { Connection } from '../../data/database.server.ts';

/** Numbers of answers (`seq`) hold within one generation: what was read in another one must not be stored by them. */
export async function generationOf(reader: Pick<Connection, 'rows'>): Promise<number> {
  const [row] = await reader.rows<{ generation: number }>('SELECT generation FROM mixing');
  return row?.generation ?? 0;
}
