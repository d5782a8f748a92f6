/** From a line of an approved plan to the words of a respondent and of a speaker, through the pages; and what keeps it whole. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LineChain, Plan, ResolvedEvidence } from '../../analytics/contract.ts';
import { actsOf, of, room } from './acts.ts';
import { coding, publish, recommendation } from './programme.ts';
import { planStage, type Caller } from './stage.ts';
import { readPage, walkPlan } from './walk.ts';

const { server, member, nobody } = planStage(900, false);
let planner: Caller;
const { create, add, step, excused, approved } = actsOf(() => planner);
beforeAll(async () => {
  planner = await member('planner');
});
const words = 'Senza inglese non mi chiamano nemmeno.';

/** A plan with a line that rests on figures, a quote and a recommendation. */
async function supported(): Promise<Plan> {
  let plan = await add(await create(), room);
  const line = plan.lines[0]!.id;
  const offered = (await planner<ResolvedEvidence[]>('GET', of(plan, `/lines/${line}/evidence`))).json;
  expect(offered.map(({ ref }) => ref)).toEqual([recommendation, coding]);
  for (const { kind, ref } of offered) {
    const sent = { revision: plan.revision, kind, ref };
    plan = (await planner<Plan>('POST', of(plan, `/lines/${line}/evidence`), sent)).json;
  }
  return plan;
}

const walk = async (id: string) => {
  const { application, address } = server();
  const asked = (survey: string, variable: string, version: number) =>
    application.survey.asked(survey, variable, version);
  return walkPlan(address, asked, await application.plans.published(id));
};
const page = (path: string) => readPage(server().address, path);
const statusOf = async (path: string) => (await fetch(server().address + path)).status;

describe('an approved plan', () => {
  it('is walked by anybody, link by link, and tells a withdrawn quote as withdrawn', async () => {
    const ready = await excused(await supported());
    const shared = (await step(ready, 'shared')).json;
    expect(await statusOf(`/plans/basilicata/${shared.id}`)).toBe(404);
    const plan = (await step(shared, 'approved')).json;
    expect(await walk(plan.id)).toEqual({ gaps: 1, figures: 3, questions: 2, quotes: 1 });
    expect((await page(`/quote/${coding}`)).text).toContain(words);
    const { database } = server().application;
    const withdraw = (day: string) =>
      database.write((tx) => tx.run(`UPDATE focus_participant SET withdrawn_on = ${day} WHERE may_quote`));
    await withdraw(`DATE '2026-06-16'`);
    expect((await walk(plan.id)).quotes).toBe(1);
    for (const path of [`/plans/basilicata/${plan.id}`, `/quote/${coding}`])
      expect((await page(path)).text).not.toContain(words);
    expect((await page(`/plans/basilicata/${plan.id}`)).text).toContain('Citazione ritirata da chi l’aveva detta.');
    await withdraw('NULL');
  });

  it('keeps no words of a quote, and shows neither who made it nor what partners said', async () => {
    const shared = (await step(await excused(await supported()), 'shared')).json;
    await planner('POST', of(shared, '/comments'), { text: 'Meglio di sera, dico io.' });
    const plan = (await step(shared, 'approved')).json;
    const [kept] = await server().application.database.rows<{ content: string }>(
      'SELECT content FROM plan_version WHERE plan = ?::UUID',
      [plan.id],
    );
    expect(kept!.content).not.toContain(words);
    const html = await (await fetch(`${server().address}/plans/basilicata/${plan.id}`)).text();
    for (const hidden of ['Meglio di sera', plan.createdBy, 'Ada']) expect(html).not.toContain(hidden);
    expect(html).toContain('Incontro fissato a settembre.');
  });

  it('is listed for everybody, drafts are not; version 2 leaves version 1 to be read', async () => {
    const first = await approved();
    const draft = await create({ title: 'Idea segreta' });
    const second = (await planner<Plan>('POST', of(first, '/copies'), { as: 'version', title: 'Seconda' })).json;
    const then = (await step((await step(await excused(second), 'shared')).json, 'approved')).json;
    for (const path of ['/plans/basilicata', '/programme/basilicata']) {
      const { text, links } = await page(path);
      expect(links).toContain(`/plans/basilicata/${then.id}`);
      expect(text).not.toContain('Idea segreta');
    }
    expect(await statusOf(`/plans/basilicata/${draft.id}`)).toBe(404);
    expect((await page(`/plans/basilicata/${first.id}`)).links).toContain(`/plans/basilicata/${then.id}`);
    expect((await page(`/plans/basilicata/${then.id}`)).text).toContain('Seconda');
    expect((await planner<Plan>('GET', of(first))).json).toEqual(first);
  });

  it('says the same years later, when other figures are published', async () => {
    const plan = (await step((await step(await excused(await supported()), 'shared')).json, 'approved')).json;
    const chain = async () => (await planner<LineChain[]>('GET', of(plan, '/evidence'))).json;
    const [then, seen] = [await chain(), await page(`/plans/basilicata/${plan.id}`)];
    await publish(server().application, '2027-07-01', true);
    expect(await chain()).toEqual(then);
    expect((await page(`/plans/basilicata/${plan.id}`)).text).toBe(seen.text);
    const figures = then.flatMap(({ gaps, evidence }) => [
      ...gaps.flatMap(({ figure }) => figure ?? []),
      ...evidence.flatMap(({ kind, ref }) => (kind === 'figure' ? [ref] : [])),
    ]);
    expect(figures.length).toBeGreaterThan(2);
    const kept = await server().application.database.rows('SELECT snapshot FROM plan_snapshot WHERE plan = ?::UUID', [
      plan.id,
    ]);
    expect(kept).toHaveLength(1);
    for (const figure of figures) {
      const { json } = await nobody()<{ snapshot: { takenOn: string } }>('GET', `/api/figures/${figure}`);
      expect(json.snapshot.takenOn).toBe('2026-06-15');
    }
  });
});

