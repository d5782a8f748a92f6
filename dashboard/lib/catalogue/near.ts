/** Courses for what somebody wants to learn, near where they live or online: found in the browser, of a public list. */
import type { CatalogueCourse, CatalogueFrame, Language } from '../../../survey/contract.ts';
import { choicesOf, type Choice } from './choose.ts';
import { listed, type ListedCourse } from './listed.ts';
import { everything } from './view.ts';

/** What is fetched: the same for everybody. */
export interface NearTable {
  readonly today: string;
  readonly level: CatalogueFrame['level'];
  readonly places: readonly {
    readonly code: string;
    readonly province: string | null;
    readonly area: string | null;
    readonly point: readonly [number, number] | null;
  }[];
  readonly courses: readonly CatalogueCourse[];
}

export interface NearCourse extends ListedCourse {
  /** key of the skill that it is told for */
  readonly skill: string;
}

/** `without`: skills for which nothing is near or online. */
export interface NearCourses {
  readonly courses: readonly NearCourse[];
  readonly without: readonly string[];
}

/** How far somebody is sent, in kilometres, and how many courses are told. */
const [reach, most] = [60, 3] as const;

/**
 * One course for each skill, and further ones in the same order until there are three. Those with room come before those
 * that are full.
 * @param skills  keys, the first matters most
 * @param home  code of the place; null where nobody said
 */
export function coursesNear(
  { today, level, places, courses }: NearTable,
  skills: readonly string[],
  home: string | null,
  language: Language,
): NearCourses {
  const isPlace = home !== null && places.some(({ code }) => code === home);
  const view = { ...everything, ...(isPlace && { place: home, within: level === 'municipality' ? reach : null }) };
  const frame = { today, level, places: places as unknown as CatalogueFrame['places'] };
  const found = skills.map((skill) => {
    const all = choicesOf({ ...view, skill }, { courses, frame, found: null });
    return { skill, choices: all.filter(({ editions }) => editions.length > 0) };
  });
  const taken: { skill: string; choice: Choice }[] = [];
  for (let round = 0; round < most && taken.length < most; round++)
    for (const { skill, choices } of found) {
      const left = choices.filter((one) => !taken.some(({ choice }) => choice.course.key === one.course.key));
      const [choice] = left;
      if (choice && taken.length < most) taken.push({ skill, choice });
    }
  return {
    courses: taken.map(({ skill, choice }) => ({ ...listed(choice, [], language), skill })),
    without: found.filter(({ choices }) => choices.length === 0).map(({ skill }) => skill),
  };
}
