/** Plans: every method takes the person first, and asks before it tells. */
import { enter } from '../../survey/register/context.ts';
import type { PlanService } from '../contract.ts';
import { approvedPlan, approvedPlans } from './approved.ts';
import { chainOf, keptChain } from './chain.ts';
import { addComment, commentsOf } from './comment.ts';
import { mayWith, reach, type PlanContext } from './context.ts';
import { planOf } from './edit.ts';
import { effectOf } from './effect.ts';
import { enrol } from './enrol.ts';
import { addEvidence, offered } from './evidence.ts';
import { followUpOf } from './follow.ts';
import { createJobs } from './job.ts';
import { addLines, changeLine, removeLine } from './line.ts';
import { readinessOf } from './ready.ts';
import { changePlan, copyPlan, createPlan, removePlan } from './scenario.ts';
import { servedBy } from './served.ts';
import { excuseGroup, stepPlan } from './step.ts';
import { readFrozen, readHeads } from './store.ts';
import { realTakeUp } from './take-up.ts';

/** Stops what is computed when the server ends. */
export type OpenPlans = PlanService & { close(): Promise<void> };

export function createPlans(context: PlanContext): OpenPlans {
  const jobs = createJobs(context);
  const read: PlanService['read'] = async (who, id) =>
    planOf(context, (await reach(context, who, 'plan.read', id)).head.id);
  return {
    read,
    today: context.today,
    list: async (who, programme) => {
      const person = enter(context, who, 'plan.read', programme);
      const heads = await readHeads(context.database, programme);
      const seen = await Promise.all(heads.map((head) => mayWith(context, person, 'plan.read', head)));
      return heads.filter((_, index) => seen[index]);
    },
    create: (who, programme, body) => createPlan(context, who, programme, body),
    copy: (who, id, body) => copyPlan(context, who, id, body),
    change: (who, id, body) => changePlan(context, who, id, body),
    remove: (who, id, revision) => removePlan(context, who, id, revision),
    addLines: (who, id, body) => addLines(context, who, id, body),
    changeLine: (who, id, line, body) => changeLine(context, who, id, line, body),
    removeLine: (who, id, line, revision) => removeLine(context, who, id, line, revision),
    addEvidence: (who, id, line, body) => addEvidence(context, who, id, line, body),
    excuse: (who, id, group, body) => excuseGroup(context, who, id, group, body),
    step: (who, id, body) => stepPlan(context, who, id, body),
    effect: async (who, id) => {
      const plan = await read(who, id);
      // of an approved plan the numbers that were approved
      return (await readFrozen(context.database, plan.id))?.effect ?? effectOf(context, plan);
    },
    proposal: jobs.read,
    propose: jobs.start,
    stopProposal: jobs.stop,
    close: jobs.close,
    served: (who, id, query) => servedBy(context, who, id, query),
    evidence: async (who, id) => {
      const plan = await read(who, id);
      const kept = await readFrozen(context.database, plan.id);
      return kept === null ? chainOf(context, plan) : keptChain(context, plan, kept.chain);
    },
    approved: (programme) => approvedPlans(context, programme),
    published: (id) => approvedPlan(context, id),
    catalogue: async (who, id) => {
      const { head } = await reach(context, who, 'plan.read', id);
      const courses = await context.reference.courses(head.programme);
      return courses.map(({ key, title, mode, skills, cost_edition: cost }) => ({ key, title, mode, skills, cost }));
    },
    offered: (who, id, line) => offered(context, who, id, line),
    missing: async (who, id) => {
      const plan = await read(who, id);
      const { missing, groups } = await readinessOf(context, plan);
      // of an approved plan as it was when it was approved
      return { missing, groups: [...((await readFrozen(context.database, plan.id))?.heard ?? groups)] };
    },
    comments: (who, id) => commentsOf(context, who, id),
    comment: (who, id, body) => addComment(context, who, id, body),
    enrol: (who, id, csv, query) => enrol(context, who, id, csv, query),
    followUp: (who, id) => followUpOf(context, who, id),
    takeUp: (programme, survey) => realTakeUp(context, programme, survey),
    means: async (who, head) => {
      const can = (action: 'plan.write' | 'plan.comment' | 'plan.follow') =>
        who === null ? Promise.resolve(false) : mayWith(context, who, action, head);
      return { write: await can('plan.write'), comment: await can('plan.comment'), follow: await can('plan.follow') };
    },
  };
}
