import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killableBrowser, type Killable } from './killable.ts';
import { answerPage, forward, goOn, leaveStart, walkToReview } from './respondent.ts';
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

interface Sent {
  readonly answers: Readonly<Record<string, unknown>>;
}

const rows = async () => {
  const counted = 'SELECT count(*)::INTEGER AS n, count(DISTINCT id_hmac)::INTEGER AS d FROM response';
  const [row] = await server().application.database.rows<{ n: number; d: number }>(counted);
  return row;
};

/** The worker has kept all that the survey needs; its page comes last. */
const isReady = (page: Page) =>
  expect
    .poll(() => page.evaluate(async () => (await caches.match(location.pathname))?.ok), { timeout: 30_000 })
    .toBe(true);

describe('a browser that is killed, with the network cut, at ten points', () => {
  let browser: Killable;
  let page: Page;
  const online = (isOnline: boolean) => page.context().setOffline(!isOnline);
  const open = () => page.goto(`${address()}${path}`);
  const goesOn = async () => {
    await page.getByRole('button', { name: 'Vai avanti' }).click();
    await page.locator('.questions .questions-body, #review').first().waitFor();
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
    await page.locator('.questions .questions-body, #review, #first').first().waitFor();
    await browser.kill();
    page = await browser.start();
    await online(false);
    await open();
  }

  const outbox = () => page.getByTestId('outbox');
  /** The code of answers that were sent after they had waited, and what it opens. */
  const arrived = async () => {
    await page.getByTestId('arrived').waitFor();
    const code = (await page.getByTestId('arrived').locator('.code').innerText()).replace(/\s/g, '');
    const own = await fetch(`${address()}/api/receipt`, { headers: { authorization: `Receipt ${code}` } });
    await page.getByRole('button', { name: 'Ho il codice: toglilo da qui' }).click();
    await outbox().waitFor({ state: 'detached' });
    return ((await own.json()) as Sent).answers;
  };

  it('loses no answer and doubles none', { timeout: 240_000 }, async () => {
    await open();
    await isReady(page);
    await disaster();
    await leaveStart(page);
    let points = 1;
    for (let number = 1; (await page.locator('#review').count()) === 0; number++) {
      await answerPage(page);
      // every second page, or the test would take twice as long to say the same
      if (number % 2 === 1) {
        const answered = await page.locator('input:checked').count();
        await disaster();
        await goesOn();
        expect([number, await page.locator('input:checked').count()]).toEqual([number, answered]);
        points++;
      }
      await goOn(page);
    }
    const review = await page.locator('#content').innerText();
    await disaster();
    await goesOn();
    expect(await page.locator('#content').innerText()).toBe(review);

    // the server has stored them, and only its acknowledgement is lost
    await online(true);
    let sent: Sent | undefined;
    await page.route('**/responses', async (route) => {
      sent = route.request().postDataJSON() as Sent;
      await route.fetch();
      await route.abort();
    });
    await forward(page).click();
    await page.getByText('La connessione è caduta').waitFor();
    expect(await rows()).toEqual({ n: 1, d: 1 });
    await browser.kill();
    page = await browser.start();
    await open();
    expect(await arrived()).toEqual(sent!.answers);

    // no network at all from the first page to the end
    await online(false);
    await page.reload();
    await leaveStart(page);
    await walkToReview(page);
    await forward(page).click();
    await page.getByText('La connessione è caduta').waitFor();
    expect(await kept(page)).toEqual([0, 1, 0]);
    await browser.kill();
    page = await browser.start();
    await online(false);
    await open();
    await outbox().getByText('1 risposta in attesa').waitFor();
    expect(await rows()).toEqual({ n: 1, d: 1 });
    // it goes by itself
    await online(true);
    expect(Object.keys(await arrived()).length).toBeGreaterThan(5);

    expect(points + 3).toBeGreaterThanOrEqual(10);
    expect(await rows()).toEqual({ n: 2, d: 2 });
    expect(total()).toBe(2);
    expect(await kept(page)).toEqual([0, 0, 0]);
  });
});
