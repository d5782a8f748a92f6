/** What maps can draw, and what they cannot: respondents by where they stand, so that totals reconcile. */
import type { Coverage, TerritoryLevel } from '../../../analytics/contract.ts';
import type { Territory } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';

/**
 * Of one level: `drawn`, `listed` (published, but without outline or point) and `rest` (not published, or not told) add up to
 * `total`, null where that is not published. `unplaced`: the places that have neither.
 */
export interface MapAccount {
  readonly level: TerritoryLevel;
  readonly total: number | null;
  readonly drawn: number;
  readonly listed: number;
  readonly places: number;
  readonly unplaced: readonly Pick<Territory, 'code' | 'name'>[];
}

/** Drawn by outline; all other levels are symbols at a point. */
const outlined: readonly TerritoryLevel[] = ['country', 'region', 'province'];

/**
 * @param levels  of the programme's maps
 * @param total  respondents that published figures are about
 */
export async function mapAccounts(
  { shapes }: Pick<Services, 'shapes'>,
  levels: readonly TerritoryLevel[],
  territories: readonly Territory[],
  coverage: Coverage,
  total: number | null,
): Promise<MapAccount[]> {
  const asked = levels.filter((level) => territories.some((place) => place.level === level));
  return Promise.all(
    asked.map(async (level) => {
      const outlines = outlined.includes(level) ? await outlinesOf(shapes, level) : null;
      const own = territories.filter((place) => place.level === level);
      const isDrawn = ({ code, point }: Territory) => (outlines ? outlines.has(code) : point !== null);
      return { level, total, ...countsOf(own, isDrawn, respondentsBy(coverage, level)) };
    }),
  );
}

function countsOf(
  places: readonly Territory[],
  isDrawn: (place: Territory) => boolean,
  n: ReadonlyMap<string, number>,
): Omit<MapAccount, 'level' | 'total'> {
  const sum = (some: readonly Territory[]) => some.reduce((all, { code }) => all + (n.get(code) ?? 0), 0);
  const unplaced = places.filter((place) => !isDrawn(place));
  return {
    drawn: sum(places.filter(isDrawn)),
    listed: sum(unplaced),
    places: places.length,
    unplaced: unplaced.map(({ code, name }) => ({ code, name })),
  };
}

/** Published counts of a level, by code. */
function respondentsBy({ dimensions }: Coverage, level: TerritoryLevel): ReadonlyMap<string, number> {
  const rows = dimensions.find(({ dimension }) => dimension.endsWith(`:${level}`))?.rows ?? [];
  return new Map(rows.flatMap(({ code, n }) => (n === null ? [] : [[code, n] as const])));
}

async function outlinesOf(shapes: Services['shapes'], level: TerritoryLevel): Promise<ReadonlySet<string>> {
  const { text } = await shapes.topojson(level, { within: undefined, programme: undefined });
  const { objects } = JSON.parse(text) as { objects: Record<string, { geometries: { id?: string }[] }> };
  return new Set(Object.values(objects).flatMap(({ geometries }) => geometries.flatMap(({ id }) => id ?? [])));
}
