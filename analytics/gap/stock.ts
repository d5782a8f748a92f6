/** The seats of one skill as they are given out: by place, and by whom they are for. */
import { allSeats, noSeats, type Seats } from './allocate.ts';
import type { Reserved } from './reserved.ts';
import type { Online } from './seating.ts';
import type { SeatLot } from './seats.ts';

/** Of one place; `all` are the open ones and the reserved ones together. */
export interface Stock {
  readonly open: Seats;
  readonly reserved: readonly Reserved[];
  readonly all: Seats;
  /** how many are reserved */
  readonly some: number;
}

/** Seats of these places, for everybody and for each combination of groups: those for fewest groups first. */
export function stockIn(lots: readonly SeatLot[]): Stock {
  const placed = lots.filter(({ kind }) => kind !== 'online');
  const [open = [], ...reserved] = byGroups(placed);
  const sets = reserved.map((own) => ({ groups: own[0]!.groups, seats: seatsOf(own) }));
  const some = sets.reduce((sum, { seats }) => sum + allSeats(seats), 0);
  return { open: seatsOf(open), reserved: sets, all: seatsOf(placed), some };
}

export function onlineIn(lots: readonly SeatLot[]): Online {
  const [open = [], ...reserved] = byGroups(lots.filter(({ kind }) => kind === 'online'));
  return {
    open: seatsOf(open).online,
    reserved: reserved.map((own) => ({ groups: own[0]!.groups, seats: seatsOf(own).online })),
  };
}

/** Those for everybody first, even where there are none. */
function byGroups(lots: readonly SeatLot[]): SeatLot[][] {
  const keyOf = ({ groups }: SeatLot) => groups.toSorted().join();
  const sets = Map.groupBy(lots, keyOf);
  const reserved = [...sets].filter(([key]) => key !== '').toSorted(fewestFirst);
  return [sets.get('') ?? [], ...reserved.map(([, own]) => own)];
}

const fewestFirst = ([one, [first]]: [string, SeatLot[]], [other, [second]]: [string, SeatLot[]]) =>
  first!.groups.length - second!.groups.length || (one < other ? -1 : 1);

function seatsOf(lots: readonly SeatLot[]): Seats {
  return lots.reduce((sum, { kind, seats }) => ({ ...sum, [kind]: sum[kind] + seats }), noSeats);
}
