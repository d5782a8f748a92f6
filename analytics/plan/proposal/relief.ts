/** What an edition brings the floors that are not kept, without seating anybody. */
import type { Draft } from './draft.ts';
import { nothing } from './seating.ts';

/** If nobody changes seats: less than it could be, and soon told. */
export function openRelief({ network, seatings, wanted }: Draft, offer: number): number {
  const { sites, edgeStart, edgePlace, classes, skills, offers } = network;
  let relief = 0;
  for (const { skill, node, seats } of wanted === null ? [] : offers[offer]!) {
    const pool = skills[skill]!.pools[Math.floor(node / sites)]!;
    const { demand } = skills[skill]!;
    let [open, weighed] = [0, 0];
    for (let edge = edgeStart[node % sites]!; edge < edgeStart[(node % sites) + 1]!; edge += 1)
      for (const one of pool.classes) {
        const pair = edgePlace[edge]! * classes + one;
        for (const way of wanted![pair]! > 0 ? pool.serves : []) {
          const people = demand[pair * 3 + way]! - seatings[skill]!.covered[pair * 3 + way]!;
          open += people;
          weighed += people * wanted![pair]!;
        }
      }
    if (open > nothing) relief += Math.min(1, seats / open) * weighed;
  }
  return relief;
}
