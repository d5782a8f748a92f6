import { XMLValidator } from 'fast-xml-parser';
import { tableFromIPC } from 'apache-arrow';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { formats } from '../../dashboard/lib/format.ts';
import { readSheet } from '../../data/csv.ts';
import { readWorkbook } from '../support/workbook.ts';
import { axeFaults } from './browser.ts';
import { citizens, english, wide } from './explorer.ts';
import { tabTo } from './staff.ts';
import { sameAlone } from './picture-places.ts';
import { charts, download, menuOf, takingStage, withoutScripts } from './taking.ts';

const { server, onPage, open } = takingStage();

/** Views in which a figure has something that is not published. */
const sparse = {
  map: `${english}&group=disability`,
  ranking: `${english}&area=PZ7&group=disability&sex=f`,
  heat: `${english}&area=PZ7&sex=f`,
};
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
      await page.goto(`${server().address}${citizens}${sparse[chart]}`);
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
      const bytes = async (format: string) => (await page.request.get(server().address + (await link(format))!)).body();
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
      // the places of a ranking follow from its ranges
      expect(inBook.map(shownAs)).toEqual(onSite.map((cells) => cells.slice(names, names + 3)));

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
      await page.goto(server().address + citizens + english);
      await menuOf(page, 'map').locator('summary').first().click();
      const links = await menuOf(page, 'map')
        .locator('a:visible')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
      for (const format of ['csv', 'xlsx', 'arrow', 'json'])
        expect(links.some((link) => link.includes(`map.${format}?`))).toBe(true);
      expect(await menuOf(page, 'map').locator('button:visible').count()).toBe(0);
      for (const link of links.filter((one) => one.startsWith('/')))
        expect((await page.request.get(server().address + link)).status()).toBe(200);
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
