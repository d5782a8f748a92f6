/** What every part of planning stands on: who asks, about which plan, and where it lies. */
import { covers, demand, grantsFor, type Action, type AuditEntry, type Person, type Place } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { ProgrammeReference } from '../../survey/programme/reference.ts';
import { locate } from '../../survey/register/context.ts';
import type { Registry } from '../../survey/registry/registry.ts';
import type { AnalyticsService, PlanHead } from '../contract.ts';
import { placesOfLines, readHead } from './store.ts';

export interface PlanContext {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'programme' | 'entries' | 'entry'>;
  readonly reference: Pick<ProgrammeReference, 'courses' | 'organisations'>;
  readonly analytics: Pick<AnalyticsService, 'estimate' | 'coverage' | 'figure'>;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  /** is told what went wrong while nobody waited for it */
  readonly failed: (reason: unknown) => void;
  /** YYYY-MM-DD */
  readonly today: () => string;
}

export type Who = Person | null;

export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
export const notFound = (value: string): Problem => new Problem('not_found', { value: value.slice(0, 60) });

/** The place that a grant must cover to change a plan. */
export async function placeOf(
  { database }: PlanContext,
  { programme, territory }: Pick<PlanHead, 'programme' | 'territory'>,
): Promise<Place> {
  if (territory === null) return { programme };
  const found = (await locate(database, programme, [territory])).get(territory);
  return { programme, territories: found?.around ?? [territory] };
}

/** What is shared concerns whoever it touches: every territory with a line in it, every body of the programme. */
async function placeShared(context: PlanContext, head: PlanHead, place: Place): Promise<Place> {
  const { database, reference } = context;
  const named = await placesOfLines(database, head.id);
  const located = await locate(database, head.programme, named);
  const around = [...located.values()].flatMap((one) => one.around);
  const organisations = await reference.organisations(head.programme);
  return {
    programme: head.programme,
    territories: [...(place.territories ?? []), ...around],
    organisations: organisations.map(({ key }) => key),
  };
}

/** Whether somebody may do something with a plan: partners with what is shared, everybody else within the own territory. */
export async function mayWith(context: PlanContext, who: Person, action: Action, head: PlanHead): Promise<boolean> {
  const grants = grantsFor(who, action);
  const place = await placeOf(context, head);
  if (grants.some((grant) => grant.role !== 'partner' && covers(grant, place))) return true;
  const partners = grants.filter(({ role }) => role === 'partner');
  if (partners.length === 0 || head.state === 'draft') return false;
  const shared = await placeShared(context, head, place);
  return partners.some((grant) => covers(grant, shared));
}

export interface Reached {
  readonly person: Person;
  readonly head: PlanHead;
}

/** @throws Problem sign_in_needed; not_found, the same for one that is not there and one out of reach */
export async function reach(context: PlanContext, who: Who, action: Action, id: string): Promise<Reached> {
  if (who === null) throw new Problem('sign_in_needed');
  const head = isUuid(id) ? await readHead(context.database, id.toLowerCase()) : undefined;
  if (head === undefined || !(await mayWith(context, who, action, head))) throw notFound(id);
  return { person: who, head };
}

/** @throws Problem sign_in_needed, not_found */
export async function demandTerritory(
  context: PlanContext,
  who: Who,
  programme: string,
  territory: string | null,
): Promise<Person> {
  demand(who, 'plan.write', await placeOf(context, { programme, territory }), programme);
  return who!;
}
