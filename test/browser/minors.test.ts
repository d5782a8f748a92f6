import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../access.ts';
import { axeFaults } from './browser.ts';
import { openStage, shipped } from './stage.ts';

const stage = openStage(shipped('mantova'));
const survey = 'mantova-students-2026';
const officer: Person = {
  ...{ id: 'p', email: 'p@example.invalid', name: 'P' },
  grants: [{ role: 'privacy_officer', programme: 'mantova', territory: null, organisation: null }],
};
const sentAway = { name: 'Per ora solo dai 16 anni' };

/** Opens the survey and says to be under 16. */
async function sayTooYoung(page: Page): Promise<void> {
  await page.goto(`${stage.address()}/survey/${survey}`);
  await page.getByText('Meno di 16', { exact: true }).click();
  await page.getByRole('button', { name: 'Avanti' }).click();
}

async function isAsked(page: Page): Promise<void> {
  await page.getByText('Quanti anni hai?').waitFor({ state: 'detached' });
  expect(await page.getByRole('heading', sentAway).count()).toBe(0);
}

describe('a student under 16', () => {
  it('is thanked and sent away before any other question, and nothing is kept', () =>
    stage.onPage(async (page) => {
      await page.goto(`${stage.address()}/survey/${survey}`);
      expect(await page.locator('main').innerText()).toContain('Si risponde dai 16 anni in su.');
      await sayTooYoung(page);
      await page.getByRole('heading', sentAway).waitFor();
      expect(await page.locator('main').innerText()).toContain('Grazie di essere qui');
      expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
        'under16',
      );
      expect(await axeFaults(page)).toEqual([]);
    }));

  it('may have touched the wrong line', () =>
    stage.onPage(async (page) => {
      await sayTooYoung(page);
      await page.getByRole('button', { name: 'Cambia età' }).click();
      await page.getByText('17', { exact: true }).click();
      await page.getByRole('button', { name: 'Avanti' }).click();
      await isAsked(page);
    }));

  it('is asked once the privacy officer has opened the way through the school', async () => {
    await stage.server().application.survey.setMinorsRoute(officer, survey, 'school');
    await stage.onPage(async (page) => {
      await sayTooYoung(page);
      await isAsked(page);
    });
  });
});
