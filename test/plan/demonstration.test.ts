/** The demonstration's plans and decisions: there at once, marked, and walked through the pages from end to end. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shippedProgrammes } from '../../application.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { readPage, walkPlan } from './walk.ts';

let server: TestServer;
beforeAll(async () => {
  server = await demoServer();
});
afterAll(() => server.close());

it.each(['basilicata', 'city-experts', 'mantova', 'moral'])(
  'of %s has an approved plan, each of whose links leads to what the plan says',
  async (programme) => {
    const { plans, survey } = server.application;
    const heads = await plans.approved(programme);
    expect(heads).toHaveLength(1);
    for (const { id } of heads) {
      const approved = await plans.published(id);
      const seen = await walkPlan(server.address, (...asked) => survey.asked(...asked), approved);
      expect(seen.gaps).toBeGreaterThan(0);
      expect(seen.figures).toBeGreaterThanOrEqual(2 * approved.lines.length);
      expect(seen.questions).toBeGreaterThan(0);
      const page = await readPage(server.address, `/plans/${programme}/${id}`);
      expect(page.text).toContain('inventato per la dimostrazione');
    }
  },
);

it.each(shippedProgrammes())('of %s tells what came of a survey, and that it is invented', async (programme) => {
  const { said, survey } = server.application;
  const own = new Set(survey.surveys().filter((one) => one.programme === programme).map(({ id }) => id)); // prettier-ignore
  const [told] = (await said.all()).filter((one) => own.has(one.survey));
  const page = await readPage(server.address, `/said/${told!.survey}`);
  expect(page.text).toContain('inventate per la dimostrazione');
  for (const { title, figure } of told!.content.findings) {
    expect(page.text).toContain(title.it);
    expect(page.links).toContain(`/figure/${figure}`);
    expect((await fetch(`${server.address}/figure/${figure}`)).status).toBe(200);
  }
  for (const { plan } of told!.content.followed)
    if (plan !== undefined) {
      expect(page.links).toContain(`/plans/${programme}/${plan}`);
      expect((await fetch(`${server.address}/plans/${programme}/${plan}`)).status).toBe(200);
    }
  expect((await readPage(server.address, `/programme/${programme}`)).links).toContain(`/said/${told!.survey}`);
});
