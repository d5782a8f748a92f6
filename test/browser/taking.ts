/** The demonstration, people who may see more of it than others, and figures that are taken from its pages. */
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Grant } from '../../access.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { openBrowser } from './browser.ts';
import { citizens, english, wide } from './explorer.ts';

export const password = 'quattro parole prese a caso';
const everywhere = { programme: null, territory: null, organisation: null };
const people: Record<string, Grant> = {
  'whole@example.org': { role: 'analyst', ...everywhere },
  'matera@example.org': { role: 'analyst', ...everywhere, programme: 'basilicata', territory: 'province:077' },
  'planner@example.org': { role: 'planner', ...everywhere },
};
export const charts = ['map', 'ranking', 'heat'] as const;
/** also those that stand beside them on the exploring page */
export const embedded = [...charts, 'levels', 'steps', 'panels', 'course', 'topic-barrier'] as const;
export const withoutScripts = { ...wide, javaScriptEnabled: false };
export const menuOf = (page: Page, chart: string) => page.locator(`#${chart} details.take`);

export async function download(page: Page, chart: string, button: string): Promise<{ name: string; bytes: Buffer }> {
  const menu = menuOf(page, chart);
  if ((await menu.getAttribute('open')) === null) await menu.locator('summary').first().click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    menu.getByRole('button', { name: button, exact: false }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** For the tests of one file. */
export function takingStage() {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await demoServer();
    for (const [email, grant] of Object.entries(people))
      await server.application.access.add({ email, name: email, grants: [grant], passphrase: password });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  async function onPage<T>(work: (page: Page) => Promise<T>, options: BrowserContextOptions = wide): Promise<T> {
    const context = await browser.newContext({ acceptDownloads: true, ...options });
    try {
      return await work(await context.newPage());
    } finally {
      await context.close();
    }
  }
  const open = async (page: Page, search: string = english, path = citizens) => {
    await page.goto(`${server.address}${path}${search}`);
    await page.locator('#heat svg [role=option]').first().waitFor();
    await page.locator('#map .plot svg [data-layer=mark] > *').first().waitFor();
  };
  return { server: () => server, onPage, open };
}
