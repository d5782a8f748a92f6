import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programmeWithSizes } from '../support/programme.ts';
import { officeOf } from '../shapes/office.ts';
import { squares } from '../shapes/stage.ts';
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
  let demo: TestServer;
  beforeAll(async () => {
    demo = await demoServer();
  }, 240_000);
  afterAll(() => demo?.close());
  const open = async (search: string) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    await page.goto(`${demo.address}/explore/${citizens}?skill=english&${search}`);
    await page.locator('#heat svg [role=option]').first().waitFor();
    return page;
  };

  it('fills the first picture that a newcomer sees', async () => {
    const page = await open('level=area');
    // the outlines, and the marks on them, may come after the other charts
    await expect.poll(() => marks(page), { timeout: 30_000 }).toHaveLength(11);
    const picture = await page.screenshot();
    expect(picture.length).toBeGreaterThan(20_000);
    if (process.env.UPDATE_PICTURES) await keep(picture);
    await page.close();
  });

  it('draws municipalities and areas as surfaces once outlines are imported, and lists the town that has none', async () => {
    const office = await officeOf(demo);
    const file = { level: 'municipality', property: 'code', file: 'comuni.geojson' };
    const { levels } = await office.tried(squares('municipality', '17', ['077014']), file);
    expect(levels[0]?.notOnMap).toEqual([{ code: '077014', name: 'Matera' }]);
    const credit = { source: 'Ufficio di prova', vintage: 2025, licence: 'CC BY 4.0' };
    expect((await office.call('POST', '', credit)).status).toBe(201);
    const surfaces = (page: Page) => page.locator('#map svg [data-layer=mark] path[data-key]');

    const towns = await open('level=municipality');
    await expect.poll(() => surfaces(towns).count(), { timeout: 30_000 }).toBe(130);
    expect(await marks(towns)).toEqual([]);
    const listed = towns.locator('#map ul.figures li', { hasText: '077014' });
    expect(await listed.innerText()).toMatch(/^Matera \(077014\): \d+% .*su \d+ persone/);
    const told = (await towns.locator('#map').innerText()).replaceAll('.', '');
    const [total, drawn, apart, rest] =
      /Le (\d+) risposte: (\d+) sulla mappa, (\d+) elencate qui sopra, (\d+) da territori riservati/
        .exec(told)!
        .slice(1)
        .map(Number);
    expect(drawn! + apart! + rest!).toBe(total);
    expect(apart).toBe(Number(/su (\d+) persone/.exec(await listed.innerText())![1]));
    await towns.close();

    const areas = await open('level=area');
    await expect.poll(() => surfaces(areas).count(), { timeout: 30_000 }).toBe(11);
    expect(await marks(areas)).toEqual([]);
    expect(await areas.locator('#map').innerText()).toContain('Ufficio di prova');
    await areas.close();
  });
});

/** The picture of the README: made anew when UPDATE_PICTURES is set. */
async function keep(picture: Buffer): Promise<void> {
  const file = join(import.meta.dirname, '..', '..', 'docs', 'picture', 'explore.png');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, picture);
}
