import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults, overflow, visit } from './browser.ts';
import { chosenPlace, citizens, english, openExplorer, shown } from './explorer.ts';
import { unseenStops } from './staff.ts';

const { address, onPage, open } = openExplorer();
const live = (page: Page) => page.locator('#map .sentence[aria-live=polite]');
const focused = (page: Page, attribute: string) =>
  page.evaluate((name) => document.activeElement?.getAttribute(name) ?? '', attribute);
const bar = (page: Page, name: string) => page.locator('.rail').getByRole('button', { name });
const linking = (page: Page) => page.getByRole('switch', { name: 'Filtra gli altri grafici' });
const topOf = (one: Locator) => one.evaluate((element) => element.getBoundingClientRect().top);
const base = (page: Page, chart: string) => page.locator(`${chart} figcaption p`).innerText();

describe('the workbench by the keyboard', () => {
  it('goes from a place on the map to its neighbour, is told, chooses, and clears', () =>
    onPage(async (page) => {
      await open(page, english);
      const stop = page.locator('#map [role=option][tabindex="0"]');
      await stop.focus();
      expect(await page.locator('#map [role=option]').count()).toBe(11);
      expect(await page.locator('#map [role=option][tabindex="0"]').count()).toBe(1);
      await page.keyboard.press('End');
      const [from, begun] = [await focused(page, 'data-key'), await focused(page, 'aria-label')];
      expect(await live(page).innerText()).toContain(`${begun}: `);
      const moves = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
      const reached: string[] = [];
      for (const move of moves) {
        await page.locator(`#map [role=option][data-key=${from}]`).focus();
        await page.keyboard.press(move);
        reached.push(await focused(page, 'data-key'));
      }
      expect(new Set(reached).size).toBeGreaterThan(2);
      const name = await focused(page, 'aria-label');
      expect(await live(page).innerText()).toMatch(new RegExp(`${name}: .*\\d+% .*su .* persone`));
      await page.keyboard.press('Enter');
      await page.waitForURL('**&area=*');
      expect(await chosenPlace(page).locator('.name').innerText()).toBe(name);
      expect(await focused(page, 'data-key')).toBe(reached.at(-1));
      await page.getByRole('link', { name: 'Togli tutti i filtri' }).press('Enter');
      await page.waitForURL(`**${english}`);
      expect(await chosenPlace(page).count()).toBe(0);
    }));

  it('chooses by the bars of who answered, and filters the other charts only while they are linked', () =>
    onPage(async (page) => {
      await open(page, english);
      const [all, women] = [await base(page, '#ranking'), bar(page, 'Donna')];
      await women.press('Space');
      await page.waitForURL('**&sex=f');
      expect(await women.getAttribute('aria-pressed')).toBe('true');
      expect(await focused(page, 'name')).toBe('sex');
      for (const chart of ['#ranking', '#levels', '#topic-barrier', '#panels', '#course']) {
        await page.locator(`${chart} figcaption p`, { hasText: 'donne' }).waitFor();
      }
      await linking(page).press('Space');
      await page.waitForURL('**&sex=f&link=off');
      expect(await linking(page).getAttribute('aria-checked')).toBe('false');
      await page.locator('#ranking figcaption p', { hasNotText: 'donne' }).waitFor();
      expect(await base(page, '#ranking')).toBe(all);
      expect(await women.getAttribute('aria-pressed')).toBe('true');
      await women.press('Enter');
      await page.waitForURL(`**${english}&link=off`);
      expect(await women.getAttribute('aria-pressed')).toBe('false');
    }));

  it('chooses a skill from its levels, and a group from its panel', () =>
    onPage(async (page) => {
      await open(page, english);
      await page.locator('#levels [role=option]').first().waitFor();
      await page.locator('#levels [role=option]:not([data-key=english])').first().focus();
      const skill = await focused(page, 'data-key');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**?skill=${skill}&level=area`);
      await page.locator('#panels [role=option]').first().focus();
      const [, group] = (await focused(page, 'data-key')).split(' ');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**&group=${group}`);
      expect(await page.locator('select[name=group]').inputValue()).toBe(group);
    }));

  it('each part is one step away by a line that stays in sight, and then stands under it', () =>
    onPage(
      async (page) => {
        await open(page, english);
        const line = page.getByRole('navigation', { name: 'In questa pagina' });
        const links = await line.getByRole('link').all();
        expect(links).toHaveLength(8);
        for (const link of links) {
          await link.focus();
          await page.keyboard.press('Enter');
          const part = page.locator((await link.getAttribute('href')) ?? '');
          const [top, bottom] = [await topOf(part), (await topOf(line)) + 40];
          expect(top).toBeGreaterThan(bottom);
          expect(top).toBeLessThan(700);
        }
      },
      { viewport: { width: 360, height: 740 } },
    ));
});

