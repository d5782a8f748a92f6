import { shapesOf, type Shapes, type ShapeTopology } from '../chart/geometry.ts';
import { neighboursOf } from '../chart/neighbours.ts';
import { shapesIn, type Frame, type Outlines } from './frame.ts';

const topologies = new Map<string, Promise<ShapeTopology>>();
const asked = new Map<string, Promise<Shapes>>();

/**
 * The outlines of a map; asked for once while the page is open.
 * @throws Error when they cannot be had
 */
export function fetchShapes(frame: Frame, outlines: Outlines): Promise<Shapes> {
  const address = addressOf(outlines);
  const make = (topology: ShapeTopology) => shapesIn(frame, shapesOf(topology));
  return once(asked, [address, ...frame.countries].join(' '), () => fetchTopology(address).then(make));
}

/**
 * Which territories of a map touch, by code.
 * @throws Error when the outlines cannot be had
 */
export const fetchNeighbours = (outlines: Outlines): Promise<ReadonlyMap<string, readonly string[]>> =>
  fetchTopology(addressOf(outlines)).then(neighboursOf);

function addressOf({ level, within, programme }: Outlines): string {
  const query = new URLSearchParams({ ...(within && { within }), ...(programme && { programme }) }).toString();
  return `/api/territories/${level}.topojson${query && `?${query}`}`;
}

const fetchTopology = (address: string) => once(topologies, address, () => read(address));

/** What failed is asked for again by whoever comes next. */
function once<T>(kept: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const known = kept.get(key) ?? ask();
  kept.set(key, known);
  known.catch(() => kept.delete(key));
  return known;
}

async function read(address: string): Promise<ShapeTopology> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`no shapes at ${address}: ${response.status}`);
  return (await response.json()) as ShapeTopology;
}
