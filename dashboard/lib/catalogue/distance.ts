/** How far two places are from each other, as the crow flies. */
export type Point = readonly [longitude: number, latitude: number];

/** Mean radius of the Earth in kilometres. */
const radius = 6371;

/** Kilometres along the great circle between two points in degrees (haversine). */
export function kilometresBetween([fromX, fromY]: Point, [toX, toY]: Point): number {
  const angle = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (degrees: number) => Math.sin(angle(degrees) / 2) ** 2;
  const squared = half(toY - fromY) + Math.cos(angle(fromY)) * Math.cos(angle(toY)) * half(toX - fromX);
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(squared)));
}
