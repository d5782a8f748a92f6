/** The only door to the library of projections. */
import proj4 from 'proj4';
import { Problem } from '../../problem.ts';
import type { Position } from './layer.ts';

/** Datums that are WGS84 within a metre; of another one, the shift would be missing without a word. */
const datums =
  /^(D_)?(WGS_?(19)?84|World_Geodetic_System_1984( ensemble)?|ETRS_?(19)?89|European_Terrestrial_Reference_System_1989( ensemble)?)$/i;

/**
 * From the positions of a coordinate system to degrees of WGS84.
 * @param wkt  the system as a `.prj` writes it (well-known text)
 * @throws Problem shapes_projection, which names the system
 */
export function toDegrees(file: string, wkt: string): (position: Position) => Position {
  const [, name = wkt.slice(0, 80)] = /"([^"]+)"/.exec(wkt) ?? [];
  const [, datum = ''] = /(?:DATUM|ENSEMBLE)\s*\[\s*"([^"]+)"/i.exec(wkt) ?? [];
  const refused = (cause?: unknown) => new Problem('shapes_projection', { file, value: name || '–' }, { cause });
  if (!datums.test(datum.replaceAll(' ', '_'))) throw refused();
  try {
    const { forward } = proj4(wkt.replaceAll('\0', ''), 'WGS84');
    // what it cannot compute it finds out at the first position only
    forward<[number, number]>([0, 0]);
    return (position) => forward<Position>(position);
  } catch (cause) {
    throw refused(cause);
  }
}

/** Degrees of WGS84, as in GeoJSON. */
export const asDegrees = (position: Position): Position => position;
