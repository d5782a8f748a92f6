/** Makes proposals beside the server: they take a minute of a processor, and nobody shall wait for it. */
import { inThread } from '../../../data/thread.ts';
import type { Proposal, ProposalMethod, ProposalProblem, ProposalProgress } from './problem.ts';
import type { Stability } from './stability.ts';

interface Limits<Told> {
  /** seconds */
  readonly timeLimit?: number;
  readonly seed?: number;
  readonly onProgress?: ((told: Told) => void) | undefined;
  /** asks for the best so far: the thread ends its step and answers */
  readonly signal?: AbortSignal | undefined;
}

/** `greedy`: nothing better is looked for, and how far it may be from the best is told nonetheless. */
export interface ProposalOptions extends Limits<ProposalProgress> {
  readonly method?: ProposalMethod;
}

/** `draws` between the ends of the range; `onProgress` is told how many demands are done. */
export interface StabilityChoice extends Limits<number> {
  readonly draws?: number;
}

export interface ProposalTask {
  readonly problem: ProposalProblem;
  readonly timeLimit: number;
  readonly seed: number;
  /** the proposal whose stability is asked; null: a proposal is */
  readonly counts: readonly number[] | null;
  readonly draws: number;
  readonly method: ProposalMethod;
  /** one number, 1 when the best so far is asked for: a thread that computes hears no messages */
  readonly cancelled: SharedArrayBuffer;
}

/** @returns the best proposal that was found, also when the signal or the time came before the end */
export const startProposal = (
  problem: ProposalProblem,
  { method = 'optimise', ...options }: ProposalOptions = {},
): Promise<Proposal> => start<Proposal, ProposalProgress>({ problem, counts: null, draws: 0, method }, options);

/** @returns in how many demands within the range each offer is held; of those that were done */
export const startStability = (
  problem: ProposalProblem,
  counts: readonly number[],
  { draws = 20, ...options }: StabilityChoice = {},
): Promise<Stability> => start<Stability, number>({ problem, counts, draws, method: 'optimise' }, options);

async function start<Result, Told>(
  task: Pick<ProposalTask, 'problem' | 'counts' | 'draws' | 'method'>,
  { timeLimit = 60, seed = 1, onProgress, signal }: Limits<Told>,
): Promise<Result> {
  const cancelled = new SharedArrayBuffer(4);
  const cancel = () => void Atomics.store(new Int32Array(cancelled), 0, 1);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  const whole: ProposalTask = { ...task, timeLimit, seed, cancelled };
  try {
    return await inThread<Result, Told>(new URL('./worker.ts', import.meta.url), whole, {
      tell: (told) => onProgress?.(told),
    });
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
