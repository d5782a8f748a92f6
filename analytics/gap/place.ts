/** The places of a level with their seats, of one skill. */
import type { Seats } from '../contract.ts';
import { allSeats } from './allocate.ts';
import { membersElsewhere, membersIn, type OfSkill } from './member.ts';
import { lessAll, neededAt, seatTowns, type End, type SeatedTown, type Town } from './seating.ts';
import type { SeatLot } from './seats.ts';
import { onlineIn, stockIn, type Stock } from './stock.ts';
import type { Wanted } from './wanted.ts';

export const ends = ['middle', 'low', 'high'] as const;
export type AtEnds<S> = Readonly<Record<End, S>>;

export const atEnds = <S>(at: (end: End) => S): AtEnds<S> => ({
  middle: at('middle'),
  low: at('low'),
  high: at('high'),
});

/** One skill: who wants it, everywhere, by place, and in the groups that seats are reserved for, and the seats. */
export interface SkillGround {
  readonly whole: Wanted;
  readonly places: readonly Wanted[];
  readonly members: OfSkill;
  readonly lots: readonly SeatLot[];
  /** 0 to 1 */
  readonly takeUp: number;
}

export interface PlaceRow {
  readonly cell: Wanted;
  /** null where the demand is not published */
  readonly at: AtEnds<SeatedTown> | null;
  /** seats of the place; without those online where nobody knows who could take them */
  readonly seats: Seats;
  /** how many of these are reserved */
  readonly reserved: number;
}

export function placeRows(ground: SkillGround): PlaceRow[] {
  const lotsBy = Map.groupBy(ground.lots, ({ territory }) => territory);
  const stocks = ground.places.map(({ territory }) => stockIn(lotsBy.get(territory) ?? []));
  const isShown = ({ state }: Wanted) => state === 'shown' && ground.whole.state === 'shown';
  const seated = ground.places.some(isShown) ? atEnds((end) => seatedAt(ground, stocks, end)) : null;
  return ground.places.map((cell, place) => {
    if (seated === null || !isShown(cell)) return hiddenRow(cell, stocks[place]!);
    const at = atEnds((end) => seated[end][place]!);
    const { seats, reserved } = at.middle;
    return { cell, at, seats, reserved: reserved.reduce((sum, one) => sum + allSeats(one.seats), 0) };
  });
}

const hiddenRow = (cell: Wanted, { all, some }: Stock): PlaceRow => ({ cell, at: null, seats: all, reserved: some });

/** Every place at one end of the range; who lives where nothing is published is one place more. */
function seatedAt(ground: SkillGround, stocks: readonly Stock[], end: End): (SeatedTown | null)[] {
  const { whole, places, members, lots, takeUp } = ground;
  const everybody = { whole, end, takeUp };
  const shown = places.flatMap((cell, place): Town[] => {
    if (cell.state !== 'shown') return [];
    const needed = neededAt(cell, end, takeUp, whole.places);
    const { open, reserved } = stocks[place]!;
    return [{ needed, members: membersIn(members, cell, everybody), open, reserved }];
  });
  const hidden = new Set(places.filter(({ state }) => state !== 'shown').map(({ territory }) => territory));
  const { open, reserved } = stockIn(lots.filter(({ territory }) => hidden.has(territory)));
  const elsewhere: Town = {
    needed: lessAll(
      neededAt(whole, end, takeUp, whole.places),
      shown.map(({ needed }) => needed),
    ),
    members: membersElsewhere(
      members,
      everybody,
      shown.map((town) => town.members),
    ),
    ...{ open, reserved },
  };
  const seated = seatTowns([...shown, elsewhere], onlineIn(lots));
  let next = 0;
  return places.map(({ state }) => (state === 'shown' ? seated[next++]! : null));
}
