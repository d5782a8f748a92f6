/**
 * What plans tell whoever may plan: how much is covered, whom an edition serves, who was heard, and what a proposal prints. Each
 * number is computed a second time from what the public interface answers; one that differs was told by the first alone.
 */
import type { Person } from '../../access.ts';
import type {
  Coverage,
  EstimateEnvelope,
  FigureRecord,
  Plan,
  PlanProposal,
  PlanService,
  ProposalOrder,
} from '../../analytics/contract.ts';
import type { PlanContext } from '../../analytics/plan/context.ts';
import { createPlans } from '../../analytics/plan/service.ts';
import { Problem, type ProblemCode } from '../../problem.ts';
import type { Field } from './field.ts';

type Analytics = PlanContext['analytics'];
export type Ask = Analytics['estimate'];

/** `telling`: the readings that hold something of their own. */
export interface PlansTold {
  readonly questions: number;
  readonly numbers: number;
  readonly telling: readonly string[];
  /** the readings of everybody */
  readonly known: Readings;
}

const password = 'quattro parole prese a caso';
const programme = 'attack';
const order: Partial<ProposalOrder> = { method: 'greedy', seconds: 60, most: 2, known: true };

/** Somebody who plans, and the plan: one seat where it tells most, and more than anybody needs, open, reserved, online. */
export interface Planner {
  readonly person: Person;
  readonly cookie: string;
  readonly plan: Plan;
}

/** @param place  `level:code`, of a place whose people are hidden */
export async function beginPlan(field: Field, place: string): Promise<Planner> {
  const [email, grant] = ['planner@example.org', { role: 'planner' as const, programme, territory: null, organisation: null }]; // prettier-ignore
  const { id } = await field.server.application.access.add({
    email,
    name: 'Ada',
    grants: [grant],
    passphrase: password,
  });
  const session = await send(field, '', 'POST', '/api/sessions', { email, password });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0]!;
  const begun = { survey: field.survey, title: 'Look', takeUp: 20, from: '2026-06-15', budget: 60_000, km: 20 };
  const plan = await asked<Plan>(field, cookie, 'POST', `/api/programmes/${programme}/plans`, begun);
  const line = (course: string, seats: number, where: string | null) => ({ course, seats, place: where, startsOn: '2026-10-01' }); // prettier-ignore
  const lines = [
    ...[line('room', 1, place), line('room', 5_000, place), line('reserved', 5_000, place), line('mixed', 1, place)],
    ...[line('room', 1, 'municipality:076063'), line('online', 1, null)],
  ];
  const whole = await asked<Plan>(field, cookie, 'POST', `/api/plans/${plan.id}/lines`, { revision: 1, lines });
  return { person: { id, email, name: 'Ada', grants: [grant] }, cookie, plan: whole };
}

/** Asks the server, and computes the same with nothing but what everybody may ask. */
export async function readPlans(field: Field, { person, cookie, plan }: Planner): Promise<PlansTold> {
  const { listening, questions } = recording(field.server.application.analytics);
  await withPlans(field, listening, (plans) => looked(plans, person, plan));
  const known = await publicly(field, questions);
  const own = await overHttp(field, cookie, plan);
  const other = await withPlans(field, known, (plans) => allOf(plans, person, plan));
  const numbers = JSON.stringify(own).match(/:-?\d/g)?.length ?? 0;
  return { questions: questions.size, numbers, telling: differing(own, other), known: other };
}

/** What would be told of the same plan by a service that asks otherwise. @returns the readings that differ */
export async function tellingWith(
  field: Field,
  { person, plan }: Planner,
  { known }: Pick<PlansTold, 'known'>,
  estimate: Ask,
): Promise<string[]> {
  const flawed = { ...field.server.application.analytics, estimate };
  return differing(await withPlans(field, flawed, (plans) => allOf(plans, person, plan)), known);
}

const differing = (own: Readings, other: Readings): string[] =>
  (Object.keys(own) as (keyof Readings)[]).filter((name) => JSON.stringify(own[name]) !== JSON.stringify(other[name]));

interface Readings {
  readonly effect: unknown;
  readonly served: unknown;
  readonly missing: unknown;
  readonly evidence: unknown;
  readonly proposal: unknown;
}

/** Where everybody is hidden, and where most people live. */
const placesServed = ({ lines }: Plan) =>
  [lines.at(0), lines.findLast(({ place }) => place !== null)].flatMap((line) =>
    line?.place ? [{ course: line.course, place: line.place, km: '20' }] : [],
  );

