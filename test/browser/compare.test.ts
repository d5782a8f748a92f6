import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { axeFaults, openBrowser, overflow, pageFaults, visit } from './browser.ts';
import { enter } from './staff.ts';
import { phone } from './stage.ts';

const password = 'quattro parole prese a caso';
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

async function onPage(work: (page: Page) => Promise<void>, options: BrowserContextOptions = phone): Promise<void> {
  const context = await browser.newContext(options);
  try {
    await work(await context.newPage());
  } finally {
    await context.close();
  }
}
const wide = { viewport: { width: 1280, height: 900 } };
const quality = '/quality/basilicata-citizens-2026';

describe('the page of comparisons', () => {
  it('is sound in both themes and every window', () =>
    onPage(async (page) => {
      expect(await pageFaults(page, `${server.address}/compare/basilicata?kind=territories`)).toEqual([]);
      expect(await pageFaults(page, `${server.address}/compare/mantova`, ['light'])).toEqual([]);
    }));

  it('is changed word by word, keeps all in the address, and a chart is walked with the keyboard', () =>
    onPage(async (page) => {
      await page.goto(`${server.address}/compare/basilicata`);
      await page.getByLabel('Tipo di confronto').selectOption('groups');
      await page.getByLabel('Prima parte').selectOption('sex:f');
      await page.getByLabel('Seconda parte').selectOption('sex:m');
      await page.waitForURL(/a=sex%3Af&b=sex%3Am/);
      await page
        .getByRole('heading', {
          level: 2,
          name: /^Tra Donna e Uomo|^Tra Donne e Uomini|competenze su 89 hanno intervalli separati/,
        })
        .waitFor();
      const chart = page.getByRole('listbox');
      await chart.waitFor();
      await chart.getByRole('option').first().focus();
      await page.keyboard.press('ArrowDown');
      const second = await chart.getByRole('option').nth(1).getAttribute('aria-label');
      expect(await page.locator('.said').textContent()).toBe(second);
      expect(second).toContain('non è un test (');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/skill\/basilicata\//);
      expect(await page.getByRole('link', { name: 'Confronta territori, gruppi o voci' }).count()).toBe(1);
    }, wide));

  it('gives a sentence for a resolution, files and a page to embed by the menu of its figure', () =>
    onPage(async (page) => {
      await page.goto(`${server.address}/compare/mantova`);
      await page.locator('#voices svg [role=option]').first().waitFor();
      const [words] = await page
        .locator('#voices svg [role=option]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!));
      const menu = page.locator('#voices details.take');
      await menu.locator('summary').click();
      const embed = await menu.getByRole('link', { name: 'Pagina da incorporare' }).getAttribute('href');
      expect(embed).toBe('/embed/compare/mantova?kind=voices');
      const csv = await menu.getByRole('link', { name: 'Scarica in CSV' }).getAttribute('href');
      expect(await (await page.request.get(server.address + csv)).text()).toContain('skill,');
      await menu.getByRole('button', { name: 'Copia per la delibera' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Valore').selectOption({ label: `«${words!.split('. ')[0]}»` });
      const sentence = await dialog.locator('blockquote').innerText();
      // what the mark says, and from where: each voice with its figure
      for (const told of words!.replace(/\.$/, '').split('. ').slice(1)) expect(sentence).toContain(told);
      const figures = await page.locator('#sides ~ dl code').allInnerTexts();
      expect(figures.length).toBeGreaterThan(1);
      for (const figure of figures) expect(sentence).toContain(`figura ${figure}`);
      expect(await axeFaults(page, 'dialog')).toEqual([]);
    }, wide));

  it('says it all without JavaScript, in English: the table, why, and where both sides come from', () =>
    onPage(
      async (page) => {
        await page.goto(`${server.address}/en/compare/basilicata?kind=territories&a=076&b=077`);
        expect(await overflow(page)).toBe(0);
        await page.locator('summary', { hasText: 'Table' }).first().click();
        expect(await page.getByRole('row').count()).toBe(90);
        await page.getByRole('heading', { name: 'What cannot be compared or tested, and why' }).waitFor();
        const sides = page.getByRole('region', { name: 'Where the two parts come from' });
        expect(await sides.getByRole('link', { name: /^Figure/ }).count()).toBe(2);
        expect(await sides.getByRole('link', { name: 'Data quality' }).first().getAttribute('href')).toBe(
          `/en${quality}`,
        );
      },
      { ...phone, javaScriptEnabled: false },
    ));
});

describe('the page of the quality of the data', () => {
  it('is sound in both themes and every window, and shows nothing exact to the public', () =>
    onPage(async (page) => {
      expect(await pageFaults(page, server.address + quality)).toEqual([]);
      expect(await page.getByRole('heading', { name: 'Conteggi esatti' }).count()).toBe(0);
      expect(
        (await page.getByText('455 vengono da').count()) + (await page.getByText('Delle 5.').count()),
      ).toBeGreaterThan(0);
    }));

  it('shows an analyst exact counts on demand, which the audit keeps', () =>
    onPage(async (page) => {
      const grants = [{ role: 'analyst' as const, programme: null, territory: null, organisation: null }];
      const { access, database } = server.application;
      await access.add({ email: 'ann@example.org', name: 'Ann', grants, passphrase: password });
      await enter(page, server.address, 'ann@example.org', password);
      // charts that are drawn as the page comes alive move what stands below them
      await visit(page, server.address + quality);
      await page.getByRole('button', { name: 'Mostra i conteggi esatti' }).click();
      await page.getByRole('table', { name: 'Per modo di rispondere' }).waitFor();
      expect(await page.getByRole('table', { name: 'Per segni, comprese quelle escluse' }).count()).toBe(1);
      expect(await axeFaults(page)).toEqual([]);
      const looks = await database.rows("SELECT object FROM audit WHERE action = 'figures.exact'");
      expect(looks).toEqual([{ object: 'basilicata-citizens-2026' }]);
    }, wide));
});

describe('figures of another source', () => {
  it('are checked, brought in, shown beside the answers, and taken back', () =>
    onPage(async (page) => {
      const grants = [{ role: 'planner' as const, programme: 'mantova', territory: null, organisation: null }];
      await server.application.access.add({ email: 'pia@example.org', name: 'Pia', grants, passphrase: password });
      await enter(page, server.address, 'pia@example.org', password);
      await page.goto(`${server.address}/admin/series`);
      await page
        .getByRole('main')
        .getByRole('link', { name: /Laboratorio/ })
        .click();
      const csv = `source,vintage,territory,label,skill,value,unit,note,licence\nFonte di prova,2026,province:020,Saldatori,welding,120,assunzioni previste,,CC0\n`;
      const file = { name: 'prova.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
      await page.getByLabel('File CSV').setInputFiles({ ...file, buffer: Buffer.from(csv.replace('120', 'molti')) });
      await page.getByRole('button', { name: 'Controlla soltanto' }).click();
      await page.getByText('Riga 2, value:').waitFor();
      await page.getByLabel('File CSV').setInputFiles(file);
      await page.getByRole('button', { name: 'Carica' }).click();
      await page.getByText('Caricato.').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      for (const path of ['/compare/mantova', '/skill/mantova/welding']) {
        await page.goto(server.address + path);
        await page.getByText('Fonte: Fonte di prova, 2026. Licenza: CC0.').waitFor();
      }
      await page.goto(`${server.address}/admin/series/mantova`);
      await page.locator('summary', { hasText: 'Togli questo file' }).click();
      await page.getByRole('button', { name: 'Togli', exact: true }).click();
      await page.getByText('Il file è stato tolto.').waitFor();
    }, wide));
});
