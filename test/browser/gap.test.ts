import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SupplyGap } from '../../analytics/contract.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { openBrowser, overflow, pageFaults, visit } from './browser.ts';
import { phone } from './stage.ts';

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

async function onPage(work: (page: Page) => Promise<void>, options: BrowserContextOptions = phone): Promise<void> {
  const context = await browser.newContext(options);
  try {
    await work(await context.newPage());
  } finally {
    await context.close();
  }
}
const wide = { viewport: { width: 1280, height: 900 } };
const path = '/gap/basilicata';

describe('the page of missing seats', () => {
  it('is sound in both themes and every window', () =>
    onPage(async (page) => {
      expect(await pageFaults(page, server.address + path)).toEqual([]);
    }));

  it('is walked with the keyboard: the slider, a bar, its arithmetic, the table, each with the numbers of the interface', () =>
    onPage(async (page) => {
      await visit(page, `${server.address}${path}?takeUp=39`);
      await page.getByRole('slider', { name: 'Quanti frequentano davvero' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(/takeUp=40/);
      await page.getByText('Supponiamo che lo facciano 40 persone su 100').waitFor();
      const options = page.locator('#bars').getByRole('option');
      await options.first().focus();
      await page.keyboard.press('ArrowDown');
      const words = await options.nth(1).getAttribute('aria-label');
      expect(await page.locator('#bars .said').textContent()).toBe(words);
      await page.keyboard.press('Enter');
      await page.waitForURL(/skill=/);
      await page.getByRole('heading', { name: `Il conto per «${words!.split(':')[0]}»` }).waitFor();
      const csv = await page.locator('#bars').getByRole('link', { name: 'Scarica in CSV' }).getAttribute('href');
      const api = server.address + csv!.replace('&format=csv', '');
      const { rows } = (await (await page.request.get(api)).json()) as SupplyGap;
      const row = rows.find(({ skill }) => page.url().includes(`skill=${skill}&`))!;
      const written = (value: number) => new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 }).format(value);
      const sums = page.locator('section[aria-labelledby=how] tr td:last-child');
      expect(await sums.first().textContent()).toBe(written(row.wanted!.estimate));
      expect(await sums.last().textContent()).toBe(written(row.gap!.estimate));
      await page.locator('#bars summary', { hasText: 'Tabella dei valori' }).focus();
      await page.keyboard.press('Enter');
      const lines = page.locator('#bars tbody tr');
      await lines.first().waitFor();
      expect(await lines.count()).toBe(rows.length);
    }, wide));

  it('works without JavaScript, in English, and says plainly where there is nothing to compare', () =>
    onPage(
      async (page) => {
        await page.goto(`${server.address}/en${path}`);
        await page.getByRole('slider', { name: 'How many really attend' }).fill('10');
        await page.getByRole('button', { name: 'Show' }).last().click();
        await page.waitForURL(/takeUp=10/);
        expect(await overflow(page)).toBe(0);
        await page.getByText('10 people in 100 of those who say “I would attend” do').first().waitFor();
        await page.getByText('They are counted apart and are not on this page').waitFor();
        await page.goto(`${server.address}/en/gap/40ready`);
        await page.getByText('In this programme no questionnaire asks who would attend').waitFor();
      },
      { ...phone, javaScriptEnabled: false },
    ));
});
