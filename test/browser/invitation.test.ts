import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { qrCode } from '../../dashboard/lib/qr.ts';
import type { Letter } from '../../survey/contract.ts';
import { axeFaults, overflow, visit } from './browser.ts';
import { codeOn, forward, leaveStart, walkToReview } from './respondent.ts';
import { enter, tabTo } from './staff.ts';
import { administrator, openStage, phone, shipped } from './stage.ts';

const stage = openStage(shipped('basilicata'), administrator);
const { address, onPage } = stage;
const survey = 'basilicata-citizens-2026';
const small = { viewport: { width: 320, height: 740 } };
const table = (sql: string) => stage.server().application.database.rows(sql);

const signedIn = (path: string, work: (page: Page) => Promise<void>, options = small) =>
  onPage(async (page) => {
    await enter(page, address(), administrator.ADMIN_EMAIL, administrator.ADMIN_PASSWORD);
    await visit(page, `${address()}/admin/invitations/${survey}${path}`);
    await work(page);
  }, options);

async function upload(page: Page, town: string): Promise<void> {
  const people = ['Ada', 'Bea', 'Eva'].map((name, at) => `${name} Rossi;Via Po ${at + 1};${town};nord`);
  const buffer = Buffer.from(['Nome e cognome;Via;Città;Strato', ...people].join('\n'));
  await page.getByLabel('File CSV').setInputFiles({ name: 'elenco.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Controlla il file' }).press('Enter');
}

/** The letters to those who were listed, by name. */
async function letters(): Promise<Letter[]> {
  let all: Letter[] = [];
  await signedIn('', async (page) => {
    const answer = await page.request.get(`${address()}/api/admin/invitations/${survey}/letters`);
    all = (await answer.json()) as Letter[];
  });
  return all.toSorted((one, other) => one.name.localeCompare(other.name));
}

const codes = async () => (await letters()).map(({ code }) => code);

