import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { shippedProgramme } from '../../application.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { axeFaults, openBrowser, overflow, visit } from './browser.ts';
import { phone } from './stage.ts';

let server: TestServer;
let browser: Browser;
let moment = new Date('2026-01-02T10:00:00Z');

beforeAll(async () => {
  server = await testServer({}, { now: () => moment });
  await server.application.loadProgramme(shippedProgramme('basilicata'));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What the page says on a day, in words; it must pass axe and fit a phone. */
async function said(day: string, path: string): Promise<{ text: string; next: string | null }> {
  moment = new Date(`${day}T10:00:00Z`);
  const page = await (await browser.newContext(phone)).newPage();
  await visit(page, server.address + path);
  expect(await axeFaults(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  const text = await page.locator('#content').innerText();
  const next = await page.locator('#content .btn-primary').first().getAttribute('href');
  await page.context().close();
  return { text, next };
}

const path = '/survey/basilicata-citizens-2026';

describe('a survey that cannot be answered', () => {
  it('says from when, before it opens', async () => {
    const { text, next } = await said('2026-01-02', path);
    expect(text).toContain('Si potrà rispondere dal 12 gennaio 2026');
    expect(text).not.toContain('In quale comune abiti?');
    expect(next).toBe('/');
  });

  it('says since when, after it has closed, and leads to the results', async () => {
    const { text, next } = await said('2027-07-20', path);
    expect(text).toContain('L’indagine si è chiusa il 30 giugno 2027');
    expect(text).not.toContain('In quale comune abiti?');
    expect(next).toBe('/explore/basilicata-citizens-2026');
    expect((await said('2027-07-20', `/en${path}`)).text).toContain('The survey closed on 30 June 2027');
  });
});
