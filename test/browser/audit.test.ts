import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';
import { openBrowser, visit } from './browser.ts';
import { openDay } from './stage.ts';

const administrator = { email: 'capo@example.org', password: 'la prima di tutte le frasi' };
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  const settings = { ADMIN_EMAIL: administrator.email, ADMIN_PASSWORD: administrator.password };
  server = await testServer(settings, { now: openDay });
  for (const object of ['a', 'b']) {
    const entry = { who: 'command', action: 'programme.load', programme: 'small', object };
    await server.application.audit.record(null, entry);
  }
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** A page of an administrator who has signed in. */
async function signedIn(work: (page: Page, context: BrowserContext) => Promise<void>, options = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  try {
    const response = await context.request.post(`${server.address}/api/sessions`, { data: administrator });
    expect(response.status()).toBe(201);
    await work(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

describe('the page of the audit', () => {
  it('asks whoever has not signed in to do so, and comes back', async () => {
    const answer = await fetch(`${server.address}/admin/audit?person=nobody`, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent('/admin/audit?person=nobody')}`);
  });

  it('is filtered by keyboard and without JavaScript; the address keeps it', () =>
    signedIn(
      async (page) => {
        await page.goto(`${server.address}/admin/audit`);
        await page.getByText(/Verificato ora: \d+ voci, nessuna toccata/).waitFor();
        await page.getByLabel('Chi', { exact: true }).focus();
        await page.keyboard.type('Riga');
        await page.getByLabel('Dal giorno').fill('2026-06-15');
        await page.getByRole('button', { name: 'Mostra' }).press('Enter');
        await page.waitForURL(/person=command/);
        expect(await page.getByRole('row').count()).toBe(3);
        expect(await page.getByLabel('Dal giorno').inputValue()).toBe('2026-06-15');
        await page.getByLabel('Al giorno', { exact: true }).fill('2026-06-14');
        await page.getByLabel('Dal giorno').fill('');
        await page.getByRole('button', { name: 'Mostra' }).press('Enter');
        await page.getByText('Nessuna voce corrisponde').waitFor();
      },
      { javaScriptEnabled: false },
    ));

  it('is a card an act on a phone, each value under its name, and nothing for what is not there', () =>
    signedIn(async (page) => {
      await page.setViewportSize({ width: 360, height: 800 });
      await visit(page, `${server.address}/admin/audit?person=command`);
      const card = page.getByRole('row').nth(1);
      const names = await card
        .getByRole('cell')
        .evaluateAll((cells) => cells.map((one) => getComputedStyle(one, '::before').content));
      expect(names).toEqual(['"Quando"', '"Chi"', '"Che cosa"', '"Programma"', '"Su che cosa"']);
      expect(await card.getByRole('rowheader').innerText()).toMatch(/^\d+$/);
      expect(await card.innerText()).toMatch(/15 giugno 2026\s+12:00:00/);
    }));

  it('downloads what the filter shows', () =>
    signedIn(async (page) => {
      await visit(page, `${server.address}/admin/audit?person=command`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Scarica queste voci (CSV)' }).click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      expect(Buffer.concat(chunks).toString().trim().split('\n')).toHaveLength(3);
    }));

  it('says which entry was touched', () =>
    signedIn(async (page) => {
      await server.application.database.write((tx) => tx.run("UPDATE audit SET object = 'c' WHERE object = 'b'"));
      await page.goto(`${server.address}/admin/audit`);
      await page.getByRole('alert').getByText('è stata modificata dopo essere stata scritta').waitFor();
    }));
});
