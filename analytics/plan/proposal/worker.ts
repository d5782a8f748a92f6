/** The thread of a proposal: one task in, how far it has come meanwhile, one answer out. */
import { asThread } from '../../../data/thread.ts';
import type { Proposal, ProposalProgress } from './problem.ts';
import { propose } from './propose.ts';
import { stabilityOf, type Stability } from './stability.ts';
import type { ProposalTask } from './thread.ts';

await asThread<ProposalTask, Proposal | Stability, ProposalProgress | number>(async (task, { tell }) => {
  const { problem, timeLimit, seed, draws, counts, method } = task;
  const flag = new Int32Array(task.cancelled);
  const options = { timeLimit, seed, tell, isCancelled: () => Atomics.load(flag, 0) === 1 };
  const result =
    counts === null ? propose(problem, { ...options, method }) : stabilityOf(problem, counts, { ...options, draws });
  return { result: await result, transfer: [] };
});
