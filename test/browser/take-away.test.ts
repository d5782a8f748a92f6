import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { XMLValidator } from 'fast-xml-parser';
import { tableFromIPC } from 'apache-arrow';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grant } from '../../access.ts';
import { formats } from '../../dashboard/lib/format.ts';
import { readSheet } from '../../data/csv.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { readWorkbook } from '../support/workbook.ts';
import { axeFaults, openBrowser, watch } from './browser.ts';
import { citizens, english, wide } from './explorer.ts';
import { enter, tabTo } from './staff.ts';

let server: TestServer;
let browser: Browser;
const password = 'quattro parole prese a caso';
const everywhere = { programme: null, territory: null, organisation: null };
const people: Record<string, Grant> = {
  'whole@example.org': { role: 'analyst', ...everywhere },
  'matera@example.org': { role: 'analyst', ...everywhere, programme: 'basilicata', territory: 'province:077' },
  'planner@example.org': { role: 'planner', ...everywhere },
};
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
const charts = ['map', 'ranking', 'heat'] as const;
const open = async (page: Page, search: string = english, path = citizens) => {
  await page.goto(`${server.address}${path}${search}`);
  await page.locator('#heat svg [role=option]').first().waitFor();
  await page.locator('#map .plot svg [data-layer=mark] > *').first().waitFor();
};
/** Views in which a figure has something that is not published. */
const sparse = {
  map: `${english}&group=disability`,
  ranking: `${english}&area=PZ7&group=disability&sex=f`,
  heat: `${english}&area=PZ7&sex=f`,
};
const withoutScripts = { ...wide, javaScriptEnabled: false };
const menuOf = (page: Page, chart: string) => page.locator(`#${chart} details.take`);

