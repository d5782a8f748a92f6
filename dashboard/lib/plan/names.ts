/** Places, groups and skills of a plan in words. */
import type { Language } from '../../../survey/contract.ts';
import { groupsOf, placesOf, skillsOf } from '../programme/choices.ts';
import type { Services } from '../services.ts';
import type { Option } from '../survey/option.ts';

export interface PlanNames {
  /** by `level:code` */
  readonly places: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
  readonly skills: Readonly<Record<string, string>>;
}

export function namesOf({ survey }: Services, programme: string, language: Language): PlanNames {
  const words = (options: readonly Option[]) => Object.fromEntries(options.map(({ value, text }) => [value, text]));
  return {
    places: words(placesOf(survey, programme, language)),
    groups: words(groupsOf(survey, programme, language)),
    skills: words(skillsOf(survey, programme, language)),
  };
}
