import { describe, expect, it } from 'vitest';
import { pageFaults } from './browser.ts';
import { openExplorer } from './explorer.ts';

const { address, onPage } = openExplorer();
const article = '/skill/basilicata/english';

describe('the article about a skill', () => {
  it('is sound in both themes and every window', () =>
    onPage(async (page) => expect(await pageFaults(page, address() + article)).toEqual([])));

  it('begins with a finding, and tells map, groups, levels and the place among people and among firms', () =>
    onPage(
      async (page) => {
        await page.goto(`${address()}/en${article}`);
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(
          /^\d+% of those who answered ask for “English”/,
        );
        const titles = page.locator('figure h2');
        expect(await titles.count()).toBe(4);
        expect(await titles.last().textContent()).toBe('“English”: how far to go, area by area?');
        expect(await titles.nth(2).textContent()).toMatch(/^For “English” people want to climb \d\.\d steps: from/);
        const ranks = page.getByRole('region', { name: 'In the surveys' });
        // the wave before stands behind the newest
        expect(await ranks.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Citizens', 'Firms']);
        expect(await ranks.locator('.rate').allTextContents()).toEqual([
          expect.stringMatching(/^Place \d+/),
          expect.stringMatching(/^Place \d+/),
        ]);
        for (const figure of await page.locator('figure').all()) {
          expect(await figure.locator('.foot code').textContent()).toMatch(/^[a-z2-7-]{20,}$/);
          expect(await figure.locator('.foot a').first().getAttribute('href')).toBe(
            '/en/survey/basilicata-citizens-2026/method',
          );
        }
        const csv = await page.request.get(
          address() + (await page.locator('#levels a[download]').first().getAttribute('href'))!,
        );
        expect(await csv.text()).toContain('levelGap:english');
        expect(await page.locator('#levels tbody tr').first().textContent()).toContain('Everybody');
      },
      { javaScriptEnabled: false },
    ));

  it('is read by keyboard, and leads from a group to its figures', () =>
    onPage(async (page) => {
      await page.goto(address() + article);
      await page.locator('#levels').scrollIntoViewIfNeeded();
      const levels = page.locator('#levels [role="option"]');
      await levels.first().focus();
      await page.keyboard.press('ArrowDown');
      const said = await page.locator('#levels .said').textContent();
      expect(said).toBe(await levels.nth(1).getAttribute('aria-label'));
      expect(said).toMatch(/: oggi \d,\d, desiderato \d,\d, distanza [+−]?\d,\d/);
      await page.locator('#groups').scrollIntoViewIfNeeded();
      await page.locator('#groups [role="option"]').first().focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/explore\/basilicata-citizens-2026\?skill=english.*group=/);
    }));
});
