/** What the service worker keeps, and what it does when no page is open. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { visit } from './browser.ts';
import { forward, startCitizen, walkToReview } from './respondent.ts';
import { enter } from './staff.ts';
import { administrator, openStage, shipped } from './stage.ts';

const { address, onPage, total } = openStage(shipped('basilicata'), administrator);
const path = '/survey/basilicata-citizens-2026';

/** The addresses of pages that are kept, once the worker has what it was asked to keep. */
async function pagesKept(page: Page): Promise<string[]> {
  const kept = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const caught = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return caught.flat().map(({ url }) => new URL(url).pathname);
    });
  await expect.poll(async () => (await kept()).some((one) => one.startsWith('/api/surveys/')), wait).toBe(true);
  return (await kept()).filter((one) => one.startsWith('/survey/'));
}
const wait = { timeout: 30_000 };

describe('the service worker', () => {
  it('keeps a survey, and puts away what an earlier version kept', () =>
    onPage(async (page) => {
      await visit(page, `${address()}/privacy`);
      await page.evaluate(async () => (await caches.open('survey-0')).put('/survey/old', new Response('old')));
      await visit(page, address() + path);
      await expect.poll(() => pagesKept(page), wait).toEqual([path]);
      expect(await page.evaluate(() => caches.has('survey-0'))).toBe(false);
    }));

  it('keeps no page with the name of somebody who has signed in, and keeps it once they have left', () =>
    onPage(async (page) => {
      await enter(page, address(), administrator.ADMIN_EMAIL, administrator.ADMIN_PASSWORD);
      await visit(page, address() + path);
      expect(await pagesKept(page)).toEqual([]);
      await page.reload();
      expect(await pagesKept(page)).toEqual([]);
      await page.context().clearCookies();
      await page.reload();
      await expect.poll(() => pagesKept(page), wait).toEqual([path]);
    }));

  it('sends what waits when the network is back, with no page open', () =>
    onPage(async (page) => {
      const context = page.context();
      await startCitizen(page, address());
      await walkToReview(page);
      await context.setOffline(true);
      await forward(page).click();
      await page.getByText('La connessione è caduta').waitFor();
      const blank = await context.newPage();
      const browser = await context.newCDPSession(blank);
      const registered = new Promise<string>((resolve) => {
        browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [one] }) => {
          if (one) resolve(one.registrationId);
        });
      });
      await browser.send('ServiceWorker.enable');
      const registrationId = await registered;
      await page.close();
      const before = total();
      await context.setOffline(false);
      const errand = { origin: address(), registrationId, tag: 'fabbisogni-send', lastChance: false };
      await browser.send('ServiceWorker.dispatchSyncEvent', errand);
      await expect.poll(() => total(), wait).toBe(before + 1);
    }));
});
