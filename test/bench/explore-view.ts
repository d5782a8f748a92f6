/** What the explore page asks for, and the filters a planner can set on it. */
import type { EstimateQuery } from '../../analytics/contract.ts';
import type { CompiledSurvey } from '../../survey/registry.ts';

/** A state of the page: the skill that is the measure, and whom it looks at. */
export interface View {
  readonly kind: 'first view' | 'skill' | 'group' | 'province' | 'area' | 'municipality' | 'area and group';
  readonly skill: string;
  readonly place: string | null;
  readonly group: string | null;
}

/** The map of one skill, the ranking of all, and target group × skill: one batch. */
export function queriesOf({ skill, place, group }: View): EstimateQuery[] {
  const here = place === null ? [] : [`territory:${place}`];
  const among = group === null ? [] : [`targetGroup:${group}`];
  return [
    { variable: 'need', category: skill, by: 'territory:municipality', where: among.join(';') },
    { variable: 'need', where: [...here, ...among].join(';') },
    { variable: 'need', by: 'targetGroup', where: here.join(';') },
  ];
}

/** Some views of each kind, spread over the skills, places and groups of the survey. */
export function viewsOf(survey: CompiledSurvey): View[] {
  const skills = survey.variables.get('need')?.categories.map((one) => one.code) ?? [];
  const groups = survey.targetGroups.map((one) => one.key);
  const places = (level: string) => survey.territories.filter((one) => one.level === level).map((one) => one.code);
  const view = (kind: View['kind'], index: number, place: string | undefined, group: string | undefined): View => ({
    kind,
    skill: skills[(index * 7) % skills.length] ?? '',
    place: place ?? null,
    group: group ?? null,
  });
  const some = <T>(list: readonly T[]) => list.filter((_, index) => index % Math.ceil(list.length / 6) === 0);
  return [
    view('first view', 0, undefined, undefined),
    ...some(skills).map((_, index) => view('skill', index, undefined, undefined)),
    ...some(groups).map((group, index) => view('group', index, undefined, group)),
    ...places('province').map((place, index) => view('province', index, place, undefined)),
    ...some(places('area')).map((place, index) => view('area', index, place, undefined)),
    ...some(places('municipality')).map((place, index) => view('municipality', index, place, undefined)),
    ...some(places('area')).map((place, index) => view('area and group', index, place, groups[index % groups.length])),
  ];
}
