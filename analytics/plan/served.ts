/** Whom an edition at a place would serve: places within the distance that people accept, with what is published there. */
import { z } from 'zod';
import { parsed } from '../../survey/register/parse.ts';
import type { CompiledTerritory, SurveyEntry } from '../../survey/registry/registry.ts';
import { PlaceName, type Served, type TerritoryLevel } from '../contract.ts';
import { placeFinder } from '../gap/seats.ts';
import { choiceOf } from '../gap/query.ts';
import { reach, notFound, type PlanContext, type Who } from './context.ts';
import { courseNamed } from './course.ts';
import { planOf } from './edit.ts';
import { groundOf, pairsIn } from './effect.ts';
import type { Pair } from './cover.ts';
import { demandFigure, isAsked } from './figure.ts';

/** `km` as people accept it, in a straight line. */
export const ServedQuery = z.strictObject({
  course: z.string().min(1).max(60),
  place: PlaceName,
  km: z.coerce.number().min(0).max(200).default(20),
});

type Point = readonly [longitude: number, latitude: number];

/** @throws Problem sign_in_needed, not_found, malformed, unknown_reference */
export async function servedBy(context: PlanContext, who: Who, id: string, query: unknown): Promise<Served> {
  const { head } = await reach(context, who, 'plan.read', id);
  const { course: key, place, km } = parsed(ServedQuery, query);
  const plan = await planOf(context, head.id);
  const courses = await context.reference.courses(head.programme);
  const survey = context.registry.entry(head.survey);
  const skills = courseNamed(courses, key).skills.filter((skill) => isAsked(survey, skill));
  const from = pointOf(survey, place);
  if (from === null) throw notFound(place);
  const about = { place, km, skills, takeUp: head.takeUp };
  const { figure } = demandFigure(context, survey, { territory: '', by: '', skill: skills.join(',') });
  if (skills.length === 0) return { ...about, level: '', needed: 0, hidden: 0, places: [], figure };
  const found = levelsOf(survey).map((level) => {
    const ground = groundOf(context, plan, level, '', skills.join(','));
    const around = { from, km, home: placeFinder(survey.compiled.territories, level)(place) };
    return placesNear(survey, level, around, pairsIn(ground, courses, plan));
  });
  // the narrowest level at which something is published there
  const best = found.find(({ places }) => places.some(({ needed }) => needed !== null)) ?? found[0];
  return { ...about, ...(best ?? { level: '', needed: 0, hidden: 0, places: [] }), figure };
}

function levelsOf(survey: SurveyEntry): TerritoryLevel[] {
  const { levels } = choiceOf(survey);
  return (['municipality', 'area', 'province'] as const).filter((level) => levels.includes(level));
}

interface Around {
  readonly from: Point;
  readonly km: number;
  /** what the place lies in, which is reached however far its middle is */
  readonly home: string | null;
}

function placesNear({ compiled }: SurveyEntry, level: TerritoryLevel, around: Around, pairs: readonly Pair[]) {
  const { from, km, home } = around;
  const byPlace = Map.groupBy(pairs, ({ planned }) => planned.territory);
  const places = compiled.territories
    .filter((one) => one.level === level)
    .flatMap((one) => {
      const point = middleOf(compiled.territories, one);
      const away = one.code === home ? 0 : point === null ? Infinity : distance(from, point);
      return away > km ? [] : [{ code: one.code, name: one.name, km: away, ...toldOf(byPlace.get(one.code) ?? []) }];
    })
    .sort((one, other) => one.km - other.km);
  const needed = places.reduce((sum, one) => sum + (one.needed ?? 0), 0);
  return { level, needed, hidden: places.filter((one) => one.needed === null).length, places };
}

/** Null where nothing of these skills is published there. */
function toldOf(pairs: readonly Pair[]): { needed: number | null; left: number | null } {
  const shown = pairs.filter(({ planned }) => planned.state === 'shown');
  if (shown.length === 0) return { needed: null, left: null };
  const sum = (value: (pair: Pair) => number) => shown.reduce((all, pair) => all + value(pair), 0);
  return {
    needed: sum(({ planned }) => planned.needed?.estimate ?? 0),
    left: sum(({ planned }) => planned.gap?.estimate ?? 0),
  };
}

/** The middle of a place: its own point, else that of the municipalities in it. */
export function pointOf({ compiled }: Pick<SurveyEntry, 'compiled'>, place: string): Point | null {
  const [level, code] = place.split(':');
  const found = compiled.territories.find((one) => one.level === level && one.code === code);
  return found === undefined ? null : middleOf(compiled.territories, found);
}

function middleOf(all: readonly CompiledTerritory[], { level, code, point }: CompiledTerritory): Point | null {
  if (point !== null) return point;
  const inside = all.filter((one) => (level === 'area' ? one.area === code : one.province === code));
  const points = inside.flatMap((one) => (one.level === 'municipality' && one.point ? [one.point] : []));
  if (points.length === 0) return null;
  const mean = (axis: 0 | 1) => points.reduce((sum, one) => sum + one[axis], 0) / points.length;
  return [mean(0), mean(1)];
}

const radius = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres in a straight line (haversine). */
export function distance([x1, y1]: Point, [x2, y2]: Point): number {
  const [across, up] = [radians(x2 - x1) / 2, radians(y2 - y1) / 2];
  const half = Math.sin(up) ** 2 + Math.cos(radians(y1)) * Math.cos(radians(y2)) * Math.sin(across) ** 2;
  return 2 * radius * Math.asin(Math.sqrt(half));
}
