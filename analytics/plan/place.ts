/** The places of a plan: territories within one another, each with its middle, and who comes to an edition in which. */
import type { CompiledTerritory, SurveyEntry } from '../../survey/registry/registry.ts';
import type { TerritoryLevel } from '../contract.ts';
import { placeFinder } from '../gap/seats.ts';
import { kilometres, type Point } from './proposal/reach.ts';

/** A territory; in one that is divided live those who are told in none of its parts. */
export interface PlanPlace {
  /** `level:code`; empty: the whole */
  readonly key: string;
  readonly level: TerritoryLevel | '';
  readonly code: string;
  /** key of what it lies in; null for the whole */
  readonly parent: string | null;
  readonly point: Point | null;
}

export interface PlaceTree {
  /** the whole first, then the widest level */
  readonly places: readonly PlanPlace[];
  /** the place and what it lies in, the narrowest first */
  around(key: string): readonly string[];
  /** where an edition stands; null where it stands in none of the places */
  siteOf(territory: string | null): string | null;
}

export const narrowFirst = ['municipality', 'area', 'province', 'region', 'country'] as const;
const levelsOf = ['country', 'region', 'province', 'area', 'municipality'] as const satisfies TerritoryLevel[];

/** @param levels  those whose demand may be published */
export function placeTree({ compiled }: Pick<SurveyEntry, 'compiled'>, levels: readonly TerritoryLevel[]): PlaceTree {
  const used = levelsOf.filter((level) => levels.includes(level));
  const own = used.flatMap((level) => compiled.territories.filter((one) => one.level === level));
  const known = new Set(own.map(keyOf));
  const finders = used.toReversed().map((level) => ({ level, find: placeFinder(compiled.territories, level) }));
  const places: PlanPlace[] = [
    { key: '', level: '', code: '', parent: null, point: null },
    ...own.map((one) => ({
      ...{ key: keyOf(one), level: one.level, code: one.code, point: middleOf(compiled.territories, one) },
      parent: parentOf(one, known, compiled.territories),
    })),
  ];
  const parents = new Map(places.map(({ key, parent }) => [key, parent]));
  return {
    places,
    around: (key) => chainOf(parents, key),
    siteOf: (territory) => {
      if (territory === null) return null;
      if (known.has(territory)) return territory;
      const found = finders
        .map(({ level, find }) => ({ level, code: find(territory) }))
        .find(({ code }) => code !== null);
      return found ? `${found.level}:${found.code}` : null;
    },
  };
}

const keyOf = ({ level, code }: Pick<CompiledTerritory, 'level' | 'code'>) => `${level}:${code}`;

function chainOf(parents: ReadonlyMap<string, string | null>, key: string): string[] {
  const parent = parents.get(key) ?? null;
  return parent === null ? [key] : [key, ...chainOf(parents, parent)];
}

/** The narrowest territory around one; where a level has a single territory everything lies in it. */
function parentOf(one: CompiledTerritory, known: ReadonlySet<string>, all: readonly CompiledTerritory[]): string {
  const named = [one.level !== 'area' && one.area && `area:${one.area}`, one.province && `province:${one.province}`];
  const above = narrowFirst.slice(narrowFirst.indexOf(one.level) + 1);
  const alone = above.flatMap((level) => {
    const inLevel = all.filter((other) => other.level === level);
    return inLevel.length === 1 ? [keyOf(inLevel[0]!)] : [];
  });
  return [...named, ...alone].find((key): key is string => Boolean(key) && known.has(key as string)) ?? '';
}

/** The middle of a place: its own point, else that of the municipalities in it. */
export function middleOf(all: readonly CompiledTerritory[], { level, code, point }: CompiledTerritory): Point | null {
  if (point !== null) return { longitude: point[0], latitude: point[1] };
  const inside = all.filter((one) => (level === 'area' ? one.area === code : one.province === code));
  const points = inside.flatMap((one) => (one.level === 'municipality' && one.point ? [one.point] : []));
  if (points.length === 0) return null;
  const mean = (axis: 0 | 1) => points.reduce((sum, one) => sum + one[axis], 0) / points.length;
  return { longitude: mean(0), latitude: mean(1) };
}

/**
 * For each place the numbers of the places whose people come to an edition in it: those whose middle lies within the
 * distance, in a straight line, and in any case the narrowest around it that tells its people.
 * @param isTold  whether the demand of a place is published
 */
export function reachOf({ places, around }: PlaceTree, km: number, isTold: (key: string) => boolean): number[][] {
  const numbers = new Map(places.map(({ key }, index) => [key, index]));
  return places.map(({ key, point }, own) => {
    const home = numbers.get(around(key).find(isTold) ?? '')!;
    return places.flatMap((other, index) => {
      if (index === own || index === home) return [index];
      return point && other.point && kilometres(point, other.point) <= km ? [index] : [];
    });
  });
}
