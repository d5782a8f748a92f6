import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults } from './browser.ts';
import { eightSurvey } from '../support/eight-languages.ts';
import { loadLanguages, startIn } from './languages.ts';
import { codeOn, forward, startCitizen, walkToReview } from './respondent.ts';
import { openStage } from './stage.ts';

const { address, total, onPage } = openStage(loadLanguages);

/** Answers a questionnaire: the short one, where the answers are not the subject. */
async function answered(page: Page, start = () => startIn(page, address(), 'it')): Promise<string> {
  await start();
  await walkToReview(page);
  await forward(page).click();
  return codeOn(page);
}

async function openOwn(page: Page, code: string): Promise<void> {
  await page.goto(`${address()}/receipt`);
  await page.getByLabel('Codice della ricevuta').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Apri le mie risposte' }).click();
}

const said = (page: Page) => page.locator('#content').innerText();

describe('the holder of a receipt', () => {
  it('reads the own answers in words, corrects one, and erases them', () =>
    onPage(async (page) => {
      const code = await answered(page, () => startCitizen(page, address()));
      await openOwn(page, code);
      await page.getByRole('heading', { name: 'Le tue risposte' }).waitFor();
      expect(await said(page)).toContain('Melfi');
      expect(await axeFaults(page)).toEqual([]);

      await page.getByRole('button', { name: 'Correggi le risposte' }).click();
      await page.getByRole('button', { name: /Quanti anni hai/ }).click();
      await page.locator('input[type=radio]').nth(5).check();
      await forward(page).click();
      await page.getByRole('button', { name: 'Salva le correzioni' }).click();
      await page.getByText('Abbiamo salvato le tue correzioni').waitFor();
      expect(await said(page)).toContain('55–64');
      expect(total()).toBe(1);

      await page.getByRole('button', { name: 'Cancella le risposte' }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('word');
      await page.getByLabel(/Per confermare/).fill('no');
      await page.getByRole('button', { name: 'Cancella per sempre' }).click();
      await page.getByText('Scrivi CANCELLA, oppure').waitFor();
      await page.getByLabel(/Per confermare/).fill('cancella');
      await page.getByRole('button', { name: 'Cancella per sempre' }).click();
      expect(await page.getByTestId('proof').innerText()).not.toBe('');
      expect(await axeFaults(page)).toEqual([]);

      await openOwn(page, code);
      await page.locator('[role=alert]').waitFor();
      expect(await page.locator('[role=alert]').innerText()).toContain('cancellate');
    }));

  it('is asked before the results take the place of a code that was not kept, and not after', () =>
    onPage(async (page) => {
      await answered(page);
      const results = page.getByRole('link', { name: 'Guarda i risultati' });
      const asked = page.waitForEvent('dialog');
      const pressed = results.click({ noWaitAfter: true });
      await (await asked).dismiss();
      await pressed;
      expect(await codeOn(page)).toMatch(/^\w{20,}$/);
      await page.evaluate(() => {
        globalThis.print = () => undefined;
      });
      await page.getByRole('button', { name: 'Stampa', exact: true }).click();
      await results.click();
      await page.waitForURL(`${address()}/explore/${eightSurvey}`);
    }));

  it('opens the answers by the QR code’s address, and the code stays in no address and no history', () =>
    onPage(async (page) => {
      const code = await answered(page);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(`${address()}/receipt#${code}`);
      await page.getByRole('heading', { name: 'Le tue risposte' }).waitFor();
      expect(page.url()).toBe(`${address()}/receipt`);
      expect(asked.filter((url) => url.includes(code))).toEqual([]);
    }));

  it('is told when a code opens nothing, and what was typed stays', () =>
    onPage(async (page) => {
      await openOwn(page, 'AAAA-BBBB-CCCC');
      await page.locator('[role=alert]').waitFor();
      expect(await page.getByLabel('Codice della ricevuta').inputValue()).toBe('aaaa-bbbb-cccc');
      expect(await axeFaults(page)).toEqual([]);
    }));
});
