/** Seats given out over the places of a level and the groups in them, at the demand and at both ends of its range. */
import {
  addedSeats,
  allPlaces,
  byWay,
  canConnect,
  noSeats,
  scaled,
  scaledSeats,
  seatAt,
  seatInPlace,
  seatOnline,
  type Places,
  type Seating,
  type Seats,
} from './allocate.ts';
import { admitted, seatReserved, type Crowd, type Reserved } from './reserved.ts';
import type { Wanted } from './wanted.ts';

export type End = 'middle' | 'low' | 'high';

/** Person-places needed in a cell at one end of the range. @param takeUp  0 to 1 */
export function neededAt(cell: Wanted, end: End, takeUp: number, mix: Places): Places {
  const { places, low, high } = cell;
  const wanted = allPlaces(places);
  const aim = end === 'low' ? (low ?? wanted) : end === 'high' ? (high ?? wanted) : wanted;
  // where nobody wants a place, those who may come are taken to be like everybody
  const like = wanted > 0 ? places : mix;
  const size = allPlaces(like);
  return size > 0 ? scaled(like, (takeUp * aim) / size) : { ...places, either: takeUp * aim };
}

/** A place with who needs a seat there, and the seats that it has of its own. */
export interface Town {
  readonly needed: Places;
  /** of the groups that seats are reserved for; people of several are in each */
  readonly members: ReadonlyMap<string, Places>;
  readonly open: Seats;
  readonly reserved: readonly Reserved[];
}

/** Seats that have no place. */
export interface Online {
  readonly open: number;
  readonly reserved: readonly Reserved<number>[];
}

/** Some people and the seats that are for them. */
export interface Seated {
  readonly needed: Places;
  readonly seats: Seats;
  readonly seating: Seating;
}

/** A place with its seats, and its part of the seats that have no place. */
export interface SeatedTown extends Seated {
  readonly open: Seats;
  readonly reserved: readonly Reserved[];
  /** of the reserved seats */
  readonly reservedTaken: Seats;
  /** who has none of the reserved seats */
  readonly others: Places;
}

interface Begun {
  readonly crowd: Crowd;
  readonly taken: Seats;
  readonly reserved: readonly Reserved[];
}

/**
 * First the reserved seats, each to its groups, then those for everybody; of both those of a place first, then the online
 * ones, in proportion to the people left who can use them.
 */
export function seatTowns(towns: readonly Town[], online: Online): SeatedTown[] {
  const begun = online.reserved.reduce(withOnline, towns.map(inPlace));
  const first = begun.map(({ crowd }, at) => seatInPlace(crowd.left, towns[at]!.open));
  const shares = sharesOf(
    online.open,
    first.map(({ left }) => canConnect(left)),
  );
  return begun.map(({ crowd, taken, reserved }, at) => {
    const open = { ...towns[at]!.open, online: shares[at]! };
    const rest = seatOnline(first[at]!, open.online);
    const seats = reserved.reduce((sum, one) => addedSeats(sum, one.seats), open);
    const seating = { taken: addedSeats(taken, rest.taken), left: rest.left };
    return { needed: towns[at]!.needed, seats, seating, open, reserved, reservedTaken: taken, others: crowd.left };
  });
}

const inPlace = ({ needed, members, reserved }: Town): Begun =>
  reserved.reduce((begun: Begun, { groups, seats }) => withSeats(begun, groups, seats), {
    ...{ crowd: { left: needed, members }, taken: noSeats, reserved: [] },
  });

/** Seats online that are reserved for some: to every place in proportion to those left there who can use them. */
function withOnline(towns: readonly Begun[], { groups, seats }: Reserved<number>): Begun[] {
  const shares = sharesOf(
    seats,
    towns.map(({ crowd }) => canConnect(admitted(crowd, groups))),
  );
  return towns.map((town, at) => withSeats(town, groups, { ...noSeats, online: shares[at]! }));
}

function withSeats({ crowd, taken, reserved }: Begun, groups: readonly string[], seats: Seats): Begun {
  const next = seatReserved(crowd, groups, (needed) => seatAt(needed, seats));
  return {
    ...{ crowd: next.crowd, taken: addedSeats(taken, next.taken) },
    reserved: [...reserved, { groups, seats }],
  };
}

function sharesOf(all: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((one, other) => one + other, 0);
  return weights.map((weight) => (sum > 0 ? (all * weight) / sum : 0));
}

/** What is left of everybody: the people who live where nothing is published. */
export const lessAll = (all: Places, parts: readonly Places[]): Places =>
  byWay((way) => Math.max(0, all[way] - parts.reduce((sum, part) => sum + part[way], 0)));

/** Some of the people of a place. `reserved`: of their seats, null where nobody knows who of them may take these. */
export interface SeatedGroup extends Seated {
  readonly reserved: { readonly seats: Seats; readonly taken: Seats } | null;
}

/**
 * A target group: of the seats reserved for several its part by the places needed, then of the open ones its part by who is
 * left.
 * @param sizes  places needed by each group
 */
export function seatGroup(
  needed: Places,
  group: string,
  town: SeatedTown,
  sizes: ReadonlyMap<string, number>,
): SeatedGroup {
  const own = town.reserved
    .filter(({ groups }) => groups.includes(group))
    .reduce((sum, { groups, seats }) => addedSeats(sum, scaledSeats(seats, partOf(group, groups, sizes))), noSeats);
  const first = seatAt(needed, own);
  const open = scaledSeats(town.open, ratio(allPlaces(first.left), allPlaces(town.others)));
  const { taken, left } = seatAt(first.left, open);
  return {
    ...{ needed, seats: addedSeats(own, open), seating: { taken: addedSeats(first.taken, taken), left } },
    reserved: { seats: own, taken: first.taken },
  };
}

function partOf(group: string, groups: readonly string[], sizes: ReadonlyMap<string, number>): number {
  const size = (one: string) => sizes.get(one) ?? 0;
  return ratio(
    size(group),
    groups.reduce((sum, one) => sum + size(one), 0),
  );
}

const ratio = (part: number, all: number) => (all > 0 ? Math.min(1, part / all) : 0);

/** Any other group: of all seats that its place can use its part by the places needed. */
export function seatOthers(needed: Places, { open, reservedTaken, needed: all }: SeatedTown): SeatedGroup {
  const seats = scaledSeats(addedSeats(open, reservedTaken), ratio(allPlaces(needed), allPlaces(all)));
  return { needed, seats, seating: seatAt(needed, seats), reserved: null };
}
