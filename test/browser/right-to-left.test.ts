/** Arabic: the page runs from right to left, in every width; and back again on the way. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFaults, overflow } from './browser.ts';
import { spoken, texts } from './languages.ts';
import { codeOn, forward, leaveStart, walkToReview } from './respondent.ts';
import { openStage, shipped } from './stage.ts';

const survey = 'basilicata-citizens-2026';
const stage = openStage(shipped('basilicata'));
const open = (page: Page, language: 'it' | 'ar') => page.goto(stage.address() + spoken(language, `/survey/${survey}`));

/** Where something ends, from the start of the line: 0 is where a line of its language begins. */
const startOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((one) => {
      const { left, right } = one.getBoundingClientRect();
      const isBackward = getComputedStyle(document.documentElement).direction === 'rtl';
      return Math.round(isBackward ? document.documentElement.clientWidth - right : left);
    });

const turned = (page: Page, language: string, dir: string) =>
  page.waitForFunction(
    ([lang, way]) => document.documentElement.lang === lang && document.documentElement.dir === way,
    [language, dir] as const,
  );

/** The way to another language as a respondent takes it: by the list in the header. */
async function turnTo(page: Page, language: string, dir: string): Promise<void> {
  await page.locator('header details.languages summary').click();
  await page.locator(`header details.languages a[hreflang=${language}]`).click();
  await turned(page, language, dir);
}

it.each([320, 1440])('mirrors every screen at %i px, and nothing runs over the edge', { timeout: 180_000 }, (width) =>
  stage.onPage(async (page) => {
    await page.setViewportSize({ width, height: 740 });
    await open(page, 'it');
    const places = ['header .it-brand-wrapper', 'main h1', 'header .navbar-brand'];
    const italian = await Promise.all(places.map((one) => startOf(page, one)));
    await open(page, 'ar');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await Promise.all(places.map((one) => startOf(page, one)))).toEqual(italian);
    expect([await overflow(page), await axeFaults(page)]).toEqual([0, []]);
    await leaveStart(page);
    const widths: number[] = [];
    await walkToReview(page, async (number) => {
      widths.push(await overflow(page));
      if (number === 1) expect(await axeFaults(page)).toEqual([]);
      if (number === 1) expect(await backIsAtTheEnd(page)).toBe(true);
    });
    widths.push(await overflow(page));
    await forward(page).click();
    const code = await codeOn(page);
    expect(code).toMatch(/^[0-9A-Z]/);
    expect(await page.locator('[data-testid=receipt]').getAttribute('dir')).toBe('ltr');
    expect(await axeFaults(page)).toEqual([]);
    expect([...widths, await overflow(page)].filter((over) => over > 0)).toEqual([]);
  }),
);

/** "Next" comes first on the line that "back" shares with it, whichever way the line runs. */
const backIsAtTheEnd = (page: Page) =>
  page
    .locator('.actions')
    .first()
    .evaluate((row) => {
      const [first, second] = [...row.querySelectorAll('button')].map((one) => one.getBoundingClientRect());
      return !first || !second || first.top !== second.top || first.left > second.left;
    });

it('keeps the answers from Arabic to Italian and back', { timeout: 120_000 }, () =>
  stage.onPage(async (page) => {
    await open(page, 'ar');
    await leaveStart(page);
    const first = page.locator('main input[type=radio]').first();
    await first.check({ force: true });
    const said = await page.locator('main h2').first().innerText();
    await turnTo(page, 'it', 'ltr');
    await expect.poll(() => page.locator('main h2').first().innerText()).not.toBe(said);
    expect(await first.isChecked()).toBe(true);
    await expect.poll(() => forward(page).innerText()).toBe(texts('it')['survey.next']);
    await turnTo(page, 'ar', 'rtl');
    await expect.poll(() => page.locator('main h2').first().innerText()).toBe(said);
    expect(await first.isChecked()).toBe(true);
    expect(await overflow(page)).toBe(0);
    await turnTo(page, 'ro', 'ltr');
    await expect.poll(() => forward(page).innerText()).toBe(texts('ro')['survey.next']);
    expect(await first.isChecked()).toBe(true);
  }),
);
