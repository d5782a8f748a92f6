import { setTimeout as after } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaperJob, PaperOrder } from '../../printing/contract.ts';
import { withPrinter } from '../../printing/print.ts';
import { unzip } from '../../survey/zip.ts';
import { demoServer } from '../support/demonstration.ts';
import { readPdf } from '../support/pdf.ts';
import type { TestServer } from '../support/server.ts';
import { hire } from '../support/staff.ts';
import { browserPath } from './browser-path.ts';
import { axeFaults, openBrowser, overflow, watch } from './browser.ts';

const programmes = ['basilicata', 'mantova', 'moral', '40ready', 'city-experts'];
let [server, browser, context, page, chromium, planner] = [] as unknown as [
  ...[TestServer, Browser, BrowserContext, Page],
  ...[string, string],
];
beforeAll(async () => {
  chromium = await browserPath();
  server = await demoServer({ CHROMIUM_PATH: chromium });
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 680, height: 1009 } });
  page = await context.newPage();
  planner = (await hire(server, 'planner'))('planner');
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Documents of the product's own printer, one after the other. */
const printed = (...paths: readonly string[]): Promise<Buffer[]> => {
  const options = { path: chromium, address: server.address, signal: AbortSignal.timeout(120_000) };
  return withPrinter(options, async (print) => {
    const made: Buffer[] = [];
    for (const path of paths) made.push(await print(path));
    return made;
  });
};
const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length;
const ask = (method: string, path: string, body?: PaperOrder) =>
  fetch(server.address + path, {
    method,
    headers: { cookie: planner, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const order = async (body: PaperOrder) => (await (await ask('POST', '/api/papers', body)).json()) as PaperJob;
async function ended(id: string): Promise<PaperJob> {
  for (;;) {
    const job = (await (await ask('GET', `/api/papers/${id}`)).json()) as PaperJob;
    if (job.state !== 'waiting' && job.state !== 'running') return job;
    await after(50);
  }
}

describe('the report as PDF', () => {
  it('has no page cut and none empty, numbers that hold, title, language and tags', async () => {
    const [pdf] = await printed('/report/basilicata');
    await page.goto(`${server.address}/report/basilicata`);
    const contents = await page
      .locator('[data-page-of]')
      .evaluateAll((all) => all.map((one) => [one.getAttribute('data-page-of')!, Number(one.textContent)] as const));
    const sheets = await page.locator('.sheet').count();
    const read = await readPdf(
      page,
      pdf!,
      contents.map(([key]) => key),
    );
    expect(read).toMatchObject({ language: 'it', isTagged: true });
    expect(read.title).toContain('Rapporto sui fabbisogni formativi');
    expect(read.outline).toEqual(expect.arrayContaining(['In breve', 'Metodo', 'Tabelle', 'Elenco delle figure']));
    expect(read.pages).toHaveLength(sheets);
    expect(read.pages.length).toBeGreaterThan(40);
    for (const [at, { text, ink, margin }] of read.pages.entries()) {
      expect(text).toContain(`pagina ${at + 1} di ${sheets}`);
      expect([at + 1, ink > 0.005, margin > 0.03]).toEqual([at + 1, true, true]);
    }
    expect(contents.length).toBeGreaterThan(18);
    expect(contents.map(([key]) => [key, read.places[key]])).toEqual(contents);
  });
});

describe('the briefs', () => {
  it('are two pages for every territory of every programme', async () => {
    const all = await printed(...programmes.map((programme) => `/brief/${programme}/all`));
    for (const [at, programme] of programmes.entries()) {
      const answer = await fetch(`${server.address}/brief/${programme}/places.json`);
      const places = (await answer.json()) as unknown[];
      expect(places.length).toBeGreaterThanOrEqual(5);
      expect([programme, pagesIn(all[at]!)]).toEqual([programme, 2 * places.length]);
    }
  });

  it('fill no sheet over its edge in English either', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const programme of programmes) {
      await page.goto(`${server.address}/en/brief/${programme}/all`);
      const wrong = await page.locator('.sheet').evaluateAll((sheets) =>
        sheets.flatMap((sheet, at) => {
          const { height, right } = sheet.getBoundingClientRect();
          const inside = [...sheet.querySelectorAll('td, th, p, dd, dt')];
          const wide = inside.filter((one) => one.getBoundingClientRect().right > right + 1);
          return height > 1009 || wide.length > 0 ? [`${at + 1}: ${height} px, ${wide.length} too wide`] : [];
        }),
      );
      expect([programme, wrong]).toEqual([programme, []]);
    }
    // light whatever the theme
    expect(await page.locator('.paper').evaluate((one) => getComputedStyle(one).color)).toBe('rgb(23, 50, 77)');
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  });

  it('are read by everybody, on a phone and in the dark', async () => {
    const seen = watch(page, server.address);
    for (const [path, colorScheme] of [
      ['/brief/basilicata/PZ1', 'light'],
      ['/brief/basilicata', 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(server.address + path, { waitUntil: 'networkidle' });
      expect(await axeFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 800 });
      expect([path, await overflow(page)]).toEqual([path, 0]);
      await page.setViewportSize({ width: 680, height: 1009 });
    }
    expect([...seen.errors, ...seen.foreign]).toEqual([]);
  });
});

describe('orders', () => {
  it('make a file for each territory, and one of all of them', async () => {
    const { id } = await order({ kind: 'briefs', programme: 'city-experts', language: 'en' });
    expect(await ended(id)).toMatchObject({ state: 'done', done: 5, of: 5, file: { type: 'application/zip' } });
    const bytes = Buffer.from(await (await ask('GET', `/api/papers/${id}/file`)).arrayBuffer());
    const files = unzip(bytes, { bytes: 5e7, entries: 10 });
    expect([...files.keys()]).toContain('city-experts-brief-FI.pdf');
    for (const file of files.values()) expect(pagesIn(file)).toBe(2);
  });

  it('stop when they are told to, wherever they are, and the next one begins', async () => {
    const [first, second] = [
      await order({ kind: 'report', programme: 'mantova', language: 'it' }),
      await order({ kind: 'brief', programme: 'moral', territory: 'CY', language: 'it' }),
    ];
    await ask('DELETE', `/api/papers/${first.id}`);
    expect((await ended(first.id)).state).toBe('cancelled');
    expect(await ended(second.id)).toMatchObject({ state: 'done', file: { name: 'moral-scheda-CY.pdf' } });
  });

  it('are given by the page, which tells how far they are and hands over the file', async () => {
    const own = await browser.newContext({ extraHTTPHeaders: { cookie: planner } });
    const staff = await own.newPage();
    await staff.goto(`${server.address}/brief/moral`);
    await staff.getByLabel('Territorio').selectOption('IT');
    await staff.getByRole('button', { name: 'PDF della scheda' }).click();
    const link = staff.getByRole('link', { name: /Scarica moral-scheda-IT\.pdf/ });
    await link.waitFor();
    expect(await link.getAttribute('href')).toMatch(/^\/api\/papers\/[\w-]+\/file$/);
    await own.close();
    await page.goto(`${server.address}/brief/moral`);
    await page.getByText('I file PDF li prepara chi lavora al programma.').waitFor();
  });
});
