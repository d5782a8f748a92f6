/** A proposal that is asked for, watched, ended and taken over, over HTTP. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Plan, PlanProposal } from '../../analytics/contract.ts';
import { actsOf, of, room, type Refusal } from './acts.ts';
import { planStage, type Caller } from './stage.ts';

const { member } = planStage();
let planner: Caller;
const { create, add, step, effect } = actsOf(() => planner);
beforeAll(async () => {
  planner = await member('planner');
});

type Told = { proposal: PlanProposal | null };
const read = async (plan: Pick<Plan, 'id'>) => (await planner<Told>('GET', of(plan, '/proposal'))).json.proposal;
const ask = (plan: Pick<Plan, 'id'>, order: object) =>
  planner<PlanProposal & Refusal>('POST', of(plan, '/proposal'), order);

async function over(plan: Pick<Plan, 'id'>): Promise<PlanProposal> {
  await expect.poll(async () => (await read(plan))?.state, { timeout: 60_000 }).toBe('done');
  return (await read(plan))!;
}
const linesOf = ({ result }: PlanProposal) =>
  result!.lines.map(({ course, place, editions, seats, cost }) => ({
    course,
    place,
    editions,
    seats,
    cost,
    startsOn: '2026-10-01',
  }));

describe('a proposal', () => {
  it('covers what the plan shows once it is taken over, and says why each line is there', async () => {
    const plan = await create();
    expect(await read(plan)).toBeNull();
    const floors = [
      { of: 'territory', key: '077', percent: 2 },
      { of: 'group', key: 'young', percent: 2 },
    ];
    const begun = await ask(plan, { seconds: 12, floors });
    expect([begun.status, begun.json.state]).toEqual([202, 'running']);
    const proposal = await over(plan);
    const { result } = proposal;
    expect(result!.cost).toBeLessThanOrEqual(20_000);
    expect(result!.covered).toBeGreaterThan(result!.before);
    expect(result!.covered).toBeGreaterThanOrEqual(result!.greedy - 1e-6);
    expect(result!.bound).toBeGreaterThanOrEqual(result!.covered - 1e-6);
    expect(result!.floors.map(({ kept }) => kept)).toEqual([true, true]);
    expect(result!.unpriced).toEqual(['english_online']);
    for (const { covered, serves, stable } of result!.lines) {
      expect(covered).toBeGreaterThan(0);
      expect(serves.length).toBeGreaterThan(0);
      expect(stable!.held).toBeLessThanOrEqual(stable!.of);
      expect(stable!.of).toBeGreaterThan(1);
    }
    const taken = await add(plan, {
      course: 'english_room',
      place: 'municipality:077014',
      startsOn: '2026-10-01',
      seats: 1,
    });
    const sent = { revision: taken.revision, lines: linesOf(proposal), instead: true };
    const filled = (await planner<Plan>('POST', of(plan, '/lines'), sent)).json;
    expect(filled.lines).toHaveLength(result!.lines.length);
    const { whole, cost } = await effect(filled);
    expect(whole.planned).toBeCloseTo(result!.covered, 6);
    expect(whole.today).toBeCloseTo(result!.before, 6);
    expect(cost.used).toBeCloseTo(result!.cost, 6);
    // what is there stays, and the rest of the money is spent besides
    await ask(filled, { seconds: 10, method: 'greedy', keep: true, budget: 40_000 });
    const more = (await over(filled)).result!;
    expect([more.method, more.budget]).toEqual(['greedy', 40_000 - cost.used]);
    expect(more.before).toBeCloseTo(result!.covered, 6);
  });

  it('names floors that cannot be kept together, each with what can be reached', async () => {
    const plan = await create({ budget: 4000 });
    await ask(plan, { seconds: 30, floors: [{ of: 'territory', key: '076', percent: 100 }] });
    const { conflicts } = (await over(plan)).result!;
    expect(conflicts).toMatchObject([[{ of: 'territory', key: '076', percent: 100 }]]);
    const floor = conflicts[0]![0]!;
    expect(floor.most).toBeLessThan(floor.asked);
  });

  it('is ended with the best so far, and a newer order ends the one before', async () => {
    const plan = await create();
    await ask(plan, { seconds: 60 });
    const newer = await ask(plan, { seconds: 60, most: 1 });
    expect(newer.json.order.most).toBe(1);
    await planner('DELETE', of(plan, '/proposal'));
    const { order, result } = await over(plan);
    expect(order.most).toBe(1);
    expect(['cancelled', 'done']).toContain(result!.ended);
  });

  it('is refused where a floor is about nothing, for a closed plan and for partners, who may read it', async () => {
    const plan = await create();
    const { status, json } = await ask(plan, { floors: [{ of: 'group', key: 'nobody', percent: 5 }] });
    expect([status, json.code]).toEqual([400, 'unknown_parameter']);
    const shared = (await step(await add(plan, room), 'shared')).json;
    const partner = await member('partner', { territory: 'province:077' });
    expect((await partner('GET', of(shared, '/proposal'))).status).toBe(200);
    expect((await partner('POST', of(shared, '/proposal'), {})).status).toBe(404);
    expect((await partner('DELETE', of(shared, '/proposal'))).status).toBe(404);
  });
});
