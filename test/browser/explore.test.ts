import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults, overflow, watch } from './browser.ts';
import { chosenPlace, citizens, english, openExplorer, shown, wide } from './explorer.ts';

const { address, onPage, open } = openExplorer();
const places = (page: Page) => page.locator('.places li a');
const stop = (page: Page, chart: string) => page.locator(`${chart} [role=option][tabindex="0"]`);

describe('a planner explores', () => {
  it('a map, its list, a ranking and a heat map, without a fault or a request that leaves the origin', () =>
    onPage(async (page) => {
      const seen = watch(page, address());
      await open(page);
      await page.locator('#map svg [data-layer=mark] circle').first().waitFor();
      expect(await page.locator('#map svg [data-layer=mark] circle').count()).toBe(11);
      expect(await places(page).count()).toBe(11);
      expect(await page.locator('#ranking [role=option]').count()).toBe(15);
      expect(await page.locator('#map h2').innerText()).not.toBe('');
      expect(seen).toEqual({ foreign: [], errors: [] });
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

  it('the people of the territory, and is told how many answers come from elsewhere', () =>
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
    }));

  it('and takes all of it away on paper: the map and how far to trust, nothing to press', () =>
    onPage(async (page) => {
      await open(page, english);
      await page.locator('#map svg [data-layer=mark] circle').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 680, height: 1000 });
      expect(await page.locator('#map svg [data-layer=mark] circle').first().isVisible()).toBe(true);
      expect(await page.locator('#trust-title').isVisible()).toBe(true);
      expect(await page.locator('main button:visible').count()).toBe(0);
    }));

  it('names of areas in the language of the page', () =>
    onPage(async (page) => {
      await open(page, `${english}&area=MT1`, `/en${citizens}`);
      expect(await chosenPlace(page).innerText()).toContain('Matera and Bradano');
      expect(await page.locator('#ranking figcaption p').innerText()).toContain('Matera and Bradano');
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
    ['light', ''],
    ['dark', '/en'],
  ] as const;

  it.each(cases)(
    'axe finds nothing in the %s theme at "%s"',
    (theme, language) =>
      onPage(
        async (page) => {
          await open(page, `${english}&area=PZ1&group=over55`, `${language}${citizens}`);
          await page.locator('summary').first().click();
          expect(await axeFaults(page)).toEqual([]);
        },
        { ...wide, colorScheme: theme },
      ),
    180_000,
  );

  it.each([360, 768, 1440])('nothing scrolls sideways at %i pixels', (width) =>
    onPage(
      async (page) => {
        await open(page, `${english}&group=over55`);
        if (width < 768) await page.getByRole('button', { name: 'Mostra la mappa' }).click();
        await page.locator('#map svg [data-layer=mark] circle').first().waitFor();
        expect(await overflow(page)).toBe(0);
        const folder = process.env.SCREENSHOTS;
        if (folder) await page.screenshot({ path: `${folder}/explore-${width}.png`, fullPage: true });
      },
      { viewport: { width, height: 900 } },
    ),
  );

  it.each([360, 768, 1440])('the map has its room before its outlines arrive at %i pixels', (width) =>
    onPage(
      async (page) => {
        let arrive = () => {};
        const patience = new Promise<void>((resolve) => (arrive = resolve));
        await page.route('**/*.topojson*', async (route) => {
          await patience;
          await route.continue();
        });
        await open(page, english);
        if (width < 768) await page.getByRole('button', { name: 'Mostra la mappa' }).click();
        const height = () => page.locator('#map .stage').evaluate((stage) => stage.getBoundingClientRect().height);
        const before = await height();
        arrive();
        await page.locator('#map svg [data-layer=mark] circle').first().waitFor();
        expect(before).toBeGreaterThan(200);
        expect(Math.abs((await height()) - before)).toBeLessThanOrEqual(1);
      },
      { viewport: { width, height: 900 } },
    ),
  );

  it.each(['province', 'area', 'municipality'])('the page ends with its footer at the level %s', (level) =>
    onPage(async (page) => {
      await open(page, `?skill=english&level=${level}`);
      const below = await page.evaluate(
        () =>
          document.documentElement.scrollHeight -
          (document.querySelector('footer')?.getBoundingClientRect().bottom ?? 0) -
          scrollY,
      );
      expect(below).toBeLessThanOrEqual(1);
    }),
  );

  it.each([360, 768])('groups are a list that can be read at %i pixels', (width) =>
    onPage(
      async (page) => {
        await open(page, english);
        expect(await page.locator('#heat [role=option]').count()).toBe(11);
      },
      { viewport: { width, height: 900 } },
    ),
  );

  it('“how it is computed” is one step away, also where it is folded', () =>
    onPage(
      async (page) => {
        await open(page, english);
        expect(await page.locator('#method').isVisible()).toBe(false);
        await page.locator('#ranking a[href="#method"]').click();
        await page.locator('#method').waitFor();
      },
      { viewport: { width: 360, height: 740 } },
    ));

  it('the scripts of the page, charts included, are lighter than 200 kB', () =>
    onPage(async (page) => {
      const sizes: Promise<number>[] = [];
      page.on('response', (response) => {
        if (/javascript/.test(response.headers()['content-type'] ?? '')) {
          sizes.push(response.body().then((body) => gzipSync(body).length));
        }
      });
      await open(page);
      const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      expect(total).toBeGreaterThan(50_000);
      expect(total).toBeLessThan(200_000);
    }));
});
