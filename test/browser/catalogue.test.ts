import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pageFaults, visit } from './browser.ts';
import { openStage, phone, shipped } from './stage.ts';

const { address, onPage } = openStage(shipped('basilicata'));
const catalogue = '/catalogue/basilicata';

describe('the catalogue', () => {
  it('is sound in both themes and every window, with its map', () =>
    onPage(async (page) => {
      const view = '?skill=english&place=077014&within=60&map=1';
      expect(await pageFaults(page, address() + catalogue + view)).toEqual([]);
    }));

  it('is searched by keyboard: the address is the view, and back gives the one before', () =>
    onPage(async (page) => {
      const scripts: Promise<number>[] = [];
      page.on('response', (response) => {
        if (!/javascript/.test(response.headers()['content-type'] ?? '')) return;
        scripts.push(response.body().then((body) => gzipSync(body).length));
      });
      await visit(page, address() + catalogue);
      const size = (await Promise.all(scripts)).reduce((sum, one) => sum + one, 0);
      expect(size).toBeGreaterThan(20_000);
      expect(size).toBeLessThan(80_000);
      await page.getByLabel('Che cosa vuoi imparare?').fill('computèr');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\?q=comput%C3%A8r$/);
      const found = page.getByRole('heading', { level: 2, name: 'per «computèr»' });
      await found.waitFor();
      expect(await page.locator('.courses li').count()).toBeGreaterThan(3);
      await page.getByLabel('Il tuo comune').selectOption({ label: 'Melfi' });
      await page.getByLabel('Quanto lontano').selectOption({ label: 'Entro 30 km' });
      await page.getByRole('button', { name: 'Cerca' }).press('Enter');
      await page.waitForURL(/\?q=comput%C3%A8r&place=076048&within=30$/);
      await page.goBack();
      await page.waitForURL(/\?q=comput%C3%A8r$/);
      expect(await page.getByLabel('Il tuo comune').inputValue()).toBe('');
    }, phone));
});

describe('a course', () => {
  it('is sound in both themes and every window, and leads to the skill and back', () =>
    onPage(async (page) => {
      expect(await pageFaults(page, `${address()}/en${catalogue}/operatore-socio-sanitario-oss`)).toEqual([]);
      await page.getByRole('link', { name: 'Health care assistant', exact: true }).click();
      await page.waitForURL(/\/en\/skill\/basilicata\/health_assistant$/);
      await page.getByRole('link', { name: 'Health care assistant (OSS)' }).click();
      await page.getByRole('heading', { level: 1, name: 'Health care assistant (OSS)' }).waitFor();
    }));
});
