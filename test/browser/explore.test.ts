import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults, overflow, watch } from './browser.ts';
import { chosenPlace, citizens, english, openExplorer, shown, wide } from './explorer.ts';

const { address, onPage, open } = openExplorer();
const places = (page: Page) => page.locator('.places li a');
const stop = (page: Page, chart: string) => page.locator(`${chart} [role=option][tabindex="0"]`);

/** Weighs the scripts that a page loads from now on. @returns the bytes of all so far, compressed */
function weigh(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (/javascript/.test(response.headers()['content-type'] ?? ''))
      sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** How many pixels are left below the footer. */
const belowFooter = (page: Page) =>
  page.evaluate(
    () =>
      document.documentElement.scrollHeight -
      (document.querySelector('footer')?.getBoundingClientRect().bottom ?? 0) -
      scrollY,
  );

describe('a planner explores', () => {
  it('a map, its list, a ranking and a heat map, without a fault, a request that leaves the origin or 200 kB of scripts', () =>
    onPage(async (page) => {
      const seen = watch(page, address());
      const weight = weigh(page);
      await open(page);
      await page.locator('#map svg [data-layer=mark] circle').first().waitFor();
      expect(await page.locator('#map svg [data-layer=mark] circle').count()).toBe(11);
      expect(await places(page).count()).toBe(11);
      expect(await page.locator('#ranking [role=option]').count()).toBe(15);
      expect(await page.locator('#map h2').innerText()).not.toBe('');
      expect(seen).toEqual({ foreign: [], errors: [] });
      const scripts = await weight();
      expect(scripts).toBeGreaterThan(50_000);
      expect(scripts).toBeLessThan(200_000);
    }));

  it('by the pointer: a territory, a group and a skill, each kept in the address', () =>
    onPage(async (page) => {
      await open(page, english);
      await page.locator('#map svg circle[data-key=MT1]').click();
      await page.waitForURL(`**${english}&area=MT1`);
      expect(await chosenPlace(page).innerText()).toContain('Matera');
      expect(await page.locator('#ranking figcaption p').innerText()).toContain('Matera');
      await page.locator('#heat [data-layer=option] [data-key$=" over55"]').first().click();
      await page.waitForURL('**&area=MT1&group=over55');
      expect(await page.locator('select[name=group]').inputValue()).toBe('over55');
      const row = page.locator('#ranking [role=option]').nth(3);
      const skill = await row.getAttribute('data-key');
      await row.click();
      await page.waitForURL(`**?skill=${skill}&level=area&area=MT1&group=over55`);
      expect(await page.locator('select[name=skill]').inputValue()).toBe(skill);
      await page.getByRole('link', { name: 'Togli tutti i filtri' }).click();
      await page.waitForURL(`**?skill=${skill}&level=area`);
    }));

  it('by the keyboard alone', () =>
    onPage(async (page) => {
      await open(page, english);
      await places(page).first().focus();
      await page.keyboard.press('ArrowDown');
      const second = await places(page).nth(1).locator('.name').innerText();
      expect(await page.locator('#map .sentence').innerText()).toContain(second);
      await page.keyboard.press('Enter');
      await page.waitForURL('**&area=*');
      expect(await chosenPlace(page).locator('.name').innerText()).toBe(second);
      await stop(page, '#ranking').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      const skill = await page.locator('#ranking [role=option]').nth(1).getAttribute('data-key');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**?skill=${skill}&**`);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-key'))).toBe(skill);
      await stop(page, '#heat').focus();
      await page.keyboard.press('ArrowRight');
      const key = await page.evaluate(() => document.activeElement?.getAttribute('data-key') ?? '');
      await page.keyboard.press('Space');
      await page.waitForURL(`**&group=${key.split(' ')[1]}`);
    }));

  it('with one call for each filter, painted into the map that stands', () =>
    onPage(async (page) => {
      await open(page, english);
      const calls: string[] = [];
      // another wave is another survey: it has a call of its own
      const own = `${address()}/api/surveys/basilicata-citizens-2026/`;
      page.on('request', (request) => request.url().startsWith(own) && calls.push(request.url()));
      const map = await page.locator('#map .plot > svg').elementHandle();
      const before = await map?.innerHTML();
      await page.locator('select[name=group]').selectOption('over55');
      await page.waitForURL(`**${english}&group=over55`);
      await page.waitForFunction(([node, old]) => node?.innerHTML !== old, [map, before] as const);
      expect(await map?.evaluate((node) => node.isConnected)).toBe(true);
      expect(calls).toEqual([`${address()}/api/surveys/basilicata-citizens-2026/estimates`]);
    }));

  it('the people of the territory, is told how many answers come from elsewhere, and takes all of it away on paper', () =>
    onPage(async (page) => {
      await open(page, english);
      const told = await page.locator('.rail dd').allInnerTexts();
      const [published = 0, inside = 0, elsewhere = 0] = told.map((text) => Number(text.replace('.', '')));
      expect(elsewhere).toBeGreaterThan(0);
      expect(inside + elsewhere).toBe(published);
      const rows = await page.locator('.places .count').allInnerTexts();
      const listed = rows.map((text) => Number(/([\d.]+)$/.exec(text)?.[1]?.replace('.', '') ?? 0));
      expect(listed.reduce((sum, n) => sum + n, 0)).toBe(inside);
      expect(await page.locator('#map .sentence').innerText()).toContain(`su ${told[1]} persone`);
      expect(await belowFooter(page)).toBeLessThanOrEqual(1);

      // on paper: the map and how far to trust, nothing to press
      await page.locator('#map svg [data-layer=mark] circle').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 680, height: 1000 });
      expect(await page.locator('#map svg [data-layer=mark] circle').first().isVisible()).toBe(true);
      expect(await page.locator('#trust-title').isVisible()).toBe(true);
      expect(await page.locator('main button:visible').count()).toBe(0);
    }));

  it('a chart of nothing published as a sentence, not as empty rows', () =>
    onPage(async (page) => {
      await page.goto(`${address()}${citizens}${english}&area=PZ7&group=disability&sex=f`);
      await page.locator('#ranking > .note').waitFor();
      expect(await page.locator('#ranking > .note').innerText()).toContain('almeno 5 persone');
      expect(await page.locator('#ranking [role=option], #heat [role=option]').count()).toBe(0);
      expect(await page.locator('#ranking tbody tr').count()).toBeGreaterThan(15);
    }));

  it('and goes back, reloads and shares: the address is the view', () =>
    onPage(async (page) => {
      await open(page, english);
      await page.locator('select[name=sex]').selectOption({ index: 1 });
      await page.waitForURL('**&sex=*');
      await page.getByRole('link', { name: 'Comuni', exact: true }).click();
      await page.waitForURL('**&level=municipality&**');
      const [address, rows] = [shown(page), await places(page).allInnerTexts()];
      await page.reload();
      expect(shown(page)).toBe(address);
      expect(await places(page).allInnerTexts()).toEqual(rows);
      await page.locator('#heat svg [role=option]').first().waitFor();
      expect(await belowFooter(page)).toBeLessThanOrEqual(1);
      await page.goBack();
      await page.goBack();
      await expect.poll(() => page.locator('select[name=sex]').inputValue(), { timeout: 10_000 }).toBe('');
      expect(shown(page)).toBe(english);
    }));

  it('is told when the address asks for something that does not exist', () =>
    onPage(async (page) => {
      await open(page, '?skill=swimming&area=PZ1');
      expect(await page.locator('.note').first().innerText()).toContain('swimming');
      expect(await page.locator('select[name=area]').inputValue()).toBe('PZ1');
    }));
});

describe('without JavaScript', () => {
  const plain = { ...wide, javaScriptEnabled: false };

  it('filters by the form and by links, and reads titles, sentences and tables', () =>
    onPage(async (page) => {
      await page.goto(`${address()}${citizens}${english}`);
      await page.locator('select[name=group]').selectOption('over55');
      await page.getByRole('button', { name: 'Mostra', exact: true }).click();
      expect(shown(page)).toContain('group=over55');
      await places(page).first().click();
      expect(await chosenPlace(page).count()).toBe(1);
      expect(shown(page)).toMatch(/^\?skill=english&level=area&area=[A-Z0-9]+&group=over55$/);
      await page.locator('#ranking > details:not([class*=explained], [class*=thermometer]) > summary').click();
      const first = await page.locator('#ranking tbody tr').first().innerText();
      expect(first).toMatch(/\d+%/);
      await page.locator('#ranking tbody a').nth(2).click();
      expect(shown(page)).not.toContain('skill=english');
    }, plain));

  it('gives the figures of a chart as a file', () =>
    onPage(async (page) => {
      await page.goto(`${address()}${citizens}${english}&area=MT1`);
      const href = await page.locator('#ranking a[download]').first().getAttribute('href');
      const answer = await page.request.get(`${address()}${href}`);
      expect(answer.headers()['content-type']).toContain('text/csv');
      const lines = (await answer.text()).trim().split('\r\n');
      expect(lines.length - 1).toBe(await page.locator('#ranking tbody tr').count());
      expect(lines[1]).toContain(await page.locator('#ranking .foot code').innerText());
    }, plain));
});

describe('for everybody', () => {
  const cases = [
    ['light', '', 'Matera e Bradano'],
    ['dark', '/en', 'Matera and Bradano'],
  ] as const;

  it.each(cases)(
    'axe finds nothing in the %s theme at "%s", where areas are called as in the language of the page',
    (theme, language, name) =>
      onPage(
        async (page) => {
          await open(page, `${english}&area=MT1&group=over55`, `${language}${citizens}`);
          expect(await chosenPlace(page).innerText()).toContain(name);
          expect(await page.locator('#ranking figcaption p').innerText()).toContain(name);
          await page.locator('summary').first().click();
          expect(await axeFaults(page)).toEqual([]);
        },
        { ...wide, colorScheme: theme },
      ),
    180_000,
  );

  it.each([360, 768, 1440])(
    'the map has its room before its outlines arrive, and nothing scrolls sideways at %i pixels',
    (width) =>
      onPage(
        async (page) => {
          const arrive = await holdOutlines(page);
          await open(page, `${english}&group=over55`);
          if (width < 768) await page.getByRole('button', { name: 'Mostra la mappa' }).click();
          const height = () => page.locator('#map .stage').evaluate((stage) => stage.getBoundingClientRect().height);
          const before = await height();
          arrive();
          await page.locator('#map svg [data-layer=mark] circle').first().waitFor();
          expect(before).toBeGreaterThan(200);
          expect(Math.abs((await height()) - before)).toBeLessThanOrEqual(1);
          expect(await overflow(page)).toBe(0);
          // groups are a list that can be read
          if (width <= 768) expect(await page.locator('#heat [role=option]').count()).toBe(11);
          await picture(page, width);
          if (width < 768) await expectMethodOneStepAway(page);
        },
        { viewport: { width, height: 900 } },
      ),
  );

  it('the page ends with its footer at the level province', () =>
    onPage(async (page) => {
      await open(page, '?skill=english&level=province');
      expect(await belowFooter(page)).toBeLessThanOrEqual(1);
    }));
});

/** Keeps the outlines of the territory back. @returns what lets them come */
async function holdOutlines(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/*.topojson*', async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

async function picture(page: Page, width: number): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/explore-${width}.png`, fullPage: true });
}

/** “How it is computed” is one step away where it is folded, too. */
async function expectMethodOneStepAway(page: Page): Promise<void> {
  expect(await page.locator('#method').isVisible()).toBe(false);
  await page.locator('#ranking a[href="#method"]').click();
  await page.locator('#method').waitFor();
}
