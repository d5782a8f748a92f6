/** The courses that teach a skill, as its article lists them. */
import type { Language } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';
import { choicesOf } from './choose.ts';
import { listed, type ListedCourse } from './listed.ts';
import { everything } from './view.ts';

/** How many are told; the catalogue has them all. */
const most = 5;

export interface SkillCourses {
  readonly n: number;
  readonly first: readonly ListedCourse[];
}

/** First to begin first. */
export async function coursesOf(
  { catalogue }: Pick<Services, 'catalogue'>,
  programme: string,
  skill: string,
  language: Language,
): Promise<SkillCourses> {
  const frame = await catalogue.frame(programme);
  const courses = await catalogue.courses(programme);
  const choices = choicesOf({ ...everything, skill }, { courses, frame, found: null });
  return { n: choices.length, first: choices.slice(0, most).map((one) => listed(one, frame.skills, language)) };
}
