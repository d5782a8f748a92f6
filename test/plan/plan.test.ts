/** A plan from its first line to its second version, over HTTP. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { FollowUp, Plan, PlanComment, PlanEffect, Served, SupplyGap } from '../../analytics/contract.ts';
import { actsOf, begun, of, programme, room, type Refusal } from './acts.ts';
import { survey } from './programme.ts';
import { planStage, type Caller } from './stage.ts';

const { server, member, nobody } = planStage();
let planner: Caller;
const { create, add, step, effect, missing, excused, approved } = actsOf(() => planner);
beforeAll(async () => {
  planner = await member('planner');
});

describe('a scenario', () => {
  it('shows at once what a line costs and whom it serves, and nothing else than the gap’s own rule', async () => {
    const empty = await create();
    const before = await effect(empty);
    expect(before).toMatchObject({ level: 'province', cost: { used: 0, budget: 20_000, left: 20_000 } });
    expect(before.whole.planned).toBeCloseTo(before.whole.today, 9);
    const plan = await add(empty, { ...room, place: 'municipality:076063', editions: 2 });
    expect(plan).toMatchObject({ revision: 2, lines: [{ number: 1, cost: 4000, editions: 2, seats: 30 }] });
    const after = await effect(plan);
    expect(after.cost).toEqual({ used: 8000, budget: 20_000, left: 12_000 });
    expect(after.seats).toEqual({ all: 60, online: 0, editions: 2, outside: 0 });
    const gained = (key: string) => {
      const row = after.territories.find((one) => one.key === key)!;
      return row.planned - row.today;
    };
    expect(gained('076')).toBeGreaterThan(2);
    expect(gained('076')).toBeLessThanOrEqual(60 + 1e-9);
    const gap = async (level: string) => {
      const query = new URLSearchParams({ survey, level, takeUp: '40', from: '2026-06-15' });
      const { json } = await nobody()<SupplyGap>('GET', `/api/programmes/basilicata/supply-gap?${query}`);
      const sum = (value: (row: SupplyGap['rows'][number]) => number) =>
        json.rows.reduce((all, row) => all + value(row), 0);
      return {
        needed: sum((row) => row.needed?.estimate ?? 0),
        covered: sum((row) => (row.needed?.estimate ?? 0) - (row.gap?.estimate ?? 0)),
      };
    };
    // whoever travels reaches more than the own area, and less than everything
    const { whole } = after;
    expect(whole.needed.estimate).toBeCloseTo((await gap('')).needed, 6);
    expect(whole.today).toBeGreaterThanOrEqual((await gap('area')).covered - 1e-6);
    expect(whole.today).toBeLessThanOrEqual((await gap('')).covered + 1e-6);
    expect(gained('077')).toBeCloseTo(0, 9);
    const far = (await planner<Plan>('PUT', of(plan), { revision: plan.revision, km: 200 })).json;
    expect((await effect(far)).whole.planned).toBeGreaterThan(whole.planned);
    const english = after.skills.find(({ key }) => key === 'english')!;
    expect(english.planned - english.today).toBeCloseTo(gained('076'), 9);
    expect(after.groups.length).toBeGreaterThan(2);
    for (const { needed, planned } of after.groups) expect(planned).toBeLessThanOrEqual(needed.estimate + 1e-9);
  });

  it('is moved, made larger and emptied, each on the revision that was read', async () => {
    const plan = await add(await create(), room);
    const [line] = plan.lines;
    const moved = await planner<Plan>('PUT', of(plan, `/lines/${line!.id}`), {
      revision: plan.revision,
      line: { place: 'municipality:076063', editions: 3 },
    });
    expect(moved.json.lines).toMatchObject([{ id: line!.id, place: 'municipality:076063', editions: 3, seats: 30 }]);
    expect(moved.json.lines[0]!.evidence).not.toEqual(line!.evidence);
    const late = await planner<Refusal>('PUT', of(plan, `/lines/${line!.id}`), { revision: 2, line: { editions: 9 } });
    expect([late.status, late.json.code]).toEqual([409, 'revision_conflict']);
    const gone = await planner<Plan>('DELETE', of(plan, `/lines/${line!.id}?revision=3`));
    expect(gone.json.lines).toEqual([]);
    expect((await add(gone.json, room)).lines).toMatchObject([{ number: 2 }]);
  });

  it.each([
    [{ ...room, course: 'nothing' }, 'unknown_reference'],
    [{ ...room, place: 'municipality:058091' }, 'unknown_reference'],
    [{ ...room, place: null }, 'plan_place'],
    [{ ...room, course: 'english_online' }, 'plan_place'],
    [{ ...room, seats: 0 }, 'malformed'],
  ])('refuses the line %j as %s', async (line, code) => {
    const plan = await create();
    const { json } = await planner<Refusal>('POST', of(plan, '/lines'), { revision: 1, lines: [line] });
    expect(json.code).toBe(code);
  });

  it('is copied with its lines, and thrown away while it is a draft', async () => {
    const plan = await add(await create(), room);
    const copy = await planner<Plan>('POST', of(plan, '/copies'), { title: 'Altra idea' });
    expect(copy).toMatchObject({ status: 201, json: { title: 'Altra idea', version: 1, lines: [{ number: 1 }] } });
    expect(copy.json.family).not.toBe(plan.family);
    expect((await planner('DELETE', of(copy.json, '?revision=1'))).status).toBe(204);
    expect((await planner('GET', of(copy.json))).status).toBe(404);
    expect((await planner('GET', of(plan))).status).toBe(200);
  });

  it('tells whom an edition would serve within the distance, from published figures', async () => {
    const plan = await create();
    const ask = (km: number) =>
      planner<Served>('GET', of(plan, `/served?course=english_room&place=municipality:077014&km=${km}`));
    const [near, far] = [(await ask(15)).json, (await ask(60)).json];
    // Matera is not published by itself: its people are among those of its area
    expect(near.places.map(({ key }) => key)).toEqual(['area:MT1']);
    expect(far.places.length).toBeGreaterThanOrEqual(near.places.length);
    expect(far.needed).toBeGreaterThanOrEqual(near.needed);
    expect(far.gained).toBeGreaterThanOrEqual(near.gained);
    for (const { km } of far.places) expect(km).toBeLessThanOrEqual(60);
    const promised = (await ask(plan.km)).json;
    const { whole } = await effect(await add(plan, { ...room, seats: promised.seats }));
    expect(whole.planned - whole.today).toBeCloseTo(promised.gained, 6);
  });
});

describe('an approval', () => {
  it('is refused with everything that is missing by name', async () => {
    const plan = (await step(await create(), 'shared')).json;
    const none = await step(plan, 'approved');
    expect(none).toMatchObject({ status: 422, json: { code: 'plan_incomplete' } });
    const { unheard } = (await missing(plan)).missing;
    expect(unheard).toContain('unheard_group');
    const groups = unheard.map((group) => `groups.${group}`);
    expect(none.json.errors!.map(({ path }) => path)).toEqual(['lines', ...groups]);
    const dear = await add(plan, { ...room, editions: 9 });
    await server().application.database.write((tx) =>
      tx.run('DELETE FROM plan_evidence WHERE plan = ?::UUID', [plan.id]),
    );
    const { errors } = (await step(dear, 'approved')).json;
    expect(errors!.map(({ path }) => path)).toEqual(['budget', 'lines.1', ...groups]);
    expect(errors!.map(({ message }) => message).join(' ')).toMatch(
      /16000 .*(riga|Line) 1 .*(Gruppo mai ascoltato|Group that was never heard)/,
    );
  });

  it('needs a plan that was shared, and a group heard in a session needs no excuse', async () => {
    const plan = await excused(await add(await create(), room), 'unheard_group');
    const early = await step(plan, 'approved');
    expect(early).toMatchObject({ status: 409, json: { code: 'plan_state' } });
    const shared = (await step(plan, 'shared')).json;
    expect((await step(shared, 'approved')).status).toBe(422);
    const { database } = server().application;
    const hear = (groups: string) => database.write((tx) => tx.run(`UPDATE focus_session SET groups = ${groups}`));
    await hear(`['unheard_group']`);
    expect((await step(shared, 'approved')).status).toBe(200);
    await hear('[]::VARCHAR[]');
  });

  it('freezes the plan: nothing changes it, and version 2 leaves version 1 as it was', async () => {
    const first = await approved();
    expect(first).toMatchObject({ state: 'approved', version: 1, approvedOn: '2026-06-15' });
    expect(first.hash).toMatch(/^[\da-f]{64}$/);
    const { revision } = first;
    const refused = await planner<Refusal>('POST', of(first, '/lines'), { revision, lines: [room] });
    expect(refused).toMatchObject({ status: 409, json: { code: 'plan_state' } });
    expect((await planner('DELETE', of(first, `?revision=${revision}`))).status).toBe(409);
    const seen = await effect(first);
    const second = (await planner<Plan>('POST', of(first, '/copies'), { as: 'version' })).json;
    expect(second).toMatchObject({ version: 2, family: first.family, state: 'draft', hash: null });
    await add(second, { ...room, place: 'municipality:076063' });
    expect((await planner<Plan>('GET', of(first))).json).toEqual(first);
    expect(await effect(first)).toEqual(seen);
    const again = await planner<Refusal>('POST', of(first, '/copies'), { as: 'version' });
    expect(again).toMatchObject({ status: 409, json: { code: 'plan_newer' } });
  });
});

describe('partners', () => {
  it('read and comment what is shared with their place, and change nothing', async () => {
    const matera = await member('partner', { territory: 'province:077' }, 'Bruno');
    const potenza = await member('partner', { territory: 'province:076' });
    const plan = await add(await create(), room);
    expect((await matera('GET', of(plan))).status).toBe(404);
    const shared = (await step(plan, 'shared')).json;
    expect((await matera('GET', of(plan))).status).toBe(200);
    expect((await potenza('GET', of(plan))).status).toBe(404);
    const line = shared.lines[0]!.id;
    const said = await matera<PlanComment[]>('POST', of(plan, '/comments'), { text: 'Meglio di sera.', line });
    expect(said).toMatchObject({ status: 201, json: [{ author: 'Bruno', text: 'Meglio di sera.', line }] });
    for (const [method, rest, body] of [
      ['POST', '/lines', { revision: shared.revision, lines: [room] }],
      ['PUT', '', { revision: shared.revision, budget: 1 }],
      ['POST', '/steps', { revision: shared.revision, state: 'approved' }],
      ['POST', '/copies', {}],
      ['GET', '/enrolments', undefined],
    ] as const)
      expect((await matera(method, of(plan, rest), body)).status).toBe(404);
    expect((await planner<PlanComment[]>('GET', of(plan, '/comments'))).json).toHaveLength(1);
    expect((await planner<Plan>('GET', of(plan))).json).toEqual(shared);
  });

  it('of a whole programme is planned by whoever covers the whole of it', async () => {
    const local = await member('planner', { territory: 'province:077' });
    const plan = await create();
    expect((await local('GET', of(plan))).status).toBe(404);
    expect((await local('POST', programme, begun)).status).toBe(404);
    const own = await local<Plan>('POST', programme, { ...begun, territory: 'province:077' });
    expect(own.status).toBe(201);
    const outside = await local<Refusal>('POST', of(own.json, '/lines'), {
      revision: 1,
      lines: [{ ...room, place: 'municipality:076063' }],
    });
    expect(outside.json.code).toBe('unknown_reference');
    const seen = (await local<PlanEffect>('GET', of(own.json, '/effect'))).json;
    expect(seen.groups.length).toBeGreaterThan(0);
    const list = (await local<Plan[]>('GET', programme)).json;
    expect(list.map(({ id }) => id)).toEqual([own.json.id]);
  });
});

describe('enrolments', () => {
  const head = 'line,group,planned,enrolled,completed';
  it('are checked, stored once, and held against the places needed', async () => {
    const plan = await approved();
    const path = of(plan, '/enrolments');
    const file = `${head}\n1,inactive_women,10,8,5\n1,,20,12,9\n`;
    expect((await planner('POST', `${path}?dry=1`, file)).json).toMatchObject({ rows: 2, enrolled: 20, stored: false });
    const rate = () => server().application.plans.takeUp('basilicata', plan.survey);
    expect(await rate()).toBeNull();
    expect((await planner('POST', path, file)).json).toMatchObject({ stored: true, again: false });
    expect((await planner('POST', path, file)).json).toMatchObject({ stored: false, again: true });
    await planner('POST', path, `${head}\n1,,20,15,9\n`);
    const { json } = await planner<FollowUp>('GET', path);
    expect(json).toMatchObject({
      all: { planned: 30, enrolled: 23, completed: 14 },
      lines: [{ number: 1, enrolled: 23 }],
    });
    expect(json.groups.find(({ group }) => group === 'inactive_women')).toMatchObject({ enrolled: 8, completed: 5 });
    // those whose need is published are there also where nobody enrolled
    expect(json.groups.filter(({ needed, enrolled }) => (needed ?? 0) > 0 && enrolled === 0)).not.toEqual([]);
    expect(await rate()).toMatchObject({ percent: Math.round(json.takeUp!), enrolled: 23, knownOn: '2026-06-15' });
    await planner('POST', path, `${head}\n1,,20,2,1\n1,inactive_women,10,1,0\n`);
    expect(await rate()).toBeNull();
    expect((await planner<Plan>('GET', of(plan))).json).toMatchObject({ state: 'followed', hash: plan.hash });
  });

  it('with wrong rows store nothing and name each of them', async () => {
    const plan = await approved();
    const path = of(plan, '/enrolments');
    const file = `${head}\n7,inactive_women,10,8,5\n1,martians,10,8,9\n1,,40,x,1\n`;
    const { status, json } = await planner<Refusal>('POST', path, file);
    expect([status, json.code]).toEqual([422, 'invalid_rows']);
    expect(json.errors!.map((one) => one.path)).toEqual([
      '2.line',
      '3.group',
      '3.completed',
      '3.planned',
      '4.enrolled',
    ]);
    expect((await planner<FollowUp>('GET', path)).json.all.planned).toBe(0);
  });
});

it('notes every change with who made it', async () => {
  const plan = await approved();
  const rows = await server().application.database.rows<{ action: string }>(
    'SELECT action FROM audit WHERE object = ? ORDER BY seq',
    [plan.id],
  );
  const actions = rows.map(({ action }) => action);
  expect(actions.slice(0, 3)).toEqual(['plan.create', 'plan.line_add', 'plan.excuse']);
  expect(actions.slice(-2)).toEqual(['plan.shared', 'plan.approved']);
});
