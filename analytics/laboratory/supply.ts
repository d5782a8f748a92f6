/** Hours a year that laboratories have for who comes from outside, by skill and place. */
import type { Laboratory } from '../../survey/programme/reference.ts';
import { freeHours } from '../../survey/laboratory/hours.ts';
import type { LabGap } from '../contract.ts';

/** Free hours a year of one laboratory for one skill. */
export interface HourLot {
  readonly skill: string;
  readonly territory: string | null;
  readonly laboratory: string;
  readonly hours: number;
}

export interface HourSupply {
  readonly lots: readonly HourLot[];
  readonly told: LabGap['supply'];
}

/** @param placeOf  the code of the level that a place lies in; null where it lies in none */
export function hourSupply(
  laboratories: readonly Laboratory[],
  weeks: number,
  placeOf: (territory: string | null) => string | null,
  isDivided: boolean,
): HourSupply {
  const placed = laboratories.map((one) => ({ one, territory: isDivided ? placeOf(one.territory) : null }));
  const inside = placed.filter(({ territory }) => !isDivided || territory !== null);
  const sum = (some: readonly Laboratory[], value: (one: Laboratory) => number) =>
    weeks * some.reduce((all, one) => all + value(one), 0);
  const free = (one: Laboratory) => freeHours(one) ?? 0;
  const all = sum(laboratories, free);
  const open = sum(laboratories, ({ outsideHours }) => outsideHours ?? 0);
  return {
    lots: inside.flatMap(({ one, territory }) => lotsOf(one, weeks, territory)),
    told: {
      laboratories: laboratories.length,
      closed: laboratories.filter(({ outsideHours }) => outsideHours === 0).length,
      full: laboratories.filter((one) => one.outsideHours !== 0 && freeHours(one) === 0).length,
      unknown: laboratories.filter(({ outsideHours }) => outsideHours === null).length,
      ...{ open, taken: open - all, free: all },
      unplaced:
        all -
        sum(
          inside.map(({ one }) => one),
          free,
        ),
    },
  };
}

/** An hour that serves several skills is counted once: each has an equal part of it. Without a free hour there is none. */
function lotsOf(one: Laboratory, weeks: number, territory: string | null): HourLot[] {
  const hours = weeks * (freeHours(one) ?? 0);
  if (hours === 0) return [];
  return one.skills.map((skill) => ({ skill, territory, laboratory: one.key, hours: hours / one.skills.length }));
}
