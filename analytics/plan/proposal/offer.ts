/** The editions that could be held: each course of the catalogue in each place, with what it costs. */
import type { Course } from '../../../survey/programme/reference.ts';
import { kindOf } from '../../gap/seats.ts';
import type { Offer } from './problem.ts';

export interface OfferGround {
  readonly courses: readonly Course[];
  /** where courses that are not online can be held */
  readonly sites: readonly string[];
  /** skills that somebody is asked for: a course without one of them would serve nobody who is known */
  readonly skills: ReadonlySet<string>;
  /** editions of one course in one place, at most */
  readonly most: number;
  /** groups that are counted by themselves: seats for others are for everybody */
  readonly groups: ReadonlySet<string>;
}

export interface Offers {
  readonly offers: readonly Offer[];
  /** keys of courses that cannot be proposed, because nobody knows what they cost */
  readonly unpriced: readonly string[];
}

export function offersFrom(ground: OfferGround): Offers {
  const asked = ground.courses.filter(({ skills }) => skills.some((skill) => ground.skills.has(skill)));
  return {
    offers: asked.filter((course) => costOf(course) !== null).flatMap((course) => offersOf(course, ground)),
    unpriced: asked.filter((course) => costOf(course) === null).map(({ key }) => key),
  };
}

/** Of a course that never had an edition. */
const usualSeats = 15;

/** As many as its editions have on average. */
export function seatsOfEdition({ editions }: Pick<Course, 'editions'>): number {
  if (editions.length === 0) return usualSeats;
  return Math.max(1, Math.round(editions.reduce((sum, { seats }) => sum + seats, 0) / editions.length));
}

function costOf(course: Course): number | null {
  if (course.cost_edition !== null) return course.cost_edition;
  return course.cost_learner === null ? null : course.cost_learner * seatsOfEdition(course);
}

function offersOf(course: Course, { sites, most, groups }: OfferGround): Offer[] {
  const kind = kindOf[course.mode];
  const offer = {
    ...{ course: course.key, provider: course.provider ?? '', kind, skills: course.skills, most },
    ...{ groups: course.target_groups.filter((group) => groups.has(group)) },
    ...{ seats: seatsOfEdition(course), cost: costOf(course)! },
  };
  return kind === 'online' ? [{ ...offer, place: null }] : sites.map((place) => ({ ...offer, place }));
}
