/** The rows of the gap: skill by skill, each place with its seats, each group with its part of them. */
import type { GapRow, Seats } from '../contract.ts';
import { allPlaces, allSeats, noSeats } from './allocate.ts';
import { coveredOf, isBelow } from './covered.ts';
import { membersOf } from './member.ts';
import { atEnds, placeRows, type AtEnds, type PlaceRow, type SkillGround } from './place.ts';
import { neededAt, seatGroup, seatOthers, type End, type Seated, type SeatedGroup } from './seating.ts';
import type { SeatLot } from './seats.ts';
import type { DemandTables } from './tables.ts';
import type { Wanted } from './wanted.ts';

/** @param takeUp  0 to 1 */
export function gapRows(tables: DemandTables, lots: readonly SeatLot[], takeUp: number): GapRow[] {
  const { whole, byPlace, byGroup, cells } = tables;
  const skills = new Set(cells.cells.map(({ skill }) => skill));
  const members = membersOf(tables.members, lots, skills);
  const lotsBy = Map.groupBy(lots, ({ skill }) => skill);
  const wholeBy = new Map(whole.cells.map((cell) => [cell.skill, cell]));
  const placesBy = Map.groupBy(byPlace.cells, ({ skill }) => skill);
  const groupsBy = Map.groupBy(byGroup?.cells ?? [], ({ skill }) => skill);
  return [...skills].flatMap((skill) => {
    const ground: SkillGround = {
      ...{ whole: wholeBy.get(skill)!, places: placesBy.get(skill) ?? [], members: members.get(skill) ?? new Map() },
      ...{ lots: lotsBy.get(skill) ?? [], takeUp },
    };
    const places = placeRows(ground);
    if (byGroup === null) return places.map(placeRow);
    return groupRows(groupsBy.get(skill) ?? [], places, ground, tables.isReservable);
  });
}

function placeRow({ cell, at, seats, reserved }: PlaceRow): GapRow {
  const taken = at === null ? null : allSeats(at.middle.reservedTaken);
  return rowOf(cell, at, { seats, reserved: { seats: reserved, taken }, belowShare: null });
}

/** @param isReservable  whether the groups are such that seats may be reserved for */
function groupRows(
  cells: readonly Wanted[],
  places: readonly PlaceRow[],
  ground: SkillGround,
  isReservable: boolean,
): GapRow[] {
  const byPlace = new Map(places.map((row) => [row.cell.territory, row]));
  return [...Map.groupBy(cells, ({ territory }) => territory)].flatMap(([territory, groups]) => {
    const place = byPlace.get(territory);
    return groups.map((cell) => {
      if (!place?.at || cell.state !== 'shown') return rowOf(cell, null, hiddenGroup);
      const at = groupAtEnds(cell, groups, place.at, ground, isReservable);
      const { seats, reserved } = at.middle;
      const belowShare = isBelow(coveredOf(at, cell), coveredOf(place.at, place.cell));
      const told = reserved && { seats: allSeats(reserved.seats), taken: allSeats(reserved.taken) };
      return rowOf(cell, at, { seats, reserved: told, belowShare });
    });
  });
}

function groupAtEnds(
  cell: Wanted,
  groups: readonly Wanted[],
  place: NonNullable<PlaceRow['at']>,
  { whole, takeUp }: SkillGround,
  isReservable: boolean,
): AtEnds<SeatedGroup> {
  return atEnds((end: End) => {
    const needed = (one: Wanted) => neededAt(one, end, takeUp, whole.places);
    if (!isReservable) return seatOthers(needed(cell), place[end]);
    const sizes = new Map(groups.map((one) => [one.group ?? '', one.state === 'shown' ? allPlaces(needed(one)) : 0]));
    return seatGroup(needed(cell), cell.group ?? '', place[end], sizes);
  });
}

type About = Pick<GapRow, 'reserved' | 'belowShare'> & { readonly seats: Seats };
const hiddenGroup: About = { seats: noSeats, reserved: null, belowShare: null };

function rowOf(cell: Wanted, at: AtEnds<Seated> | null, { seats, reserved, belowShare }: About): GapRow {
  const { skill, territory, group, state, n, places, low, high } = cell;
  if (at === null) {
    return {
      ...{ skill, territory, group, state: state === 'shown' ? 'not_published' : state, n: null, wanted: null },
      ...{ needed: null, parts: null, seats, reserved, taken: null, left: null, gap: null },
      ...{ covered: null, spare: null, belowShare: null },
    };
  }
  const { needed, seating } = at.middle;
  const ranged = (value: (seated: Seated) => number) => ({
    estimate: value(at.middle),
    low: low === null ? null : value(at.low),
    high: high === null ? null : value(at.high),
  });
  return {
    ...{ skill, territory, group, state, n, wanted: { estimate: allPlaces(places), low, high } },
    ...{ needed: ranged((one) => allPlaces(one.needed)), parts: needed, seats, reserved },
    ...{ taken: seating.taken, left: seating.left, gap: ranged((one) => allPlaces(one.seating.left)) },
    ...{ covered: coveredOf(at, cell), spare: allSeats(seats) - allSeats(seating.taken), belowShare },
  };
}
