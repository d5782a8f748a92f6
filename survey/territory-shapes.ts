/** Shapes of territories as text, made once each and kept until the territories change. */
import type { Connection } from '../data/database.server.ts';
import { openShapes } from '../data/shape.ts';
import { readTerritoryTable } from '../data/territory-table.ts';
import { Problem } from '../problem.ts';
import type { ShapesQuery, TerritoryShapes } from './contract.ts';
import { hash128 } from './receipt.ts';

export interface KeptShapes extends TerritoryShapes {
  /** Forgets what was made; for use after a programme was loaded. */
  forget(): void;
}

type Shapes = ReturnType<typeof openShapes>;

/** @param database  where the territories in use are read from, when first asked */
export function territoryShapes(database: Pick<Connection, 'rows'>): KeptShapes {
  const texts = new Map<string, { text: string; etag: string }>();
  const shapes = new Map<string, Promise<Shapes>>();
  const shapesOf = (programme: string | null): Promise<Shapes> => {
    const key = programme ?? '';
    const kept = shapes.get(key) ?? readTerritoryTable(database, programme).then(openShapes);
    shapes.set(key, kept);
    // what could not be read is read again by who asks next
    kept.catch(() => shapes.delete(key));
    return kept;
  };
  const make = async (level: string, { within, programme }: ShapesQuery) => {
    const known = await database.rows<{ id: string }>('SELECT id FROM programme ORDER BY id');
    const owner = programmeOf(
      level,
      programme,
      known.map(({ id }) => id),
    );
    const text = JSON.stringify((await shapesOf(owner))(level, within));
    return { text, etag: `"${hash128(text)}"` };
  };
  return {
    topojson: async (level, query) => {
      const key = JSON.stringify([level, query.within, query.programme]);
      const kept = texts.get(key) ?? (await make(level, query));
      texts.set(key, kept);
      return kept;
    },
    forget: () => {
      texts.clear();
      shapes.clear();
    },
  };
}

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
