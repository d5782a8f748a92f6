/** Seats given out over the places of a level and the groups in them, at the demand and at both ends of its range. */
import { allPlaces, canConnect, scaled, seatInPlace, seatOnline, type Places, type Seating, type Seats } from './allocate.ts'; // prettier-ignore
import type { SeatLot } from './seats.ts';
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

/** Seats of a place for everybody in it: groups have a part of these, never more. */
export function seatsIn(lots: readonly SeatLot[], territory: string | null): Omit<Seats, 'online'> {
  const own = lots.filter((lot) => lot.territory === territory);
  return { inPerson: sumOf(own, 'inPerson'), blended: sumOf(own, 'blended') };
}

export const onlineSeats = (lots: readonly SeatLot[]): number => sumOf(lots, 'online');

const sumOf = (lots: readonly SeatLot[], kind: keyof Seats) =>
  lots.reduce((sum, lot) => (lot.kind === kind ? sum + lot.seats : sum), 0);

/** A place with its seats; `online` is its part of the seats that have no place. */
export interface Seated {
  readonly needed: Places;
  readonly seats: Seats;
  readonly seating: Seating;
}

/**
 * Gives each place its own seats, then the online ones in proportion to the people left who can use them.
 * @param everywhere  places needed in the whole territory; who lives where nothing is published is what is left of it
 * @param elsewhere  seats in those places
 */
export function seatPlaces(
  cells: readonly { readonly needed: Places; readonly seats: Omit<Seats, 'online'> }[],
  everywhere: Places,
  elsewhere: Omit<Seats, 'online'>,
  online: number,
): Seated[] {
  const first = cells.map(({ needed, seats }) => seatInPlace(needed, seats));
  const others = seatInPlace(lessAll(everywhere, cells), elsewhere);
  const pool = [...first, others].reduce((sum, { left }) => sum + canConnect(left), 0);
  return cells.map(({ needed, seats }, place) => {
    const share = pool > 0 ? online * (canConnect(first[place]!.left) / pool) : 0;
    return { needed, seats: { ...seats, online: share }, seating: seatOnline(first[place]!, share) };
  });
}

function lessAll(all: Places, cells: readonly { readonly needed: Places }[]): Places {
  const part = (name: keyof Places) =>
    Math.max(0, all[name] - cells.reduce((sum, { needed }) => sum + needed[name], 0));
  return { inPerson: part('inPerson'), online: part('online'), either: part('either'), neither: part('neither') };
}

/**
 * The seats of one group: those reserved for it, shared with the other groups they are reserved for, and its part of the
 * open ones, both in proportion to the places needed.
 * @param neededBy  places needed by each group, of everybody under the empty name
 */
export function seatsOfGroup(
  lots: readonly SeatLot[],
  group: string,
  place: Seats,
  neededBy: ReadonlyMap<string, number>,
): Seats {
  const weight = (own: readonly string[]) => {
    const among = own.length > 0 ? own : [''];
    if (own.length > 0 && !own.includes(group)) return 0;
    const all = among.reduce((sum, name) => sum + (neededBy.get(name) ?? 0), 0);
    return all > 0 ? Math.min(1, (neededBy.get(group) ?? 0) / all) : 0;
  };
  const own = (kind: keyof Seats) =>
    lots.reduce((sum, lot) => (lot.kind === kind ? sum + lot.seats * weight(lot.groups) : sum), 0);
  const online = onlineSeats(lots);
  // the place has only a part of the online seats, and so has the group of them
  const part = online > 0 ? place.online / online : 0;
  return { inPerson: own('inPerson'), blended: own('blended'), online: own('online') * part };
}

export const seatGroup = (needed: Places, seats: Seats): Seated => ({
  ...{ needed, seats, seating: seatOnline(seatInPlace(needed, seats), seats.online) },
});
