import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults, faultsInThemes, overflow } from './browser.ts';
import { answerPage, codeOn, forward, goOn, startCitizen, usual, walkToReview } from './respondent.ts';
import { openStage } from './stage.ts';
import { countingProxy } from '../support/counting-proxy.ts';

const { server, address, total, onPage } = openStage();
const path = '/survey/basilicata-citizens-2026';
const later = (page: Page) => page.getByRole('button', { name: 'Salva e continua dopo' });
const codeShown = async (page: Page) => (await page.locator('aside.keep .code').innerText()).replace(/\s/g, '-');
const drafts = async () =>
  (await server().application.database.rows<{ ciphertext: string }>('SELECT ciphertext FROM draft')).map(
    ({ ciphertext }) => ciphertext,
  );

/** The worker has kept all that the survey needs; its page comes last. */
const cached = (page: Page) =>
  expect
    .poll(() => page.evaluate(async () => (await caches.match(location.pathname))?.ok), { timeout: 30_000 })
    .toBe(true);

/** Everything that the site has left in the browser, as text; keys too. */
const leftBehind = (page: Page) =>
  page.evaluate(async () => {
    const found: string[] = [...Object.keys(sessionStorage), ...Object.keys(localStorage)];
    for (const name of await caches.keys())
      found.push(...(await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname));
    for (const { name } of await indexedDB.databases()) found.push(`database ${name}`);
    return found.filter((one) => !one.startsWith('sveltekit'));
  });

describe('answers that go on elsewhere', () => {
  it('are opened by a code, which the server never sees, and are sent once', () =>
    onPage(async (page) => {
      const before = total();
      const sent: string[] = [];
      page.on('request', (request) =>
        sent.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? ''),
      );
      await startCitizen(page, address());
      await answerPage(page);
      await goOn(page);
      await later(page).click();
      await page.locator('aside.keep .code').waitFor();
      const code = await codeShown(page);
      expect(code).toMatch(/^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
      expect(await faultsInThemes(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(sent.join().replaceAll('-', '')).not.toContain(code.replaceAll('-', ''));
      const [ciphertext, ...others] = await drafts();
      expect(others).toEqual([]);
      expect(Buffer.from(ciphertext!, 'base64url').toString('latin1')).not.toContain('ageClass');

      await onPage(async (other) => {
        await other.goto(`${address()}${path}#riprendi=${code}`);
        await other.locator('.questions .questions-body').waitFor();
        expect(new URL(other.url()).hash).toBe('');
        expect(await other.locator('.questions .question').first().getAttribute('data-name')).not.toBe('ageClass');
        // other answers than the first device will give: choices come in random order, and might fall the same
        await walkToReview(other, undefined, { manner: { ...usual, choice: 0 } });
        await forward(other).click();
        await codeOn(other);
        await expect.poll(drafts).toEqual([]);
      });
      expect(total()).toBe(before + 1);
      // the first device had gone on, too: it is told, and nothing is doubled
      await walkToReview(page);
      await forward(page).click();
      await page.locator('.note.fault').getByText('Identificativo già usato').waitFor();
      expect(total()).toBe(before + 1);
    }));

  it('are not found by a code that is wrong, and it is said', () =>
    onPage(async (page) => {
      await page.goto(`${address()}${path}`);
      await page.getByText('Hai un codice per riprendere?').click();
      await page.getByLabel('Codice per riprendere').fill('abc');
      await page.getByRole('button', { name: 'Riprendi' }).click();
      await page.getByText('Questo codice non va bene').waitFor();
      await page.getByLabel('Codice per riprendere').fill('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV');
      await page.getByRole('button', { name: 'Riprendi' }).click();
      await page.getByText('Questo codice non apre nulla').waitFor();
      expect(await axeFaults(page)).toEqual([]);
    }));
});

describe('answers on this device', () => {
  it('are offered again in a new tab, not doubled in two, and deleted on request', () =>
    onPage(async (page) => {
      await startCitizen(page, address());
      await answerPage(page);
      const other = await page.context().newPage();
      await other.goto(`${address()}${path}`);
      await other.getByRole('heading', { name: 'Hai già cominciato' }).waitFor();
      expect(await faultsInThemes(other)).toEqual([]);
      await other.getByRole('button', { name: 'Vai avanti' }).click();
      await other.getByRole('heading', { name: 'Il questionario è aperto in un’altra scheda' }).waitFor();
      await other.getByRole('button', { name: 'Continua qui' }).click();
      await other.locator('.questions .questions-body').waitFor();
      expect(await other.locator('input:checked').count()).toBeGreaterThan(0);
      await page.getByRole('heading', { name: 'Il questionario è aperto in un’altra scheda' }).waitFor();
      const key = await other.evaluate(deviceKey);
      expect(key).toEqual({ extractable: false, refused: 'InvalidAccessError' });
      other.on('dialog', (dialog) => void dialog.accept());
      await other.getByRole('button', { name: 'Cancella da questo dispositivo' }).click();
      await other.locator('#first').waitFor();
      await other.reload();
      expect(await other.locator('#first').inputValue()).toBe('');
      expect(await other.getByRole('heading', { name: 'Hai già cominciato' }).count()).toBe(0);
    }));

  it('leave nothing on a computer that others use', () =>
    onPage(async (page) => {
      await page.goto(`${address()}${path}?condiviso`);
      await page.getByLabel('Sto usando un computer di altri').waitFor();
      expect(await page.getByLabel('Sto usando un computer di altri').isChecked()).toBe(true);
      await page.locator('#first[role=combobox]').pressSequentially('Mel');
      await page.getByRole('option', { name: 'Melfi', exact: true }).click();
      await forward(page).click();
      await walkToReview(page);
      expect(await leftBehind(page)).toEqual([]);
      await forward(page).click();
      await codeOn(page);
      page.on('dialog', (dialog) => void dialog.accept());
      await page.getByRole('button', { name: 'Fine: pulisci questa pagina' }).click();
      await page.locator('#first[role=combobox]').waitFor();
      await page.goBack();
      await page.locator('#first[role=combobox]').waitFor();
      expect(await page.locator('#content').innerText()).not.toContain('Melfi');
      expect(await leftBehind(page)).toEqual([]);
    }));
});

/** What can be had of the key by which answers are kept. */
async function deviceKey(): Promise<{ extractable: boolean; refused: string }> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('fabbisogni');
    request.onsuccess = () => resolve(request.result);
  });
  const key = await new Promise<CryptoKey>((resolve) => {
    const request = database.transaction('key').objectStore('key').get('device');
    request.onsuccess = () => resolve(request.result as CryptoKey);
  });
  database.close();
  const refused = await crypto.subtle.exportKey('raw', key).then(
    () => '',
    (error: DOMException) => error.name,
  );
  return { extractable: key.extractable, refused };
}

/** Bytes on the line, headers included: the first page with the questionnaire behind it. */
const [firstVisit, secondVisit] = [400_000, 30_000];

describe('what a visit weighs', () => {
  it('is little at first and next to nothing again', () =>
    onPage(async (page) => {
      const line = await countingProxy(address());
      const walk = async () => {
        await startCitizen(page, line.address);
        await answerPage(page);
        await cached(page);
      };
      await walk();
      const first = line.taken();
      page.on('dialog', (dialog) => void dialog.accept());
      await page.getByRole('button', { name: 'Cancella da questo dispositivo' }).click();
      await page.locator('#first').waitFor();
      line.taken();
      await walk();
      const again = line.taken();
      await line.close();
      expect(first).toBeLessThan(firstVisit);
      expect(again).toBeLessThan(secondVisit);
    }));
});
