import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { shippedProgramme } from '../../application.ts';
import type { Role } from '../../access.ts';
import { axeFaults, overflow, pageFaults, visit } from './browser.ts';
import { openStage, phone } from './stage.ts';

const { server, address, onPage } = openStage();
const form = '/interest/mantova/madrina';
const school = 'superiore-asola';
const password = 'quattro parole prese a caso';
let people = 0;

beforeAll(async () => {
  await server().application.loadProgramme(shippedProgramme('mantova'));
});

async function fillIn(page: Page, organisation: string): Promise<void> {
  await page.getByLabel('Nome dell’impresa').fill(organisation);
  await page.getByLabel('Comune', { exact: true }).selectOption({ label: 'Asola' });
  await page.getByLabel('Settore', { exact: true }).selectOption({ index: 3 });
  await page.locator('fieldset input').first().check();
  await page.getByLabel('Persona da cercare').fill('Anna Rossi');
  await page.getByLabel('Telefono o email').fill('anna@example.org');
  await page.locator('#consent').check();
  await page.locator('#showToSchools').check();
}

const submit = (page: Page) => page.getByRole('button', { name: 'Invia il modulo' });

/** Signs somebody new in, by the page itself. */
async function signIn(page: Page, role: Role, organisation: string | null): Promise<void> {
  const email = `browser${people++}@example.org`;
  const grants = [{ role, programme: 'mantova', territory: null, organisation }];
  await server().application.access.add({ email, name: 'Ada', grants, passphrase: password });
  const response = await page.request.post(`${address()}/api/sessions`, { data: { email, password } });
  expect(response.status()).toBe(201);
}

