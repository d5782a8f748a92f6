/**
 * Better plans than greedy's: the relaxation is rounded by chance, then again and again some editions that have to do with each
 * other are taken out and the money is spent anew, in another order; what is no worse stays (Shaw 1998; Ropke and Pisinger
 * 2006). Only offers that the prices find worth their money are looked at.
 */
import { dropEditions, holdEdition, keep, lackOf, mayHold, newDraft, type Draft } from './draft.ts';
import { fill, type Stop } from './greedy.ts';
import type { Network } from './network.ts';
import { normal, type Random } from './random.ts';
import type { Relaxed } from './relax.ts';

export interface SearchOptions {
  readonly random: Random;
  readonly rounds: number;
  /** so many rounds without anything better end it */
  readonly patience: number;
  readonly stop: Stop;
  readonly onBetter: (found: Found) => void;
}

/** A plan that was found. `floors`: covered person-places of each, by one seating for all. */
export interface Found {
  readonly counts: Int32Array;
  readonly covered: number;
  readonly floors: Float64Array;
  readonly lack: number;
}

export const foundAt = (draft: Draft): Found => ({
  ...{ counts: draft.counts.slice(), covered: draft.covered, floors: draft.floors.slice(), lack: lackOf(draft) },
});

/** Whether floors lack less, or as little while more are covered. */
export const isBetter = (one: Omit<Found, 'counts' | 'floors'>, other: Omit<Found, 'counts' | 'floors'>): boolean =>
  one.lack < other.lack - 1e-9 || (one.lack <= other.lack + 1e-9 && one.covered > other.covered + 1e-7);

/** The offers that a plan near the best can hold, by what they are worth beyond their money. */
export function shortlist({ offers, cost }: Network, { worth, perEuro, editions }: Relaxed, size: number): number[] {
  const surplus = (offer: number) => worth[offer]! - perEuro * cost[offer]!;
  return [...offers.keys()]
    .filter((offer) => worth[offer]! > 0 || editions[offer]! > 0.01)
    .sort((one, other) => surplus(other) - surplus(one))
    .slice(0, size);
}

/** Whole editions of the relaxation, then parts by chance, then what the money still pays. */
export function rounded(network: Network, { editions }: Relaxed, list: readonly number[], random: Random, stop: Stop) {
  const draft = newDraft(network);
  const parts = editions.map((own) => own - Math.floor(own + 1e-6));
  for (const offer of editions.keys())
    for (let edition = 1; edition <= editions[offer]! + 1e-6 && mayHold(draft, offer); edition += 1)
      holdEdition(draft, offer);
  const order = [...parts.keys()].filter((offer) => parts[offer]! > 0.05).map((offer) => ({ offer, key: random() / parts[offer]! })); // prettier-ignore
  for (const { offer, key } of order.toSorted((one, other) => one.key - other.key))
    if (key < 1.2 && mayHold(draft, offer)) holdEdition(draft, offer);
  fill(draft, list, { stop });
  return draft;
}

/**
 * Improves a draft in place. A little less than the best is put up with on the way, ever less of it (Dueck 1993).
 * @returns the best that was found
 */
export function improve(draft: Draft, list: readonly number[], options: SearchOptions): Found {
  const { random, rounds, patience, stop, onBetter } = options;
  let best = foundAt(draft);
  for (let [round, idle] = [0, 0]; round < rounds && idle < patience && !stop(); round += 1, idle += 1) {
    const undo = disturb(draft, list, random, stop);
    const now = { covered: draft.covered, lack: lackOf(draft) };
    const least = best.covered * (1 - 0.004 * (1 - round / rounds));
    if (isBetter(now, best)) {
      idle = 0;
      best = foundAt(draft);
      onBetter(best);
    } else if (now.lack > best.lack + 1e-9 || now.covered < least) undo();
  }
  return best;
}

function disturb(draft: Draft, list: readonly number[], random: Random, stop: Stop): () => void {
  const out = related(draft, random);
  const noise = 0.02 + 0.1 * random();
  const factors = new Map<number, number>();
  const favour = (offer: number) => {
    const factor = factors.get(offer) ?? Math.exp(noise * normal(random));
    factors.set(offer, factor);
    return factor;
  };
  const undo = keep(draft);
  dropEditions(draft, out);
  fill(draft, list, { stop, favour });
  return undo;
}

/** Some editions held: of one skill, of one neighbourhood, or any. */
function related({ network, counts }: Draft, random: Random): number[] {
  const held = [...counts.keys()].flatMap((offer) => Array<number>(counts[offer]!).fill(offer));
  if (held.length === 0) return [];
  const size = 1 + Math.floor(random() * Math.min(20, held.length));
  const seed = held[Math.floor(random() * held.length)]!;
  const [skills, sites] = [skillsOf(network, seed), sitesNear(network, seed)];
  const way = random();
  const near = held.filter((offer) => {
    if (way < 0.5) return network.offers[offer]!.some(({ skill }) => skills.has(skill));
    return way >= 0.8 || network.offers[offer]!.some(({ node }) => sites.has(node % network.sites));
  });
  const keyed = near.map((offer) => ({ offer, key: random() }));
  return keyed.toSorted((one, other) => one.key - other.key).slice(0, size).map(({ offer }) => offer);
}

const skillsOf = ({ offers }: Network, offer: number) => new Set(offers[offer]!.map(({ skill }) => skill));

function sitesNear({ offers, sites, edgeStart, edgePlace }: Network, offer: number): Set<number> {
  const site = offers[offer]![0]!.node % sites;
  return new Set([site, ...edgePlace.subarray(edgeStart[site]!, edgeStart[site + 1]!)]);
}
