import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { codeOn, forward, goOn } from './respondent.ts';
import { openStage } from './stage.ts';

const { address, total, onPage } = openStage();

/** Presses Tab until the focus is there, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const focused = () => target.evaluate((element) => element === document.activeElement);
  for (let pressed = 0; pressed < 120; pressed++) {
    if (await focused()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the focus does not reach ${target}`);
}

async function answerByKeyboard(page: Page): Promise<void> {
  const questions = page.locator('.question');
  for (let index = 0; index < (await questions.count()); index++) {
    const question = questions.nth(index);
    if ((await question.locator('textarea').count()) > 0) continue;
    await tabTo(page, question.locator('input').first());
    await page.keyboard.press('Space');
  }
}

describe('by keyboard alone', () => {
  it('a citizen gets from the home page to the receipt', { timeout: 240_000 }, () =>
    onPage(async (page) => {
      const before = total();
      await page.goto(address());
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('link', { name: 'Rispondi ora' }));
      await page.keyboard.press('Enter');

      await tabTo(page, page.locator('#first[role=combobox]'));
      await page.keyboard.type('sat');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await page.locator('#first').inputValue()).toBe('Satriano di Lucania');
      await tabTo(page, forward(page));
      await page.keyboard.press('Enter');

      await page.locator('.questions .questions-body').waitFor();
      while ((await page.locator('#review').count()) === 0) {
        await answerByKeyboard(page);
        await tabTo(page, forward(page));
        await goOn(page, () => page.keyboard.press('Enter'));
      }
      await tabTo(page, forward(page));
      await page.keyboard.press('Enter');
      expect(await codeOn(page)).not.toBe('');
      expect(total()).toBe(before + 1);
    }),
  );
});
