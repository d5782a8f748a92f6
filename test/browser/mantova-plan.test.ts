/** Mantova from its data to its decision: modules by district, shared, commented, approved, and the firms that schools may see. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Grant, Person } from '../../access.ts';
import { madrina } from '../register/stage.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { openBrowser, pageFaults, visit, watch } from './browser.ts';
import { enter } from './staff.ts';

const password = 'quattro parole prese a caso';
const [asola, viadana] = ['municipality:020002', 'municipality:020066'] as const;
let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await demoServer();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Gives the work a page of somebody who has signed in, or of anybody. */
async function as<T>(name: string | null, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const seen = watch(page, server.address);
  if (name !== null) await enter(page, server.address, `${name}@example.org`, password);
  const done = await work(page);
  expect(seen).toEqual({ foreign: [], errors: [] });
  await context.close();
  return done;
}

async function member(name: string, role: Grant['role'], scope: Partial<Grant> = {}): Promise<Person> {
  const grants = [{ role, programme: 'mantova', territory: null, organisation: null, ...scope }];
  await server.application.access.add({ email: `${name}@example.org`, name, grants, passphrase: password });
  return { id: name, email: `${name}@example.org`, name, grants };
}

const open = (page: Page, path: string) => visit(page, server.address + path);
const press = async (page: Page, name: string, done: string) => {
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('status').filter({ hasText: done }).waitFor();
};
const isMissing = async (page: Page, path: string) => (await page.goto(server.address + path))?.status() === 404;

/** A module in a district that has people without a seat, as the page of the gap tells. */
async function putModule(page: Page, plan: string, course: string, place: string): Promise<void> {
  await open(page, `/plan/${plan}?course=${course}&place=${encodeURIComponent(place)}`);
  await press(page, 'Aggiungi l’edizione', 'L’edizione è nel piano.');
}

async function excuseAll(planner: Person, id: string): Promise<void> {
  const { plans } = server.application;
  for (const group of (await plans.missing(planner, id)).missing.unheard) {
    const { revision } = await plans.read(planner, id);
    await plans.excuse(planner, id, group, { revision, reason: 'Incontro fissato a settembre.' });
  }
}

const long = { timeout: 180_000 };

it(
  'plans modules by district with a partner, decides, and keeps the first version beside the second',
  long,
  async () => {
    const planner = await member('piera', 'planner');
    await member('asola', 'partner', { territory: 'area:MN2' });
    await member('suzzara', 'partner', { territory: 'area:MN5' });
    const id = await as('piera', async (page) => {
      await open(page, '/gap/mantova?survey=mantova-residents-2026&level=area');
      await page
        .getByRole('heading', { name: /posto|posti/ })
        .first()
        .waitFor();
      await open(page, '/plans/mantova');
      await page.getByLabel('Titolo').fill('Moduli di Asola e Viadana');
      await page.getByLabel('Questionario').selectOption('mantova-residents-2026');
      await page.getByLabel('Budget in euro').fill('30000');
      await page.getByRole('button', { name: 'Inizia un piano' }).click();
      await page.getByRole('heading', { level: 1, name: 'Moduli di Asola e Viadana' }).waitFor();
      const plan = new URL(page.url()).pathname.split('/').at(-1)!;
      await putModule(page, plan, 'inglese-di-base', asola);
      await putModule(page, plan, 'computer-e-internet-da-zero', viadana);
      await page
        .getByText(/Nessuno ha ascoltato|Non manca niente/)
        .first()
        .waitFor();
      await excuseAll(planner, plan);
      await open(page, `/plan/${plan}`);
      await press(page, 'Condividi con i partner', 'Il piano è condiviso con i partner.');
      return plan;
    });
    await as('suzzara', async (page) => expect(await isMissing(page, `/plan/${id}`)).toBe(true));
    await as('asola', async (page) => {
      await open(page, `/plan/${id}`);
      expect(await page.getByRole('button', { name: 'Approva il piano' }).count()).toBe(0);
      await page.getByLabel('Di che cosa parli').selectOption({ label: 'Riga 1' });
      await page.getByLabel('Commento').fill('Meglio dopo le sei di sera.');
      await press(page, 'Manda il commento', 'Il commento è arrivato.');
    });
    await as(null, async (page) => expect(await isMissing(page, `/plans/mantova/${id}`)).toBe(true));
    const second = await as('piera', async (page) => {
      await open(page, `/plan/${id}`);
      await page.getByText('Meglio dopo le sei di sera.').waitFor();
      await press(page, 'Approva il piano', 'Il piano è approvato.');
      await page.getByText('Copia o butta').click();
      await page.getByLabel('Titolo').fill('Moduli di sera');
      await page.getByRole('button', { name: 'Fai la versione nuova' }).click();
      await page.getByRole('heading', { level: 1, name: 'Moduli di sera' }).waitFor();
      await press(page, 'Condividi con i partner', 'Il piano è condiviso con i partner.');
      await press(page, 'Approva il piano', 'Il piano è approvato.');
      return new URL(page.url()).pathname.split('/').at(-1)!;
    });
    await as(null, async (page) => {
      await open(page, '/programme/mantova');
      await page.getByRole('link', { name: 'Moduli di sera' }).click();
      await page.waitForURL(`**/plans/mantova/${second}`);
      await page.getByRole('link', { name: /^versione 1: Moduli di Asola/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Moduli di Asola e Viadana' }).waitFor();
      await page.getByRole('heading', { name: /^Inglese di base, Asola/ }).waitFor();
      expect(await page.getByText('Meglio dopo le sei').count()).toBe(0);
      for (const path of [`/plans/mantova/${second}`, '/said/mantova-students-2026'])
        expect(await pageFaults(page, server.address + path), path).toEqual([]);
      await page.goto(`${server.address}/plans/mantova/${second}`);
      const figure = page.locator('a[href^="/figure/"]').first();
      await visit(page, server.address + (await figure.getAttribute('href'))!);
      const asked = await page.locator('a[href*="/asked/"]').first().getAttribute('href');
      expect(await pageFaults(page, server.address + asked!)).toEqual([]);
    });
    await as('piera', async (page) => {
      for (const path of [`/plan/${second}/follow`, '/plans/mantova', '/said/mantova-students-2026/draft'])
        expect(await pageFaults(page, server.address + path), path).toEqual([]);
    });
  },
);

it('shows schools the firms that agreed, and neither those that did not nor those that took it back', async () => {
  await member('scuola', 'partner', { organisation: 'superiore-asola' });
  const { register } = server.application;
  const declare = (organisation: string, more: object = {}) =>
    register.declare('mantova', madrina({ organisation, ...more }));
  await declare('Officine che restano');
  await declare('Officine riservate', { showToSchools: false });
  const { withdrawal } = (await declare('Officine ripensate')).declared;
  const list = (page: Page) => open(page, '/register/mantova?part=firms');
  await as('scuola', async (page) => {
    await list(page);
    await page.getByText('Officine ripensate').waitFor();
    const gone = await fetch(`${server.address}/api/interest`, {
      method: 'DELETE',
      headers: { authorization: `Withdrawal ${withdrawal}` },
    });
    expect(gone.status).toBe(200);
    await list(page);
    await page.getByText('Officine che restano').waitFor();
    for (const name of ['Officine ripensate', 'Officine riservate', 'anna@example.org'])
      expect(await page.getByText(name).count()).toBe(0);
  });
  await as(null, async (page) =>
    expect((await page.goto(`${server.address}/register/mantova`))?.url()).toContain('/sign-in'),
  );
});