describe('the page of invitations, on a small phone', () => {
  it('tells what is wrong, stores a list by the keyboard alone, and prints a letter a sheet', async () => {
    await signedIn('', async (page) => {
      await upload(page, '');
      await page.getByText('3 righe sono da correggere su 3').waitFor();
      expect(await page.getByRole('row').filter({ hasText: 'Manca dove scrivere' }).count()).toBe(3);
      expect(await axeFaults(page)).toEqual([]);
      await upload(page, 'Matera');
      await page.getByText('3 righe pronte').waitFor();
      await tabTo(page, page.getByRole('button', { name: 'Salva l’elenco' }));
      await page.keyboard.press('Enter');
      await page.getByText('Elenco salvato.').waitFor();
      expect(await table('SELECT count(*)::INTEGER AS n FROM token WHERE NOT used')).toEqual([{ n: 3 }]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await axeFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(await page.getByRole('button', { name: 'Togli Ada Rossi dall’elenco' }).count()).toBe(1);
      await shot(page, 'admin-320');
    });
    await signedIn('/letters', async (page) => {
      expect(await page.getByRole('article').count()).toBe(3);
      expect(await axeFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      const [first] = await letters();
      const path = page.getByRole('article', { name: first!.name }).locator('path');
      expect(await path.getAttribute('d')).toBe(qrCode(`${address()}/survey/${survey}#invito=${first!.code}`).path);
      await page.emulateMedia({ media: 'print' });
      const sheets = await page
        .locator('.letter')
        .evaluateAll((all) => all.map((one) => getComputedStyle(one).breakAfter));
      expect(sheets).toEqual(['page', 'page', 'page']);
      await shot(page, 'letters-print');
    });
  });
});

describe('a poster that is a channel', () => {
  it('is made with its place, and its code leads to the survey by it', () =>
    signedIn('', async (page) => {
      await page.getByText('Nuovo manifesto o link').click();
      await page.getByLabel('Come si chiama').fill('Centro per l’impiego');
      await page.getByLabel('Codice', { exact: true }).fill('CPI-MT');
      await page.locator('#channel-place').selectOption({ label: 'Matera' });
      await page.getByRole('button', { name: 'Aggiungi' }).press('Enter');
      await page.getByText('Aggiunto.').waitFor();
      await page.getByRole('link', { name: 'Manifesto Centro per l’impiego' }).click();
      await page.locator('.poster').waitFor();
      const drawn = await page.locator('.poster path').getAttribute('d');
      expect(drawn).toBe(qrCode(`${address()}/survey/${survey}?c=cpi-mt`).path);
      expect(await page.locator('.poster .place').innerText()).toBe('Matera');
    }));
});

describe('somebody who was invited', () => {
  it('answers by the link, whose code leaves the address at once and survives a reload', async () => {
    const [ada] = await codes();
    await onPage(async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await visit(page, `${address()}/survey/${survey}#invito=${ada}`);
      await page.getByText('Hai un invito').waitFor();
      expect(page.url()).toBe(`${address()}/survey/${survey}`);
      expect(await axeFaults(page)).toEqual([]);
      await shot(page, 'invited-360');
      await page.reload();
      await page.getByText('Hai un invito').waitFor();
      await leaveStart(page);
      await walkToReview(page);
      await forward(page).click();
      await codeOn(page);
      expect(asked.filter((url) => url.includes(ada!))).toEqual([]);
      expect(await table('SELECT channel FROM response')).toEqual([{ channel: 'letter' }]);
      expect(await table('SELECT count(*)::INTEGER AS n FROM token WHERE used')).toEqual([{ n: 1 }]);
      // whoever comes next in this tab has no code
      expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('door:')))).toEqual(
        [],
      );
      await visit(page, `${address()}/survey/${survey}?x#invito=${ada}`);
      await page.getByText('Con questo codice è già arrivata una risposta').waitFor();
    }, phone);
  });

  it('types the code from paper where the survey asks for it, and is told at once when it is wrong', async () => {
    const [, bea] = await codes();
    const { database, registry } = stage.server().application;
    await database.write((tx) =>
      tx.run(`UPDATE survey SET settings = json_merge_patch(settings, '{"access": "token"}') WHERE id = ?`, [survey]),
    );
    await registry.reload();
    await onPage(async (page) => {
      await visit(page, `${address()}/survey/${survey}`);
      const field = page.getByLabel('Codice dell’invito');
      await page.locator('#first[role=combobox]').pressSequentially('mat');
      await page.getByRole('option', { name: 'Matera', exact: true }).click();
      await forward(page).click();
      await page.getByRole('alert').filter({ hasText: 'Scrivi il codice' }).waitFor();
      expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
      await field.fill('SBAG-LIATO');
      await forward(page).click();
      await page.getByRole('alert').filter({ hasText: 'Il codice manca o non è giusto' }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await shot(page, 'typed-320');
      await field.fill(bea!.toLowerCase().replaceAll('-', ' '));
      await forward(page).press('Enter');
      await walkToReview(page);
      await forward(page).click();
      await codeOn(page);
      expect(await table('SELECT count(*)::INTEGER AS n FROM token WHERE used')).toEqual([{ n: 2 }]);
    }, small);
  });

  it('says by one button that no more messages are wanted', async () => {
    const eva = (await codes())[2]!;
    await onPage(async (page) => {
      await visit(page, `${address()}/survey/${survey}#basta=${eva}`);
      const button = page.getByRole('button', { name: 'Non scrivetemi più' });
      expect(await axeFaults(page)).toEqual([]);
      await button.press('Enter');
      await page.getByText('non ti scriveremo più').or(page.getByText('non ti scriviamo più')).waitFor();
      expect(await table("SELECT name FROM invitee WHERE state = 'stopped'")).toEqual([{ name: 'Eva Rossi' }]);
    });
  });
});

/** Pictures for whoever looks at them: only where a folder is named. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
