import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { shippedProgrammes } from '../../application.ts';
import { axeFaults, overflow } from './browser.ts';
import { spoken } from './languages.ts';
import { codeOn, forward, startCitizen, walkToReview } from './respondent.ts';
import { enter } from './staff.ts';
import { openStage, shipped } from './stage.ts';

const { address, server, total, onPage } = openStage(shipped(...shippedProgrammes()));
const citizens = 'basilicata-citizens-2026';
const [email, password] = ['sportello@example.org', 'quattro parole prese a caso'];
let hired: Promise<unknown> | null = null;

async function asOperator(page: Page): Promise<void> {
  const everywhere = { programme: null, territory: null, organisation: null };
  const person = {
    email,
    name: 'Ida',
    passphrase: password,
    grants: [{ role: 'interviewer', ...everywhere }],
  } as const;
  hired ??= server().application.access.add(person);
  await hired;
  await enter(page, address(), email, password);
}
const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length;
const boxOf = (pdf: Buffer) => /\/MediaBox \[([\d. ]+)\]/.exec(pdf.toString('latin1'))![1]!.split(' ').map(Number);

describe('the paper', () => {
  // of each programme what takes most room
  it.each([
    [citizens, 'it'],
    [citizens, 'ar'],
    ['40ready-readiness-2026', 'en'],
    ['mantova-schools-2026', 'it'],
    ['city-experts-staff-2026', 'it'],
    ['moral-employers-2026', 'el'],
  ] as const)('of %s in %s has at most four pages', (survey, language) =>
    onPage(async (page) => {
      const answer = await page.goto(address() + spoken(language, `/survey/${survey}/paper`));
      expect(answer?.status()).toBe(200);
      expect(await overflow(page)).toBe(0);
      expect(pagesIn(await page.pdf({ preferCSSPageSize: true }))).toBeLessThanOrEqual(4);
      if (survey === citizens) expect(await axeFaults(page)).toEqual([]);
    }),
  );
});

describe('what comes back', () => {
  it('shows courses near, and a card of one A6 page without name or code', () =>
    onPage(async (page) => {
      const asked: string[] = [];
      await startCitizen(page, address());
      await walkToReview(page);
      page.on('request', (request) => asked.push(request.url()));
      await forward(page).click();
      const code = await codeOn(page);
      await page.getByRole('heading', { name: 'Corsi per te' }).waitFor();
      await page.getByRole('link', { name: 'Altri corsi nel catalogo' }).or(page.getByText(/adesso non ci sono corsi/)).first().waitFor(); // prettier-ignore
      expect(asked.filter((url) => /076|melfi/i.test(url))).toEqual([]);
      expect(await axeFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.evaluate(() => void (globalThis.print = () => undefined));
      await page.getByRole('button', { name: 'Stampa la scheda' }).click();
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pagesIn(pdf)).toBe(1);
      expect(boxOf(pdf).map((size) => Math.round(size / 10))).toEqual([0, 0, 30, 42]);
      expect((await page.locator('.card-a6').innerText()).replaceAll(/\W/g, '')).not.toContain(code);
    }));
});

