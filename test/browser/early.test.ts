import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { watch } from './browser.ts';
import { forward } from './respondent.ts';
import { openStage, shipped } from './stage.ts';

const { address, onPage } = openStage(shipped('basilicata', 'mantova'));

/** Keeps what a page asks for back until it is let through, as a slow connection does. */
async function hold(page: Page, what: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(what, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

const programs = '**/_app/**/*.js';
const opened = { waitUntil: 'domcontentloaded' } as const;

describe('before the programs of a page have arrived', () => {
  it('a page that is answered, and left by its button, is not answered in vain', () =>
    onPage(async (page) => {
      const seen = watch(page, address());
      const letThrough = await hold(page, programs);
      await page.goto(`${address()}/survey/mantova-firms-2026`, opened);
      await page.locator('select').selectOption({ index: 3 });
      await page.locator('input[type=radio]').nth(2).check();
      await forward(page).click();
      letThrough();
      await page.locator('.questions .questions-body').waitFor();
      await page.goBack();
      const chosen = page.locator('select, input:checked');
      const values = () => chosen.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
      await expect.poll(values).toEqual(['C', '10-49']);
      expect(seen.errors).toEqual([]);
    }));

  it('a filter that is chosen is not chosen in vain', () =>
    onPage(async (page) => {
      const letThrough = await hold(page, programs);
      await page.goto(`${address()}/explore/basilicata-citizens-2026?skill=english`, opened);
      await page.locator('select[name=sex]').selectOption('f');
      letThrough();
      await page.waitForURL('**sex=f*');
      expect(await page.locator('select[name=sex]').inputValue()).toBe('f');
    }));

  it('words that are written are not written in vain', () =>
    onPage(async (page) => {
      const letThrough = await hold(page, programs);
      await page.goto(`${address()}/catalogue/basilicata`, opened);
      await page.locator('#q').pressSequentially('inglese');
      letThrough();
      await page.waitForFunction(() => early.isOver);
      expect(await page.locator('#q').inputValue()).toBe('inglese');
    }));

  it('whoever goes back, and back again, sees the page that the address says', () =>
    onPage(async (page) => {
      const sex = page.locator('select[name=sex]');
      await page.goto(`${address()}/explore/basilicata-citizens-2026?skill=english`);
      await sex.selectOption('f');
      await page.waitForURL('**sex=f*');
      await sex.selectOption('m');
      await page.waitForURL('**sex=m*');
      const [letPrograms, letFigures] = [await hold(page, programs), await hold(page, '**/estimates')];
      await page.reload(opened);
      await page.evaluate(() => history.back());
      await page.waitForURL('**sex=f*');
      const asked = page.waitForRequest('**/estimates');
      letPrograms();
      await asked;
      await page.evaluate(() => history.back());
      await page.waitForURL((url) => !url.search.includes('sex'));
      letFigures();
      await expect.poll(() => sex.inputValue(), { timeout: 10_000 }).toBe('');
    }));

  it('a fold that is opened stays open', () =>
    onPage(async (page) => {
      const fold = page.locator('main details').first();
      const letThrough = await hold(page, programs);
      await page.goto(`${address()}/survey/basilicata-citizens-2026`, opened);
      await fold.locator('summary').click();
      expect(await fold.evaluate(isOpen)).toBe(true);
      letThrough();
      await page.waitForFunction(() => globalThis.early.isOver);
      expect(await fold.evaluate(isOpen)).toBe(true);
    }));
});

const isOpen = (fold: Element) => (fold as HTMLDetailsElement).open;
