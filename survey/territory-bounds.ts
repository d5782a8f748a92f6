/** How far a programme's territory reaches, for whoever lays out a map before its shapes have arrived. */
import { openShapes } from '../data/shape.ts';
import { Problem } from '../problem.ts';
import type { Bounds } from './contract.ts';
import { codesOf, type ProgrammeTerritory } from './programme/schema.ts';

/** @returns the reader of [west, south, east, north] of a territory; null where no outline ships */
export function territoryBounds(): (territory: ProgrammeTerritory) => Bounds | null {
  const shapes = openShapes([]);
  const one = (level: string, code: string): Bounds | null => {
    try {
      return shapes(level, code).bbox ?? null;
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  };
  return (territory) => {
    const level = territory.level === 'country' ? 'country' : 'province';
    return codesOf(territory).map((code) => one(level, code)).reduce(around, null);
  };
}

/** The bounds around both. */
function around(a: Bounds | null, b: Bounds | null): Bounds | null {
  if (a === null || b === null) return a ?? b;
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
