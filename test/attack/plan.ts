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

/** @param estimate  what the server's service asks; the server's own unless a flaw is planted */
export async function readPlans(field: Field, { person, cookie, plan }: Planner, estimate?: Ask): Promise<PlansTold> {
  const { analytics } = field.server.application;
  const served: Analytics = { ...analytics, ...(estimate && { estimate }) };
  const { listening, questions } = recording(served);
  const beside = await withPlans(field, listening, (plans) => allOf(plans, person, plan));
  const own = estimate ? beside : await overHttp(field, cookie, plan);
  const known = await publicly(field, questions);
  const other = await withPlans(field, known, (plans) => allOf(plans, person, plan));
  const names = Object.keys(own) as (keyof typeof own)[];
  return {
    questions: questions.size,
    numbers: JSON.stringify(own).match(/:-?\d/g)?.length ?? 0,
    telling: names.filter((name) => JSON.stringify(own[name]) !== JSON.stringify(other[name])),
  };
}

interface Readings {
  readonly effect: unknown;
  readonly served: unknown;
  readonly missing: unknown;
  readonly evidence: unknown;
  readonly proposal: unknown;
}

const placesServed = ({ lines }: Plan) =>
  lines.flatMap(({ course, place }) => (place ? [{ course, place, km: '20' }] : []));

async function allOf(plans: PlanService, who: Person, plan: Plan): Promise<Readings> {
  const { id } = plan;
  return {
    effect: await plans.effect(who, id),
    served: await Promise.all(placesServed(plan).map((query) => plans.served(who, id, query))),
    missing: await plans.missing(who, id),
    evidence: await plans.evidence(who, id),
    proposal: await proposed(
      () => plans.propose(who, id, order),
      () => plans.proposal(who, id),
    ),
  };
}

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
