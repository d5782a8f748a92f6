/** A course as a line of the list tells it. */
import type { CourseMode, Language, NamedKey } from '../../../survey/contract.ts';
import type { Choice, Reached } from './choose.ts';

/** `others`: further editions that fit. */
export interface ListedCourse {
  readonly key: string;
  readonly title: string;
  readonly provider: string | null;
  readonly mode: CourseMode;
  readonly hours: number | null;
  readonly skills: readonly string[];
  readonly demo: boolean;
  readonly next: NextEdition | null;
  readonly others: number;
}

export interface NextEdition {
  readonly startsOn: string;
  readonly place: string | null;
  readonly kilometres: number | null;
  readonly seats: number;
  /** null: not told */
  readonly free: number | null;
}

export const hoursOf = ({ classroom, online }: Choice['course']['hours']): number | null =>
  classroom === null && online === null ? null : (classroom ?? 0) + (online ?? 0);

/** @param skills  of the programme, for their labels */
export function listed({ course, editions }: Choice, skills: readonly NamedKey[], language: Language): ListedCourse {
  const [next] = editions;
  return {
    ...{ key: course.key, title: course.title[language], provider: course.provider?.name ?? null },
    ...{ mode: course.mode, hours: hoursOf(course.hours), demo: course.demo },
    skills: skills.filter(({ key }) => course.skills.includes(key)).map(({ label }) => label[language]),
    next: next ? nextOf(next, language) : null,
    others: Math.max(0, editions.length - 1),
  };
}

const nextOf = ({ edition, kilometres }: Reached, language: Language): NextEdition => ({
  ...{ startsOn: edition.startsOn, place: edition.placeName?.[language] ?? null },
  ...{ kilometres, seats: edition.seats, free: edition.free },
});
