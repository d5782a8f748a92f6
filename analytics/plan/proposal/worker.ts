/** The thread of a proposal: one problem in, how far it has come meanwhile, one proposal out. */
import { asThread } from '../../../data/thread.ts';
import type { Proposal, ProposalProgress } from './problem.ts';
import { propose } from './propose.ts';
import type { ProposalTask } from './thread.ts';

await asThread<ProposalTask, Proposal, ProposalProgress>(async ({ problem, timeLimit, seed, cancelled }, { tell }) => {
  const flag = new Int32Array(cancelled);
  const isCancelled = () => Atomics.load(flag, 0) === 1;
  return { result: await propose(problem, { timeLimit, seed, tell, isCancelled }), transfer: [] };
});
