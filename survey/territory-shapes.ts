/** Shapes of territories as text, made once each and kept until the territories change. */
import type { Connection } from '../data/database.server.ts';
import { openShapes } from '../data/shape.ts';
import { readTerritoryTable } from '../data/territory-table.ts';
import type { TerritoryShapes } from './contract.ts';
import { hash128 } from './receipt.ts';

export interface KeptShapes extends TerritoryShapes {
  /** Forgets what was made; for use after a programme was loaded. */
  forget(): void;
}

/** @param database  where the territories in use are read from, when first asked */
export function territoryShapes(database: Pick<Connection, 'rows'>): KeptShapes {
  const texts = new Map<string, { text: string; etag: string }>();
  let shapes: Promise<ReturnType<typeof openShapes>> | null = null;
  const make = async (level: string, within: string | undefined) => {
    shapes ??= readTerritoryTable(database).then(openShapes);
    const text = JSON.stringify((await shapes)(level, within));
    return { text, etag: `"${hash128(text)}"` };
  };
  return {
    topojson: async (level, within) => {
      const key = `${level} ${within ?? ''}`;
      const kept = texts.get(key) ?? (await make(level, within));
      texts.set(key, kept);
      return kept;
    },
    forget: () => {
      texts.clear();
      shapes = null;
    },
  };
}
