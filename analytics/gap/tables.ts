/** The published figures of demand that a gap is made of. */
import type { Registry, SurveyEntry } from '../../survey/registry/registry.ts';
import { dimensionsOf } from '../dimension.ts';
import { memberReader, reservedFor, type ReadMembers } from './member.ts';
import type { ReadGap } from './query.ts';
import { readWanted, type Published, type WantedTable } from './wanted.ts';

/** The same figures of everybody, by place, by group, by both, and of the groups that seats are reserved for. */
export interface DemandTables {
  readonly whole: WantedTable;
  readonly byPlace: WantedTable;
  readonly byGroup: WantedTable | null;
  /** what the rows are about */
  readonly cells: WantedTable;
  readonly members: ReadMembers;
  /** whether the groups of the rows are such that seats may be reserved for */
  readonly isReservable: boolean;
}

export function readTables(analytics: Published, query: ReadGap & { entry: SurveyEntry }, home: string): DemandTables {
  const { entry, level, group } = query;
  const { compiled } = entry;
  const read = (territory: string, by: string, where = '', skills = query.skills) =>
    readWanted(analytics, compiled, { territory, group: by, where, skills });
  const territory = level === '' ? '' : `territory:${level}`;
  const inside = read('', '', home);
  // where the people of the whole territory are not published as such, everybody who answered stands for them
  const where = inside.envelopes.demand.n === null ? '' : home;
  const whole = where === home ? inside : read('', '', where);
  const byPlace = territory === '' ? whole : read(territory, '');
  const byGroup = group === '' ? null : territory === '' ? read('', group, where) : read(territory, group);
  const members = memberReader(compiled, (filter, some) => {
    const skills = some.join(',');
    const everywhere = read('', '', [where, filter].filter(Boolean).join(';'), skills).cells;
    return { whole: everywhere, byPlace: territory === '' ? everywhere : read(territory, '', filter, skills).cells };
  });
  const isReservable = group === '' || namesGroups(entry, group);
  return { whole, byPlace, byGroup, cells: byGroup ?? byPlace, members, isReservable };
}

/** Whether a dimension has the groups that courses name: all of a person, or the first of them. */
function namesGroups({ compiled }: SurveyEntry, name: string): boolean {
  const codes = (dimension: string) =>
    dimensionsOf(compiled)
      .get(dimension)
      ?.categories.map(({ code }) => code) ?? [];
  const groups = new Set(codes(reservedFor));
  return codes(name).some((code) => groups.has(code));
}

/** The programme's only territory as a filter, when the survey knows it; else empty. */
export function homeOf(
  registry: Pick<Registry, 'programme'>,
  programme: string,
  { compiled }: Pick<SurveyEntry, 'compiled'>,
): string {
  const { territory } = registry.programme(programme).programme;
  const code = 'code' in territory ? territory.code : '';
  return compiled.territories.some((one) => one.code === code) ? `territory:${code}` : '';
}
