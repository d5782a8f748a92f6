/** Approved plans as anybody may read them: what is read is what was approved, and nothing that came after. */
import type { ApprovedHead, ApprovedPlan, PlanHead } from '../contract.ts';
import { keptChain } from './chain.ts';
import { isUuid, notFound, type PlanContext } from './context.ts';
import { planOf } from './edit.ts';
import { readFrozen, readHead, readHeads } from './store.ts';

const isApproved = ({ approvedOn }: PlanHead): boolean => approvedOn !== null;

/** The newest version of each plan first, then the older ones. @throws Problem not_found */
export async function approvedPlans({ database, registry }: PlanContext, programme: string): Promise<ApprovedHead[]> {
  registry.programme(programme);
  const heads = (await readHeads(database, programme)).filter(isApproved);
  const isNewest = ({ family, version }: PlanHead) =>
    heads.every((other) => other.family !== family || other.version <= version);
  const sorted = heads.toSorted(
    (one, other) =>
      Number(isNewest(other)) - Number(isNewest(one)) || (other.approvedOn ?? '').localeCompare(one.approvedOn ?? ''),
  );
  return sorted.map(toldHead);
}

/** @throws Problem not_found, the same for one that is not there and one that is not approved */
export async function approvedPlan(context: PlanContext, id: string): Promise<ApprovedPlan> {
  const { database } = context;
  const head = isUuid(id) ? await readHead(database, id.toLowerCase()) : undefined;
  const kept = head && isApproved(head) ? await readFrozen(database, head.id) : null;
  if (head === undefined || kept === null) throw notFound(id);
  const whole = await planOf(context, head.id);
  const { createdBy: _, createdOn: __, revision: ___, excuses: ____, ...plan } = whole;
  const versions = (await approvedPlans(context, head.programme)).filter(
    (one) => one.family === head.family && one.id !== head.id,
  );
  return {
    plan,
    effect: kept.effect,
    heard: kept.heard,
    lines: await keptChain(context, whole, kept.chain),
    versions: versions.toSorted((one, other) => other.version - one.version),
  };
}

const toldHead = ({ id, family, version, programme, survey, title, budget, territory, approvedOn }: PlanHead) => ({
  ...{ id, family, version, programme, survey, title, budget, territory, approvedOn },
});
