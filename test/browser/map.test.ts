import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programmeWithSizes } from '../support/programme.ts';
import { demoServer } from '../support/demonstration.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { citizens, send, submissions } from '../support/submission.ts';
import { openBrowser } from './browser.ts';

/** as many as the heat map needs where a second publication is still to come */
const sizes = [200, 400] as const;
const bodies = submissions('map', sizes[1]);
let folder: string;
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  folder = await programmeWithSizes(sizes);
  server = await testServer();
  await server.application.loadProgramme(folder);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(dirname(folder), { recursive: true });
});

async function answer(from: number, to: number): Promise<void> {
  for (const { body } of bodies.slice(from, to)) expect((await send(server.address, body))?.status).toBe(201);
}

/** Reloads the page until its words say so; the test's own time limit ends it. */
async function reloadUntil(page: Page, words: RegExp): Promise<void> {
  do await page.reload({ waitUntil: 'load' });
  while (!words.test(await page.locator('main').innerText()));
}

/** What the map of areas draws: a mark, its size and its fill. */
const marks = (page: Page) =>
  page
    .locator('#map svg [data-layer=mark] circle')
    .evaluateAll((circles) => circles.map((circle) => `${circle.getAttribute('r')} ${circle.getAttribute('fill')}`));

describe('the demand map', () => {
  it('says why it is empty, fills at the first publication and moves at the next', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await answer(0, sizes[0] - 1);
    await page.goto(`${server.address}/explore/${citizens}?skill=english&level=province`);
    expect(await page.locator('main').innerText()).toMatch(/cifre non sono ancora uscite/);

    await answer(sizes[0] - 1, sizes[0]);
    await reloadUntil(page, /su \d+ persone/);
    await page.locator('#heat svg [role=option]').first().waitFor();
    const first = await page.locator('main').innerText();

    await answer(...sizes);
    const counted = /su (\d+) persone/.exec(first)?.[1];
    await reloadUntil(page, new RegExp(`su (?!${counted} )\\d+ persone`));
    await page.locator('#heat svg [role=option]').first().waitFor();
    expect(await page.locator('main').innerText()).not.toBe(first);
    await page.close();
  });
});

describe('the demonstration', () => {
  it('fills the first picture that a newcomer sees', { timeout: 240_000 }, async () => {
    const demo = await demoServer();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
      await page.goto(`${demo.address}/explore/${citizens}?skill=english&level=area`);
      await page.locator('#heat svg [role=option]').first().waitFor();
      // the outlines, and the marks on them, may come after the other charts
      await expect.poll(() => marks(page), { timeout: 30_000 }).toHaveLength(11);
      const picture = await page.screenshot();
      expect(picture.length).toBeGreaterThan(20_000);
      if (process.env.UPDATE_PICTURES) await keep(picture);
    } finally {
      await demo.close();
    }
  });
});

/** The picture of the README: made anew when UPDATE_PICTURES is set. */
async function keep(picture: Buffer): Promise<void> {
  const file = join(import.meta.dirname, '..', '..', 'docs', 'picture', 'explore.png');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, picture);
}
