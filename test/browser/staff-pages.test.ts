import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Grant, Person, Role } from '../../access.ts';
import { generate } from '../../survey/generate/generate.ts';
import { completeInstrument, completeSheet, written } from '../support/complete-instrument.ts';
import { axeFaults, pageFaults, settled, visit } from './browser.ts';
import { enter, tabTo, unseenStops } from './staff.ts';
import { administrator, openStage, shipped } from './stage.ts';

const stage = openStage(shipped('basilicata', 'mantova'), administrator);
const { address, onPage } = stage;
const passphrase = administrator.ADMIN_PASSWORD;
const [bea, mara] = ['bea@example.org', 'mara.rossi.del.comune.di.matera@example.org'];
const right = (role: Role, programme: string | null = null): Grant => ({
  ...{ role, programme, territory: null, organisation: null },
});
/** Bea has every role that has a page. */
const everything = (
  ['administrator', 'privacy_officer', 'instrument_editor', 'analyst', 'planner', 'partner'] as const
).map((role) => right(role));
const editor: Person = { id: 'b', email: bea, name: 'Bea', grants: everything };
const students = '/admin/surveys/mantova-students-2026';
let person = '';

beforeAll(async () => {
  const { application } = stage.server();
  await application.access.add({ email: bea, name: 'Bea Colucci', grants: everything, passphrase });
  await application.access.add({ email: mara, name: 'Mara Rossi', grants: [right('analyst', 'mantova')], passphrase });
  person = (await application.access.people.list(editor)).find(({ email }) => email === mara)!.id;
  await generate(application, { survey: 'basilicata-firms-2026', responses: 7, seed: 'staff' });
  await keepDraft('halfway', { ...completeInstrument, title: 'Solo italiano' });
  await keepDraft('ready', completeInstrument);
});

const keepDraft = (instrument: string, definition: object) =>
  stage.server().application.instruments.keep(editor, 'basilicata', instrument, {
    ...{ revision: 0, definition: written(definition), sheet: completeSheet(`basilicata-${instrument}`) },
  });

const signedIn = (work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) =>
  onPage(
    async (page) => {
      await enter(page, address(), bea, passphrase);
      await work(page);
    },
    { viewport: { width: 1280, height: 900 }, ...options },
  );

const pages: readonly [name: string, path: () => string][] = [
  ['today', () => '/admin'],
  ['the surveys', () => '/admin/surveys'],
  ['a survey', () => '/admin/surveys/basilicata-firms-2026'],
  ['a survey that minors may answer', () => students],
  ['the programmes', () => '/admin/programmes'],
  ['the boundaries', () => '/admin/shapes'],
  ['the people', () => '/admin/people'],
  ['somebody new', () => '/admin/people/new'],
  ['a person', () => `/admin/people/${person}`],
  ['the audit', () => '/admin/audit'],
  ['the programmes of an editor', () => '/instrument'],
  ['the instruments', () => '/instrument/basilicata'],
  ['a draft with faults', () => '/instrument/basilicata/halfway'],
  ['the register', () => '/register/mantova'],
];

describe.each(pages)('the page of the staff: %s', (_, path) => {
  it('passes axe in both themes and languages, fits the window, and shows every stop in forced colours', () =>
    signedIn(async (page) => {
      expect(await pageFaults(page, address() + path(), ['light'])).toEqual([]);
      await page.emulateMedia({ forcedColors: 'active' });
      expect(await unseenStops(page)).toEqual([]);
      await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark' });
      await visit(page, `${address()}/en${path()}`);
      await page.evaluate(() =>
        document.querySelectorAll('main details').forEach((one) => one.toggleAttribute('open', true)),
      );
      expect(await axeFaults(page)).toEqual([]);
    }));
});

