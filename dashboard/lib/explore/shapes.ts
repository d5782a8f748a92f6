import { shapesOf, type Shapes } from '../chart/geometry.ts';
import { shapesIn, type Frame, type Outlines } from './frame.ts';

const asked = new Map<string, Promise<Shapes>>();

/**
 * The outlines of a map; asked for once while the page is open.
 * @throws Error when they cannot be had
 */
export function fetchShapes(frame: Frame, { level, within }: Outlines): Promise<Shapes> {
  const query = within === '' ? '' : `?within=${encodeURIComponent(within)}`;
  const address = `/api/territories/${level}.topojson${query}`;
  const key = [address, ...frame.countries].join(' ');
  const known = asked.get(key) ?? read(address).then((shapes) => shapesIn(frame, shapes));
  asked.set(key, known);
  known.catch(() => asked.delete(key));
  return known;
}

async function read(address: string): Promise<Shapes> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`no shapes at ${address}: ${response.status}`);
  return shapesOf((await response.json()) as Parameters<typeof shapesOf>[0]);
}
