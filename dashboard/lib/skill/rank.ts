/** The place of a skill among all that a survey asks about. */
import type { EstimateRow } from '../../../analytics/contract.ts';
import { placesOf, type Places } from '../chart/order.ts';
import { valueOf } from '../chart/value.ts';

/** The places that it may have; `all` that may have one. */
export interface Rank extends Places {
  readonly all: number;
}

/** Null where the share of the skill is not published. @param rows  one a skill */
export function rankOf(rows: readonly EstimateRow[], skill: string): Rank | null {
  const asked = rows.filter(({ state }) => state !== 'not_asked');
  const place = placesOf(asked.map(valueOf))[asked.findIndex(({ category }) => category === skill)];
  return place ? { ...place, all: asked.length } : null;
}
