/** How far a programme's territory reaches, for whoever lays out a map before its shapes have arrived. */
import { openShapes } from '../data/shape.ts';
import { Problem } from '../problem.ts';
import type { Bounds } from './contract.ts';

/** @returns the reader of [west, south, east, north] by code; null where no outline ships */
export function territoryBounds(): (code: string) => Bounds | null {
  const shapes = openShapes([]);
  return (code) => {
    try {
      return shapes('province', code).bbox ?? null;
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  };
}