describe('the form of an interest', () => {
  it.each(['/interest/mantova/madrina', '/en/interest/mantova/self_employment'])(
    '%s passes axe in both themes, asks nobody else, and fits the window',
    (path) => onPage(async (page) => expect(await pageFaults(page, address() + path)).toEqual([])),
  );

  it.each([true, false])('is sent and taken back with its code (JavaScript: %s)', (javaScriptEnabled) =>
    onPage(
      async (page) => {
        await page.goto(address() + form);
        await fillIn(page, 'Officine del test');
        await submit(page).click();
        await page.getByRole('heading', { name: 'Modulo ricevuto' }).waitFor();
        const code = (await page.getByTestId('withdrawal').textContent())!.trim();
        expect(await axeFaultsWhere(page, javaScriptEnabled)).toEqual([]);
        expect(page.url()).not.toContain(code);
        await page.goto(address() + form);
        await page.getByLabel('Codice', { exact: true }).fill(code.toLowerCase());
        await page.getByRole('button', { name: 'Togli tutto' }).click();
        await page.getByText('i tuoi dati sono cancellati').waitFor();
        expect(await held('Officine del test')).toBe(0);
      },
      { ...phone, javaScriptEnabled },
    ),
  );

  it('keeps what was typed beside what is missing, and leads to the place', () =>
    onPage(async (page) => {
      await page.goto(address() + form);
      await fillIn(page, 'Quasi completa');
      await page.locator('fieldset input').first().uncheck();
      await page.getByLabel('Telefono o email').fill('chiamami');
      await submit(page).click();
      const alert = page.getByRole('alert');
      await alert.getByText('Modulo da completare').waitFor();
      expect(await page.title()).toMatch(/^Errore: /);
      expect(await page.getByLabel('Nome dell’impresa').inputValue()).toBe('Quasi completa');
      expect(await page.locator('#municipality').inputValue()).toBe('020002');
      await alert.getByRole('link', { name: 'Telefono o email' }).click();
      expect(await page.locator('#contact').getAttribute('aria-invalid')).toBe('true');
      expect(await axeFaults(page)).toEqual([]);
      expect(await held('Quasi completa')).toBe(0);
    }));

  it('is sent by keyboard alone', () =>
    onPage(async (page) => {
      await page.goto(address() + form);
      await page.getByLabel('Nome dell’impresa').focus();
      const keys = ['Con la tastiera', 'Tab', 'Asola', 'Tab', 'C', 'Tab', 'Space'];
      for (const key of keys)
        await (key.length > 5 || key === 'C' || key === 'Asola' ? type(page, key) : page.keyboard.press(key));
      const topics = await page.locator('fieldset input').count();
      for (let at = 0; at < topics; at++) await page.keyboard.press('Tab');
      await page.keyboard.type('Anna Rossi');
      await page.keyboard.press('Tab');
      await page.keyboard.type('+39 333 1234567');
      for (const key of ['Tab', 'Space', 'Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
      await page.getByRole('heading', { name: 'Modulo ricevuto' }).waitFor();
      expect(await held('Con la tastiera')).toBe(1);
    }));

  it('is not there where the programme has none', async () => {
    expect((await fetch(`${address()}/interest/basilicata/madrina`)).status).toBe(404);
    expect((await fetch(`${address()}/interest/mantova/nothing`)).status).toBe(404);
  });
});

const type = (page: Page, text: string) => (text === 'Space' ? page.keyboard.press(text) : page.keyboard.type(text));

/** axe needs the page’s own scripts. */
const axeFaultsWhere = async (page: Page, scripted: boolean) => (scripted ? axeFaults(page) : []);

async function held(organisation: string): Promise<number> {
  const { database } = server().application;
  return (await database.rows('SELECT kind FROM interest WHERE organisation = ?', [organisation])).length;
}

describe('the register', () => {
  const register = '/register/mantova';

  it('shows a school the firms that agreed and its own part, and nothing of others', () =>
    onPage(async (page) => {
      await page.goto(address() + form);
      await fillIn(page, 'Officine visibili');
      await submit(page).click();
      await page.getByRole('heading', { name: 'Modulo ricevuto' }).waitFor();
      await signIn(page, 'partner', school);
      await page.goto(`${address()}${register}`);
      expect(
        await page.getByRole('navigation', { name: 'Parti del registro' }).getByRole('link').allTextContents(),
      ).toEqual([...['Partecipazione', 'Imprese madrine', 'Idee']]);
      expect(await page.locator('tbody th').allTextContents()).toEqual(Array(2).fill('Istituto superiore di Asola'));
      await page.getByRole('link', { name: 'Imprese madrine' }).click();
      await page.getByRole('rowheader', { name: 'Officine visibili' }).waitFor();
      expect(await page.content()).not.toMatch(/Anna Rossi|anna@example/);
      for (const part of ['members', 'firms', 'ideas']) {
        await visit(page, `${address()}${register}?part=${part}`);
        expect(await axeFaults(page)).toEqual([]);
        await page.setViewportSize({ width: 320, height: 700 });
        expect(await overflow(page)).toBe(0);
      }
    }));

  it('lets a school propose an idea and the office lead it on', () =>
    onPage(async (page) => {
      await signIn(page, 'partner', school);
      await page.goto(`${address()}${register}?part=ideas`);
      await page.getByLabel('Titolo').fill('Orto con i sensori');
      await page.getByLabel('L’idea in poche righe').fill('Dice quando ha sete.');
      await page.getByRole('button', { name: 'Proponi' }).click();
      await page.getByRole('heading', { name: 'Orto con i sensori' }).waitFor();
      expect(await page.getByRole('button', { name: 'Segna come adottata' }).count()).toBe(0);
      await signIn(page, 'planner', null);
      await page.goto(`${address()}${register}?part=ideas`);
      await page.getByLabel('Impresa che adotta').selectOption({ label: 'Officine visibili' });
      await page.getByRole('button', { name: 'Segna come adottata' }).click();
      await page.getByText('adottata, 15 giugno 2026').waitFor();
      await page.getByRole('button', { name: 'Segna come realizzata' }).click();
      await page.getByText('realizzata, 15 giugno 2026').waitFor();
    }));

  it('takes a file of a platform, and names the rows that are wrong', () =>
    onPage(async (page) => {
      await signIn(page, 'planner', null);
      const send = async (line: string) => {
        await page.goto(`${address()}${register}?part=uptake`);
        const buffer = Buffer.from(`course,territory,month,enrolled,completed\n${line}\n`);
        await page.getByLabel('File CSV').setInputFiles({ name: 'uso.csv', mimeType: 'text/csv', buffer });
        await page.getByRole('button', { name: 'Importa' }).click();
      };
      await send('Python,municipality:020002,2026-13,5,2');
      await page.getByText('2.month: Serve un mese come 2026-03.').waitFor();
      await send('Python,municipality:020002,2026-03,5,2');
      await page.getByText('Importata 1 riga.').waitFor();
      await page.getByRole('rowheader', { name: 'Python' }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
    }));

  it('is where a school gets from its own account, and nobody else is led there', () =>
    onPage(async (page) => {
      await signIn(page, 'partner', school);
      await page.goto(`${address()}/account`);
      await page.getByRole('link', { name: 'Registro: Laboratorio diffuso per l’occupabilità' }).click();
      await page.waitForURL(`${address()}/register/mantova`);
      await signIn(page, 'analyst', null);
      await page.goto(`${address()}/account`);
      await page.getByRole('heading', { name: 'Che cosa puoi fare' }).waitFor();
      expect(await page.getByRole('link', { name: /^Registro/ }).count()).toBe(0);
    }));

  it('is closed to whoever has no part in it', async () => {
    const response = await fetch(`${address()}${register}`, { redirect: 'manual' });
    expect(response.status).toBe(303);
    await onPage(async (page) => {
      await signIn(page, 'analyst', null);
      expect((await page.goto(`${address()}${register}`))?.status()).toBe(404);
      await signIn(page, 'partner', school);
      expect((await page.goto(`${address()}/register/basilicata`))?.status()).toBe(404);
    });
  });
});
