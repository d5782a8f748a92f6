import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedProgramme } from '../../application.ts';
import { callerTo, hold, passphrase, signIn, words } from '../interchange/stage.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { openBrowser, pageFaults, visit } from './browser.ts';

let server: TestServer;
let browser: Browser;
let [cookie, path] = ['', ''];

beforeAll(async () => {
  server = await testServer({}, { now: () => new Date('2026-06-15T08:00:00Z') });
  await server.application.loadProgramme(shippedProgramme('moral'));
  const grants = [{ role: 'moderator', programme: 'moral', territory: null, organisation: null } as const];
  await server.application.access.add({ email: 'ada@example.org', name: 'Ada', grants, passphrase });
  cookie = await signIn(server, 'ada@example.org');
  path = `/session/${(await hold(callerTo(server, cookie))).id}/minutes`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function onPage(query: string, work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: server.address }]);
  const page = await context.newPage();
  await visit(page, server.address + path + query);
  await work(page).finally(() => context.close());
}

describe('the page of the minutes', () => {
  it('is for circulation unless asked otherwise, without a script too', () =>
    onPage(
      '',
      async (page) => {
        const text = await page.locator('article').innerText();
        expect(text).toContain('P1 bisogno');
        expect(text).not.toContain(words.kept);
        expect(text).toContain('Un intervento non è riportato.');
        await page.locator('nav.versions a').last().click();
        await page.waitForURL(/version=internal/);
        const all = page.locator('article');
        expect(await all.innerText()).toContain(words.kept);
        expect(await all.locator('.mark').allInnerTexts()).toEqual(['non citare']);
      },
      { javaScriptEnabled: false },
    ));

  it('offers the text, and the text comes', () =>
    onPage('', async (page) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('a[download]').first().click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/\.txt$/);
    }));

  it('prints on A4 with page numbers', () =>
    onPage('', async (page) => {
      const bytes = await page.pdf({ preferCSSPageSize: true });
      const [, width, height] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(bytes.toString('latin1')) ?? [];
      expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.no-print').first().isVisible()).toBe(false);
      const rules = await page.evaluate(() =>
        [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join(''),
      );
      expect(rules).toMatch(/@bottom-right *\{[^}]*counter\(page\)[^}]*counter\(pages\)/);
    }));

  it('has no fault, in either version', () =>
    onPage('', async (page) => {
      for (const query of ['', '?version=internal'])
        expect(await pageFaults(page, server.address + path + query)).toEqual([]);
    }));
});
