/** Whom an edition at a place would serve: places within the distance that people accept, with what is published there. */
import { z } from 'zod';
import type { Course } from '../../survey/programme/reference.ts';
import { parsed } from '../../survey/register/parse.ts';
import { PlaceName, type Plan, type Served } from '../contract.ts';
import { allPlaces, type Places } from '../gap/allocate.ts';
import { reach, notFound, type PlanContext, type Who } from './context.ts';
import { courseNamed, withLines } from './course.ts';
import { planOf } from './edit.ts';
import { demandFigure, isAsked } from './figure.ts';
import { planGround, type PlanGround } from './ground.ts';
import type { PlanPlace } from './place.ts';
import { kilometres } from './proposal/reach.ts';
import { seatsOfEdition } from './proposal/offer.ts';
import { seatedOf } from './seated.ts';

/** `km` as people accept it, in a straight line; the plan's unless told. `seats` of the edition. */
export const ServedQuery = z.strictObject({
  course: z.string().min(1).max(60),
  place: PlaceName,
  km: z.coerce.number().min(0).max(200).optional(),
  seats: z.coerce.number().pipe(z.int().min(1).max(9999)).optional(),
});

/** @throws Problem sign_in_needed, not_found, malformed, unknown_reference */
export async function servedBy(context: PlanContext, who: Who, id: string, query: unknown): Promise<Served> {
  const { head } = await reach(context, who, 'plan.read', id);
  const { course: key, place, ...asked } = parsed(ServedQuery, query);
  const plan = await planOf(context, head.id);
  const km = asked.km ?? plan.km;
  const courses = await context.reference.courses(head.programme);
  const course = courseNamed(courses, key);
  const survey = context.registry.entry(head.survey);
  const skills = course.skills.filter((skill) => isAsked(survey, skill));
  const seats = asked.seats ?? seatsOfEdition(course);
  const { figure } = demandFigure(context, survey, {
    territory: plan.territory ?? '',
    by: '',
    skill: skills.join(','),
  });
  const about = { place, km, skills, seats, takeUp: head.takeUp, figure };
  if (skills.length === 0) return { ...about, needed: 0, gained: 0, hidden: 0, places: [] };
  const ground = planGround(context, { ...plan, km }, skills);
  const site = ground.tree.siteOf(place);
  if (site === null) throw notFound(place);
  return { ...about, ...servedAt(ground, course, courses, plan, site, seats) };
}

/** People around a place, who of them has a seat in the plan, and how many more would with the edition. */
function servedAt(
  ground: PlanGround,
  course: Course,
  courses: readonly Course[],
  { lines, from }: Pick<Plan, 'lines' | 'from'>,
  site: string,
  seats: number,
): Omit<Served, 'place' | 'km' | 'skills' | 'seats' | 'takeUp' | 'figure'> {
  const needs = ground.needs.middle;
  const before = seatedOf(ground, needs, ground.teachings(withLines(courses, lines)));
  const line = { course: course.key, place: site, startsOn: from, editions: 1, seats, number: 0 };
  const after = seatedOf(ground, needs, ground.teachings(withLines(courses, [...lines, line])));
  const { places } = ground.tree;
  const at = places.findIndex(({ key }) => key === site);
  const near = ground.reach[at]!.map((index) => places[index]!).filter(({ key }) => ground.inside(key));
  const keys = new Set(near.map(({ key }) => key));
  // whose people are told in a wider place that is reached are among those of that one
  const isAmong = (key: string) =>
    !isTold(ground, key) && keys.has(ground.tree.around(key).find((one) => isTold(ground, one)) ?? '');
  const told = near.filter(({ key }) => !isAmong(key)).map((one) => toldOf(ground, one, places[at]!, before, after));
  const shown = told.filter(({ needed }) => needed !== null);
  return {
    needed: shown.reduce((sum, one) => sum + (one.needed ?? 0), 0),
    gained: sumOf(after) - sumOf(before),
    hidden: told.length - shown.length,
    places: told.sort((one, other) => one.km - other.km || one.key.localeCompare(other.key)),
  };
}

const isTold = ({ told }: PlanGround, key: string): boolean => (told.all.get(key)?.size ?? 0) > 0;
const sumOf = (some: readonly Places[]): number => some.reduce((sum, one) => sum + allPlaces(one), 0);

/** Null where nothing of these skills is published there. */
function toldOf(
  ground: PlanGround,
  { key, point }: PlanPlace,
  site: PlanPlace,
  before: readonly Places[],
  after: readonly Places[],
): Served['places'][number] {
  const own = ground.needs.middle.map((need, index) => ({ need, index })).filter(({ need }) => need.place === key);
  const away = key === site.key || !point || !site.point ? 0 : kilometres(point, site.point);
  if (!isTold(ground, key)) return { key, km: away, needed: null, left: null, gained: null };
  const needed = own.reduce((sum, { need }) => sum + allPlaces(need), 0);
  const seated = (some: readonly Places[]) => own.reduce((sum, { index }) => sum + allPlaces(some[index]!), 0);
  return { key, km: away, needed, left: needed - seated(before), gained: seated(after) - seated(before) };
}
