import type { PlanLine } from '../../../analytics/contract.ts';

/** Seats of a plan by the place of their editions, `level:code`; those online are nowhere. */
export function seatsByPlace(lines: readonly Pick<PlanLine, 'place' | 'seats' | 'editions'>[]): Map<string, number> {
  const held = new Map<string, number>();
  for (const { place, seats, editions } of lines)
    if (place !== null) held.set(place, (held.get(place) ?? 0) + seats * editions);
  return held;
}
