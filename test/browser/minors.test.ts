import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../access.ts';
import { shippedProgramme } from '../../application.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { openBrowser, axeFaults } from './browser.ts';

const survey = 'mantova-students-2026';
const officer: Person = {
  ...{ id: 'p', email: 'p@example.invalid', name: 'P' },
  grants: [{ role: 'privacy_officer', programme: 'mantova', territory: null, organisation: null }],
};
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await testServer({}, { now: () => new Date('2026-06-15T10:00:00Z') });
  await server.application.loadProgramme(shippedProgramme('mantova'));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens the survey and says to be under 16. */
async function sayTooYoung(page: Page): Promise<void> {
  await page.goto(`${server.address}/survey/${survey}`);
  await page.getByRole('button', { name: 'Comincia' }).click();
  await page.getByText('Meno di 16', { exact: true }).click();
  await page.getByRole('button', { name: 'Avanti' }).click();
}

describe('a student under 16', () => {
  it('is thanked and sent away before any other question, and nothing is kept', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(`${server.address}/survey/${survey}`);
    expect(await page.locator('main').innerText()).toContain('Si risponde dai 16 anni in su.');
    await sayTooYoung(page);
    await page.getByRole('heading', { name: 'Per ora solo dai 16 anni' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('Grazie di essere qui');
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('under16');
    expect(await axeFaults(page)).toEqual([]);
    await page.close();
  });

  it('may have touched the wrong line', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await sayTooYoung(page);
    await page.getByRole('button', { name: 'Cambia età' }).click();
    await page.getByText('17', { exact: true }).click();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByText('Quanti anni hai?').waitFor({ state: 'detached' });
    expect(await page.getByRole('heading', { name: 'Per ora solo dai 16 anni' }).count()).toBe(0);
    await page.close();
  });

  it('is asked once the privacy officer has opened the way through the school', async () => {
    await server.application.survey.setMinorsRoute(officer, survey, 'school');
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await sayTooYoung(page);
    await page.getByText('Quanti anni hai?').waitFor({ state: 'detached' });
    expect(await page.getByRole('heading', { name: 'Per ora solo dai 16 anni' }).count()).toBe(0);
    await page.close();
  });
});
