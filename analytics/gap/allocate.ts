/** Who gets a seat: people by how they can attend, seats by what they ask of who takes them (docs/method.md). */

import type { Places, Seats } from '../contract.ts';

export type { Places, Seats };

/** What comes of them: `left` are the places without a seat, `taken` the seats in use. */
export interface Seating {
  readonly taken: Seats;
  readonly left: Places;
}

export const byWay = (value: (way: keyof Places) => number): Places => ({
  ...{ inPerson: value('inPerson'), online: value('online'), either: value('either'), neither: value('neither') },
});

/** Places needed by some of those who want one. @param share  0 to 1, or a factor of the demand at an end of its range */
export const scaled = (places: Places, share: number): Places => byWay((way) => places[way] * share);

export const noSeats: Seats = { inPerson: 0, blended: 0, online: 0 };
export const addedSeats = (one: Seats, other: Seats): Seats => ({
  ...{ inPerson: one.inPerson + other.inPerson, blended: one.blended + other.blended },
  online: one.online + other.online,
});
export const scaledSeats = ({ inPerson, blended, online }: Seats, share: number): Seats => ({
  ...{ inPerson: inPerson * share, blended: blended * share, online: online * share },
});

export const allPlaces = ({ inPerson, online, either, neither }: Places): number =>
  inPerson + online + either + neither;
export const allSeats = ({ inPerson, blended, online }: Seats): number => inPerson + blended + online;

/** How many are left who could take a seat online. */
export const canConnect = ({ online, either }: Places): number => online + either;

/**
 * Seats that have a place: the blended to who can do either, the classroom's to who can only come, then to either. No
 * other order leaves fewer people without a seat, because each kind takes first whom no other kind can.
 */
export function seatInPlace(needed: Places, seats: Pick<Seats, 'inPerson' | 'blended'>): Seating {
  const blended = Math.min(seats.blended, needed.either);
  const only = Math.min(seats.inPerson, needed.inPerson);
  const either = Math.min(seats.inPerson - only, needed.either - blended);
  return {
    taken: { blended, inPerson: only + either, online: 0 },
    left: { ...needed, inPerson: needed.inPerson - only, either: needed.either - blended - either },
  };
}

/** All seats of one place, to the same people. */
export const seatAt = (needed: Places, seats: Seats): Seating => seatOnline(seatInPlace(needed, seats), seats.online);

/** Seats online, after those that have a place: to who can only connect, then to either. */
export function seatOnline({ taken, left }: Seating, seats: number): Seating {
  const only = Math.min(seats, left.online);
  const either = Math.min(seats - only, left.either);
  return {
    taken: { ...taken, online: taken.online + only + either },
    left: { ...left, online: left.online - only, either: left.either - either },
  };
}
