/** Who wants a place among the groups that seats are reserved for, from published figures. */
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { dimensionsOf } from '../dimension.ts';
import { allPlaces, byWay, scaled, type Places } from './allocate.ts';
import type { SeatLot } from './seats.ts';
import { lessAll, neededAt, type End } from './seating.ts';
import type { Wanted } from './wanted.ts';

/** The dimension whose categories courses name as those they are for. */
export const reservedFor = 'targetGroup';

/** Cells of the people of one group: in the whole territory, and in its places. */
export interface MemberCells {
  readonly whole: readonly Wanted[];
  readonly byPlace: readonly Wanted[];
}

/** Empty where the survey does not know the group. */
export type ReadMembers = (group: string, skills: readonly string[]) => MemberCells;

/** Asks for no skill twice. @param read  the cells of everybody whom a filter lets through */
export function memberReader(
  survey: CompiledSurvey,
  read: (filter: string, skills: readonly string[]) => MemberCells,
): ReadMembers {
  const known = new Set(
    dimensionsOf(survey)
      .get(reservedFor)
      ?.categories.map(({ code }) => code),
  );
  const cells = new Map<string, MemberCells>();
  return (group, skills) => {
    if (!known.has(group)) return { whole: [], byPlace: [] };
    const key = [group, ...skills].join();
    const found = cells.get(key) ?? read(`${reservedFor}:${group}`, skills);
    cells.set(key, found);
    return found;
  };
}

/** A group as one skill has it. */
interface Member {
  readonly whole: Wanted | undefined;
  readonly byPlace: ReadonlyMap<string | null, Wanted>;
}
/** By group. */
export type OfSkill = ReadonlyMap<string, Member>;
export type Members = ReadonlyMap<string, OfSkill>;

/** Of the groups and skills for which seats are reserved, and of no other. */
export function membersOf(read: ReadMembers, lots: readonly SeatLot[], skills: ReadonlySet<string>): Members {
  const pairs = lots
    .filter(({ skill }) => skills.has(skill))
    .flatMap(({ skill, groups }) => groups.map((group) => ({ group, skill })));
  const members = new Map<string, Map<string, Member>>();
  for (const [group, own] of Map.groupBy(pairs, (pair) => pair.group)) {
    const names = [...new Set(own.map(({ skill }) => skill))].toSorted();
    const { whole, byPlace } = read(group, names);
    for (const skill of names) {
      const places = byPlace.filter((cell) => cell.skill === skill);
      const member = {
        whole: whole.find((cell) => cell.skill === skill),
        byPlace: new Map(places.map((cell) => [cell.territory, cell])),
      };
      members.set(skill, (members.get(skill) ?? new Map<string, Member>()).set(group, member));
    }
  }
  return members;
}

/** Everybody of one skill, at one end of the range. */
export interface Everybody {
  readonly whole: Wanted;
  readonly end: End;
  /** 0 to 1 */
  readonly takeUp: number;
}

/**
 * Who needs a seat in a place, by group. Where the group's demand is not published there, it is the same part of everybody's
 * as in the whole territory; where that is not either, nobody is known to be in it. At both ends of the range of everybody
 * groups keep their part.
 */
export function membersIn(members: OfSkill, place: Wanted, everybody: Everybody): ReadonlyMap<string, Places> {
  const { whole, end, takeUp } = everybody;
  const needed = neededAt(place, end, takeUp, whole.places);
  return new Map(
    [...members].map(([group, { byPlace, whole: own }]) => {
      const known = kept(byPlace.get(place.territory), place, everybody);
      return [group, known ?? scaled(needed, partOf(own, whole))];
    }),
  );
}

/** Null where the cell is not shown, or nobody of the place wants it. */
function kept(cell: Wanted | undefined, all: Wanted, { end, takeUp, whole }: Everybody): Places | null {
  const middle = allPlaces(all.places);
  if (cell?.state !== 'shown' || middle === 0) return null;
  const size = allPlaces(neededAt(all, end, takeUp, whole.places));
  return scaled(cell.places, size / middle);
}

function partOf(group: Wanted | undefined, { places }: Wanted): number {
  if (group?.state !== 'shown' || allPlaces(places) === 0) return 0;
  return Math.min(1, allPlaces(group.places) / allPlaces(places));
}

const nobody = byWay(() => 0);

/** Who of each group lives elsewhere than in these places. */
export function membersElsewhere(
  members: OfSkill,
  everybody: Everybody,
  places: readonly ReadonlyMap<string, Places>[],
): ReadonlyMap<string, Places> {
  return new Map(
    [...members].map(([group, { whole }]) => [
      group,
      lessAll(
        kept(whole, everybody.whole, everybody) ?? nobody,
        places.map((own) => own.get(group) ?? nobody),
      ),
    ]),
  );
}
