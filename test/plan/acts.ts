/** What a planner does with plans, over HTTP. */
import { expect } from 'vitest';
import type { HeardGroup, Missing, Plan, PlanEffect } from '../../analytics/contract.ts';
import { survey } from './programme.ts';
import type { Caller } from './stage.ts';

export const programme = '/api/programmes/basilicata/plans';
export const begun = { survey, title: 'Inglese 2026', takeUp: 40, from: '2026-06-15', budget: 20_000 };
export const room = { course: 'english_room', place: 'municipality:077014', startsOn: '2026-10-01', seats: 30 };

export interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export const of = (plan: Pick<Plan, 'id'>, rest = '') => `/api/plans/${plan.id}${rest}`;

/** @param planner  known once somebody has signed in */
export function actsOf(planner: () => Caller) {
  const create = async (more: object = {}): Promise<Plan> => {
    const { status, json } = await planner()<Plan>('POST', programme, { ...begun, ...more });
    expect(status).toBe(201);
    return json;
  };
  const add = async ({ id, revision }: Plan, ...lines: object[]): Promise<Plan> =>
    (await planner()<Plan>('POST', of({ id }, '/lines'), { revision, lines })).json;
  const step = ({ id, revision }: Plan, state: string) =>
    planner()<Plan & Refusal>('POST', of({ id }, '/steps'), { revision, state });
  const effect = async (plan: Plan): Promise<PlanEffect> =>
    (await planner()<PlanEffect>('GET', of(plan, '/effect'))).json;
  const missing = async (plan: Plan) =>
    (await planner()<{ missing: Missing; groups: HeardGroup[] }>('GET', of(plan, '/missing'))).json;

  /** Gives a reason for each group that nobody heard, but for one. */
  const excused = async (plan: Plan, but = ''): Promise<Plan> => {
    let now = plan;
    for (const group of (await missing(plan)).missing.unheard.filter((one) => one !== but)) {
      const { revision } = now;
      const sent = { revision, reason: 'Incontro fissato a settembre.' };
      now = (await planner()<Plan>('PUT', of(plan, `/excuses/${group}`), sent)).json;
    }
    return now;
  };

  /** A plan with a line, approved. */
  const approved = async (): Promise<Plan> => {
    const ready = await excused(await add(await create(), room));
    const shared = (await step(ready, 'shared')).json;
    const { status, json } = await step(shared, 'approved');
    expect(status).toBe(200);
    return json;
  };
  return { create, add, step, effect, missing, excused, approved };
}
