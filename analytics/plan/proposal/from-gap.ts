/** A problem from the gap and the catalogue: the only place where the optimiser meets the shapes of the rest. */
import type { Course } from '../../../survey/programme/reference.ts';
import type { GapRow } from '../../contract-gap.ts';
import { kindOf, type SeatLot } from '../../gap/seats.ts';
import type { Need, Offer, ProposalProblem, Teaching } from './problem.ts';

export interface ProposalGround extends Pick<ProposalProblem, 'places' | 'reach' | 'budget' | 'caps' | 'floors'> {
  /** by place and by groups that have no person in common, or by place alone */
  readonly rows: readonly GapRow[];
  /** the seats that stand already, at the level of the rows */
  readonly lots: readonly SeatLot[];
  readonly courses: readonly Course[];
  /** editions of one course in one place, at most */
  readonly most: number;
  /** seats of an edition of a course that never had one */
  readonly seats: number;
}

export interface GroundedProblem {
  readonly problem: ProposalProblem;
  /** keys of courses that cannot be proposed, because nobody knows what they cost */
  readonly unpriced: readonly string[];
}

/** What is not published is needed by nobody here: a proposal rests on what everybody may read. */
export function problemFromGap(ground: ProposalGround): GroundedProblem {
  const { rows, lots, courses, places, reach, budget, caps, floors } = ground;
  const known = new Set(places);
  const needs = rows.flatMap(needOf).filter(({ place }) => known.has(place));
  const existing = lots.map(teachingOf).filter(({ place, kind }) => kind === 'online' || known.has(place ?? ''));
  const priced = courses.filter((course) => course.skills.length > 0 && costOf(course, ground.seats) !== null);
  const offers = priced.flatMap((course) => offersOf(course, ground));
  return {
    problem: { places, reach, budget, caps, floors, needs, existing, offers },
    unpriced: courses.filter((course) => costOf(course, ground.seats) === null).map(({ key }) => key),
  };
}

function needOf({ skill, territory, group, parts, needed }: GapRow): Need[] {
  if (parts === null || needed === null || territory === null) return [];
  return [{ skill, place: territory, group: group ?? '', ...parts, low: needed.low, high: needed.high }];
}

const teachingOf = ({ skill, kind, territory, groups, seats }: SeatLot): Teaching => ({
  ...{ skills: [skill], kind, place: territory, groups, seats },
});

/** As many as its editions have on average. */
function seatsOf({ editions }: Course, otherwise: number): number {
  if (editions.length === 0) return otherwise;
  return Math.max(1, Math.round(editions.reduce((sum, { seats }) => sum + seats, 0) / editions.length));
}

function costOf(course: Course, seats: number): number | null {
  if (course.cost_edition !== null) return course.cost_edition;
  return course.cost_learner === null ? null : course.cost_learner * seatsOf(course, seats);
}

function offersOf(course: Course, { places, most, seats }: ProposalGround): Offer[] {
  const kind = kindOf[course.mode];
  const offer = {
    ...{ course: course.key, provider: course.provider ?? '', kind, skills: course.skills, most },
    ...{ groups: course.target_groups, seats: seatsOf(course, seats), cost: costOf(course, seats)! },
  };
  return kind === 'online' ? [{ ...offer, place: null }] : places.map((place) => ({ ...offer, place }));
}
