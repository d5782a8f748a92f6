import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { shippedProgramme } from '../../application.ts';
import { generate } from '../../survey/generate/generate.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { openBrowser, axeFaults, watch } from './browser.ts';

const survey = 'moral-participants-2026';
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await testServer({}, { now: () => new Date('2026-06-15T10:00:00Z') });
  const { application } = server;
  await application.loadProgramme(shippedProgramme('moral'));
  await generate(application, { survey, responses: 700, seed: 'country' });
  const { compiled } = application.registry.entry(survey);
  await publishSnapshot(application.database, compiled, { k: application.config.kMin, today: application.today() });
  await application.analytics.reload(survey);
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe('a programme of several countries', () => {
  it('is explored by country, on a map of its own countries', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const seen = watch(page, server.address);
    await page.goto(`${server.address}/explore/${survey}`);
    await page.locator('#map svg [data-layer=mark] path').nth(4).waitFor();
    expect(await page.locator('#map svg [data-layer=mark] path').count()).toBe(5);
    expect(await page.locator('form select[name=area] option').allInnerTexts()).toEqual([
      ...['tutti i Paesi', 'Cipro', 'Grecia', 'Italia', 'Polonia', 'Spagna'],
    ]);
    expect(await page.locator('main').innerText()).toMatch(/tutti i Paesi: \d+%/);
    expect(seen).toEqual({ foreign: [], errors: [] });
    await page.close();
  });

  it('narrows its figures to a country, in English too', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${server.address}/en/explore/${survey}`);
    await page.locator('form select[name=area]').selectOption('CY');
    await page.waitForURL(/area=CY/);
    await page
      .getByText(/Cyprus: \d+%/)
      .first()
      .waitFor();
    expect(await page.locator('#ranking').innerText()).toMatch(/Cyprus/);
    await page.close();
  });

  it('has a page without serious faults, on a phone and in the dark', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    await page.goto(`${server.address}/explore/${survey}`);
    await page.locator('h1, h2').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await page.close();
  });
});
