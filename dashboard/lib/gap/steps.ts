/** The arithmetic of one row, as docs/method.md writes its example: from the places wanted to those without a seat. */
import type { GapRow, Places } from '../../../analytics/contract.ts';

export const ways = ['inPerson', 'online', 'either', 'neither'] as const satisfies (keyof Places)[];

/** A line of the table: what it takes or leaves, by how people can attend; null where nothing is said. */
export interface Step {
  readonly name: 'wanted' | 'needed' | 'blended' | 'classroom' | 'left' | 'online' | 'without';
  readonly parts: Readonly<Record<keyof Places, number | null>>;
  readonly all: number | null;
  /** seats that are offered to them */
  readonly seats: number | null;
}

const nothing = { inPerson: null, online: null, either: null, neither: null } as const;

/**
 * Null where the demand is not told.
 * @param takeUp  0 to 1
 */
export function stepsOf({ wanted, needed, parts, seats, taken, left, gap }: GapRow, takeUp: number): Step[] | null {
  if (!wanted || !needed || !parts || !taken || !left || !gap) return null;
  const wished = byWay((way) => parts[way] / takeUp);
  const classroomOnly = parts.inPerson - left.inPerson;
  const onlineOnly = parts.online - left.online;
  const [classroomEither, onlineEither] = [taken.inPerson - classroomOnly, taken.online - onlineOnly];
  const afterPlace = { ...parts, inPerson: left.inPerson, either: parts.either - taken.blended - classroomEither };
  return [
    { name: 'wanted', parts: wished, all: wanted.estimate, seats: null },
    { name: 'needed', parts, all: needed.estimate, seats: null },
    { name: 'blended', parts: { ...nothing, either: -taken.blended }, all: -taken.blended, seats: seats.blended },
    {
      ...{ name: 'classroom', parts: { ...nothing, inPerson: -classroomOnly, either: -classroomEither } },
      ...{ all: -taken.inPerson, seats: seats.inPerson },
    },
    { name: 'left', parts: afterPlace, all: sum(afterPlace), seats: null },
    {
      ...{ name: 'online', parts: { ...nothing, online: -onlineOnly, either: -onlineEither } },
      ...{ all: -taken.online, seats: seats.online },
    },
    { name: 'without', parts: left, all: gap.estimate, seats: null },
  ];
}

const byWay = (value: (way: keyof Places) => number): Places => ({
  ...{ inPerson: value('inPerson'), online: value('online'), either: value('either'), neither: value('neither') },
});
const sum = ({ inPerson, online, either, neither }: Places): number => inPerson + online + either + neither;
