/** Looks after a proposal while it is made: the best so far, the bound, the time, and the wish to stop. */
import type { Proposal, ProposalProgress } from './problem.ts';
import type { ProposeOptions } from './propose.ts';
import { isBetter, type Found } from './search.ts';

type Phase = ProposalProgress['phase'];

export interface Watch {
  /** @returns what was told */
  found(found: Found, phase: Phase): Found;
  best(): Found;
  /** @param covered  what a plan was found to cover, when that is known before the plan is */
  bound(bound: number, covered?: number): void;
  least(): number;
  forgetBound(): void;
  /** Whether to stop, by somebody's wish or by the time. @param part  of the time limit that the phase may go up to */
  isOver(phase: Phase, part?: number): boolean;
  secondsLeft(part: number): number;
  ended(): Proposal['ended'];
}

/** Seconds between two messages, and what is left for reasons after a cancellation. */
const [pause, grace] = [0.25, 1];

export function startWatch({ timeLimit, isCancelled, tell }: ProposeOptions): Watch {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  let [best, least, told, ended]: [Found | null, number, number, Proposal['ended']] = [
    null,
    Infinity,
    -Infinity,
    'done',
  ];
  let cancelledAt: number | null = null;
  const report = (phase: Phase, covered = best?.covered ?? 0) => {
    if (seconds() - told < pause) return;
    told = seconds();
    const bound = least === Infinity ? null : Math.max(least, covered);
    const gap = bound === null || bound <= 0 ? null : (bound - covered) / bound;
    tell({ phase, seconds: told, covered, bound, gap });
  };
  return {
    found(found, phase) {
      if (best === null || isBetter(found, best)) best = found;
      report(phase);
      return found;
    },
    best: () => best!,
    bound(bound, covered) {
      least = Math.min(least, bound);
      report(covered === undefined ? 'bound' : 'exact', Math.max(covered ?? 0, best?.covered ?? 0));
    },
    least: () => least,
    forgetBound: () => void (least = Infinity),
    isOver(phase, part = 1) {
      if (cancelledAt === null && isCancelled()) [cancelledAt, ended] = [seconds(), 'cancelled'];
      if (phase === 'reasons') return seconds() > Math.min(timeLimit, (cancelledAt ?? Infinity) + grace);
      if (cancelledAt !== null) return true;
      if (seconds() <= timeLimit * part) return false;
      if (ended === 'done') ended = 'time';
      return true;
    },
    secondsLeft: (part) => Math.max(0, timeLimit * part - seconds()),
    ended: () => ended,
  };
}
