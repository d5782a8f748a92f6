/** Makes a proposal beside the server: it takes a minute of a processor, and nobody shall wait for it. */
import { inThread } from '../../../data/thread.ts';
import type { Proposal, ProposalProblem, ProposalProgress } from './problem.ts';

export interface ProposalOptions {
  /** seconds */
  readonly timeLimit?: number;
  readonly seed?: number;
  readonly onProgress?: ((progress: ProposalProgress) => void) | undefined;
  /** asks for the best so far: the thread ends its step and answers */
  readonly signal?: AbortSignal | undefined;
}

export interface ProposalTask {
  readonly problem: ProposalProblem;
  readonly timeLimit: number;
  readonly seed: number;
  /** one number, 1 when the best so far is asked for: a thread that computes hears no messages */
  readonly cancelled: SharedArrayBuffer;
}

/** @returns the best proposal that was found, also when the signal or the time came before the end */
export async function startProposal(
  problem: ProposalProblem,
  { timeLimit = 60, seed = 1, onProgress, signal }: ProposalOptions = {},
): Promise<Proposal> {
  const cancelled = new SharedArrayBuffer(4);
  const cancel = () => void Atomics.store(new Int32Array(cancelled), 0, 1);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  const task: ProposalTask = { problem, timeLimit, seed, cancelled };
  try {
    return await inThread<Proposal, ProposalProgress>(new URL('./worker.ts', import.meta.url), task, {
      tell: (progress) => onProgress?.(progress),
    });
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
