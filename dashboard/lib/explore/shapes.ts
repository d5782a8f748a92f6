import { shapesOf, type Shapes } from '../chart/geometry.ts';

const asked = new Map<string, Promise<Shapes>>();

/**
 * The outlines of a level inside a territory; asked for once while the page is open.
 * @throws Error when they cannot be had
 */
export function fetchShapes(level: 'region' | 'province', within: string): Promise<Shapes> {
  const address = `/api/territories/${level}.topojson?within=${encodeURIComponent(within)}`;
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
