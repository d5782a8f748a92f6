/** Which place lies inside which: municipality → area, province → region → country. */
import type { CompiledSurvey, CompiledTerritory } from '../survey/registry/registry.ts';
import type { TerritoryLevel } from './contract.ts';

/** Levels from the widest to the finest. */
export const levels: readonly TerritoryLevel[] = ['country', 'region', 'province', 'area', 'municipality'];

export const isFiner = (a: TerritoryLevel, b: TerritoryLevel): boolean => levels.indexOf(a) > levels.indexOf(b);

/** Places of a survey by their number in the typed tables. */
export type Places = ReadonlyMap<number, CompiledTerritory>;

export function placesOf({ territories }: CompiledSurvey): Places {
  const found = known.get(territories) ?? new Map(territories.map((place) => [place.id, place]));
  known.set(territories, found);
  return found;
}

const known = new WeakMap<CompiledSurvey['territories'], Places>();

/**
 * Whether one of two places lies inside the other, by their numbers; null when the list of territories does not tell
 * (an area that crosses provinces, a region among several).
 */
export function nested(places: Places, one: number, other: number): boolean | null {
  const [a, b] = [places.get(one), places.get(other)];
  if (a === undefined || b === undefined) return null;
  if (a.level === b.level) return a.id === b.id;
  const [fine, wide] = isFiner(a.level, b.level) ? [a, b] : [b, a];
  if (wide.level === 'region' || wide.level === 'country') return alone(places, wide) ? true : null;
  const parent = wide.level === 'province' ? fine.province : fine.area;
  return parent === null ? null : parent === wide.code;
}

/** Whether there is no other place of its level, so that all finer ones lie inside it. */
const alone = (places: Places, { level, id }: CompiledTerritory) =>
  [...places.values()].every((place) => place.level !== level || place.id === id);
