import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eightSurvey, words } from '../support/eight-languages.ts';
import { loadEight, startIn } from './languages.ts';
import { codeOn, forward, walkToReview } from './respondent.ts';
import { openStage } from './stage.ts';

// what is sent is the subject: a short way leads there
const { address, total: totalOf, onPage } = openStage(loadEight);
const total = () => totalOf(eightSurvey);
const responses = '**/api/surveys/*/responses';

async function ready(page: Page): Promise<void> {
  await startIn(page, address(), 'it');
  await walkToReview(page);
}

/** Handles the first request so, and lets the later ones through. */
const onlyFirst = (page: Page, handle: (route: Route) => Promise<void>) => page.route(responses, handle, { times: 1 });

const tryNow = (page: Page) => page.getByRole('button', { name: 'Riprova ora' }).click();

describe('sending', () => {
  it('waits for a network that is away, and stores once', () =>
    onPage(async (page) => {
      const before = total();
      await ready(page);
      await onlyFirst(page, (route) => route.abort());
      await forward(page).click();
      await page.getByText('La connessione è caduta').waitFor();
      await tryNow(page);
      await codeOn(page);
      expect(total()).toBe(before + 1);
    }));

  it('stores once when only the acknowledgement was lost', () =>
    onPage(async (page) => {
      const before = total();
      await ready(page);
      await onlyFirst(page, async (route) => {
        await route.fetch();
        await route.abort();
      });
      await forward(page).click();
      await page.getByText('La connessione è caduta').waitFor();
      expect(total()).toBe(before + 1);
      await tryNow(page);
      await codeOn(page);
      expect(total()).toBe(before + 1);
    }));

  it('corrects the stored answers when they were changed after a lost acknowledgement', () =>
    onPage(async (page) => {
      const before = total();
      await ready(page);
      await onlyFirst(page, async (route) => {
        await route.fetch();
        await route.abort();
      });
      await forward(page).click();
      await page.getByRole('button', { name: 'Torna alle risposte' }).click();
      await page.getByRole('button', { name: words.sex.it }).click();
      await page.locator('input[type=radio]').nth(0).check();
      await forward(page).click();
      await page.locator('#review').waitFor();
      await forward(page).click();
      const code = await codeOn(page);
      expect(total()).toBe(before + 1);
      const own = await fetch(`${address()}/api/receipt`, { headers: { authorization: `Receipt ${code}` } });
      expect(((await own.json()) as { answers: { sex: string } }).answers.sex).toBe('f');
    }));

  it('waits as long as a server that cannot store asks for', () =>
    onPage(async (page) => {
      await ready(page);
      const problem = { title: 'x', status: 503, code: 'storage_unavailable', detail: 'x' };
      const headers = { 'retry-after': '20' };
      await onlyFirst(page, (route) => route.fulfill({ status: 503, headers, json: problem }));
      await forward(page).click();
      await page.getByText('In questo momento non riusciamo a salvare').waitFor();
      expect(await page.getByText(/Prossimo tentativo fra (20|19)/).count()).toBe(1);
      await tryNow(page);
      await codeOn(page);
    }));

  it('shows a fault that only the server finds at its question', () =>
    onPage(async (page) => {
      await ready(page);
      const errors = [{ path: 'sex', code: 'not_a_choice', message: 'Questo sesso non è nell’elenco.' }];
      const problem = { title: 'x', status: 422, code: 'invalid_answers', detail: 'x', errors };
      await onlyFirst(page, (route) => route.fulfill({ status: 422, json: problem }));
      await forward(page).click();
      await page.locator('.note.fault').getByText('Questo sesso non è nell’elenco.').waitFor();
      expect(await page.locator('.question').first().getAttribute('data-name')).toBe('sex');
      await page.locator('input[type=radio]').nth(0).check();
      await forward(page).click();
      await page.locator('#review').waitFor();
      await forward(page).click();
      await codeOn(page);
    }));

  it('says so when the survey has closed meanwhile, and keeps the answers on the page', () =>
    onPage(async (page) => {
      await ready(page);
      const problem = {
        title: 'Questionario chiuso',
        status: 410,
        code: 'survey_closed',
        detail: 'Non riceve più risposte.',
      };
      await onlyFirst(page, (route) => route.fulfill({ status: 410, json: problem }));
      await forward(page).click();
      await page.getByText('Questionario chiuso').waitFor();
      expect(await page.locator('#content').innerText()).toContain('Matera');
    }));
});
