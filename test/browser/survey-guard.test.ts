import { describe, expect, it } from 'vitest';
import { codeOn, forward, startCitizen, walkToReview } from './respondent.ts';
import { openStage } from './stage.ts';

const { address, onPage, server } = openStage();

/** What is kept of the answers that came last. */
async function last(): Promise<{ raw: string; marks: string } | undefined> {
  const [row] = await server().application.database.rows<{ raw: string; marks: string }>(
    `SELECT raw, array_to_string(quality, ' ') AS marks FROM response ORDER BY seq DESC LIMIT 1`,
  );
  return row;
}

describe('a questionnaire', () => {
  it('has a field for programs that nobody sees, hears or reaches, and brings a ticket', () =>
    onPage(async (page) => {
      await page.goto(`${address()}/survey/basilicata-citizens-2026`);
      const trap = page.locator('input[name=link]');
      const box = await trap.locator('..').locator('..').boundingBox();
      expect([box!.width, box!.height]).toEqual([1, 1]);
      expect(await page.locator('body').ariaSnapshot()).not.toContain('Lascia vuoto');
      for (let stops = 0; stops < 40; stops++) {
        await page.keyboard.press('Tab');
        expect(await trap.evaluate((field) => field === document.activeElement)).toBe(false);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }));

  it('asks about a telephone number in a free text, and stores a word in its place where it is left', () =>
    onPage(async (page) => {
      await startCitizen(page, address());
      await walkToReview(page);
      await page.getByRole('button', { name: /Vuoi dirci altro/ }).click();
      const text = page.locator('textarea');
      await text.fill('Chiamatemi al 333 1234567 la sera');
      await text.blur();
      const asked = page.getByText('sembra un numero di telefono');
      await asked.waitFor();
      await page.getByRole('button', { name: 'Togli' }).click();
      await page.getByText('Tolto.').waitFor();
      expect(await text.inputValue()).toBe('Chiamatemi al la sera');
      await text.fill('Scrivete a mario@esempio.it');
      await text.blur();
      await page.getByText('c’è un indirizzo e-mail').waitFor();
      await page.getByRole('button', { name: 'Lascia così' }).click();
      await forward(page).click();
      await page.locator('#review').waitFor();
      expect(await page.getByText('c’è un indirizzo e-mail').count()).toBe(0);
      await page.locator('input[name=link]').evaluate((field: HTMLInputElement) => {
        field.value = 'http://example.org';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await forward(page).click();
      await codeOn(page);
      const kept = await last();
      expect(JSON.parse(kept!.raw)).toMatchObject({ comment: 'Scrivete a [e-mail]' });
      // no person is so quick, nor fills in what cannot be seen
      expect(kept!.marks).toBe('too_fast trap');
    }));
});