async function download(page: Page, chart: string, button: string): Promise<{ name: string; bytes: Buffer }> {
  const menu = menuOf(page, chart);
  if ((await menu.getAttribute('open')) === null) await menu.locator('summary').first().click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    menu.getByRole('button', { name: button, exact: false }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

describe('a figure is taken away', () => {
  it('by the keyboard: the menu opens, Escape closes it and gives the focus back', () =>
    onPage(async (page) => {
      await open(page);
      const dots = menuOf(page, 'ranking').locator('summary');
      await page.locator('#ranking h2').evaluate((title) => title.setAttribute('tabindex', '-1'));
      await page.locator('#ranking h2').focus();
      await tabTo(page, dots);
      await page.keyboard.press('Enter');
      await tabTo(page, menuOf(page, 'ranking').getByRole('link', { name: 'Scarica in XLSX (Excel)' }));
      await page.keyboard.press('Escape');
      expect(await menuOf(page, 'ranking').getAttribute('open')).toBeNull();
      expect(await dots.evaluate((one) => one === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      expect(await axeFaults(page, '#ranking details.take')).toEqual([]);
    }));

  it('as a picture that stands alone, light on a dark page: strict XML, the same words at the same places', () =>
    onPage(
      async (page) => {
        await open(page);
        const title = await page.locator('#map h2').innerText();
        const subtitle = await page.locator('#map figcaption p').innerText();
        for (const chart of charts) {
          const { name, bytes } = await download(page, chart, 'SVG');
          const svg = bytes.toString('utf8');
          expect(name).toMatch(new RegExp(`^basilicata-citizens-2026-${chart}-[a-z2-9-]+\\.svg$`));
          expect(XMLValidator.validate(svg)).toBe(true);
          expect(svg).not.toMatch(/var\(|class=|<style|currentColor|NaN|undefined/);
          expect(svg).toMatch(/<title>.+<\/title><desc>.+<\/desc><rect [^>]*fill="#fff"/);
          expect(svg).toContain('Titillium Web');
          const figure = await page.locator(`#${chart} .foot code`).innerText();
          expect(svg).toContain(figure);
          expect(svg).toContain('Dati dimostrativi, generati');
          expect(svg).toContain('La licenza d’uso dei dati la stabilisce');
          await sameAlone(page, chart, svg);
          if (chart === 'ranking') await twiceAsFine(page, svg);
          if (chart === 'map') {
            const words = textOf(svg);
            expect(words).toContain(title.replace(/\s+/g, ''));
            expect(words).toContain(subtitle.replace(/\s+/g, ''));
            expect(words).toContain('datoriservato');
            expect(svg).toMatch(/fill="url\(#map-hatch\)"/);
          }
        }
      },
      { ...wide, colorScheme: 'dark' },
    ));

  it('as the sentence of a resolution, about one figure and two', () =>
    onPage(
      async (page) => {
        await open(page);
        await menuOf(page, 'map').locator('summary').first().click();
        await menuOf(page, 'map').getByRole('button', { name: 'Copia per la delibera' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('A confronto con').selectOption({ index: 1 });
        const sentence = await dialog.locator('blockquote').innerText();
        await dialog.getByRole('button', { name: 'Copia' }).click();
        await dialog.getByText('Copiato.').waitFor();
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(sentence);
        expect(sentence).toContain(await page.locator('#map .foot code').innerText());
        expect(await axeFaults(page, 'dialog')).toEqual([]);
      },
      { ...wide, permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  it.each(charts)('as files of four kinds, each cell as the table of the page has it: %s', (chart) =>
    onPage(async (page) => {
      await page.goto(`${server.address}${citizens}${sparse[chart]}`);
      await page.locator(`#${chart} tbody tr`).first().waitFor({ state: 'attached' });
      const names = chart === 'heat' ? 2 : 1;
      const onSite = await page
        .locator(`#${chart} tbody tr`)
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent!.trim())));
      const link = (format: string) =>
        page
          .locator(`#${chart} .foot a[download]`)
          .and(page.locator(`[href*=".${format}?"]`))
          .getAttribute('href');
      const bytes = async (format: string) => (await page.request.get(server.address + (await link(format))!)).body();
      const [sheet] = readWorkbook(new Uint8Array(await bytes('xlsx')));
      const titles = sheet!.rows[0]!.map(({ value }) => value);
      const at = (title: string) => titles.indexOf(title);
      const inBook = sheet!.rows.slice(1).map((cells) => ({
        estimate: cells[at('Quota')]!.value,
        low: cells[at('Intervallo, da')]!.value,
        high: cells[at('Intervallo, a')]!.value,
        n: cells[at('Risposte')]!.value,
        state: cells[at('Codice: Stato')]!.value,
      }));
      expect(inBook.map(shownAs)).toEqual(onSite.map((cells) => cells.slice(names)));

      const { rows } = JSON.parse((await bytes('json')).toString()) as { rows: Row[] };
      const fromJson = rows.map(({ estimate, ciLow: low, ciHigh: high, n, state }) => ({
        estimate,
        low,
        high,
        n,
        state,
      }));
      const arrow = tableFromIPC(new Uint8Array(await bytes('arrow'))).toArray() as unknown as Row[];
      const fromArrow = arrow.map(({ estimate, ciLow: low, ciHigh: high, n, state }) => ({
        estimate,
        low,
        high,
        n,
        state,
      }));
      const csv = readSheet((await bytes('csv')).toString());
      const cell = (cells: readonly string[], name: string) => cells[csv.header.indexOf(name)]!;
      const number = (text: string) => (text === '' ? null : Number(text));
      const fromCsv = csv.rows.map(({ cells }) => ({
        estimate: number(cell(cells, 'estimate')),
        low: number(cell(cells, 'ciLow')),
        high: number(cell(cells, 'ciHigh')),
        n: number(cell(cells, 'n')),
        state: cell(cells, 'state'),
      }));
      for (const other of [fromJson, fromArrow, fromCsv]) expect(other).toEqual(inBook);
      expect(inBook.some(({ state }) => state === 'not_published')).toBe(true);
    }, withoutScripts),
  );

  it('by links alone, without JavaScript', () =>
    onPage(async (page) => {
      await page.goto(server.address + citizens + english);
      await menuOf(page, 'map').locator('summary').first().click();
      const links = await menuOf(page, 'map')
        .locator('a:visible')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
      for (const format of ['csv', 'xlsx', 'arrow', 'json'])
        expect(links.some((link) => link.includes(`map.${format}?`))).toBe(true);
      expect(await menuOf(page, 'map').locator('button:visible').count()).toBe(0);
      for (const link of links.filter((one) => one.startsWith('/')))
        expect((await page.request.get(server.address + link)).status()).toBe(200);
    }, withoutScripts));
});

interface Row {
  readonly estimate: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly n: number | null;
  readonly state: string;
}

/** What the page writes of these numbers. */
function shownAs(row: Record<'estimate' | 'low' | 'high' | 'n' | 'state', unknown>): string[] {
  if (row.state !== 'shown') return [row.state === 'not_asked' ? 'non chiesto' : 'riservato', '–', '–'];
  const rate = (share: unknown) =>
    Number(share) > 0 && Number(share) < 0.005 ? '<1%' : `${Math.round(Number(share) * 100)}%`;
  const n = formats('it').count(Number(row.n));
  const range = row.low === null ? '–' : `${Math.round(Number(row.low) * 100)}–${rate(row.high)}`;
  return [rate(row.estimate), range, n];
}

const textOf = (svg: string) =>
  svg
    .replace(/<(title|desc)>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, '');

/** The same picture as points. */
async function twiceAsFine(page: Page, svg: string): Promise<void> {
  const { name, bytes } = await download(page, 'ranking', 'PNG');
  expect(name).toMatch(/\.png$/);
  const [width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.slice(1).map(Number);
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2 * width!, 2 * height!]);
}

interface Placed {
  readonly what: string;
  readonly isText: boolean;
  readonly x: number;
  readonly y: number;
}

/** Marks and words of a drawing, each with its place in the drawing's own points. */
const placesIn = (svg: Element): Placed[] => {
  const from = svg.getBoundingClientRect();
  const seen = [...svg.querySelectorAll('text, circle, rect, path')].filter((one) => !one.closest('defs'));
  return seen.map((one) => {
    const box = one.getBoundingClientRect();
    const isText = one.tagName === 'text';
    return { what: `${one.tagName} ${one.textContent.trim()}`, isText, x: box.left - from.left, y: box.top - from.top };
  });
};

/** What of a drawing another one lacks, when the first may lie anywhere in it as a whole. Letters may be of another font. */
function lacking(drawing: readonly Placed[], picture: readonly Placed[]): string[] {
  const anchor = drawing.find(({ isText }) => isText)!;
  const found = picture.filter(({ what }) => what === anchor.what);
  const lacks = found.map(({ x, y }) => {
    const by = { x: x - anchor.x, y: y - anchor.y };
    const isAt = (one: Placed, other: Placed) =>
      other.what === one.what &&
      Math.abs(other.x - by.x - one.x) <= 2 &&
      Math.abs(other.y - by.y - one.y) <= (one.isText ? 8 : 4);
    return drawing.filter((one) => !picture.some((other) => isAt(one, other))).map(({ what }) => what);
  });
  return lacks.toSorted((a, b) => a.length - b.length)[0] ?? [anchor.what];
}

/** The picture, alone on a blank page and as an image, shows the drawing of the page at the same places. */
async function sameAlone(page: Page, chart: string, svg: string): Promise<void> {
  const onSite = await page.locator(`#${chart} .plot > svg`).evaluate(placesIn);
  const other = await page.context().newPage();
  await other.setContent(`<body style="margin:0">${svg.replace(/^<\?xml.*?\?>/, '')}</body>`);
  const alone = await other.locator('svg').first().evaluate(placesIn);
  expect(onSite.length).toBeGreaterThan(20);
  expect(lacking(onSite, alone)).toEqual([]);
  const size = await other.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, svg);
  expect(size).toEqual(/viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.slice(1).map(Number));
  await other.close();
}

describe('a figure in a page of somebody else', () => {
  let elsewhere: Server;
  let site = '';
  let body = '';
  beforeAll(async () => {
    elsewhere = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(body));
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    // another name of this machine is another origin
    site = `http://localhost:${(elsewhere.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => elsewhere.close(resolve)));

  it('is framed by the two lines that the menu gives, as high as it is, without a cookie', () =>
    onPage(
      async (page) => {
        await open(page);
        await menuOf(page, 'ranking').locator('summary').first().click();
        await menuOf(page, 'ranking').getByRole('button', { name: 'Copia il codice' }).click();
        await menuOf(page, 'ranking').getByText('Copiato.').waitFor();
        const code = await page.evaluate(() => navigator.clipboard.readText());
        expect(code.trim().split('\n')).toHaveLength(2);
        body = `<!doctype html><title>Altrove</title>${code}`;
        await page.goto(site);
        const frame = page.frameLocator('iframe');
        await frame.locator('#ranking svg [role=option]').first().waitFor();
        await page.waitForFunction(() => document.querySelector('iframe')!.getAttribute('height') !== '640');
        expect(await frame.locator('header, footer').count()).toBe(0);
        expect(await frame.getByRole('link', { name: 'Apri questa vista in Fabbisogni' }).getAttribute('target')).toBe(
          '_top',
        );
        expect(await page.context().cookies(server.address)).toEqual([]);
      },
      { ...wide, permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  it('is clean for axe, and every figure has its table without JavaScript', () =>
    onPage(async (page) => {
      const seen = watch(page, server.address);
      await page.goto(`${server.address}/en/embed${citizens}/map${english}`);
      await page.locator('#map .plot svg').first().waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(seen).toEqual({ foreign: [], errors: [] });
      for (const chart of charts) {
        const plain = await (await page.request.get(`${server.address}/embed${citizens}/${chart}${english}`)).text();
        expect(plain).toMatch(new RegExp(`id="${chart}-table"[^>]*><table`));
      }
    }));

  it('may be framed by anybody; every other page by nobody; neither sets a cookie', async () => {
    const headersOf = async (path: string) => (await fetch(server.address + path)).headers;
    const embedded = await headersOf(`/embed${citizens}/map${english}`);
    expect(embedded.get('content-security-policy')).toContain('frame-ancestors *');
    expect(embedded.get('set-cookie')).toBeNull();
    for (const path of ['/', `${citizens}${english}`, '/sign-in', `/en${citizens}`])
      expect((await headersOf(path)).get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect((await fetch(`${server.address}/embed${citizens}/secret${english}`)).status).toBe(404);
  });
});

describe('a view is shared', () => {
  it('saved, opened to anybody, closed again', () =>
    onPage(async (page) => {
      await enter(page, server.address, 'planner@example.org', password);
      await open(page, `${english}&area=MT1`);
      await page.getByText('Salva questa vista').click();
      await page.getByLabel('Nome della vista').fill('Inglese a Matera');
      await page.getByRole('button', { name: 'Salva' }).click();
      await page.getByRole('link', { name: 'Viste salvate' }).click();
      await page.getByRole('button', { name: 'Crea un link pubblico' }).click();
      const link = await page.locator('section code').innerText();
      expect(await axeFaults(page)).toEqual([]);
      await onPage(async (visitor) => {
        await visitor.goto(link);
        expect(new URL(visitor.url()).search).toBe(`${english}&area=MT1`);
      });
      await page.getByRole('button', { name: 'Chiudi il link' }).click();
      await page.getByRole('button', { name: 'Crea un link pubblico' }).waitFor();
      expect((await fetch(link)).status).toBe(404);
    }));
});

describe('the exact view', () => {
  const exact = `${english}&area=PZ1&view=exact`;
  const noted = async () => {
    const [row] = await server.application.database.rows<{ n: number }>(
      "SELECT count(*)::INTEGER AS n FROM audit WHERE action = 'figures.exact'",
    );
    return row!.n;
  };

  it('is marked on the page, in pictures, files and sentences, and each look is noted', () =>
    onPage(async (page) => {
      await enter(page, server.address, 'whole@example.org', password);
      const before = await noted();
      await open(page, exact);
      expect(await noted()).toBeGreaterThan(before);
      await page.getByText('Dati esatti, non pubblicabili. Ogni consultazione è registrata.').waitFor();
      expect((await download(page, 'map', 'SVG')).bytes.toString()).toContain('Dati esatti, non pubblicabili.');
      const file = await page.request.get(`${server.address}${citizens}/map.xlsx${exact}`);
      const [sheet, about] = readWorkbook(new Uint8Array(await file.body()));
      expect(sheet!.rows.flat().some(({ value }) => value === 'esatto, non pubblicabile')).toBe(true);
      expect(about!.rows.flat().some(({ value }) => String(value).includes('Dati esatti, non pubblicabili.'))).toBe(
        true,
      );
      await menuOf(page, 'map').getByRole('button', { name: 'Copia per la delibera' }).click();
      expect(await page.getByRole('dialog').locator('blockquote').innerText()).toMatch(
        /; dati esatti, non pubblicabili; dati dimostrativi, generati\.$/,
      );
      await page.keyboard.press('Escape');
      await page.locator('.places li a').first().click();
      await page.waitForURL('**view=exact');
    }));

  it('shows somebody with a narrower right the own places only, and says that the other is not among them', () =>
    onPage(async (page) => {
      await enter(page, server.address, 'matera@example.org', password);
      await page.goto(`${server.address}${citizens}${exact}`);
      await page.locator('.places li a').first().waitFor();
      expect(await page.locator('.note', { hasText: 'PZ1' }).count()).toBe(1);
      expect((await page.locator('.places li').allInnerTexts()).join()).not.toContain('Potenza');
      for (const chart of charts) {
        const answer = await page.request.get(`${server.address}${citizens}/${chart}.json${exact}`);
        const { rows, where, view } = (await answer.json()) as {
          rows: { territory?: string }[];
          where: object;
          view: string;
        };
        expect([view, where]).toEqual(['exact', { territory: ['077'] }]);
        expect(rows.filter(({ territory }) => territory !== undefined && !territory.startsWith('MT'))).toEqual([]);
        expect(rows.length).toBeGreaterThan(0);
      }
    }));

  it('is, for everybody else, the published view, which says so', () =>
    onPage(async (page) => {
      const before = await noted();
      await open(page, exact);
      await page.getByText('qui sono mostrati quelli pubblicati').waitFor();
      const of = async (search: string) =>
        (await page.request.get(`${server.address}${citizens}/map.json${search}`)).text();
      expect(await of(exact)).toBe(await of(`${english}&area=PZ1`));
      expect(await noted()).toBe(before);
      await enter(page, server.address, 'planner@example.org', password);
      await page.reload();
      await page.getByText('qui sono mostrati quelli pubblicati').waitFor();
    }));
});
