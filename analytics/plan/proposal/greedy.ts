/**
 * One edition after the other, each time the one that newly covers most people per euro: first of those whose floor is not
 * kept, then of all. What an edition adds never grows as others join it, so what it added earlier is an upper bound, and
 * only the editions on top are looked at again (Minoux 1978).
 */
import { holdEdition, mayHold, tryEdition, type Draft } from './draft.ts';
import { newHeap, type Heap } from './heap.ts';
import { openRelief } from './relief.ts';
import { nothing, type Seated } from './seating.ts';

/** Somebody's wish to stop, asked between two steps. */
export type Stop = () => boolean;

/** One step: the offer and the next best one at that moment, -1 where there is none. */
export interface Step {
  readonly offer: number;
  readonly leftOut: number;
  readonly leftOutCovered: number;
}

/** Is told each step with those whom the edition seats. */
export type OnStep = (step: Step, seated: Seated) => void;

export interface FillOptions {
  readonly stop: Stop;
  /** nothing more is wanted once the floors are kept */
  readonly floorsOnly?: boolean;
  readonly onStep?: OnStep | undefined;
  /** what an offer's worth is multiplied by, to try another order */
  readonly favour?: (offer: number) => number;
}

/** Fills a draft up. @param offers  those that may be taken */
export function fill(draft: Draft, offers: Iterable<number>, options: FillOptions): void {
  const among = [...offers];
  while (draft.wanted !== null && fillFor(draft, among, 'relief', options));
  if (!options.floorsOnly) fillFor(draft, among, 'covered', options);
}

/** @returns whether an edition was held, and the floors may want others now */
function fillFor(
  draft: Draft,
  offers: readonly number[],
  by: 'relief' | 'covered',
  { stop, onStep, favour = () => 1 }: FillOptions,
): boolean {
  const { cost, seats } = draft.network;
  const perEuro = (own: number, offer: number) => (own * favour(offer)) / Math.max(cost[offer]!, 1e-3);
  const isOpenOnly = by === 'relief' && draft.network.effort.tried < Infinity;
  const gain = (offer: number) => (isOpenOnly ? openRelief(draft, offer) : tryEdition(draft, offer)[by]);
  const worth = (offer: number) => perEuro(gain(offer), offer);
  const times = by === 'relief' ? draft.wanted!.reduce((most, own) => Math.max(most, own), 0) : 1;
  const heap = newHeap();
  const fresh = new Map<number, number>();
  // nobody is asked before it could be the best with all its seats taken
  for (const offer of offers) if (mayHold(draft, offer)) heap.push(offer, perEuro(times * seats[offer]!, offer));
  const stepTo = (offer: number): Step => {
    const next = takeBest(draft, heap, fresh, worth);
    if (next >= 0) heap.push(next, fresh.get(next)!);
    return { offer, leftOut: next, leftOutCovered: next < 0 ? 0 : tryEdition(draft, next).covered };
  };
  let held = false;
  for (;;) {
    if (stop()) return false;
    const best = takeBest(draft, heap, fresh, worth);
    if (best < 0) return held;
    const step = onStep && stepTo(best);
    const kept = draft.wanted;
    const seated = holdEdition(draft, best);
    if (step) onStep(step, seated);
    held = true;
    const key = fresh.get(best)!;
    fresh.clear();
    heap.push(best, key);
    if (by === 'relief' && (draft.wanted === null || kept?.some((one, pair) => one !== draft.wanted![pair])))
      return true;
  }
}

/** Takes the best offer out of the heap; -1 when none is left. */
function takeBest(draft: Draft, heap: Heap, fresh: Map<number, number>, worth: (offer: number) => number): number {
  while (heap.size > 0) {
    const offer = heap.pop();
    if (!mayHold(draft, offer)) continue;
    if (fresh.has(offer)) return offer;
    const key = worth(offer);
    fresh.set(offer, key);
    if (key > nothing * 1e-3) heap.push(offer, key);
  }
  return -1;
}
