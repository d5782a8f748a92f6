/** The seats of a catalogue: how many, for which skill, where, of which kind and for whom. */
import type { Course, Edition } from '../../survey/programme/reference.ts';
import type { CompiledTerritory } from '../../survey/registry/registry.ts';
import type { CountedEdition, Seats, TerritoryLevel } from '../contract.ts';

/** Twelve months, both days included; YYYY-MM-DD. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/**
 * Seats of one edition for one skill. `territory`: a code of the level that was asked for; null for seats online, which
 * have no place, and where nothing is divided. `groups` empty: for everybody.
 */
export interface SeatLot {
  readonly skill: string;
  readonly kind: keyof Seats;
  readonly territory: string | null;
  readonly groups: readonly string[];
  readonly seats: number;
}

export interface Supply {
  readonly lots: readonly SeatLot[];
  readonly editions: number;
  readonly all: number;
  readonly online: number;
  /** seats whose place is none of the level */
  readonly unplaced: number;
}

export const kindOf = {
  ...{ classroom: 'inPerson', workplace: 'inPerson', mixed: 'blended', online: 'online' },
} as const satisfies Record<Course['mode'], keyof Seats>;

/** The first day of the year after `from`, less one day. @param from  YYYY-MM-DD */
export function twelveMonths(from: string): Period {
  const [year, month, day] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year! + 1, month! - 1, day! - 1));
  return { from, to: last.toISOString().slice(0, 10) };
}

/** @param placeOf  the code of the level that a place lies in; null where it lies in none */
export function supplyOf(
  courses: readonly Course[],
  { from, to }: Period,
  placeOf: (territory: string | null) => string | null,
  isDivided: boolean,
): Supply {
  const inside = editionsIn(courses, { from, to }).map(({ course, edition }) => ({
    ...{ course, edition, territory: isDivided ? placeOf(edition.territory) : null },
  }));
  const isOnline = ({ course }: (typeof inside)[number]) => kindOf[course.mode] === 'online';
  const placed = inside.filter((one) => isOnline(one) || !isDivided || one.territory !== null);
  const sum = (some: typeof inside) => some.reduce((all, { edition }) => all + edition.seats, 0);
  return {
    lots: placed.flatMap(({ course, edition, territory }) => lotsOf(course, edition, territory)),
    ...{ editions: inside.length, all: sum(inside), online: sum(inside.filter(isOnline)) },
    unplaced: sum(inside) - sum(placed),
  };
}

/** Those that begin in the twelve months. */
const editionsIn = (courses: readonly Course[], { from, to }: Period) =>
  courses.flatMap((course) =>
    course.editions
      .filter(({ starts_on: start }) => start >= from && start <= to)
      .map((edition) => ({ course, edition })),
  );

/** Those of one skill; in one place and online where `placeOf` gives `place`, everywhere where it is empty. */
export function countedEditions(
  courses: readonly Course[],
  period: Period,
  skill: string,
  placeOf: (territory: string | null) => string | null,
  place: string,
): CountedEdition[] {
  const own = courses.filter(({ skills }) => skills.includes(skill));
  return editionsIn(own, period)
    .filter(
      ({ course, edition }) => kindOf[course.mode] === 'online' || place === '' || placeOf(edition.territory) === place,
    )
    .map(({ course, edition }) => counted(course, edition))
    .toSorted((one, other) => {
      const isLast = ({ mode }: CountedEdition) => Number(mode === 'online');
      return isLast(one) - isLast(other) || one.startsOn.localeCompare(other.startsOn);
    });
}

function counted(course: Course, edition: Edition): CountedEdition {
  const { key, title, mode, skills, target_groups: groups, demo } = course;
  const { key: name, territory, starts_on: startsOn, seats } = edition;
  return {
    ...{ course: key, title, mode, edition: name, place: kindOf[mode] === 'online' ? null : territory },
    ...{ startsOn, seats, part: seats / skills.length, skills: skills.length, groups, demo },
  };
}

/** A seat that teaches several skills is counted once: each has an equal part of it. */
function lotsOf(
  { mode, skills, target_groups: groups }: Course,
  { seats }: Edition,
  territory: string | null,
): SeatLot[] {
  const kind = kindOf[mode];
  const place = kind === 'online' ? null : territory;
  return skills.map((skill) => ({ skill, kind, territory: place, groups, seats: seats / skills.length }));
}

/**
 * Where a place lies, by level.
 * @param home  code of the programme's only territory, when it has one
 */
export function placeFinder(
  territories: readonly CompiledTerritory[],
  level: TerritoryLevel,
): (territory: string | null) => string | null {
  const known = new Set(territories.filter((one) => one.level === level).map(({ code }) => code));
  const alone = known.size === 1 ? [...known][0]! : null;
  const municipalities = new Map(territories.flatMap((one) => (one.level === 'municipality' ? [[one.code, one]] : [])));
  return (territory) => {
    if (territory === null) return null;
    const [named, code = ''] = territory.split(':');
    if (named === level) return known.has(code) ? code : null;
    if (alone !== null) return alone;
    const place = municipalities.get(code);
    const parent = level === 'province' ? place?.province : level === 'area' ? place?.area : null;
    return parent ?? null;
  };
}