describe('the counter', () => {
  it('helps somebody to answer by the keyboard: levels are the person’s alone', () =>
    onPage(async (page) => {
      await asOperator(page);
      const before = total();
      await page.goto(`${address()}/assist`);
      expect(await axeFaults(page)).toEqual([]);
      await page.goto(`${address()}/assist/${citizens}`);
      await page.getByRole('button', { name: 'Comincia' }).press('Enter');
      await page.getByText('Segna chi è presente.').waitFor();
      await page.getByLabel('Qualcuno della famiglia').press('Space');
      await page.getByLabel(/Ho letto l’informativa/).press('Space');
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Comincia' }).press('Enter');
      await walkAssisted(page);
      await page.getByText('Risposta data').first().waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await forward(page).press('Enter');
      expect(await codeOn(page)).toMatch(/^\w{20,}$/);
      expect(await page.getByRole('heading', { name: 'Scheda per chi ti orienta' }).count()).toBeLessThanOrEqual(1);
      expect(total()).toBe(before + 1);
      const rows = await server().application.database.rows('SELECT mode, presence, n FROM entry_day');
      expect(rows).toEqual([{ mode: 'assisted', presence: 'family', n: 1 }]);
    }));

  it('keys a sheet by its codes, and says what they mean', () =>
    onPage(async (page) => {
      await asOperator(page);
      const before = total('city-experts-citizens-2026');
      await page.goto(`${address()}/assist/city-experts-citizens-2026/keyed`);
      const field = (number: string) => page.getByRole('textbox', { name: new RegExp(`^${number} `) });
      await field('1').waitFor();
      for (const [number, keys] of [
        ['1', '4'],
        ['2', '1'],
        ['3', '2'],
        ['4', '1'],
        ['5', '1'],
        ['6', '1'],
        ['7', '1 2'],
        ['8', '3'],
      ] as const) {
        // prettier-ignore
        await field(number).fill(keys);
        await field(number).press('Enter');
      }
      await field('9').fill('77');
      await page.getByText('«77» non è un numero di questa domanda.').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await field('9').fill('5');
      await field('9').press('Enter');
      const open = page.locator('form input.form-control:enabled');
      for (const box of await open.all()) if ((await box.inputValue()) === '') await box.fill('1');
      await page.getByRole('button', { name: 'Salva il foglio' }).press('Enter');
      await page.getByText('Salvato. Oggi: 1 foglio.').waitFor();
      expect(total('city-experts-citizens-2026')).toBe(before + 1);
      expect(await field('1').inputValue()).toBe('');
      expect(await field('1').evaluate((one) => one === document.activeElement)).toBe(true);
    }));

  it('is told two wrong rows of a file, stores nothing of it, and takes a right one back', () =>
    onPage(async (page) => {
      await asOperator(page);
      const survey = 'city-experts-citizens-2026';
      await page.goto(`${address()}/assist/${survey}/import`);
      const header = '_day,territory,sizeClass,ageClass,sex,internetUse,eGovernment,used,missing,contact,need,barriers';
      const right = (day: string) => `${day},IT,under5,16-24,f,daily,yes,certificates,payments,never,e_services,login`;
      const file = async (...lines: string[]) => {
        const buffer = Buffer.from([header, ...lines].join('\n'));
        await page.getByLabel('File CSV').setInputFiles({ name: 'maggio.csv', mimeType: 'text/csv', buffer });
      };
      await file(right('2026-06-01'), right('oggi'), right('2026-06-02').replace('IT', 'XX'));
      await page.getByRole('button', { name: 'Controlla' }).click();
      await page.getByText(/Righe da correggere: 2 su 3/).waitFor();
      expect(await page.getByRole('alert').innerText()).toContain('Riga 3, colonna «_day»');
      expect(await axeFaults(page)).toEqual([]);
      const before = total(survey);
      await file(right('2026-06-01'), right('2026-06-02'));
      await page.getByRole('button', { name: 'Porta dentro' }).click();
      await page.getByText('Salvato: 2 risposte.').waitFor();
      expect(total(survey)).toBe(before + 2);
      await page.getByRole('button', { name: /Annulla/ }).click();
      await page.getByText(/è annullata/).waitFor();
      expect(total(survey)).toBe(before);
    }));
});

async function walkAssisted(page: Page): Promise<void> {
  const begin = page.getByRole('button', { name: /^(Comincio|Andiamo avanti)$/ });
  for (let steps = 0; steps < 80; steps++) {
    await page.locator('#review, #hand-over, .questions').first().waitFor();
    if (await page.locator('#review').count()) return;
    if (await begin.count()) {
      await begin.press('Enter');
      continue;
    }
    await answerAll(page);
    await forward(page).press('Enter');
  }
}

/** Whatever is drawn: a list, boxes, words. */
async function answerAll(page: Page): Promise<void> {
  const list = page.locator('.questions input[role=combobox]');
  if (await list.count()) {
    await list.first().pressSequentially('mel');
    await page.getByRole('option').first().waitFor();
    await list.first().press('Enter');
  }
  await page.evaluate(async () => {
    const names = new Set<string>();
    for (let round = 0; round < 6; round++) {
      for (const box of document.querySelectorAll<HTMLInputElement>(
        '.questions :is(input[type=radio], input[type=checkbox])',
      )) {
        if (names.has(box.name)) continue;
        names.add(box.name);
        if (!document.querySelector(`.questions input[name="${CSS.escape(box.name)}"]:checked`)) box.click();
      }
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
  });
}
