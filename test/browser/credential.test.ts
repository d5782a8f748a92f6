import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Curriculum } from '../../analytics/contract.ts';
import { PassportFile } from '../../survey/contract.ts';
import { ReferenceAchievement, ReferenceBadge } from '../reference/open-badges.ts';
import { demoServer } from '../support/demonstration.ts';
import { storeFocus } from '../support/focus-rows.ts';
import type { TestServer } from '../support/server.ts';
import { axeFaults, openBrowser, overflow, pageFaults } from './browser.ts';
import { enter } from './staff.ts';
import { phone } from './stage.ts';

const password = 'quattro parole prese a caso';
const grants = [{ role: 'planner' as const, programme: 'moral', territory: null, organisation: null }];
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
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** What a link of the page downloads. */
async function taken(page: Page, name: string): Promise<unknown> {
  const link = page.getByRole('link', { name });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return JSON.parse(await readFile(await download.path(), 'utf8'));
}

/** Types into fields by their names. */
async function write(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(text);
}

describe('MORAL’s passport', () => {
  it('tells what is still to earn, by keyboard, and is taken away as its schema says', () =>
    onPage(async (page) => {
      expect(await pageFaults(page, `${server.address}/passport/moral`)).toEqual([]);
      await page.getByText('Servono almeno 4 microcredenziali.').waitFor();
      await page.getByRole('checkbox', { name: 'Parlare e ascoltare sul lavoro' }).focus();
      await page.keyboard.press('Space');
      await button(page, 'Guarda che cosa mi manca').press('Enter');
      await page.waitForURL(/held=parlare-e-ascoltare/);
      await page.getByText('Ti mancano 3 microcredenziali.').waitFor();
      const file = PassportFile.parse(await taken(page, 'Scarica il passaporto (JSON)'));
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
});

const code = 'Farsi capire senza vedersi';
const written = {
  countries: 'it, es',
  bodies: 'Ente di prova | IT | https://ente.example',
  outcomes: 'Finisce un compito. | Finishes a task.',
  hours: '25',
  'assessmentAbout.it': 'Una prova di un’ora.',
  'assessmentAbout.en': 'A test of one hour.',
  'qualityAbout.it': 'Un’agenzia controlla.',
  'qualityAbout.en': 'An agency reviews it.',
};
const chosen = { eqf: '4', assessment: 'practical', participation: 'blended', quality: 'external' };

describe('a microcredential, from needs and codes to the passport', () => {
  it('is proposed, refused while an element is missing, issued, stacked, and taken away as Open Badges', async () => {
    await server.application.access.add({ email: 'pia@example.org', name: 'Pia', grants, passphrase: password });
    const skill = await codedSkill();
    await onPage(async (page) => {
      await enter(page, server.address, 'pia@example.org', password);
      await page.goto(`${server.address}/credentials/moral/proposals`);
      expect(await axeFaults(page)).toEqual([]);
      const proposal = page.getByRole('article').filter({ hasText: code });
      expect(await proposal.textContent()).toMatch(/(posto|fra i posti) [\d–]+\s+su \d+, la chiede il \d+\s?%/);
      expect(await proposal.textContent()).toContain('Nei focus group ne hanno parlato 5 persone.');
      const title = await proposal.getByRole('heading').innerText();
      await proposal.getByRole('button').click();
      await page.waitForURL(/\/draft\//);
      const key = page.url().split('/').at(-1)!;
      await writeWhole(page);
      await page.getByText('Versione 1').waitFor();
      await evidenceLeads(page, skill);
      await give(page, title);
      await stack(page, key, title);
    }, wide);
  });
});

/** Five people spoke of a skill that a survey puts high. */
async function codedSkill(): Promise<string> {
  const planner = { id: 'pia', email: 'pia@example.org', name: 'Pia', grants };
  const [proposal] = await server.application.curricula.proposals(planner, 'moral');
  const { skill } = proposal!.reasons.find(({ need }) => need !== null)!;
  const id = crypto.randomUUID();
  await storeFocus(server.application.database, {
    ...{ programme: 'moral', codes: [{ id, label: code, skill }] },
    sessions: [
      {
        ...{ heldOn: '2026-04-15', territory: ['country', 'IT'] },
        people: [1, 2, 3, 4, 5].map((number) => ({ number })),
        statements: [1, 2, 3, 4, 5].map((participant) => ({ participant, codings: [{ code: id }] })),
      },
    ],
  });
  return skill;
}

/** Refused with the name of what is missing; what was typed stays, and the whole is published. */
async function writeWhole(page: Page): Promise<void> {
  const { hours: _, ...rest } = written;
  await write(page, rest);
  for (const [name, value] of Object.entries(chosen)) await page.locator(`[name=${name}]`).selectOption(value);
  await write(page, { 'about.it': 'Farsi capire al telefono.', 'about.en': 'Being understood on the phone.' });
  await button(page, 'Pubblica').click();
  const refusal = page.getByRole('alert');
  await refusal.getByText('Mancano elementi obbligatori').waitFor();
  expect(await refusal.textContent()).toContain('non sono completi: carico di lavoro (ECTS o ore).');
  expect(await axeFaults(page)).toEqual([]);
  await write(page, { hours: written.hours });
  await button(page, 'Pubblica').click();
  await page.waitForURL(/\/credential\/moral\//);
}

/** The figure that it was proposed for says the skill, and the code stands beside it. */
async function evidenceLeads(page: Page, skill: string): Promise<void> {
  const evidence = page.getByRole('region', { name: 'Da quale bisogno nasce' });
  expect(await evidence.textContent()).toContain(code);
  const figure = (await evidence.getByRole('link').first().innerText()).trim();
  const record = await server.application.analytics.figure(figure);
  expect(record.then.rows.some(({ category }) => category === skill)).toBe(true);
}

async function give(page: Page, title: string): Promise<void> {
  await button(page, 'Prepara il file').click();
  await page.getByText('chi ha imparato, data del rilascio').waitFor();
  await write(page, { name: 'Ada Rossi', issuedOn: '2026-06-15' });
  await button(page, 'Prepara il file').click();
  const href = await page.getByRole('status').getByRole('link').getAttribute('href');
  const [, text = ''] = /^data:[^,]*,(.*)$/.exec(href!) ?? [];
  const { credentialSubject } = ReferenceBadge.parse(JSON.parse(decodeURIComponent(text)));
  expect(credentialSubject.achievement.name).toBe(title);
}

/** All of one, and one of two: refused while three of two are asked for. */
async function stack(page: Page, key: string, title: string): Promise<void> {
  await page.goto(`${server.address}/credentials/moral`);
  await page.getByRole('link', { name: 'Nuovo passaporto' }).click();
  await page.waitForURL(/\/passport\/new$/);
  expect(await axeFaults(page)).toEqual([]);
  await write(page, { key: 'di-prova', 'title.it': 'Passaporto di prova', 'title.en': 'Trial passport' });
  await write(page, { 'about.it': 'Una e una.', 'about.en': 'One and one.', bodies: 'Ente di prova | it' });
  const group = page.getByRole('group', { name: 'A scelta, gruppo 1' });
  await page.getByRole('group', { name: 'Servono tutte' }).getByRole('checkbox', { name: title }).check();
  await group.getByLabel('Quante ne bastano').fill('3');
  for (const name of ['Lavorare in gruppo', 'Imparare a imparare']) await group.getByLabel(name).check();
  await button(page, 'Pubblica il passaporto').click();
  await page.getByRole('alert').getByText('non più di quante ce ne sono fra cui scegliere').waitFor();
  await group.getByLabel('Quante ne bastano').fill('1');
  await button(page, 'Pubblica il passaporto').click();
  await page.waitForURL(/\/passport\/moral\?key=di-prova$/);
  await page.getByText('Almeno 1 su 2').waitFor();
  for (const name of [title, 'Imparare a imparare']) await page.getByRole('checkbox', { name }).check();
  await button(page, 'Guarda che cosa mi manca').click();
  await page.getByText('Il passaporto è completo.').waitFor();
  const file = PassportFile.parse(await taken(page, 'Scarica il passaporto (JSON)'));
  expect([file.met, file.held]).toEqual([true, [key, 'imparare-a-imparare']]);
  expect(file.rule).toEqual({
    all: [
      { credential: key },
      { some: 1, of: ['imparare-a-imparare', 'lavorare-in-gruppo'].map((credential) => ({ credential })) },
    ],
  });
  ReferenceAchievement.parse(file.passport);
  for (const { key: _, ...one } of file.credentials) ReferenceAchievement.parse(one);
}

describe('City Experts’ curriculum', () => {
  it('orders modules by need with their ties, and withholds the comparison of countries with its reason', () =>
    onPage(async (page) => {
      const api = `${server.address}/api/programmes/city-experts/curriculum`;
      const told = (await (await page.request.get(api)).json()) as Curriculum;
      expect(told.comparison).toEqual({ state: 'withheld', reason: 'self_rating' });
      expect(await pageFaults(page, `${server.address}/curriculum/city-experts`)).toEqual([]);
      const modules = page.getByRole('region', { name: 'Tutti insieme' });
      const places = await modules.locator('tbody .places').allTextContents();
      expect(places).toHaveLength(told.modules.rows.length);
      expect(places.some((place) => /^\d+–\d+$/.test(place))).toBe(true);
      expect(places[0]).toMatch(/^1(–\d+)?$/);
      const mix = await page
        .getByRole('region', { name: 'Come vogliono imparare' })
        .locator('tbody th')
        .allTextContents();
      for (const form of [/MOOC/, /video/i, /intensivi/]) expect(mix.join()).toMatch(form);
      const between = page.getByRole('region', { name: 'Confronto fra i Paesi' });
      expect(await between.getAttribute('data-comparison')).toBe('withheld');
      expect(await between.textContent()).toContain('i livelli di Paesi diversi non si confrontano');
      expect(await between.textContent()).toContain('Ognuno ha dato un voto a sé stesso');
      const countries = page.getByRole('region', { name: 'Paese per Paese' });
      expect(await countries.getByRole('heading', { level: 3 }).allTextContents()).toEqual(
        told.countries.map(({ name }) => name.it),
      );
    }));
});
