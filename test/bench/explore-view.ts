/** States of the explore page, one filter after the other, and what the page asks for in each. */
import type { EstimateQuery } from '../../analytics/contract.ts';
import { queriesOf as pageQueries } from '../../dashboard/lib/explore/queries.ts';
import { viewKeys, type View } from '../../dashboard/lib/filter.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';

export interface Filtered {
  readonly kind: string;
  readonly view: View;
}

const names = {
  need: 'need',
  filters: { area: 'territory', group: 'targetGroup', sex: 'sex', age: 'ageClass' },
  levels: ['province', 'area', 'municipality'],
  home: '17',
  ...{ pairs: [], topics: [], bars: [] },
} as const;

/** The batch that the page sends. */
export const queriesOf = ({ view }: Filtered): EstimateQuery[] => pageQueries(view, names).map(([, query]) => query);

/** Some views of each kind, spread over what can be chosen; the map at its finest level that is published. */
export function viewsOf(survey: CompiledSurvey): Filtered[] {
  const codes = (name: string) => survey.variables.get(name)?.categories.map((one) => one.code) ?? [];
  const places = (level: string) => survey.territories.filter((one) => one.level === level).map((one) => one.code);
  const [skills, groups] = [codes('need'), codes('targetGroup')];
  const empty = Object.fromEntries(viewKeys.map((key) => [key, ''])) as View;
  const none: View = { ...empty, skill: skills[0] ?? '', level: 'municipality' };
  const kind = (name: string, choices: readonly Partial<View>[]) =>
    some(choices).map((choice) => ({ kind: name, view: { ...none, ...choice } }));
  return [
    ...kind('first view', [{}]),
    ...kind(
      'skill',
      skills.map((skill) => ({ skill })),
    ),
    ...kind(
      'level',
      names.levels.map((level) => ({ level })),
    ),
    ...kind(
      'group',
      groups.map((group) => ({ group })),
    ),
    ...kind(
      'province',
      places('province').map((area) => ({ area })),
    ),
    ...kind(
      'area',
      places('area').map((area) => ({ area })),
    ),
    ...kind(
      'municipality',
      places('municipality').map((area) => ({ area })),
    ),
    ...kind(
      'sex',
      codes('sex').map((sex) => ({ sex, level: 'area' })),
    ),
    ...kind(
      'age',
      codes('ageClass').map((age) => ({ age, level: 'area' })),
    ),
    ...kind(
      'area and group',
      places('area').map((area, at) => ({ area, group: groups[at % groups.length] ?? '' })),
    ),
  ];
}

/** At most six of a list, from all over it. */
const some = <T>(list: readonly T[]) => list.filter((_, index) => index % Math.ceil(list.length / 6) === 0);
