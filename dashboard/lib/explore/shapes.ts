import type { TerritoryLevel } from '../../../analytics/contract.ts';
import type { Territory } from '../../../survey/contract.ts';
import { shapesOf, type Shapes } from '../chart/geometry.ts';

/** The outlines that a map of a level is drawn with: its own, or those of the provinces under its circles. */
export const outlinesOf = (level: TerritoryLevel): 'country' | 'region' | 'province' =>
  level === 'country' || level === 'region' ? level : 'province';

/** Whether a level is drawn as areas, not as circles. */
export const isDrawnAsAreas = (level: TerritoryLevel): boolean => outlinesOf(level) === level;

/** The outlines of a map: those that the programme lies in, where a file has all countries. */
export function ownOutlines(shapes: Shapes, level: TerritoryLevel, territories: readonly Territory[]): Shapes {
  if (level !== 'country') return shapes;
  const own = new Set(territories.map(({ code }) => code));
  return { ...shapes, features: shapes.features.filter(({ id }) => own.has(String(id))) };
}

const asked = new Map<string, Promise<Shapes>>();

/**
 * The outlines of a level inside a territory, all of them without one; asked for once while the page is open.
 * @throws Error when they cannot be had
 */
export function fetchShapes(level: ReturnType<typeof outlinesOf>, within: string): Promise<Shapes> {
  const query = within === '' ? '' : `?within=${encodeURIComponent(within)}`;
  const address = `/api/territories/${level}.topojson${query}`;
  const known = asked.get(address) ?? read(address);
  asked.set(address, known);
  known.catch(() => asked.delete(address));
  return known;
}

async function read(address: string): Promise<Shapes> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`no shapes at ${address}: ${response.status}`);
  return shapesOf((await response.json()) as Parameters<typeof shapesOf>[0]);
}
