import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { visit } from './browser.ts';
import { citizens, english, openExplorer, shown } from './explorer.ts';
import { unseenStops } from './staff.ts';

const { address, onPage, open } = openExplorer();
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
