/** What the lines of a plan rest on: added by hand besides the figures, and looked up at each reading. */
import { Problem } from '../../problem.ts';
import { parsed } from '../../survey/register/parse.ts';
import { EvidenceAdded, type Plan, type ResolvedEvidence } from '../contract.ts';
import { reach, type PlanContext, type Who } from './context.ts';
import { edit } from './edit.ts';
import { lineOf } from './line.ts';
import { offeredFor, resolved } from './resolve.ts';
import { insertEvidence } from './store.ts';

/** @throws Problem of `edit`, malformed, unknown_reference for a quote or recommendation that is not offered */
export async function addEvidence(
  context: PlanContext,
  who: Who,
  id: string,
  line: string,
  body: unknown,
): Promise<Plan> {
  const { revision, kind, ref: sent } = parsed(EvidenceAdded, body);
  const ref = sent.toLowerCase();
  const { head } = await reach(context, who, 'plan.write', id);
  const found = await lineOf(context, head, line);
  const one = (await candidates(context, head.programme, found.course)).find((some) => some.ref === ref);
  if (one?.kind !== kind) throw new Problem('unknown_reference', { value: ref });
  return edit(context, who, { id, revision, action: 'plan.evidence_add' }, async (tx) => {
    if (found.evidence.some((some) => some.ref === ref)) return;
    await insertEvidence(tx, head.id, found.id, [one], found.evidence.length);
  });
}

async function candidates(context: PlanContext, programme: string, key: string) {
  const course = (await context.reference.courses(programme)).find((one) => one.key === key);
  return course === undefined ? [] : offeredFor(context, programme, course.skills);
}

/** Every piece of evidence of a plan as it stands now, line by line. */
export async function evidenceIn(context: PlanContext, { programme, lines }: Plan) {
  const all = await resolved(
    context,
    programme,
    lines.flatMap(({ evidence }) => evidence),
  );
  let from = 0;
  return lines.map(({ number, evidence: { length } }) => ({
    number,
    evidence: all.slice(from, (from += length)),
  }));
}

/** What a line may rest on besides, and does not yet. */
export async function offered(context: PlanContext, who: Who, id: string, line: string): Promise<ResolvedEvidence[]> {
  const { head } = await reach(context, who, 'plan.write', id);
  const found = await lineOf(context, head, line);
  const known = new Set(found.evidence.map(({ ref }) => ref));
  const rest = (await candidates(context, head.programme, found.course)).filter(({ ref }) => !known.has(ref));
  return (await resolved(context, head.programme, rest)).filter(({ state }) => state === 'standing');
}
