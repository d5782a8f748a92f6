import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFaults, overflow, visit } from './browser.ts';
import { enter } from './staff.ts';
import { administrator, openStage, shipped } from './stage.ts';

const stage = openStage(shipped('basilicata'), administrator);
const { address, onPage } = stage;
const page320 = { viewport: { width: 320, height: 740 } };
let skill = '';

beforeAll(async () => {
  const { database } = stage.server().application;
  const [row] = await database.rows<{ key: string }>(
    `SELECT key FROM skill WHERE programme = 'basilicata' ORDER BY key LIMIT 1`,
  );
  skill = row!.key;
});

const header = 'codice corso;titolo;competenze;modalità;edizione;comune;inizio;fine;posti';
const file = (end: string) =>
  [header, ...[1, 2, 3].map((n) => `c-${n};Corso n. ${n};${skill};aula;a;Matera;01/03/2027;${end};20`)].join('\n');

async function upload(page: Page, text: string): Promise<void> {
  const buffer = Buffer.from(text);
  await page.getByLabel('File CSV').setInputFiles({ name: 'corsi.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Controlla il file' }).press('Enter');
}

const signedIn = (work: (page: Page) => Promise<void>) =>
  onPage(async (page) => {
    await enter(page, address(), administrator.ADMIN_EMAIL, administrator.ADMIN_PASSWORD);
    await visit(page, `${address()}/admin/catalogue/basilicata`);
    await work(page);
  }, page320);

describe('the page of the catalogue, on a small phone', () => {
  it('lists what is wrong, stores what is right when it is confirmed, changes a course, and takes the file back', async () => {
    await signedIn(async (page) => {
      const { catalogue } = stage.server().application;
      const before = (await catalogue.courses('basilicata')).length;
      await upload(page, file('31/06/2027'));
      await page.getByText('3 righe da correggere').waitFor();
      const fault = page.getByRole('row').filter({ hasText: '31/06/2027' }).first();
      expect(await fault.innerText()).toContain('Serve una data, come 31/12/2026.');
      expect(await axeFaults(page)).toEqual([]);

      await upload(page, file('30/06/2027'));
      await page.getByText('Il file va bene').waitFor();
      expect(await catalogue.courses('basilicata')).toHaveLength(before);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await axeFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.getByRole('button', { name: 'Salva nel catalogo' }).press('Enter');
      await page.getByText('Salvato.').waitFor();
      expect(await catalogue.courses('basilicata')).toHaveLength(before + 3);

      await upload(page, file('30/06/2027'));
      await page.getByText('Questo file è già nel catalogo').waitFor();
      await page.getByRole('button', { name: 'Lascia perdere' }).press('Enter');

      await visit(page, `${address()}/admin/catalogue/basilicata/c-1`);
      await page.getByLabel('Titolo', { exact: true }).fill('Corso cambiato');
      await page.getByRole('button', { name: 'Salva' }).first().press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Corso cambiato' }).waitFor();
      expect(await axeFaults(page)).toEqual([]);

      await visit(page, `${address()}/admin/catalogue/basilicata`);
      await page.getByText('Annulla questa importazione').click();
      await page.getByRole('button', { name: 'Annulla l’importazione' }).press('Enter');
      await page.getByText('Annullare perderebbe le modifiche').waitFor();
      expect(await catalogue.courses('basilicata')).toHaveLength(before + 3);
    });
  });
});
