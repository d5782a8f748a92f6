/** Hours of a laboratory for who comes from outside. */
import type { Laboratory } from '../programme/reference.ts';

type Hours = Pick<Laboratory, 'outsideHours' | 'occupiedHours'>;

/** Hours a week that are open and not taken; never below zero. Null where nobody told the open ones. */
export function freeHours({ outsideHours, occupiedHours }: Hours): number | null {
  return outsideHours === null ? null : Math.max(0, outsideHours - (occupiedHours ?? 0));
}
