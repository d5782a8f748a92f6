/** What tests of the import of outlines share. */
import { readTerritories } from '../../data/territory.ts';
import { everybodys } from '../../data/territory-table.ts';
import { Problem } from '../../problem.ts';
import type { ShapesWanted } from '../../survey/shapes/layer.ts';
import { makeShapes, type Made } from '../../survey/shapes/make.ts';
import type { Listed } from '../../survey/shapes/match.ts';
import { square } from '../support/shapefile.ts';

/** The territories that ship. */
export const list: readonly Listed[] = everybodys();

export const wanted = (more: Partial<ShapesWanted> = {}): ShapesWanted => {
  return { level: 'municipality', property: null, layer: null, ...more };
};

/** Tries a file as the import does, in this thread. */
export const tryFile = (bytes: Uint8Array, more: Partial<ShapesWanted> = {}, file = 'file'): Promise<Made> =>
  makeShapes({ file, bytes, wanted: wanted(more), list });

/** What a file is refused with, in English. */
export async function refusal(bytes: Uint8Array, more: Partial<ShapesWanted> = {}): Promise<[string, string]> {
  try {
    await tryFile(bytes, more);
  } catch (error) {
    if (error instanceof Problem) return [error.code, error.document('en').detail];
    throw error;
  }
  throw new Error('was not refused');
}

type Ring = readonly (readonly [number, number])[];
export interface JsonRow {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly id?: string | number;
  readonly geometry?: unknown;
  readonly ring?: Ring;
}

/** A GeoJSON file; a row has a ring, or a geometry of any kind. */
export function geoJson(rows: readonly JsonRow[], more: object = {}): Uint8Array {
  const features = rows.map(({ properties = {}, id, geometry, ring }) => ({
    ...{ type: 'Feature', ...(id === undefined ? {} : { id }), properties },
    geometry: ring ? { type: 'Polygon', coordinates: [ring] } : (geometry ?? null),
  }));
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features, ...more }));
}

/** Each place of a level in a region as a small square about its point, with its `code`. */
export const squares = (level: string, region: string, without: readonly string[] = []): Uint8Array =>
  geoJson(
    readTerritories()
      .filter(
        (one) => one.level === level && one.region === region && one.longitude !== null && !without.includes(one.code),
      )
      .map(({ code, longitude, latitude }) => ({
        properties: { code },
        ring: square(longitude! - 0.005, latitude! - 0.005, 0.01),
      })),
  );
