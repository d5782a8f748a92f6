import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedProgramme } from '../../application.ts';
import type { InstrumentDraft } from '../../survey/instrument/contract.ts';
import { completeInstrument, completeSheet, written } from '../support/complete-instrument.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { hire, type Staff } from '../support/staff.ts';
import { axeFaults, openBrowser, visit, watch } from './browser.ts';
import { openDay } from './stage.ts';

let server: TestServer;
let browser: Browser;
let cookieOf: (name: Staff) => string;
beforeAll(async () => {
  server = await testServer({}, { now: openDay });
  await server.application.loadProgramme(shippedProgramme('basilicata'));
  cookieOf = await hire(server, 'editor', 'administrator');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function onPage(work: (page: Page, context: BrowserContext) => Promise<void>, width = 1280) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const { hostname } = new URL(server.address);
  const [name = '', value = ''] = cookieOf('editor').split('=');
  await context.addCookies([{ name, value, domain: hostname, path: '/' }]);
  try {
    await work(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

const api = (path: string, method: string, json: unknown, as: Staff = 'editor') =>
  fetch(`${server.address}/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', cookie: cookieOf(as) },
    body: method === 'GET' ? null : JSON.stringify(json),
  });
const draftOf = async (instrument: string) =>
  (await (await api(`/instruments/basilicata/${instrument}`, 'GET', null)).json()) as InstrumentDraft;
const source = written(completeInstrument);
const keep = async (instrument: string, definition: string) => {
  const { revision } = await draftOf(instrument);
  const json = { revision, definition, sheet: completeSheet(`basilicata-${instrument}`) };
  return api(`/instruments/basilicata/${instrument}`, 'PUT', json);
};
const open = (page: Page, instrument: string, language = '') =>
  visit(page, `${server.address}${language}/instrument/basilicata/${instrument}`);
const checked = (page: Page, words: RegExp) => page.getByText(words).first().waitFor();

describe('the editor’s page', () => {
  it('is not there for who has not signed in', async () => {
    const answer = await fetch(`${server.address}/instrument/basilicata/citizen`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/sign-in?next=%2Finstrument%2Fbasilicata%2Fcitizen',
    ]);
    expect(await answer.text()).not.toContain('codebook');
  });

  it('is worked by keyboard: write, see the fault, jump to its line, mend, save, publish', () =>
    onPage(async (page) => {
      await keep('typed', written({ ...completeInstrument, title: 'Solo italiano' }));
      await open(page, 'typed');
      await checked(page, /^1 errore/);
      const check = page.getByRole('region', { name: 'Controllo' });
      await check.getByRole('button', { name: 'Vai alla riga 2' }).focus();
      await page.keyboard.press('Enter');
      const field = page.getByLabel('Definizione (JSON)');
      expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
      const marked = await field.evaluate((one: HTMLTextAreaElement) =>
        one.value.slice(one.selectionStart, one.selectionEnd),
      );
      expect(marked).toBe('  "title": "Solo italiano",');
      await page.keyboard.insertText('  "title": {"default": "Ora", "en": "Now"},');
      await page.getByText('Modifiche non salvate').waitFor();
      await checked(page, /^Nessun errore/);
      await page.getByRole('button', { name: 'Salva la bozza' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Salvato da Editor, revisione 2').waitFor();
      // the file's line ends are those of Windows, and stay so
      expect((await draftOf('typed')).definition).toBe(
        source.replace(/"title": \{[^}]*\},/, '"title": {"default": "Ora", "en": "Now"},'),
      );
      await page.getByRole('button', { name: 'Pubblica la versione 1' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Pubblicata la versione 1').waitFor();
      await page.getByRole('link', { name: 'versione 1' }).waitFor();
    }));

  it('shows the form on a phone in each language, to look at only', () =>
    onPage(async (page) => {
      await keep('shown', source);
      await open(page, 'shown');
      const phone = page.locator('.phone');
      await phone.getByText('Sei donna o uomo?').waitFor();
      expect(Math.round((await phone.boundingBox())!.width)).toBe(360);
      expect(await phone.evaluate((one: HTMLElement) => one.inert)).toBe(true);
      await page.getByRole('button', { name: 'Inglese' }).click();
      await phone.getByText('Are you a woman or a man?').waitFor();
      await page.getByRole('button', { name: 'Pagina dopo' }).click();
      await phone.getByText('Anything else?').waitFor();
    }));

  it('shows nothing of a definition that is forbidden, and keeps what was written', () =>
    onPage(async (page) => {
      await keep('hostile', source);
      await open(page, 'hostile');
      await page.locator('.phone').waitFor();
      const field = page.getByLabel('Definizione (JSON)');
      await field.fill(JSON.stringify({ ...completeInstrument, title: '<img src=x onerror="document.title=1">' }));
      await page.getByText('L’anteprima compare quando').waitFor();
      await page.getByRole('button', { name: 'Salva la bozza' }).click();
      await page.getByText('Qui non si ammettono marcatori').first().waitFor();
      expect(await field.inputValue()).toContain('onerror');
      expect((await draftOf('hostile')).definition).toBe(source);
    }));

  it('keeps both texts when somebody else saved, until one is chosen', () =>
    onPage(async (page) => {
      await keep('shared', source);
      await open(page, 'shared');
      await checked(page, /^Nessun errore/);
      await keep('shared', source.replace('Ora lavori?', 'Lavori?'));
      const field = page.getByLabel('Definizione (JSON)');
      await field.fill((await field.inputValue()).replace('Ora lavori?', 'Hai un lavoro?'));
      await page.getByRole('button', { name: 'Salva la bozza' }).click();
      await page.getByRole('heading', { name: 'Editor ha salvato nel frattempo (revisione 2)' }).waitFor();
      expect(await page.getByLabel('Il tuo testo').inputValue()).toContain('Hai un lavoro?');
      expect(await page.getByLabel('Il testo salvato').inputValue()).toContain('"Lavori?"');
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Tieni il mio' }).click();
      await page.getByText('Salvato da Editor, revisione 3').waitFor();
      expect((await draftOf('shared')).definition).toBe(source.replace('Ora lavori?', 'Hai un lavoro?'));
    }));

  it('opens a file as it is, and asks before unsaved words are left', () =>
    onPage(async (page) => {
      await keep('opened', '{}');
      await open(page, 'opened');
      const buffer = Buffer.from(`\uFEFF${source}`);
      await page.setInputFiles('input[accept^=".json"]', { name: 'a.json', mimeType: 'application/json', buffer });
      await page.getByText('Modifiche non salvate').waitFor();
      let asked = '';
      page.once('dialog', (dialog) => {
        asked = dialog.message();
        void dialog.dismiss();
      });
      await page.locator('.breadcrumb').getByRole('link', { name: 'Questionari' }).click();
      await expect.poll(() => asked).toContain('modifiche non salvate');
      await page.getByRole('button', { name: 'Salva la bozza' }).click();
      await page.getByText('Salvato da Editor, revisione 2').waitFor();
      expect((await draftOf('opened')).definition).toBe(`\uFEFF${source}`);
    }));

  it('takes a translated table after a look at what changes', () =>
    onPage(async (page) => {
      await keep('translated', source);
      await open(page, 'translated');
      const buffer = Buffer.from('key,it,en\ntitle,Che cosa vuoi imparare?,What would you learn?\n');
      await page.setInputFiles('#table', { name: 'a.csv', mimeType: 'text/csv', buffer });
      await page.getByText('Cambia 1 testo.').waitFor();
      expect((await draftOf('translated')).revision).toBe(1);
      await page.getByRole('button', { name: 'Metti i testi nella bozza' }).click();
      await page.getByText('I testi sono nella bozza.').waitFor();
      expect((await draftOf('translated')).definition).toContain('What would you learn?');
    }));
});

describe('a pilot', () => {
  const survey = 'basilicata-piloted';
  const publish = async () => {
    await keep('piloted', source);
    await api('/instruments/basilicata/piloted/publish', 'POST', { revision: 1 });
    const piloting = await api(`/admin/surveys/${survey}/state`, 'POST', { action: 'pilot' }, 'administrator');
    expect(piloting.status).toBe(200);
  };

  it('says that it is one, takes “not clear” by keyboard, and the editor finds it in the repair list', () =>
    onPage(async (page) => {
      await publish();
      const seen = watch(page, server.address);
      await visit(page, `${server.address}/survey/${survey}`);
      await page.getByText('Questa è una prova del questionario').waitFor();
      await page.getByRole('button', { name: 'Cominciamo' }).or(page.locator('.actions .btn-primary')).first().click();
      const second = page.locator('.question').nth(1);
      await second.getByRole('button', { name: 'Non è chiara' }).focus();
      await page.keyboard.press('Enter');
      await second.getByRole('button', { name: 'Segnata come non chiara' }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await page.getByText('Non lo dico').click();
      await page.getByText('Sì', { exact: true }).click();
      expect(await second.getByRole('button', { name: 'Segnata come non chiara' }).count()).toBe(1);
      await page.locator('.actions .btn-primary').click();
      await page.locator('#review').waitFor();
      const measured = page.waitForResponse((response) => response.url().endsWith('/pilot'));
      await page.locator('.actions .btn-primary').click();
      expect((await measured).status()).toBe(204);
      await page.getByTestId('receipt').waitFor();
      await open(page, 'piloted');
      const row = page.getByRole('row', { name: /^work/ });
      await row.waitFor();
      const numbers = await row.getByRole('cell').allInnerTexts();
      expect(numbers).toEqual(['1', '0', expect.stringMatching(/\(1 volte\)$/)]);
      expect(await page.getByRole('row', { name: /^sex/ }).getByRole('cell').nth(1).innerText()).toBe('1');
      await page.getByText('sent: 1').waitFor();
      expect(seen).toEqual({ foreign: [], errors: [] });
    }));
});