it('names what is missing, each with where to do something about it', async () => {
  const plan = await add(await create(), room);
  const { database } = server().application;
  await database.write((tx) => tx.run('DELETE FROM plan_evidence WHERE plan = ?::UUID', [plan.id]));
  const { application, address } = server();
  await application.access.add({
    ...{ email: 'links@example.org', name: 'Ada', passphrase: 'quattro parole prese a caso' },
    grants: [{ role: 'planner', programme: 'basilicata', territory: null, organisation: null }],
  });
  const signed = await fetch(`${address}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'links@example.org', password: 'quattro parole prese a caso' }),
  });
  const cookie = (signed.headers.get('set-cookie') ?? '').split(';')[0]!;
  const html = await (await fetch(`${address}/plan/${plan.id}`, { headers: { cookie } })).text();
  for (const link of [`#line-1`, `?line=${plan.lines[0]!.id}#line-1`, '#excuse-unheard_group'])
    expect(html).toContain(`href="${link}"`);
  for (const place of ['id="line-1"', 'id="excuse-unheard_group"']) expect(html).toContain(place);
});

it('can be walked back because nothing in the program drops or changes a publication', () => {
  const top = join(import.meta.dirname, '..', '..');
  const files = globSync('{*.ts,{access,analytics,command,data,printing,survey}/**/*.{ts,sql}}', { cwd: top });
  expect(files.length).toBeGreaterThan(300);
  const dropping =
    /(DELETE\s+FROM|UPDATE|TRUNCATE(\s+TABLE)?|DROP\s+TABLE(\s+IF\s+EXISTS)?)\s+snapshot(_cell|_count|_total)?\b/i;
  expect(files.filter((file) => dropping.test(readFileSync(join(top, file), 'utf8')))).toEqual([]);
  expect('delete from snapshot_cell WHERE').toMatch(dropping);
});
