/** Shapes of territories as text, made once each and kept until the territories or their outlines change. */
import type { Connection } from '../data/database.server.ts';
import { withOfficial } from '../data/shape-official.ts';
import { readCredits, readParts } from '../data/shape-table.ts';
import { levelOf, makeShapes, placesOf, placesWithin, type Place, type ShapeTopology } from '../data/shape.ts';
import { readTerritoryTable } from '../data/territory-table.ts';
import type { TerritoryLevel, TerritoryRow } from '../data/territory.ts';
import { Problem } from '../problem.ts';
import type { ShapesQuery, TerritoryShapes } from './contract.ts';
import { hash128 } from './receipt.ts';
import { outlinedLevels } from './shapes/outlined.ts';

export interface KeptShapes extends TerritoryShapes {
  /** Forgets what was made and looks again which levels are outlined; for use when either has changed. */
  renew(): Promise<void>;
}

type Reader = Pick<Connection, 'rows'>;

/** @param database  where the territories in use are read from, when first asked */
export async function territoryShapes(database: Reader): Promise<KeptShapes> {
  const texts = new Map<string, { text: string; etag: string }>();
  const tables = new Map<string, Promise<readonly TerritoryRow[]>>();
  let [outlined, credits] = await Promise.all([outlinedLevels(database), readCredits(database)]);
  const tableOf = (programme: string | null): Promise<readonly TerritoryRow[]> => {
    const key = programme ?? '';
    const kept = tables.get(key) ?? readTerritoryTable(database, programme);
    tables.set(key, kept);
    // what could not be read is read again by who asks next
    kept.catch(() => tables.delete(key));
    return kept;
  };
  const make = async (level: string, { within, programme }: ShapesQuery) => {
    const known = await database.rows<{ id: string }>('SELECT id FROM programme ORDER BY id');
    const ids = known.map(({ id }) => id);
    const territories = await tableOf(programmeOf(level, programme, ids));
    const text = JSON.stringify(await shapesOf(database, levelOf(level), within, territories));
    return { text, etag: `"${hash128(text)}"` };
  };
  return {
    topojson: async (level, query) => {
      const key = JSON.stringify([level, query.within, query.programme]);
      const kept = texts.get(key) ?? (await make(level, query));
      texts.set(key, kept);
      return kept;
    },
    outlined: (programme) => outlined.get(programme) ?? [],
    credits: () => credits,
    renew: async () => {
      [outlined, credits] = await Promise.all([outlinedLevels(database), readCredits(database)]);
      texts.clear();
      tables.clear();
    },
  };
}

/** Official outlines where there are any, else what ships. */
async function shapesOf(
  database: Reader,
  level: TerritoryLevel,
  within: string | undefined,
  territories: readonly TerritoryRow[],
): Promise<ShapeTopology> {
  const places = placesWithin(placesOf(level, territories), within);
  const parts = await readParts(database, level === 'area' ? 'municipality' : level, regionsOf(level, places));
  if (parts.length === 0) return makeShapes(level, places);
  const municipalities = level === 'area' ? placesOf('municipality', territories) : [];
  return withOfficial(level, { places, within, municipalities }, parts);
}

const regionsOf = (level: TerritoryLevel, places: readonly Place[]): string[] =>
  level === 'country' ? [''] : [...new Set(places.map(({ code, region }) => region ?? code))];

/**
 * Whose areas are meant; null where that makes no difference.
 * @throws Problem `unknown_parameter`, `missing_parameter`
 */
function programmeOf(level: string, programme: string | undefined, ids: readonly string[]): string | null {
  const known = ids.join(', ');
  if (programme !== undefined && !ids.includes(programme))
    throw new Problem('unknown_parameter', { value: programme.slice(0, 80), parameter: 'programme', known });
  if (programme === undefined && level === 'area')
    throw new Problem('missing_parameter', { parameter: 'programme', known });
  return programme ?? null;
}