describe('the workbench', () => {
  it('shows numbers as symbols over the map, and one question about courses alone', () =>
    onPage(async (page) => {
      await open(page, '?skill=english&level=province');
      await page.getByRole('link', { name: 'Quote e numeri' }).click();
      await page.waitForURL('**&map=count');
      await page.locator('#map circle[role=option]').nth(1).waitFor();
      expect(await page.locator('#map .keys.sizes').innerText()).toContain('quante persone la indicano');
      expect(await page.locator('#topics figure').count()).toBeGreaterThan(4);
      await page.getByRole('link', { name: 'Ostacoli', exact: true }).click();
      await page.waitForURL('**&topic=barrier&map=count');
      await page.locator('#topic-mode').waitFor({ state: 'detached' });
      expect(await page.locator('#topics figure').count()).toBe(1);
      await page.reload();
      expect(shown(page)).toBe('?skill=english&level=province&topic=barrier&map=count');
      expect(await page.locator('#topics figure').count()).toBe(1);
    }));

  it('a chart far below is right before it is seen, and comes into view at the size it had', () =>
    onPage(async (page) => {
      await open(page, english);
      const course = page.locator('#course svg[role=img]');
      await page.waitForFunction(() => {
        const drawing = document.querySelector('#course svg[role=img]');
        return drawing !== null && !drawing.checkVisibility({ contentVisibilityAuto: true });
      });
      const size = () => page.evaluate(() => document.documentElement.scrollHeight);
      const before = await size();
      await course.scrollIntoViewIfNeeded();
      await page.waitForFunction(() =>
        document.querySelector('#course svg[role=img]')?.checkVisibility({ contentVisibilityAuto: true }),
      );
      expect(Math.abs((await size()) - before)).toBeLessThan(2);
      await page.evaluate(() => scrollTo(0, 0));
      await bar(page, 'Donna').press('Space');
      await page.waitForURL('**&sex=f');
      await page.locator('#course figcaption p', { hasText: 'donne' }).waitFor({ state: 'attached' });
      const heading = await page.locator('#course .head').textContent();
      expect(await course.getAttribute('aria-label')).toContain(heading);
    }));

  it('has no fault that axe finds, light or dark, filtered, its drawer drawn out, and folded out on a small phone', () =>
    onPage(async (page) => {
      await open(page, `${english}&sex=f`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeFaults(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 360, height: 800 });
      await page.locator('#panels .plot > svg').waitFor();
      expect(await overflow(page)).toBe(0);
      const drawer = page.locator('#trust-drawer');
      await page.getByRole('button', { name: 'Chi ha risposto, filtri, quanto fidarsi' }).press('Enter');
      await drawer.waitFor();
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeFaults(page, '#trust-drawer')).toEqual([]);
      }
      const hide = drawer.getByRole('button').first();
      expect(await drawer.getByRole('button', { name: await hide.innerText(), exact: true }).count()).toBe(1);
      await hide.press('Enter');
      await drawer.waitFor({ state: 'hidden' });
    }));
});

const query = 'variable=need&category=english&by=territory:area&where=territory:17';
const figure = async () => {
  const answer = await fetch(`${address()}/api/surveys/basilicata-citizens-2026/estimates?${query}`);
  return `/figure/${((await answer.json()) as { figure: string }).figure}`;
};
const focusedOn = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent?.trim());
const announced = (page: Page) => page.locator('#svelte-announcer').innerText();

describe('with the keyboard alone', () => {
  it.each([
    ['the explore page', () => citizens + english],
    ['a figure', figure],
    ['where to ask next', () => `${citizens}/next${english}`],
    ['a poster', () => '/survey/basilicata-citizens-2026/poster?territory=MT1'],
  ])('every stop is seen: %s', (_, path) =>
    onPage(async (page) => {
      await visit(page, address() + (await path()));
      await page.evaluate(() =>
        document.querySelectorAll('main details').forEach((one) => one.removeAttribute('open')),
      );
      expect(await unseenStops(page)).toEqual([]);
    }),
  );

  it('Escape closes a drawer from inside, and goes back to its line', () =>
    onPage(async (page) => {
      await open(page, english);
      const drawer = page.locator('#map .explained');
      await drawer.locator('summary').press('Enter');
      await page.keyboard.press('Tab');
      expect(await drawer.locator('dl a').evaluate((one) => one === document.activeElement)).toBe(true);
      await page.keyboard.press('Escape');
      await drawer.locator('dl').waitFor({ state: 'hidden' });
      expect(await drawer.locator('summary').evaluate((one) => one === document.activeElement)).toBe(true);
    }));

  it('a filter stays in hand, and the page is told once; without filters the first word is next', () =>
    onPage(async (page) => {
      await open(page, english);
      await page.locator('select[name=sex]').focus();
      await page.keyboard.press('ArrowDown');
      await page.waitForURL('**&sex=f');
      expect(await focusedOn(page)).toBe('sex');
      await page.locator('#map .sentence', { hasText: /su 3\.\d+ persone/ }).waitFor();
      expect(await announced(page)).toBe('Bisogno di «Inglese», donne, Basilicata, Aree · Fabbisogni');
      expect(await page.locator('.work [aria-live]').count()).toBe(1);
      await page.getByRole('link', { name: 'Togli tutti i filtri' }).press('Enter');
      await page.waitForURL(`**${english}`);
      expect(await focusedOn(page)).toBe('skill');
    }));

  it('a chosen place is said once', () =>
    onPage(async (page) => {
      await open(page, english);
      await page.locator('.places a', { hasText: 'Vulture' }).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**&area=*');
      const said = await page.locator('#map .sentence').innerText();
      expect(said.match(/Vulture/g)).toHaveLength(1);
    }));

  it('another level or skill of where to ask next stays in hand, and is told', () =>
    onPage(async (page) => {
      await visit(page, `${address()}${citizens}/next${english}`);
      await page.getByRole('link', { name: 'Province' }).press('Enter');
      await page.waitForURL('**level=province');
      expect(await focusedOn(page)).toBe('Province');
      expect(await announced(page)).toBe('Dove raccogliere altre risposte: Inglese, Province · Fabbisogni');
      await page.locator('#skill').selectOption('spanish');
      await page.getByRole('button', { name: 'Mostra' }).press('Enter');
      await page.waitForURL('**skill=spanish&level=province');
      expect(await focusedOn(page)).toBe('Mostra');
      expect(shown(page)).toBe('?skill=spanish&level=province');
    }));
});
