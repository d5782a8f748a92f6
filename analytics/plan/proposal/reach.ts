/** Who comes to a place: the people within the distance that they accept. */

/** Degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const earthRadius = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine). */
export function kilometres(from: Point, to: Point): number {
  const half = (one: number, other: number) => Math.sin(radians(other - one) / 2) ** 2;
  const across = Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude));
  const chord = half(from.latitude, to.latitude) + across * half(from.longitude, to.longitude);
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** @param distances  from a row's place to a column's; whoever lives in a place comes to it in any case */
export const reachByDistance = (distances: readonly (readonly number[])[], accepted: number): number[][] =>
  distances.map((row, place) =>
    row.flatMap((distance, from) => (from === place || distance <= accepted ? [from] : [])),
  );

/** @param accepted  kilometres */
export const reachByPoints = (points: readonly Point[], accepted: number): number[][] =>
  reachByDistance(
    points.map((from) => points.map((to) => kilometres(from, to))),
    accepted,
  );
