/** The rows of the gap: skill by skill, each place with its seats, each group with its part of them. */
import type { GapRow, Seats } from '../contract.ts';
import { allPlaces, allSeats } from './allocate.ts';
import { coveredOf, isBelow } from './covered.ts';
import type { DemandTables } from './service.ts';
import {
  neededAt,
  onlineSeats,
  seatGroup,
  seatPlaces,
  seatsIn,
  seatsOfGroup,
  type End,
  type Seated,
} from './seating.ts';
import type { SeatLot } from './seats.ts';
import type { Wanted } from './wanted.ts';

const ends = ['middle', 'low', 'high'] as const;
type AtEnds = Readonly<Record<End, Seated>>;

/** @param takeUp  0 to 1 */
export function gapRows(
  { whole, byPlace, byGroup, cells }: DemandTables,
  lots: readonly SeatLot[],
  takeUp: number,
): GapRow[] {
  const lotsBy = Map.groupBy(lots, ({ skill }) => skill);
  const wholeBy = new Map(whole.cells.map((cell) => [cell.skill, cell]));
  const placesBy = Map.groupBy(byPlace.cells, ({ skill }) => skill);
  const groupsBy = Map.groupBy(byGroup?.cells ?? [], ({ skill }) => skill);
  const skills = [...new Set(cells.cells.map(({ skill }) => skill))];
  return skills.flatMap((skill) => {
    const own = lotsBy.get(skill) ?? [];
    const everywhere = wholeBy.get(skill)!;
    const seated = placeRows(placesBy.get(skill) ?? [], everywhere, own, takeUp);
    if (byGroup === null) return seated.map(({ cell, at, seats }) => rowOf(cell, at, seats, null));
    return groupRows(groupsBy.get(skill) ?? [], seated, everywhere, own, takeUp);
  });
}

interface PlaceRow {
  readonly cell: Wanted;
  /** null where the demand is not published */
  readonly at: AtEnds | null;
  /** seats of the place; without those online where nobody knows who could take them */
  readonly seats: Seats;
}

function placeRows(cells: readonly Wanted[], whole: Wanted, lots: readonly SeatLot[], takeUp: number): PlaceRow[] {
  const shown = cells.filter(({ state }) => state === 'shown');
  const hidden = cells.filter(({ state }) => state !== 'shown');
  const known = whole.state === 'shown';
  const elsewhere = hidden.map((cell) => seatsIn(lots, cell.territory));
  const rest = {
    inPerson: elsewhere.reduce((sum, seats) => sum + seats.inPerson, 0),
    blended: elsewhere.reduce((sum, seats) => sum + seats.blended, 0),
  };
  const seatedAt = (end: End) => {
    const own = shown.map((cell) => ({
      needed: neededAt(cell, end, takeUp, whole.places),
      seats: seatsIn(lots, cell.territory),
    }));
    return seatPlaces(own, neededAt(whole, end, takeUp, whole.places), rest, onlineSeats(lots));
  };
  const atEnds = known ? ends.map(seatedAt) : [];
  return cells.map((cell) => {
    const place = shown.indexOf(cell);
    const isTold = known && place >= 0;
    const at = isTold ? (Object.fromEntries(ends.map((end, index) => [end, atEnds[index]![place]!])) as AtEnds) : null;
    return { cell, at, seats: at?.middle.seats ?? { ...seatsIn(lots, cell.territory), online: 0 } };
  });
}

function groupRows(
  cells: readonly Wanted[],
  places: readonly PlaceRow[],
  whole: Wanted,
  lots: readonly SeatLot[],
  takeUp: number,
): GapRow[] {
  const byPlace = new Map(places.map((row) => [row.cell.territory, row]));
  return [...Map.groupBy(cells, ({ territory }) => territory)].flatMap(([territory, groups]) => {
    const place = byPlace.get(territory);
    const own = lots.filter((lot) => lot.kind === 'online' || lot.territory === territory);
    return groups.map((cell) => {
      const at =
        place?.at && cell.state === 'shown' ? groupAtEnds(cell, groups, place, place.at, own, whole, takeUp) : null;
      const none: Seats = { inPerson: 0, blended: 0, online: 0 };
      const below = at && place?.at ? isBelow(coveredOf(at, cell), coveredOf(place.at, place.cell)) : null;
      return rowOf(cell, at, at?.middle.seats ?? none, below);
    });
  });
}

function groupAtEnds(
  cell: Wanted,
  groups: readonly Wanted[],
  place: PlaceRow,
  all: AtEnds,
  lots: readonly SeatLot[],
  whole: Wanted,
  takeUp: number,
): AtEnds {
  const at = (end: End): Seated => {
    const size = (one: Wanted) => allPlaces(neededAt(one, end, takeUp, whole.places));
    const neededBy = new Map([['', size(place.cell)], ...groups.map((one) => [one.group ?? '', size(one)] as const)]);
    const seats = seatsOfGroup(lots, cell.group ?? '', all[end].seats, neededBy);
    return seatGroup(neededAt(cell, end, takeUp, whole.places), seats);
  };
  return { middle: at('middle'), low: at('low'), high: at('high') };
}

function rowOf(cell: Wanted, at: AtEnds | null, seats: Seats, belowShare: boolean | null): GapRow {
  const { skill, territory, group, state, n, places, low, high } = cell;
  if (at === null) {
    return {
      ...{ skill, territory, group, state: state === 'shown' ? 'not_published' : state, n: null, wanted: null },
      ...{
        needed: null,
        parts: null,
        seats,
        taken: null,
        left: null,
        gap: null,
        covered: null,
        spare: null,
        belowShare: null,
      },
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
    ...{
      needed: ranged((one) => allPlaces(one.needed)),
      parts: needed,
      seats,
      taken: seating.taken,
      left: seating.left,
    },
    ...{
      gap: ranged((one) => allPlaces(one.seating.left)),
      covered: coveredOf(at, cell),
      spare: allSeats(seats) - allSeats(seating.taken),
      belowShare,
    },
  };
}