describe('in forced colours', () => {
  const inForcedColours = (path: string, work: (page: Page) => Promise<void>) =>
    signedIn(
      async (page) => {
        await visit(page, address() + path);
        await work(page);
      },
      { forcedColors: 'active' },
    );
  const style = (page: Page, selector: string, name: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((one, property) => getComputedStyle(one).getPropertyValue(property), name);

  it('the page one is on differs from the others in the row of pages', () =>
    inForcedColours('/admin', async (page) => {
      const row = 'nav[aria-label=Amministrazione] a';
      const [here, elsewhere] = await Promise.all([
        style(page, `${row}[aria-current]`, 'border-bottom-color'),
        style(page, `${row}:not([aria-current])`, 'border-bottom-color'),
      ]);
      expect(here).not.toBe(elsewhere);
    }));

  it('buttons have an edge, and one that does nothing yet is grey', () =>
    inForcedColours('/instrument/basilicata/halfway', async (page) => {
      await page.getByText(/^1 errore/).waitFor();
      expect(await style(page, 'main .btn:not([aria-disabled=true])', 'border-top-style')).toBe('solid');
      const [off, on] = await Promise.all([
        style(page, 'main .btn-primary[aria-disabled=true]', 'border-top-color'),
        style(page, 'main .btn-outline-primary', 'border-top-color'),
      ]);
      expect(off).not.toBe(on);
      const [pressed, other] = await Promise.all([
        style(page, '.btn-choice[aria-pressed=true]', 'border-top-color'),
        style(page, '.btn-choice[aria-pressed=false]', 'border-top-color'),
      ]);
      expect(pressed).not.toBe(other);
    }));

  it('bars keep their length', () =>
    inForcedColours('/admin/surveys/basilicata-firms-2026', async (page) => {
      expect(await style(page, '.bar', 'border-top-style')).toBe('solid');
      expect(await style(page, '.bar span', 'background-color')).not.toBe(
        await style(page, '.bar', 'background-color'),
      );
    }));
});

describe('with the keyboard alone', () => {
  const rightsOf = async (email: string) => {
    const people = await stage.server().application.access.people.list(editor);
    return people.find((one) => one.email === email)!.grants.map(({ role }) => role);
  };
  const acts = async () => {
    const rows = await stage.server().application.database.rows<{ action: string }>('SELECT action FROM audit');
    return rows.map(({ action }) => action);
  };

  it('somebody signs in, finds a person, gives a right, and takes it back', () =>
    onPage(async (page) => {
      await visit(page, `${address()}/sign-in?next=%2Fadmin%2Fpeople`);
      await tabTo(page, page.getByLabel('Indirizzo email'));
      await page.keyboard.type(bea);
      await page.keyboard.press('Tab');
      await page.keyboard.type(passphrase);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${address()}/admin/people`);
      await page.getByRole('link', { name: 'Mara Rossi' }).waitFor();
      await tabTo(page, page.getByRole('link', { name: 'Mara Rossi' }));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Mara Rossi' }).waitFor();

      await tabTo(page, page.getByRole('button', { name: 'Aggiungi un diritto' }));
      await page.keyboard.press('Enter');
      const added = page.getByRole('group', { name: 'Diritto 2' }).getByLabel('Ruolo');
      await expect.poll(() => added.evaluate((one) => one === document.activeElement)).toBe(true);
      await page.keyboard.type('Programmazione');
      await tabTo(page, page.getByRole('button', { name: 'Salva i diritti' }));
      await page.keyboard.press('Enter');
      await page.getByText('Diritti salvati.').waitFor();
      expect(await rightsOf(mara)).toEqual(['analyst', 'planner']);

      await settled(page, () => page.reload());
      await tabTo(page, page.getByRole('group', { name: 'Diritto 2' }).getByRole('button', { name: /^Togli/ }));
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('button', { name: 'Salva i diritti' }));
      await page.keyboard.press('Space');
      await page.getByText('Diritti salvati.').waitFor();
      expect(await rightsOf(mara)).toEqual(['analyst']);
    }));

  it('nothing is published or closed by mistake', () =>
    signedIn(async (page) => {
      await visit(page, `${address()}/instrument/basilicata/halfway`);
      await page.getByText(/^1 errore/).waitFor();
      await tabTo(page, page.getByRole('button', { name: 'Pubblica la versione 1' }));
      for (const key of ['Enter', 'Space']) await page.keyboard.press(key);
      await visit(page, `${address()}/admin/surveys/basilicata-firms-2026`);
      await tabTo(page, page.locator('summary', { hasText: 'Chiudi l’indagine' }));
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByLabel('CHIUDI'));
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText('CHIUDI').waitFor();
      const published = ['instrument.publish', 'survey.state', 'survey.minors'];
      expect((await acts()).filter((action) => published.includes(action))).toEqual([]);
    }));

  it('the privacy officer decides how minors may answer, which the audit tells', () =>
    signedIn(async (page) => {
      await visit(page, `${address()}/admin`);
      await page.getByText('Chi ha meno di 16 anni ora non può rispondere').waitFor();
      await visit(page, address() + students);
      await page.getByText('Nessuno lo ha ancora deciso').waitFor();
      await tabTo(page, page.getByRole('radio', { name: 'No, per ora' }));
      await page.keyboard.press('ArrowDown');
      await tabTo(page, page.getByRole('button', { name: 'Salva la scelta' }));
      await page.keyboard.press('Enter');
      await page.getByText('Scelta salvata').waitFor();
      await page.getByText('Deciso il 15 giugno 2026.').waitFor();
      await visit(page, `${address()}/admin/audit?action=survey.minors`);
      const row = page.getByRole('row').nth(1);
      expect(await row.innerText()).toMatch(/Bea Colucci\s+Scelta per i più giovani[^]*scelta Sì, in classe/);
      await visit(page, `${address()}/admin`);
      expect(await page.getByText('ora non può rispondere').count()).toBe(0);
    }));
});

describe('what needs attention today', () => {
  it('is a draft with faults, which leads to its check, and none that is ready', () =>
    signedIn(async (page) => {
      await visit(page, `${address()}/admin`);
      const drafts = page.locator('.matters li', { hasText: 'La bozza non si può pubblicare' });
      expect(await drafts.allInnerTexts()).toEqual([expect.stringContaining('c’è un errore da sistemare')]);
      await drafts.getByRole('link').click();
      await page.waitForURL(`${address()}/instrument/basilicata/halfway#check`);
    }));

  it('is an audit that is not whole, with its first fault; who may not read the audit sees nothing of it', () =>
    signedIn(async (page) => {
      const { application } = stage.server();
      await visit(page, `${address()}/admin`);
      await page.getByText(/\d+ voci, nessuna toccata/).waitFor();
      await application.database.write((tx) => tx.run("UPDATE audit SET object = 'c' WHERE seq = 3"));
      await application.auditService.verify(editor);
      await settled(page, () => page.reload());
      await page.getByRole('alert').getByText('La voce 3 è stata modificata').waitFor();
      await page.getByRole('link', { name: 'Apri il registro' }).click();
      await page.waitForURL(`${address()}/admin/audit`);
      await enter(page, address(), mara, passphrase);
      await visit(page, `${address()}/admin`);
      expect(await page.locator('#audit-state').count()).toBe(0);
    }));
});
