/** Proposals under way, one after the other: each takes a processor. The newest of each plan is kept for a while. */
import { Problem } from '../../problem.ts';
import { parsed } from '../../survey/register/parse.ts';
import { ProposalOrder, type Plan, type PlanProposal, type ProposalResult } from '../contract.ts';
import { reach, type PlanContext, type Who } from './context.ts';
import { planOf } from './edit.ts';
import { planGround } from './ground.ts';
import { problemOf, resultOf, type Ordered } from './order.ts';
import type { Proposal } from './proposal/problem.ts';
import { startProposal, startStability } from './proposal/thread.ts';

interface Held {
  proposal: PlanProposal;
  readonly stop: AbortController;
}

/** Proposals that are kept after they are over. */
const mostKept = 50;
/** Demands within the range that a proposal is tried on, and the part of its time that this may take besides. */
const [draws, besides] = [20, 0.5];

export interface ProposalJobs {
  read(who: Who, id: string): Promise<PlanProposal | null>;
  start(who: Who, id: string, body: unknown): Promise<PlanProposal>;
  /** asks for the best so far; @returns null where none is under way */
  stop(who: Who, id: string): Promise<PlanProposal | null>;
  close(): Promise<void>;
}

export function createJobs(context: PlanContext): ProposalJobs {
  const held = new Map<string, Held>();
  let chain: Promise<void> = Promise.resolve();
  return {
    read: async (who, id) => held.get((await reach(context, who, 'plan.read', id)).head.id)?.proposal ?? null,
    start: async (who, id, body) => {
      const order = parsed(ProposalOrder, body);
      const { head } = await reach(context, who, 'plan.write', id);
      const plan = await planOf(context, head.id);
      mustBeOpen(plan);
      // whoever asks for what cannot be is told at once; those who wait shall not hold a problem each
      await orderedFor(context, plan, order);
      held.get(plan.id)?.stop.abort();
      const one: Held = { proposal: begunFor(plan, order), stop: new AbortController() };
      held.delete(plan.id);
      held.set(plan.id, one);
      forgetOld(held);
      chain = chain.then(() => run(one, () => orderedFor(context, plan, order), context.failed));
      return one.proposal;
    },
    stop: async (who, id) => {
      const { head } = await reach(context, who, 'plan.write', id);
      held.get(head.id)?.stop.abort();
      return held.get(head.id)?.proposal ?? null;
    },
    close: async () => {
      for (const { stop } of held.values()) stop.abort();
      await chain;
    },
  };
}

const isUnderWay = ({ proposal }: Held) => proposal.state === 'running';

function mustBeOpen({ state }: Plan): void {
  if (state !== 'draft' && state !== 'shared') throw new Problem('plan_state', { value: state });
}

async function orderedFor(context: PlanContext, plan: Plan, order: ProposalOrder): Promise<Ordered> {
  const courses = await context.reference.courses(plan.programme);
  return problemOf(planGround(context, plan), courses, plan, order);
}

const begunFor = ({ id, revision }: Plan, order: ProposalOrder): PlanProposal => ({
  ...{ plan: id, revision, order, state: 'running', result: null },
  progress: { phase: 'waiting', seconds: 0, covered: 0, bound: null, gap: null },
});

function forgetOld(held: Map<string, Held>): void {
  const over = [...held].filter(([, one]) => !isUnderWay(one));
  for (const [id] of over.slice(0, Math.max(0, held.size - mostKept))) held.delete(id);
}

async function run(one: Held, order: () => Promise<Ordered>, failed: PlanContext['failed']): Promise<void> {
  const change = (more: Partial<PlanProposal>) => void (one.proposal = { ...one.proposal, ...more });
  const { seconds, method } = one.proposal.order;
  const limits = { timeLimit: seconds, signal: one.stop.signal };
  try {
    const ordered = await order();
    const proposal = await startProposal(ordered.problem, {
      ...{ ...limits, method },
      onProgress: (progress) => change({ progress }),
    });
    const result = resultOf(ordered, one.proposal.order, proposal);
    change({ result, progress: { ...one.proposal.progress, phase: 'stability' } });
    if (result.lines.length > 0 && !one.stop.signal.aborted)
      change({ result: await withStability(ordered, proposal, result, { ...limits, timeLimit: seconds * besides }) });
    change({ state: 'done' });
  } catch (error) {
    failed(error);
    change({ state: 'failed' });
  }
}

async function withStability(
  { problem }: Ordered,
  { counts, reasons }: Proposal,
  result: ProposalResult,
  limits: { readonly timeLimit: number; readonly signal: AbortSignal },
): Promise<ProposalResult> {
  const stable = await startStability(problem, counts, { ...limits, draws });
  if (stable.demands === 0) return result;
  const told = (offer: number) => ({
    ...{ of: stable.demands, held: stable.held[offer]!, asOften: stable.asOften[offer]! },
    ...{ atLow: stable.atLow[offer]!, atHigh: stable.atHigh[offer]! },
  });
  return { ...result, lines: result.lines.map((line, at) => ({ ...line, stable: told(reasons[at]!.offer) })) };
}
