/** The part of the needed places that has a seat, and whether a group has surely a smaller part than everybody. */
import { wilson } from '../estimate/proportion.ts';
import { allPlaces } from './allocate.ts';
import type { End, Seated } from './seating.ts';
import type { Wanted } from './wanted.ts';

/** A number with its range; without one, as in a census, both ends are null. */
export interface Ranged {
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Both ends of a range of 95 % are so many standard errors apart. */
const apart = 3.92;

/**
 * The range has two parts: the demand may be less or more, and of so few people who want a place by chance more or fewer
 * can use the seats that there are (the score interval of the share among them). Null where nothing is needed.
 */
export function coveredOf(at: Readonly<Record<End, Seated>>, cell: Wanted): Ranged | null {
  const share = ({ needed, seating }: Seated) => 1 - allPlaces(seating.left) / allPlaces(needed);
  if (allPlaces(at.middle.needed) === 0) return null;
  const estimate = Math.max(0, share(at.middle));
  const people = effective(cell);
  if (people === null) return { estimate, low: null, high: null };
  const ends = [at.low, at.high].filter(({ needed }) => allPlaces(needed) > 0).map(share);
  const all = [estimate, ...ends, ...wilson(estimate, people)];
  return { estimate, low: Math.max(0, Math.min(...all)), high: Math.min(1, Math.max(...all)) };
}

/** As how many people who want a place those count who stand behind a cell: of those counted themselves, of a total fewer. */
function effective({ places, low, high, n }: Wanted): number | null {
  if (low === null || high === null || n === null) return null;
  const relative = (high - low) / (apart * allPlaces(places));
  return 1 / (relative ** 2 + 1 / n);
}

/** The ranges have no value in common. */
export function isBelow(own: Ranged | null, all: Ranged | null): boolean {
  if (own === null || all === null) return false;
  return (own.high ?? own.estimate) < (all.low ?? all.estimate);
}
