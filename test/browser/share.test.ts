import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../support/workbook.ts';
import { axeFaults, watch } from './browser.ts';
import { citizens, english, wide } from './explorer.ts';
import { enter } from './staff.ts';
import { charts, download, embedded, menuOf, password, takingStage } from './taking.ts';

const { server, onPage, open } = takingStage();

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
        expect(await page.context().cookies(server().address)).toEqual([]);
      },
      { ...wide, permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  it('is clean for axe, and every figure has its table without JavaScript', () =>
    onPage(async (page) => {
      const seen = watch(page, server().address);
      await page.goto(`${server().address}/en/embed${citizens}/map${english}`);
      await page.locator('#map .plot svg').first().waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(seen).toEqual({ foreign: [], errors: [] });
      for (const chart of embedded) {
        const plain = await (await page.request.get(`${server().address}/embed${citizens}/${chart}${english}`)).text();
        expect(plain).toMatch(new RegExp(`id="${chart}-table"[^>]*>(<!--[^>]*-->)*<table`));
      }
    }));

  it('may be a comparison: of voices, or of two parts, with a table, and no link that would open inside the frame', () =>
    onPage(async (page) => {
      const voices = `${server().address}/en/embed/compare/mantova`;
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(voices);
        await page.locator('#voices svg [role=option]').first().waitFor();
        expect(await axeFaults(page)).toEqual([]);
      }
      expect(await page.locator('header, footer').count()).toBe(0);
      await page.locator('summary', { hasText: 'Table' }).click();
      expect(await page.locator('#voices-table tbody tr').count()).toBeGreaterThan(10);
      const links = await page.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('target')));
      expect(new Set(links)).toEqual(new Set(['_top']));
      await page.locator('#voices svg [role=option]').first().press('Enter');
      expect(page.url()).toBe(voices);
      const pair = await page.request.get(
        `${server().address}/embed/compare/basilicata?kind=territories&a=076&b=077&group=sex:f`,
      );
      expect(pair.headers()['content-security-policy']).toContain('frame-ancestors *');
      expect(pair.headers()['set-cookie']).toBeUndefined();
      expect(await pair.text()).toMatch(/Quota di chi ha bisogno di ogni competenza \(.*Donn[ae]\).*id="pair-table"/s);
      expect((await page.request.get(`${server().address}/embed/compare/nowhere`)).status()).toBe(404);
    }, wide));

  it('may be framed by anybody; every other page by nobody; neither sets a cookie', async () => {
    const headersOf = async (path: string) => (await fetch(server().address + path)).headers;
    const embedded = await headersOf(`/embed${citizens}/map${english}`);
    expect(embedded.get('content-security-policy')).toContain('frame-ancestors *');
    expect(embedded.get('set-cookie')).toBeNull();
    for (const path of ['/', `${citizens}${english}`, '/sign-in', `/en${citizens}`])
      expect((await headersOf(path)).get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect((await fetch(`${server().address}/embed${citizens}/secret${english}`)).status).toBe(404);
  });
});

describe('a view is shared', () => {
  it('saved, opened to anybody, closed again', () =>
    onPage(async (page) => {
      await enter(page, server().address, 'planner@example.org', password);
      await open(page, `${english}&area=MT1`);
      await page.getByText('Salva questa vista').click();
      await page.getByLabel('Nome della vista').fill('Inglese a Matera');
      await page.getByRole('button', { name: 'Salva' }).click();
      await page.getByRole('link', { name: 'Viste salvate' }).click();
      await page.getByRole('button', { name: 'Crea un link pubblico' }).click();
      const link = await page.locator('section code').innerText();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeFaults(page)).toEqual([]);
      }
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
    const [row] = await server().application.database.rows<{ n: number }>(
      "SELECT count(*)::INTEGER AS n FROM audit WHERE action = 'figures.exact'",
    );
    return row!.n;
  };

  it('is marked on the page, in pictures, files and sentences, and each look is noted', () =>
    onPage(async (page) => {
      await enter(page, server().address, 'whole@example.org', password);
      const before = await noted();
      await open(page, exact);
      expect(await noted()).toBeGreaterThan(before);
      await page.getByText('Dati esatti, non pubblicabili. Ogni consultazione è registrata.').waitFor();
      expect((await download(page, 'map', 'SVG')).bytes.toString()).toContain('Dati esatti, non pubblicabili.');
      const file = await page.request.get(`${server().address}${citizens}/map.xlsx${exact}`);
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
      await enter(page, server().address, 'matera@example.org', password);
      await page.goto(`${server().address}${citizens}${exact}`);
      await page.locator('.places li a').first().waitFor();
      expect(await page.locator('.note', { hasText: 'PZ1' }).count()).toBe(1);
      expect((await page.locator('.places li').allInnerTexts()).join()).not.toContain('Potenza');
      for (const chart of charts) {
        const answer = await page.request.get(`${server().address}${citizens}/${chart}.json${exact}`);
        const { rows, where, view } = (await answer.json()) as {
          rows: { territory?: string }[];
          where: object;
          view: string;
        };
        expect([view, where]).toEqual(['exact', { territory: ['077'] }]);
        expect(rows.filter(({ territory }) => !/^(MT\d|077$)/.test(territory ?? ''))).toEqual([]);
        expect(rows.length).toBeGreaterThan(0);
      }
    }));

  it('is, for everybody else, the published view, which says so', () =>
    onPage(async (page) => {
      const before = await noted();
      await open(page, exact);
      await page.getByText('qui sono mostrati quelli pubblicati').waitFor();
      const of = async (search: string) =>
        (await page.request.get(`${server().address}${citizens}/map.json${search}`)).text();
      expect(await of(exact)).toBe(await of(`${english}&area=PZ1`));
      expect(await noted()).toBe(before);
      await enter(page, server().address, 'planner@example.org', password);
      await page.reload();
      await page.getByText('qui sono mostrati quelli pubblicati').waitFor();
    }));
});
