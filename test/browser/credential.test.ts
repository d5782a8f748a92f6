import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PassportFile } from '../../survey/contract.ts';
import { ReferenceAchievement, ReferenceBadge } from '../reference/open-badges.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { axeFaults, openBrowser, overflow, pageFaults } from './browser.ts';
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

describe('MORAL’s passport', () => {
  it('tells what is still to earn, by keyboard, and is taken away as its schema says', () =>
    onPage(async (page) => {
      expect(await pageFaults(page, `${server.address}/passport/moral`)).toEqual([]);
      await page.getByText('Servono almeno 4 microcredenziali.').waitFor();
      await page.getByRole('checkbox', { name: 'Parlare e ascoltare sul lavoro' }).focus();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Guarda che cosa mi manca' }).press('Enter');
      await page.waitForURL(/held=parlare-e-ascoltare/);
      await page.getByText('Ti mancano 3 microcredenziali.').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Scarica il passaporto (JSON)' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('moral-moral-passport.json');
      const file = PassportFile.parse(JSON.parse(await readFile(await download.path(), 'utf8')));
      expect([file.held, file.met, file.missing.length]).toEqual([['parlare-e-ascoltare'], false, 3]);
      ReferenceAchievement.parse(file.passport);
      for (const { key: _, ...one } of file.credentials) ReferenceAchievement.parse(one);
    }));

  it('leads to microcredentials that say every element, also without JavaScript', () =>
    onPage(
      async (page) => {
        await page.goto(`${server.address}/en/credentials/moral`);
        expect(await overflow(page)).toBe(0);
        await page.getByText('Demonstration example').waitFor();
        await page.getByRole('link', { name: 'Being safe online' }).click();
        await page.waitForURL(/\/en\/credential\/moral\/stare-al-sicuro-online/);
        const names = await page.locator('dt').allTextContents();
        expect(names.slice(0, 10)).toEqual([
          ...['Learner', 'Country or region of the issuer', 'Awarding body or bodies', 'Date of issuing'],
          ...['Learning outcomes', 'Notional workload', 'Level', 'Type of assessment', 'Form of participation'],
          'Quality assurance',
        ]);
      },
      { ...phone, javaScriptEnabled: false },
    ));

  it('is gone on with by a planner: a proposal with its evidence, refused until it is whole, and a badge', () =>
    onPage(async (page) => {
      const grants = [{ role: 'planner' as const, programme: 'moral', territory: null, organisation: null }];
      await server.application.access.add({ email: 'pia@example.org', name: 'Pia', grants, passphrase: password });
      await enter(page, server.address, 'pia@example.org', password);
      await page.goto(`${server.address}/credentials/moral/proposals`);
      expect(await axeFaults(page)).toEqual([]);
      await page
        .getByRole('button', { name: /^Comincia a scriverla/ })
        .first()
        .click();
      await page.waitForURL(/\/draft\//);
      expect(await page.getByLabel('Cifre pubblicate:').inputValue()).toMatch(/^[a-z2-7-]{20,}/);
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Pubblica' }).click();
      await page.getByRole('alert').getByText('Mancano elementi obbligatori').waitFor();
      expect(await page.getByRole('alert').textContent()).toContain('risultati dell’apprendimento');
      await page.goto(`${server.address}/credential/moral/stare-al-sicuro-online`);
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Prepara il file' }).click();
      await page.getByText('chi ha imparato, data del rilascio').waitFor();
      await page.getByLabel('Chi ha imparato').fill('Ada Rossi');
      await page.getByLabel('Data del rilascio').fill('2026-06-15');
      await page.getByRole('button', { name: 'Prepara il file' }).click();
      const badge = await page.getByRole('status').getByRole('link').getAttribute('href');
      const [, text = ''] = /^data:[^,]*,(.*)$/.exec(badge!) ?? [];
      expect(ReferenceBadge.parse(JSON.parse(decodeURIComponent(text))).credentialSubject.achievement.name).toBe(
        'Stare al sicuro online',
      );
    }, wide));
});

describe('City Experts’ curriculum', () => {
  it('orders modules by need with their ties, and withholds the comparison of countries with its reason', () =>
    onPage(async (page) => {
      expect(await pageFaults(page, `${server.address}/curriculum/city-experts`)).toEqual([]);
      const modules = page.getByRole('region', { name: 'Tutti insieme' });
      const places = await modules.locator('tbody .places').allTextContents();
      expect(places).toHaveLength(35);
      expect(places[0]).toMatch(/^1(–\d+)?$/);
      expect(places.some((place) => /^\d+–\d+$/.test(place))).toBe(true);
      const mix = await page
        .getByRole('region', { name: 'Come vogliono imparare' })
        .locator('tbody th')
        .allTextContents();
      expect(mix.join()).toMatch(/MOOC|video/i);
      const between = page.getByRole('region', { name: 'Confronto fra i Paesi' });
      expect(await between.getAttribute('data-comparison')).toBe('withheld');
      expect(await between.textContent()).toContain('i livelli di Paesi diversi non si confrontano');
      expect(await between.textContent()).toContain('Ognuno ha dato un voto a sé stesso');
      const countries = page.getByRole('region', { name: 'Paese per Paese' });
      expect(await countries.getByRole('heading', { level: 3 }).count()).toBe(5);
      const told = await (await page.request.get(`${server.address}/api/programmes/city-experts/curriculum`)).json();
      expect((told as { comparison: object }).comparison).toEqual({ state: 'withheld', reason: 'self_rating' });
    }));
});
