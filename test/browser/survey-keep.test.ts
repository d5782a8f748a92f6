import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killableBrowser, type Killable } from './killable.ts';
import { answerPage, forward, goOn, leaveStart } from './respondent.ts';
import { openStage } from './stage.ts';

const { server, address, total } = openStage();
const path = '/survey/basilicata-citizens-2026';

/** What lies on the device and cannot be read there: how many drafts, answers that wait, receipts. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('fabbisogni');
      request.onsuccess = () => resolve(request.result);
    });
    const count = (table: string) =>
      new Promise<number>((resolve) => {
        const request = database.transaction(table).objectStore(table).count();
        request.onsuccess = () => resolve(request.result);
      });
    const found = [await count('draft'), await count('queue'), await count('receipt')];
    database.close();
    return found;
  });

const rows = async () => {
  const counted = 'SELECT count(*)::INTEGER AS n, count(DISTINCT id_hmac)::INTEGER AS d FROM response';
  const [row] = await server().application.database.rows<{ n: number; d: number }>(counted);
  return row;
};

/** The worker has kept all that the survey needs. */
const isReady = (page: Page) =>
  expect
    .poll(() => page.evaluate(async () => (await (await caches.open((await caches.keys())[0]!)).keys()).length), {
      timeout: 20_000,
    })
    .toBeGreaterThan(20);

describe('a browser that is killed, with the network cut, at ten points', () => {
  let browser: Killable;
  let page: Page;
  const online = (isOnline: boolean) => page.context().setOffline(!isOnline);
  const open = () => page.goto(`${address()}${path}`);
  const goesOn = async () => {
    await page.getByRole('button', { name: 'Vai avanti' }).click();
    await page.locator('.sd-body, #review').first().waitFor();
  };
  beforeAll(async () => {
    browser = await killableBrowser();
    page = await browser.start();
  });
  afterAll(() => browser.close());

  /** Cuts the network, reloads, kills the browser, and starts it again, still without a network. */
  async function disaster(): Promise<void> {
    await online(false);
    await page.reload();
    await page.locator('.sd-body, #review, #first').first().waitFor();
    await browser.kill();
    page = await browser.start();
    await online(false);
    await open();
  }

  it('loses no answer and doubles none', { timeout: 240_000 }, async () => {
    await open();
    await isReady(page);
    // 1: the start
    await disaster();
    await leaveStart(page);
    for (let point = 2; point <= 8; point++) {
      if ((await page.locator('#review').count()) > 0) break;
      await answerPage(page);
      const answered = await page.locator('input:checked').count();
      const before = await page.locator('h1').first().innerText();
      await disaster();
      await goesOn();
      expect([point, await page.locator('input:checked').count()]).toEqual([point, answered]);
      expect(await page.locator('h1').first().innerText()).toBe(before);
      await goOn(page);
    }
  });
});
