import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults, overflow } from './browser.ts';
import { codeOn, forward, goOn, startCitizen, walkToReview } from './respondent.ts';
import { openStage } from './stage.ts';

const { address, total, onPage } = openStage();

const question = (page: Page, name: string) => page.locator(`.question[data-name=${name}]`);
const onScreen = async (page: Page) => page.locator('.question').first().getAttribute('data-name');

/** Ticks so many boxes of the question on the screen, from the first on. */
async function tick(page: Page, count: number): Promise<void> {
  const boxes = page.locator('.question input[type=checkbox]');
  for (let index = 0; index < count; index++) await boxes.nth(index).check();
}

/** Walks to the review: languages, work and care, five skills in each, five kept. */
async function walkWithMany(page: Page): Promise<void> {
  await walkToReview(page, async () => {
    const name = (await onScreen(page)) ?? '';
    if (name === 'areas')
      for (const area of ['languages', 'work', 'care']) await page.locator(`input[value=${area}]`).check();
    if (name.startsWith('need_')) await tick(page, 5);
    if (name === 'need_kept') await seeKept(page);
    if (name === 'first') expect(await question(page, 'first').locator('input[type=radio]').count()).toBe(6);
  });
}

async function seeKept(page: Page): Promise<void> {
  const kept = question(page, 'need_kept');
  expect(await kept.innerText()).toContain('Hai scelto 15 competenze. Quali sono le cinque più importanti per te?');
  expect(await kept.locator('input[type=checkbox]').count()).toBe(15);
  expect(await kept.locator('input[type=checkbox]:disabled').count()).toBe(10);
  expect([await axeFaults(page), await overflow(page)]).toEqual([[], 0]);
}

const change = (page: Page, words: RegExp) => page.getByRole('button', { name: words }).click();

/** Unticks everything in the question on the screen and says "none of these". */
async function tickNone(page: Page): Promise<void> {
  const ticked = page.locator('.question input[type=checkbox]:checked');
  while ((await ticked.count()) > 0) await ticked.first().uncheck();
  await page.locator('input[value=none]').check();
}

describe('somebody who ticks more than five skills', () => {
  it('meets every area, keeps five, reads them in the review, and they are taken', () =>
    onPage(async (page) => {
      const before = total();
      await startCitizen(page, address());
      await walkWithMany(page);
      expect(await page.locator('#content').innerText()).toContain('Quali sono le cinque più importanti per te?');
      await forward(page).click();
      const code = await codeOn(page);
      expect(total()).toBe(before + 1);
      const own = await fetch(`${address()}/api/receipt`, { headers: { authorization: `Receipt ${code}` } });
      const { answers } = (await own.json()) as { answers: Record<string, string[]> };
      expect(answers['need_kept']).toHaveLength(5);
      expect(answers['need_care']).toHaveLength(5);
    }));

  it('is asked no more which to keep when the ticks taken back leave five', () =>
    onPage(async (page) => {
      const before = total();
      await startCitizen(page, address());
      await walkWithMany(page);
      for (const words of [/Lingue: che cosa/, /Trovare o cambiare lavoro: che cosa/]) {
        await change(page, words);
        await tickNone(page);
        await goOn(page);
        if ((await page.locator('#review').count()) === 0) await walkToReview(page);
      }
      expect(await page.locator('#content').innerText()).not.toContain('Quali sono le cinque');
      await forward(page).click();
      await codeOn(page);
      expect(total()).toBe(before + 1);
    }));

  it('is asked which to keep when more are ticked from the review', () =>
    onPage(async (page) => {
      const before = total();
      await startCitizen(page, address());
      await walkToReview(page, async () => {
        const name = (await onScreen(page)) ?? '';
        if (name === 'areas')
          for (const area of ['languages', 'care']) await page.locator(`input[value=${area}]`).check();
        if (name.startsWith('need_')) await tick(page, 2);
      });
      await change(page, /Lingue: che cosa/);
      await tick(page, 5);
      await goOn(page);
      expect(await onScreen(page)).toBe('need_kept');
      await walkToReview(page, async () => {
        if ((await onScreen(page)) === 'need_kept') await tick(page, 5);
      });
      await forward(page).click();
      await codeOn(page);
      expect(total()).toBe(before + 1);
    }));
});
