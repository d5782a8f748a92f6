/** Sums over needs with and without a seat, today and with a plan: the numbers of a plan's coverage. */
import { setImmediate } from 'node:timers/promises';
import type { Course } from '../../survey/programme/reference.ts';
import type { Cover, PlanLine } from '../contract.ts';
import { allPlaces, type Places } from '../gap/allocate.ts';
import { coveredOf } from '../gap/covered.ts';
import type { End, Seated } from '../gap/seating.ts';
import type { Wanted } from '../gap/wanted.ts';
import { withLines } from './course.ts';
import type { PlanGround, PlanNeed } from './ground.ts';
import { seatedOf } from './seated.ts';

/** A need at all ends of its range; who has a seat today, and at each end with the plan. */
export interface Tallied {
  readonly need: Readonly<Record<End, PlanNeed>>;
  readonly today: Places;
  readonly planned: Readonly<Record<End, Places>>;
}

const ends = ['middle', 'low', 'high'] as const;

/** Lets others have their turn between two seatings. */
export async function talliesOf(
  ground: PlanGround,
  courses: readonly Course[],
  lines: readonly PlanLine[],
): Promise<Tallied[]> {
  const { needs } = ground;
  const seats = ground.teachings(withLines(courses, lines));
  const planned: Places[][] = [];
  for (const end of ends) {
    planned.push(seatedOf(ground, needs[end], seats));
    await setImmediate();
  }
  const today = lines.length === 0 ? planned[0]! : seatedOf(ground, needs.middle, ground.teachings(courses));
  const [middle, low, high] = planned as [Places[], Places[], Places[]];
  return needs.middle.map((need, index) => ({
    need: { middle: need, low: needs.low[index]!, high: needs.high[index]! },
    today: today[index]!,
    planned: { middle: middle[index]!, low: low[index]!, high: high[index]! },
  }));
}

// a plan has tens of thousands of needs: they are summed without making lists of parts of them
const sizeOf = <T>(some: readonly T[], part: (one: T) => Places): number =>
  some.reduce((sum, one) => sum + allPlaces(part(one)), 0);
function sumOf(some: readonly Tallied[], part: (one: Tallied) => Places): Places {
  const sum = { inPerson: 0, online: 0, either: 0, neither: 0 };
  for (const one of some) {
    const places = part(one);
    sum.inPerson += places.inPerson;
    sum.online += places.online;
    sum.either += places.either;
    sum.neither += places.neither;
  }
  return sum;
}

/**
 * @param cells  what is published of these people as a whole, undefined where it is not: its range is narrower than the sum of
 * its parts' ranges
 */
export function coverOf(tallied: readonly Tallied[], cells: readonly (Wanted | undefined)[]): Cover {
  const needed = (end: End) => sizeOf(tallied, ({ need }) => need[end]);
  const hasRange = tallied.every(({ need: { middle } }) => middle.low !== null && middle.high !== null);
  const [middle, low, high] = [needed('middle'), needed('low'), needed('high')];
  const range = hasRange ? (rangeOf(middle, cells) ?? { low, high }) : { low: null, high: null };
  const today = sizeOf(tallied, (one) => one.today);
  const seated = (end: End) => seatedAt(tallied, end);
  const at = { middle: seated('middle'), low: seated('low'), high: seated('high') };
  const cell = { ...about, n: peopleOf(tallied), places: at.middle.needed, ...range };
  return {
    ...{ needed: { estimate: middle, ...range }, hidden: cells.filter((cell) => cell === undefined).length, today },
    planned: sizeOf(tallied, ({ planned }) => planned.middle),
    todayShare: middle > 0 ? today / middle : null,
    plannedShare: coveredOf(at, cell),
  };
}

/** Null where part of it is not published. */
function rangeOf(needed: number, cells: readonly (Wanted | undefined)[]): { low: number; high: number } | null {
  const shown = cells.flatMap((cell) => (cell && cell.low !== null && cell.high !== null ? [cell] : []));
  const all = shown.reduce((total, { places }) => total + allPlaces(places), 0);
  if (all === 0 || shown.length < cells.length) return null;
  const end = (name: 'low' | 'high') => (needed * shown.reduce((total, cell) => total + cell[name]!, 0)) / all;
  return { low: end('low'), high: end('high') };
}

/**
 * Everybody who is in a group at all, also who counts in others for a part; of a group that is published as a whole as many as
 * are, since its parts are rounded. @param takeUp  0 to 1
 */
export function inFull(tallied: readonly Tallied[], cells: readonly (Wanted | undefined)[], takeUp: number): Tallied[] {
  const full = tallied.map((one) => multiplied(one, one.need.middle.times));
  const shown = cells.flatMap((cell) => cell ?? []);
  const needed = sizeOf(full, ({ need }) => need.middle);
  if (shown.length < cells.length || needed === 0) return full;
  const by = (takeUp * sizeOf(shown, ({ places }) => places)) / needed;
  return full.map((one) => multiplied(one, { inPerson: by, online: by, either: by, neither: by }));
}

function multiplied({ need, today, planned }: Tallied, times: Places): Tallied {
  const by = <T extends Places>(one: T): T => ({
    ...one,
    ...{ inPerson: one.inPerson * times.inPerson, online: one.online * times.online },
    ...{ either: one.either * times.either, neither: one.neither * times.neither },
  });
  return {
    need: { middle: by(need.middle), low: by(need.low), high: by(need.high) },
    today: by(today),
    planned: { middle: by(planned.middle), low: by(planned.low), high: by(planned.high) },
  };
}

/** A sum is of no single skill, place or group. */
const about = { skill: '', territory: null, group: null, state: 'shown' } as const;
const noSeats = { inPerson: 0, blended: 0, online: 0 };

function seatedAt(tallied: readonly Tallied[], end: End): Seated {
  const needed = sumOf(tallied, ({ need }) => need[end]);
  const covered = sumOf(tallied, ({ planned }) => planned[end]);
  const left = (way: keyof Places) => Math.max(0, needed[way] - covered[way]);
  return {
    ...{ needed, seats: noSeats },
    seating: {
      taken: noSeats,
      left: { inPerson: left('inPerson'), online: left('online'), either: left('either'), neither: left('neither') },
    },
  };
}

/** The same people stand behind all skills of a place and group. */
function peopleOf(tallied: readonly Tallied[]): number | null {
  const behind = new Map<string, number>();
  for (const { need } of tallied) {
    const { place, group, people } = need.middle;
    const key = `${place}\n${group}`;
    behind.set(key, Math.max(behind.get(key) ?? 0, people ?? 0));
  }
  const all = behind.values().reduce((total, one) => total + one, 0);
  return all > 0 ? all : null;
}
