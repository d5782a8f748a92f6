/** Courses as a plan needs them, and the catalogue with a plan's editions beside its own. */
import { Problem } from '../../problem.ts';
import type { Course } from '../../survey/programme/reference.ts';
import type { PlanCourse, PlanLine } from '../contract.ts';

export const coursesOf = (courses: readonly Course[]): PlanCourse[] =>
  courses.map(({ key, title, mode, skills }) => ({ key, title, mode, skills }));

/** @throws Problem unknown_reference */
export function courseNamed(courses: readonly Course[], key: string): Course {
  const found = courses.find((one) => one.key === key);
  if (found === undefined) throw new Problem('unknown_reference', { value: key });
  return found;
}

/** A course online has no place, any other needs one. @throws Problem plan_place */
export function checkPlace({ key, mode }: Pick<Course, 'key' | 'mode'>, place: string | null): void {
  if ((mode === 'online') !== (place === null)) throw new Problem('plan_place', { value: key });
}

type Planned = Pick<PlanLine, 'course' | 'place' | 'startsOn' | 'editions' | 'seats' | 'number'>;

/** The catalogue as it would be: each line so many editions more. A course that it has no more serves nobody. */
export const withLines = (courses: readonly Course[], lines: readonly Planned[]): Course[] => {
  const byCourse = Map.groupBy(lines, ({ course }) => course);
  return courses.map((course) => ({
    ...course,
    editions: [...course.editions, ...(byCourse.get(course.key) ?? []).flatMap((line) => editionsOf(course, line))],
  }));
};

function editionsOf({ key }: Course, line: Planned): Course['editions'] {
  const { number, place, startsOn, editions, seats } = line;
  return Array.from({ length: editions }, (_, index) => ({
    ...{ course: key, key: `plan-${number}-${index + 1}`, territory: place },
    ...{ starts_on: startsOn, ends_on: startsOn, seats, taken: 0 },
  }));
}
