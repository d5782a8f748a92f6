/** Probes of plans. One of the programme `small` is shared; another is approved. */
import { done, page, type Probe } from './probe-ask.ts';
import type { Action } from '../../access.ts';
import type { Staff } from './staff.ts';

const [shared, approved] = ['0b5563aa-0000-4000-8000-0000000000b1', '0b5563aa-0000-4000-8000-0000000000b2'];

let held: Promise<void> | null = null;
function holdPlans({ server }: Staff): Promise<void> {
  held ??= server().application.database.write(async (tx) => {
    for (const [id, state] of [
      [shared, 'shared'],
      [approved, 'approved'],
    ])
      await tx.run(
        `INSERT INTO plan BY NAME
         SELECT '${id}'::UUID AS id, '${id}'::UUID AS family, 1 AS version, 'small' AS programme,
                'small-persons' AS survey, 'Piano di prova' AS title, 20 AS take_up, DATE '2026-07-01' AS from_on,
                1000 AS budget, NULL::VARCHAR AS territory, 20 AS accepted_km, '${state}' AS state, 0 AS lines_made, 1 AS revision,
                'somebody' AS created_by, DATE '2026-06-01' AS created_on`,
      );
  });
  return held;
}

/** What is wrong is told only to those who may do it. */
function asking(action: Action, method: string, path: string, body: object | undefined, ...statuses: number[]): Probe {
  return {
    action,
    ask: async (client, staff) => {
      await holdPlans(staff);
      return done(await client.call(method, path, body), ...statuses);
    },
  };
}

const [one, other] = [`/api/plans/${shared}`, `/api/plans/${approved}`];
const planPage = page('plan.read', `/plans/small`, 'Piani');

export const planProbes: Readonly<Record<string, Probe>> = {
  'the plans of the programme': asking('plan.read', 'GET', '/api/programmes/small/plans', undefined, 200),
  'a plan that is shared': asking('plan.read', 'GET', one, undefined, 200),
  'a remark on a plan': asking('plan.comment', 'POST', `${one}/comments`, { text: 'Bene' }, 201),
  'a change of a plan': asking('plan.write', 'PUT', one, { revision: 99, budget: 5 }, 409),
  'stopping a proposal': asking('plan.write', 'DELETE', `${one}/proposal`, undefined, 200),
  'approving a plan': asking('plan.approve', 'POST', `${one}/steps`, { revision: 1, state: 'approved' }, 422),
  'enrolments of a plan': asking('plan.follow', 'GET', `${one}/enrolments`, undefined, 409),
  'throwing away a plan that was approved': asking('plan.write', 'DELETE', `${other}?revision=1`, undefined, 409),
  'the page of plans': {
    action: 'plan.read',
    ask: async (client, staff) => {
      await holdPlans(staff);
      return planPage.ask(client, staff);
    },
  },
};
