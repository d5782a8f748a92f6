import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { openBrowser, pageFaults } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await demoServer();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const newPage = async (options: BrowserContextOptions) => (await browser.newContext(options)).newPage();

describe('the map on the first page', () => {
  it('tells without a script what the page of the data tells, and leads there', async () => {
    const page = await newPage({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await page.goto(server.address);
    const figure = page.locator('figure');
    const title = await figure.locator('h2').innerText();
    expect(await figure.locator('circle').count()).toBe(11);
    expect(await figure.locator('svg[role=img]').getAttribute('aria-label')).toContain(title);
    expect(await figure.innerText()).toMatch(/5\.726 risposte.*Fonte: Cittadine e cittadini, ondata 2026/s);
    await figure.locator('.foot a').click();
    expect(new URL(page.url()).pathname).toBe('/explore/basilicata-citizens-2026');
    expect(await page.locator('#map h2').innerText()).toBe(title);
    await page.context().close();
  });

  it('writes the figure on each area, where areas are what is told', async () => {
    const page = await newPage({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await page.goto(`${server.address}/programme/40ready`);
    const figures = await page.locator('figure svg text').allTextContents();
    expect(figures).toHaveLength(10);
    for (const figure of figures) expect(figure).toMatch(/^\d+%$/);
    await page.goto(`${server.address}/programme/city-experts`);
    expect((await page.locator('figure svg[role=img]').boundingBox())?.height).toBeLessThan(500);
    await page.context().close();
  });

  it('is sound in both themes and every window', async () => {
    const page = await newPage({});
    expect(await pageFaults(page, server.address)).toEqual([]);
    await page.context().close();
  });
});
