/**
 * Better plans than greedy's: greed among the offers that the relaxation holds in part, then again and again some editions that have to do with each
 * other are taken out and the money is spent anew, in another order; what is no worse stays (Shaw 1998; Ropke and Pisinger
 * 2006). Only offers that the prices find worth their money are looked at.
 */
import { dropEditions, keep, lackOf, newDraft, type Draft } from './draft.ts';
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

/** A plan of the offers that the relaxation holds in part, by greed, in an order that chance changes a little. */
export function amongParts(network: Network, { editions }: Relaxed, noise: number, random: Random, stop: Stop): Draft {
  const draft = newDraft(network);
  const parts = [...editions.keys()].filter((offer) => editions[offer]! > 1e-3);
  fill(draft, parts, { stop, favour: someFavour(noise, random) });
  return draft;
}

/** For each offer a factor of its own, one when there is no noise. */
function someFavour(noise: number, random: Random): (offer: number) => number {
  const factors = new Map<number, number>();
  return (offer) => {
    const factor = factors.get(offer) ?? Math.exp(noise * normal(random));
    factors.set(offer, factor);
    return factor;
  };
}

/** Of what an edition covers: so much less is put up with at first. */
const patch = 0.15;
const editionsOf = ({ counts }: Draft) =>
  Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );

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
    const least = best.covered - (patch * (1 - round / rounds) * best.covered) / editionsOf(draft);
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
  const undo = keep(draft);
  dropEditions(draft, out);
  fill(draft, list, { stop, favour: someFavour(0.02 + 0.15 * random() ** 2, random) });
  return undo;
}

/** Some editions held: of one skill, of one neighbourhood, or any. */
function related({ network, counts }: Draft, random: Random): number[] {
  const held = [...counts.keys()].flatMap((offer) => Array<number>(counts[offer]!).fill(offer));
  if (held.length === 0) return [];
  const size = 1 + Math.floor(random() ** 2 * Math.min(30, held.length));
  const seed = held[Math.floor(random() * held.length)]!;
  const [skills, sites] = [skillsOf(network, seed), sitesNear(network, seed)];
  const way = random();
  const near = held.filter((offer) => {
    if (way < 0.5) return network.offers[offer]!.some(({ skill }) => skills.has(skill));
    return way >= 0.8 || network.offers[offer]!.some(({ node }) => sites.has(node % network.sites));
  });
  const keyed = near.map((offer) => ({ offer, key: random() }));
  return keyed
    .toSorted((one, other) => one.key - other.key)
    .slice(0, size)
    .map(({ offer }) => offer);
}

const skillsOf = ({ offers }: Network, offer: number) => new Set(offers[offer]!.map(({ skill }) => skill));

function sitesNear({ offers, sites, edgeStart, edgePlace }: Network, offer: number): Set<number> {
  const site = offers[offer]![0]!.node % sites;
  return new Set([site, ...edgePlace.subarray(edgeStart[site]!, edgeStart[site + 1]!)]);
}
