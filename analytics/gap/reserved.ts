/** Seats that are reserved for some groups. Nobody else can take one, so they are given out before those for everybody. */
import { byWay, type Places, type Seating, type Seats } from './allocate.ts';

/** Seats for the same groups; for everybody where these are none. */
export interface Reserved<S = Seats> {
  readonly groups: readonly string[];
  readonly seats: S;
}

/** People who need a place, and those of them who are in a group that seats are reserved for. Groups may overlap. */
export interface Crowd {
  readonly left: Places;
  readonly members: ReadonlyMap<string, Places>;
}

const membersIn = ({ members }: Crowd, groups: readonly string[]): Places =>
  byWay((way) => groups.reduce((sum, group) => sum + (members.get(group)?.[way] ?? 0), 0));

/** Who may take a seat that is reserved for these groups: all of them together, but never more than are left. */
export function admitted(crowd: Crowd, groups: readonly string[]): Places {
  const all = membersIn(crowd, groups);
  return byWay((way) => Math.min(crowd.left[way], all[way]));
}

/** @param give  seats those who are admitted */
export function seatReserved(
  crowd: Crowd,
  groups: readonly string[],
  give: (needed: Places) => Seating,
): { readonly taken: Seats; readonly crowd: Crowd } {
  const before = admitted(crowd, groups);
  const { taken, left } = give(before);
  return { taken, crowd: without(crowd, groups, byWay((way) => before[way] - left[way])) }; // prettier-ignore
}

/** Who has a seat needs none any more: in each of the groups so many, in proportion to its people. */
function without(crowd: Crowd, groups: readonly string[], seated: Places): Crowd {
  const all = membersIn(crowd, groups);
  const rest = (own: Places): Places =>
    byWay((way) => (all[way] > 0 ? own[way] * Math.max(0, 1 - seated[way] / all[way]) : 0));
  return {
    left: byWay((way) => crowd.left[way] - seated[way]),
    members: new Map([...crowd.members].map(([group, own]) => [group, groups.includes(group) ? rest(own) : own])),
  };
}
