import { describe, expect, it } from 'vitest';
import { chosenPlace, english, openExplorer, shown } from './explorer.ts';

const { onPage, open } = openExplorer();

describe('when the answer is late, or does not come', () => {
  it('an answer that somebody else overtook is dropped', () =>
    onPage(async (page) => {
      await open(page, english);
      let release = () => {};
      const patience = new Promise<void>((resolve) => (release = resolve));
      let calls = 0;
      await page.route('**/estimates', async (route) => {
        if (calls++ === 0) await patience;
        await route.continue().catch(() => undefined);
      });
      await page.locator('select[name=group]').selectOption('over55');
      await page.locator('select[name=area]').selectOption('MT1');
      await page.waitForURL('**&area=MT1');
      const late = page.waitForResponse('**/estimates').catch(() => null);
      release();
      await late;
      expect(shown(page)).toContain('area=MT1');
      expect(await chosenPlace(page).innerText()).toContain('Matera');
      expect(shown(page)).not.toContain('group=');
    }));

  it('the charts are dimmed once it is late, and until it is here', () =>
    onPage(async (page) => {
      await open(page, english);
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/estimates', async (route) => {
        await held;
        await route.continue();
      });
      const dimmed = () =>
        page.waitForFunction(() => getComputedStyle(document.querySelector('#map')!).opacity === '0.5');
      const clear = () => page.waitForFunction(() => getComputedStyle(document.querySelector('#map')!).opacity === '1');
      await page.locator('select[name=group]').selectOption('over55');
      await dimmed();
      expect(await page.getByRole('status').filter({ hasText: 'Sto caricando' }).count()).toBe(1);
      release();
      await page.waitForURL('**&group=over55');
      await clear();
      expect(await page.locator('[aria-busy=true]').count()).toBe(0);
    }));

  it('a failure says what happened and keeps the filters in the address', () =>
    onPage(async (page) => {
      await open(page, english);
      const body = { title: 'Troppo lento', status: 503, code: 'query_too_slow', detail: 'Riprova con meno filtri.' };
      await page.route('**/estimates', (route) => route.fulfill({ status: 503, json: body }));
      await page.locator('select[name=group]').selectOption('over55');
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').innerText()).toContain('query_too_slow');
      expect(shown(page)).toBe(`${english}&group=over55`);
      await page.unroute('**/estimates');
      await page.getByRole('link', { name: 'Riprova' }).click();
      await page.locator('#map svg [data-layer=mark] circle').first().waitFor();
    }));
});

describe('when the server cannot be reached', () => {
  it('the page stays, says so and keeps the filters', () =>
    onPage(async (page) => {
      await open(page, english);
      await page.route('**/estimates', (route) => route.abort());
      await page.locator('select[name=group]').selectOption('over55');
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').innerText()).toContain('Il collegamento con il server si è interrotto');
      expect(await page.locator('select[name=group]').inputValue()).toBe('over55');
      expect(shown(page)).toBe(`${english}&group=over55`);
    }));
});
