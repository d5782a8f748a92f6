import { beforeAll, describe, expect, it } from 'vitest';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { generate } from '../../survey/generate/generate.ts';
import { axeFaults, overflow, watch } from './browser.ts';
import { openStage, shipped } from './stage.ts';

const stage = openStage(shipped('moral'));
const survey = 'moral-participants-2026';
const desk = { viewport: { width: 1280, height: 900 } };

beforeAll(async () => {
  const { application } = stage.server();
  await generate(application, { survey, responses: 700, seed: 'country' });
  const { compiled } = application.registry.entry(survey);
  await publishSnapshot(application.database, compiled, { k: application.config.kMin, today: application.today() });
  await application.analytics.reload(survey);
}, 120_000);

describe('a programme of several countries', () => {
  it('is explored by country, on a map of its own countries', () =>
    stage.onPage(async (page) => {
      const seen = watch(page, stage.address());
      await page.goto(`${stage.address()}/explore/${survey}`);
      await page.locator('#map svg [data-layer=mark] path').nth(4).waitFor();
      expect(await page.locator('#map svg [data-layer=mark] path').count()).toBe(5);
      expect(await page.locator('form select[name=area] option').allInnerTexts()).toEqual([
        ...['tutti i Paesi', 'Cipro', 'Grecia', 'Italia', 'Polonia', 'Spagna'],
      ]);
      expect(await page.locator('main').innerText()).toMatch(/tutti i Paesi: \d+%/);
      expect(seen).toEqual({ foreign: [], errors: [] });
    }, desk));

  it('narrows its figures to a country, in English too', () =>
    stage.onPage(async (page) => {
      await page.goto(`${stage.address()}/en/explore/${survey}`);
      await page.locator('#map svg [data-layer=mark] path').first().waitFor();
      await page.locator('form select[name=area]').selectOption('CY');
      await page.waitForURL(/area=CY/);
      await page
        .getByText(/Cyprus: \d+%/)
        .first()
        .waitFor();
      expect(await page.locator('#ranking').innerText()).toMatch(/Cyprus/);
    }, desk));

  it('begins with a map of its countries on the first page', () =>
    stage.onPage(async (page) => {
      await page.goto(stage.address());
      expect(await page.locator('figure svg path[stroke="var(--muted)"]').count()).toBe(5);
    }));

  it('has a page without faults, on a phone and in the dark', () =>
    stage.onPage(
      async (page) => {
        await page.goto(`${stage.address()}/explore/${survey}`);
        await page.locator('#ranking svg').first().waitFor();
        expect(await axeFaults(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
      },
      { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
    ));
});
