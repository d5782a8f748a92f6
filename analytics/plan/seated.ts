/** Who has a seat, with travel: as many people as can have one, by the seating of the proposal. */
import type { Places } from '../gap/allocate.ts';
import { newDraft } from './proposal/draft.ts';
import { attending, networkOf, type Network } from './proposal/network.ts';
import type { Need, Teaching } from './proposal/problem.ts';

interface Ground {
  readonly places: readonly string[];
  readonly reach: readonly (readonly number[])[];
}

/** The person-places of each need that have a seat, in the order of the needs. */
export function seatedOf({ places, reach }: Ground, needs: readonly Need[], existing: readonly Teaching[]): Places[] {
  const none = { offers: [], budget: 0, caps: [], floors: [] };
  const seats = existing.filter((one) => one.seats > 0);
  return coveredIn(networkOf({ ...none, places, reach, needs, existing: seats }), places, needs);
}

/** People whom the same seats are open to share them by what they need. */
function coveredIn(network: Network, places: readonly string[], needs: readonly Need[]): Places[] {
  const { seatings } = newDraft(network);
  const skills = new Map(network.skills.map(({ name }, index) => [name, index]));
  const sites = new Map(places.map((key, index) => [key, index]));
  return needs.map((need) => {
    const skill = skills.get(need.skill)!;
    const pair = sites.get(need.place)! * network.classes + network.people.of.get(need.group)!;
    const part = (way: 0 | 1 | 2) => {
      const all = network.skills[skill]!.demand[pair * 3 + way]!;
      return all > 0 ? need[attending[way]] * (seatings[skill]!.covered[pair * 3 + way]! / all) : 0;
    };
    return { inPerson: part(0), online: part(1), either: part(2), neither: 0 };
  });
}
