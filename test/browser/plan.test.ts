/** A planner without a mouse: from an empty plan to one that is approved; and without JavaScript. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../access.ts';
import type { Plan } from '../../analytics/contract.ts';
import { survey } from '../plan/programme.ts';
import { password, planStage } from '../plan/stage.ts';
import { axeFaults, openBrowser, overflow, visit, watch } from './browser.ts';
import { enter, tabTo } from './staff.ts';

const { server, account } = planStage(900, false);
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const pressed = (page: Page, key: string) => page.keyboard.press(key);
const share = (page: Page) =>
  page
    .getByTestId('facts')
    .getByRole('row', { name: /^Coperti con il piano/ })
    .textContent();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function press(page: Page, name: string, done: string): Promise<void> {
  await tabTo(page, button(page, name));
  await pressed(page, 'Enter');
  await page.getByRole('status').filter({ hasText: done }).waitFor();
}

const personOf = (email: string): Person => ({
  ...{ id: 'x', email, name: 'Ada' },
  grants: [{ role: 'planner', programme: 'basilicata', territory: null, organisation: null }],
});

/** Gives a reason for each group that nobody heard, but for one, which is left to the page. */
async function excuseOthers(id: string, person: Person): Promise<void> {
  const { plans } = server().application;
  const { unheard } = (await plans.missing(person, id)).missing;
  for (const group of unheard.filter((one) => one !== 'unheard_group')) {
    const { revision } = await plans.read(person, id);
    await plans.excuse(person, id, group, { revision, reason: 'Incontro fissato a settembre.' });
  }
}

it('is led by keyboard from an edition to an approved plan, in both themes and at 320 pixels', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const email = await account('planner');
  await enter(page, server().address, email, password);
  const seen = watch(page, server().address);
  await visit(page, `${server().address}/plans/basilicata`);
  await page.getByLabel('Titolo').fill('Inglese vicino a casa');
  await page.getByLabel('Budget in euro').fill('20000');
  await page.getByLabel('Quanti vengono davvero').selectOption('40');
  await button(page, 'Inizia un piano').press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Inglese vicino a casa' }).waitFor();
  await excuseOthers(new URL(page.url()).pathname.split('/').at(-1)!, personOf(email));
  await visit(page, page.url());
  await tabTo(page, page.getByLabel('Corso', { exact: true }));
  await page.keyboard.type('Inglese in aula');
  await tabTo(page, page.getByLabel('Comune', { exact: true }));
  await page.keyboard.type('Potenza');
  await tabTo(page, button(page, 'Mostra chi serve'));
  await pressed(page, 'Enter');
  await page.getByText(/Entro 20 km da Potenza servono [\d,]+ posti/).waitFor();
  // the map does the same by its arrows: up and down again leads back to where one was
  await tabTo(page, page.getByRole('application'));
  await pressed(page, 'ArrowUp');
  await page.getByText(/: premi Invio per metterci il corso/).waitFor();
  await pressed(page, 'Enter');
  await page.waitForURL((url) => url.searchParams.get('place') !== 'municipality:076063');
  await page
    .getByRole('status')
    .filter({ hasText: /^Entro 20 km da (?!Potenza)/ })
    .waitFor();
  await page.goBack();
  await page.getByText(/Entro 20 km da Potenza servono [\d,]+ posti/).waitFor();
  const before = await share(page);
  await press(page, 'Aggiungi l’edizione', 'L’edizione è nel piano.');
  expect(await share(page)).not.toBe(before);
  await page.getByRole('heading', { level: 4, name: 'Inglese in aula' }).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFaults(page)).toEqual([]);
  }
  await press(page, 'Condividi con i partner', 'Il piano è condiviso con i partner.');
  await tabTo(page, button(page, 'Approva il piano'));
  await pressed(page, 'Enter');
  await page.getByRole('alert').getByText('Gruppo mai ascoltato').waitFor();
  await tabTo(page, page.getByLabel(/Gruppo mai ascoltato/));
  await page.keyboard.type('Incontro fissato a settembre.');
  await pressed(page, 'Tab');
  await pressed(page, 'Enter');
  await page.getByRole('status').filter({ hasText: 'Il motivo è salvato.' }).waitFor();
  await press(page, 'Approva il piano', 'Il piano è approvato.');
  await page.getByText(/I numeri sono quelli di quel giorno/).waitFor();
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflow(page)).toBe(0);
  // from the line to the figure, which tells what was asked
  await page.getByText(/^Prove della riga 1/).click();
  await page
    .getByRole('link', { name: /^Posti richiesti di/ })
    .first()
    .click();
  await page.waitForURL('**/figure/**');
  expect(seen).toEqual({ foreign: [], errors: [] });
  await context.close();
});

it('is dropped on the map with a mouse, and added without JavaScript', async () => {
  const { application } = server();
  const email = await account('planner');
  const person = personOf(email);
  const begun = { survey, title: 'Con il mouse', from: '2026-06-15', budget: 9000 };
  const plan: Plan = await application.plans.create(person, 'basilicata', begun);
  const mouse = await browser.newContext({ viewport: { width: 1280, height: 1400 } });
  const page = await mouse.newPage();
  await enter(page, server().address, email, password);
  await visit(page, `${server().address}/plan/${plan.id}`);
  const matera = page.locator('circle').filter({ has: page.locator('title', { hasText: /^Matera$/ }) });
  await page.locator('.courses li').first().dragTo(matera, { force: true });
  await page.waitForURL('**course=english_room&place=municipality%3A077014');
  await page.getByText(/Entro 20 km da Matera/).waitFor();
  await page.getByText(/Un’edizione da \d+ posti ne copre [\d,]+ in più/).waitFor();
  const address = page.url();
  const state = await mouse.storageState();
  await mouse.close();
  const bare = await browser.newContext({ javaScriptEnabled: false, storageState: state });
  const plain = await bare.newPage();
  await plain.goto(address);
  await button(plain, 'Aggiungi l’edizione').click();
  await plain.getByText('L’edizione è nel piano.').waitFor();
  expect(await plain.getByRole('heading', { level: 4 }).allTextContents()).toEqual(['Inglese in aula']);
  await bare.close();
});
