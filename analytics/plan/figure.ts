/** The published figures that a line rests on: how many want a place on its skills, there and by group. */
import type { Course } from '../../survey/programme/reference.ts';
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import { dimensionsOf } from '../dimension.ts';
import { placeFinder } from '../gap/seats.ts';
import { homeOf } from '../gap/tables.ts';
import { askedAs, basisOf } from '../gap/wanted.ts';
import type { EstimateEnvelope, PlanEvidence, TerritoryLevel } from '../contract.ts';
import type { PlanContext } from './context.ts';

/** The dimension of people that plans are held against. */
export const groupDimension = 'targetGroup';

/** Places of an edition from the narrowest on: `level:code`; the empty name is the programme's whole territory. */
export function placesAround({ compiled }: SurveyEntry, place: string | null): string[] {
  if (place === null) return [''];
  const levels = [...dimensionsOf(compiled).values()].flatMap(({ level }) => level ?? []);
  const narrowFirst = narrowness.filter((level) => levels.includes(level));
  const own = narrowFirst.flatMap((level) => {
    const code = placeFinder(compiled.territories, level)(place);
    return code === null ? [] : [`${level}:${code}`];
  });
  return [...own, ''];
}

const narrowness = ['municipality', 'area', 'province', 'region', 'country'] as const satisfies TerritoryLevel[];

type Asking = Pick<PlanContext, 'analytics' | 'registry'>;

/**
 * For each skill of a course, the figure of demand at the narrowest place that publishes it, of everybody and by group.
 * None where demand is nowhere published: such a line rests on nothing.
 */
export function figuresFor(context: Asking, survey: SurveyEntry, course: Course, place: string | null): PlanEvidence[] {
  return course.skills.flatMap((skill) => {
    if (!isAsked(survey, skill)) return [];
    const ask = (territory: string, by: string) => demandFigure(context, survey, { territory, by, skill });
    const where = placesAround(survey, place).find((one) => isShown(ask(one, '')));
    if (where === undefined) return [];
    const about = (by: string | null): PlanEvidence[] => {
      const { figure } = ask(where, by ?? '');
      return figure === null ? [] : [{ kind: 'figure', ref: figure, skill, territory: where || null, group: by }];
    };
    const hasGroups = dimensionsOf(survey.compiled).has(groupDimension);
    return [...about(null), ...(hasGroups ? about(groupDimension) : [])];
  });
}

const isShown = ({ rows }: EstimateEnvelope) => rows.some(({ state }) => state === 'shown');

/** Whether the survey asks for this skill. */
export const isAsked = ({ compiled }: SurveyEntry, skill: string): boolean =>
  compiled.variables.get('demand')?.categories.some(({ code }) => code === skill) ?? false;

/** The published figure of places wanted. @param by  `territory:province`, a dimension of people, or empty */
export function demandFigure(
  { analytics, registry }: Asking,
  survey: SurveyEntry,
  { territory, by, skill }: { readonly territory: string; readonly by: string; readonly skill: string },
): EstimateEnvelope {
  const { compiled } = survey;
  const home = homeOf(registry, compiled.programme, survey);
  const ask = (where: string) =>
    analytics.estimate(compiled.id, {
      ...{ variable: 'demand', by, where, category: skill },
      ...askedAs(basisOf(analytics, compiled, { skills: skill })),
    });
  if (territory !== '') return ask(`territory:${territory.split(':')[1] ?? ''}`);
  const inside = ask(home);
  // where the people of the whole territory are not published as such, everybody who answered stands for them
  return home === '' || isShown(inside) ? inside : ask('');
}