/** Without the proposal, which rests on the same questions. */
const looked = async (plans: PlanService, who: Person, plan: Plan): Promise<Omit<Readings, 'proposal'>> => ({
  effect: await plans.effect(who, plan.id),
  served: await Promise.all(placesServed(plan).map((query) => plans.served(who, plan.id, query))),
  missing: await plans.missing(who, plan.id),
  evidence: await plans.evidence(who, plan.id),
});

const allOf = async (plans: PlanService, who: Person, plan: Plan): Promise<Readings> => ({
  ...(await looked(plans, who, plan)),
  proposal: await proposed(
    () => plans.propose(who, plan.id, order),
    () => plans.proposal(who, plan.id),
  ),
});

async function overHttp(field: Field, cookie: string, plan: Plan): Promise<Readings> {
  const of = <T>(rest: string, method = 'GET', body?: object) =>
    asked<T>(field, cookie, method, `/api/plans/${plan.id}/${rest}`, body);
  const proposal = async () => (await of<{ proposal: PlanProposal | null }>('proposal')).proposal;
  return {
    effect: await of('effect'),
    served: await Promise.all(placesServed(plan).map((query) => of(`served?${new URLSearchParams(query)}`))),
    missing: await of('missing'),
    evidence: await of('evidence'),
    proposal: await proposed(() => of('proposal', 'POST', order), proposal),
  };
}

/** Everything that is printed of a proposal when it is done; how long it took is of nobody. */
async function proposed(start: () => Promise<unknown>, read: () => Promise<PlanProposal | null>): Promise<unknown> {
  await start();
  for (;;) {
    const now = await read();
    if (now?.state === 'done') return now.result;
    if (now?.state === 'failed') throw new Error('the proposal failed');
  }
}

async function withPlans<T>(field: Field, analytics: Analytics, work: (plans: PlanService) => Promise<T>): Promise<T> {
  const { database, registry, reference, audit } = field.server.application;
  const failed = (reason: unknown) => console.error(reason);
  const plans = createPlans({ database, registry, reference, audit, analytics, today: () => '2026-06-15', failed });
  try {
    return await work(plans);
  } finally {
    await plans.close();
  }
}

/** What a service asks is written down, so that the same can be asked of the public interface. */
function recording(analytics: Analytics) {
  const questions = new Map<string, string>();
  const estimate: Ask = (survey, query) => {
    const parameters = new URLSearchParams(query as Record<string, string>);
    questions.set(JSON.stringify(query), `/api/surveys/${survey}/estimates?${parameters}`);
    return analytics.estimate(survey, query);
  };
  return { listening: { ...analytics, estimate }, questions };
}

/** Answers from the doors that everybody has, and from no other. */
async function publicly(field: Field, questions: ReadonlyMap<string, string>): Promise<Analytics> {
  const coverage = (await (await send(field, '', 'GET', `/api/surveys/${field.survey}/coverage`)).json()) as Coverage;
  const answers = new Map<string, EstimateEnvelope | Problem>();
  const all = [...questions];
  for (let at = 0; at < all.length; at += 8) {
    const some = await Promise.all(all.slice(at, at + 8).map(async ([key, path]) => [key, await answerOf(field, path)] as const)); // prettier-ignore
    for (const [key, answer] of some) answers.set(key, answer);
  }
  return {
    coverage: () => coverage,
    figure: async (id) => (await (await send(field, '', 'GET', `/api/figures/${id}`)).json()) as FigureRecord,
    estimate: (_, query) => {
      const answer = answers.get(JSON.stringify(query));
      if (answer === undefined) throw new Error(`not asked: ${JSON.stringify(query)}`);
      if (answer instanceof Problem) throw answer;
      return answer;
    },
  };
}

async function answerOf(field: Field, path: string): Promise<EstimateEnvelope | Problem> {
  const response = await send(field, '', 'GET', path);
  const body = (await response.json()) as EstimateEnvelope & { code: ProblemCode };
  return response.ok ? body : new Problem(body.code, {});
}

const send = ({ address }: Field, cookie: string, method: string, path: string, body?: object) =>
  fetch(address + path, {
    method,
    headers: { ...(cookie && { cookie }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });

async function asked<T>(field: Field, cookie: string, method: string, path: string, body?: object): Promise<T> {
  const response = await send(field, cookie, method, path, body);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
