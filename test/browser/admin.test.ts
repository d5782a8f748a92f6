import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Grant, Person } from '../../access.ts';
import { generate } from '../../survey/generate/generate.ts';
import { axeFaults, visit } from './browser.ts';
import type { StateReport } from '../../survey/instrument/contract.ts';
import type { PageReach } from '../../dashboard/lib/admin/life.ts';
import { forgetLegalBasis } from '../support/old-survey.ts';
import { istatZip } from '../support/shapefile.ts';
import { signIn } from './staff.ts';
import { administrator, openStage, phone, shipped } from './stage.ts';

const stage = openStage(shipped('basilicata', 'mantova'), administrator);
const { address, onPage } = stage;
const { ADMIN_EMAIL: email, ADMIN_PASSWORD: passphrase } = administrator;
const asAdministrator = (work: (page: Page) => Promise<void>, next = '/admin', options: object = phone) =>
  onPage(async (page) => {
    await signIn(page, address(), email, passphrase, next);
    await work(page);
  }, options);
const survey = 'basilicata-firms-2026';
/** Somebody with one right to everything, known to nobody. */
const everywhere = (role: Grant['role']): Person => ({
  ...{ id: 'p', email: 'p@example.org', name: 'P' },
  grants: [{ role, programme: null, territory: null, organisation: null }],
});
const wide = { viewport: { width: 1280, height: 900 } };

beforeAll(async () => {
  await generate(stage.server().application, { survey, responses: 7, seed: 'staff' });
});

describe('the pages of the administration', () => {
  it('ask a stranger to sign in, and lead back', () =>
    onPage(async (page) => {
      await page.goto(`${address()}/admin/people`);
      expect(page.url()).toBe(`${address()}/sign-in?next=%2Fadmin%2Fpeople`);
      await page.getByLabel('Indirizzo email').fill(email);
      await page.getByLabel('Frase d’accesso').fill(passphrase);
      await page.getByRole('button', { name: 'Entra' }).click();
      await page.getByRole('heading', { level: 1, name: 'Persone' }).waitFor();
    }));

  it('are not there for who may not open them', () =>
    onPage(async (page) => {
      const analyst = { role: 'analyst', programme: 'mantova', territory: null, organisation: null } as const;
      const { access } = stage.server().application;
      await access.add({ email: 'nora@example.org', name: 'Nora', grants: [analyst], passphrase });
      await signIn(page, address(), 'nora@example.org', passphrase);
      expect(await page.locator('nav[aria-label=Amministrazione] a').allInnerTexts()).toEqual([
        'Oggi',
        'Indagini',
        'Focus group',
        'Codifica',
        'Evidenze',
        'Piani',
      ]);
      for (const hidden of ['/admin/people', '/admin/people/new', '/admin/programmes', `/admin/surveys/${survey}`]) {
        expect([hidden, (await page.goto(address() + hidden))?.status()]).toEqual([hidden, 404]);
      }
      expect((await page.goto(`${address()}/admin/surveys/mantova-firms-2026`))?.status()).toBe(200);
    }));
});

describe('what an administrator sees', () => {
  it('is what needs attention today, with the numbers', () =>
    asAdministrator(async (page) => {
      const matters = page.locator('.matters li');
      expect(await matters.count()).toBe(6);
      const firms = matters.filter({ hasText: 'Basilicata' }).filter({ hasText: 'Imprese' });
      expect(await firms.innerText()).toMatch(/7 risposte: la prima pubblicazione ne chiede \d+\./);
    }));

  it('is each survey with its answers, sorted by any column, and as a file', () =>
    asAdministrator(
      async (page) => {
        const heading = page.getByRole('columnheader', { name: 'Risposte' }).getByRole('link');
        await heading.click();
        await page.waitForURL(/sort=answers/);
        await heading.click();
        await page.waitForURL(/sort=-answers/);
        expect(await page.getByRole('rowheader').first().innerText()).toBe('Imprese');
        expect(await page.locator('th[aria-sort=descending]').innerText()).toContain('Risposte');
        const download = page.waitForEvent('download');
        await page.getByRole('link', { name: 'Scarica la tabella (CSV)' }).click();
        const lines = (await readFile(await (await download).path(), 'utf8')).split('\r\n');
        expect(lines).toHaveLength(9);
        expect(lines[1]).toMatch(/^Imprese,Fabbisogni formativi in Basilicata,aperta,2027-06-30,7,/);
      },
      '/admin/surveys',
      wide,
    ));

  it('is a card a row on a phone, each value under its name', () =>
    asAdministrator(async (page) => {
      const cell = page.locator('tbody tr').first().getByRole('cell').first();
      expect(await cell.evaluate((one) => getComputedStyle(one, '::before').content)).toBe('"Programma"');
      expect(await page.getByRole('row').count()).toBe(8);
      expect(await page.getByRole('rowheader').count()).toBe(7);
    }, '/admin/surveys'));

  it('is how a survey goes, day by day, and how far the next publication is', () =>
    asAdministrator(async (page) => {
      await page.getByRole('link', { name: 'Imprese' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Imprese' }).waitFor();
      await page.getByRole('img', { name: /7 risposte negli ultimi \d+ giorni/ }).waitFor();
      expect(await page.locator('li.next').innerText()).toContain('la prossima');
    }, '/admin/surveys'));

  it('is what was loaded of each programme', () =>
    asAdministrator(
      async (page) => {
        const row = page.getByRole('row', { name: /Mantova/ });
        expect(await row.innerText()).toMatch(/Imprese: versione\s1\s+Residenti adulti: versione\s1/);
      },
      '/admin/programmes',
      wide,
    ));
});

describe('boundaries of the maps', () => {
  const file = { name: 'Limiti01012024_g.zip', mimeType: 'application/zip', buffer: istatZip() };

  it('are tried first, then used, and taken back', () =>
    asAdministrator(async (page) => {
      await page.getByText('Ancora nessuno').waitFor();
      await page.getByLabel('File', { exact: true }).setInputFiles(file);
      await page.getByRole('button', { name: 'Prova il file' }).click();
      await page.getByText('La prova è finita').waitFor();
      await page.getByText('Un codice del file non è nell’elenco').click();
      expect(await page.getByText('077999 Cittanuova').isVisible()).toBe(true);
      expect(await page.getByLabel('Anno dei confini').inputValue()).toBe('2024');
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Usa questi confini' }).click();
      await page.getByText('le mappe usano da subito').waitFor();
      const version = page.locator('section[aria-labelledby=versions] li');
      expect(await version.innerText()).toMatch(/ISTAT, 2024\s+in uso\s+2 comuni, una provincia, una regione/);
      await page.getByRole('button', { name: 'Togli: ISTAT, 2024' }).click();
      await page.getByRole('button', { name: 'Rimetti: ISTAT, 2024' }).waitFor();
    }, '/admin/shapes'));
});

describe('the life of a survey', () => {
  const report = (state: StateReport['state'], more: Partial<StateReport> = {}): StateReport => ({
    ...{ survey, state, steps: [], actions: ['close'], obstacles: [], ...more },
  });
  const pages: PageReach[] = [
    { page: 'firm', reached: 20 },
    { page: 'sent', reached: 15 },
  ];
  const problem = (status: number, title: string) => ({
    status,
    json: { status, code: status === 404 ? 'not_found' : 'storage_unavailable', title, detail: 'Riprova fra poco' },
  });
  const open = (page: Page) => visit(page, `${address()}/admin/surveys/${survey}`);

  it('shows where people stop, and closes after a typed word with what that will do', () =>
    asAdministrator(async (page) => {
      const asked: unknown[] = [];
      await page.route('**/api/admin/surveys/*/repairs', (route) => route.fulfill({ json: { pages } }));
      await page.route('**/api/admin/surveys/*/state', (route) => {
        const body: unknown = route.request().postDataJSON();
        if (body) asked.push(body);
        return route.fulfill({ json: report(body ? 'closed' : 'open') });
      });
      await open(page);
      expect(await page.getByRole('row', { name: /inviato/ }).innerText()).toContain('75%');
      await page.locator('summary', { hasText: 'Chiudi l’indagine' }).click();
      await page.getByText('Le 7 risposte restano.').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await page.getByLabel('CHIUDI').fill('chiude');
      await page.getByRole('button', { name: 'Chiudi l’indagine' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('CHIUDI');
      await page.getByLabel('CHIUDI').fill('chiudi');
      await page.getByRole('button', { name: 'Chiudi l’indagine' }).click();
      await page.getByText('Ora è chiusa.').waitFor();
      expect(asked).toEqual([{ action: 'close' }]);
    }));

  it('is not shown to who may not see it', () =>
    asAdministrator(async (page) => {
      await page.route('**/api/admin/surveys/*/*', (route) => route.fulfill(problem(404, '')));
      await open(page);
      expect(await page.locator('#life, #pages').count()).toBe(0);
    }));

  it('tells any other fault as what it is, and tries again', () =>
    asAdministrator(async (page) => {
      await page.route('**/api/admin/surveys/*/*', (route) => route.fulfill(problem(503, 'Non si può leggere')));
      await open(page);
      for (const part of ['life', 'pages'])
        await page.locator(`section[aria-labelledby=${part}] [role=alert]`, { hasText: 'Riprova fra poco' }).waitFor();
      await page.unroute('**/api/admin/surveys/*/*');
      await page.getByRole('button', { name: 'Prova di nuovo' }).click();
      await page.getByText('È aperta, nei giorni fissati.').waitFor();
    }));

  it('says what is missing, and where, before anybody tries to open it', () =>
    asAdministrator(async (page) => {
      await forgetLegalBasis(stage.server(), 'mantova-firms-2026');
      await stage.server().application.life.step(everywhere('administrator'), 'mantova-firms-2026', 'close');
      await visit(page, `${address()}/admin/surveys/mantova-firms-2026`);
      const list = page.getByRole('list', { name: 'Che cosa serve prima' });
      expect(await list.locator('.missing').allInnerTexts()).toEqual([expect.stringContaining('Base giuridica')]);
      expect(await list.locator('.met').count()).toBe(6);
      await page.getByText('lo fa chi cura il questionario').waitFor();
      expect(await page.getByText('Apri l’indagine').count()).toBe(0);
      expect(await axeFaults(page)).toEqual([]);
    }));
});

describe('people and their rights', () => {
  it('are added by choices, named in words, changed, signed out and taken away with a typed word', () =>
    asAdministrator(
      async (page) => {
        await page.getByRole('link', { name: 'Aggiungi una persona' }).click();
        await page.getByLabel('Nome e cognome').fill('Mara Rossi');
        await page.getByLabel('Indirizzo email').fill('mara@example.org');
        await page.getByLabel('Ruolo').selectOption({ label: 'Analisi' });
        await page.getByLabel('Programma').selectOption({ label: 'Fabbisogni formativi in Basilicata' });
        await page.getByLabel('Territorio').selectOption({ label: 'provincia di Matera' });
        await page.getByRole('button', { name: 'Crea l’accesso' }).click();
        const password = await page.getByTestId('passphrase').innerText();
        expect(await enters('mara@example.org', password)).toBe(true);
        expect(await axeFaults(page)).toEqual([]);

        await visit(page, `${address()}/admin/people?q=mara`);
        const row = page.getByRole('row', { name: /Mara Rossi/ });
        expect(await row.innerText()).toContain('Analisi · Fabbisogni formativi in Basilicata · provincia di Matera');
        await row.getByRole('link').click();
        await page.getByRole('button', { name: 'Aggiungi un diritto' }).click();
        await page.getByRole('group', { name: 'Diritto 2' }).getByLabel('Ruolo').selectOption('planner');
        await page.getByRole('button', { name: 'Salva i diritti' }).click();
        await page.getByText('Diritti salvati.').waitFor();

        await page.locator('summary', { hasText: 'Fai uscire' }).click();
        await page.getByText('Tiene i suoi 2 diritti.').first().waitFor();
        const again = await session('mara@example.org', password);
        const out = page.getByRole('button', { name: 'Fai uscire da tutti i dispositivi' });
        await page.getByLabel('ESCI').fill('boh');
        await out.click();
        expect(await page.getByRole('alert').innerText()).toContain('ESCI');
        expect(await isIn(again)).toBe(true);
        await page.getByLabel('ESCI').fill('esci');
        await out.click();
        await page.getByText('È uscita da tutti i dispositivi.').waitFor();
        expect(await isIn(again)).toBe(false);

        await page.locator('summary', { hasText: 'Togli l’accesso' }).click();
        await page.getByText('Perde i suoi 2 diritti').waitFor();
        await page.getByLabel('TOGLI').fill('togli');
        await page.getByRole('button', { name: 'Togli l’accesso' }).click();
        await page.waitForURL(`${address()}/admin/people`);
        expect(await page.getByRole('row', { name: /Mara Rossi/ }).count()).toBe(0);
        expect(await enters('mara@example.org', password)).toBe(false);
      },
      '/admin/people',
      wide,
    ));

  it('are given for an association by who administers for it, and for nobody else', () =>
    onPage(async (page) => {
      const own = { role: 'administrator', programme: 'mantova', territory: null, organisation: 'cna' } as const;
      const { access } = stage.server().application;
      await access.add({ email: 'cna@example.org', name: 'Ada', grants: [own], passphrase });
      await signIn(page, address(), 'cna@example.org', passphrase, '/admin/people/new');
      const body = page.getByLabel('Organizzazione');
      expect(await body.locator('option').allInnerTexts()).toEqual(['CNA Mantova']);
      await page.getByLabel('Nome e cognome').fill('Ugo Bini');
      await page.getByLabel('Indirizzo email').fill('ugo@example.org');
      await page.getByRole('button', { name: 'Crea l’accesso' }).click();
      await page.getByTestId('passphrase').waitFor();
      await page.goto(`${address()}/admin/people?q=ugo`);
      expect(await page.getByRole('row', { name: /Ugo Bini/ }).innerText()).toContain('CNA Mantova');
    }, wide));

  it('do not let administrators take away their own', () =>
    asAdministrator(async (page) => {
      await page.getByRole('row').getByRole('link', { name: email }).click();
      await page.getByRole('heading', { level: 2, name: 'Diritti', exact: true }).waitFor();
      expect(await page.getByText('Togli l’accesso').count()).toBe(0);
    }, '/admin/people'));
});

const post = (mail: string, password: string) =>
  fetch(`${address()}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: mail, password }),
  });
const enters = async (mail: string, password: string) => (await post(mail, password)).status === 201;
const session = async (mail: string, password: string) =>
  ((await post(mail, password)).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const isIn = async (cookie: string) =>
  (await fetch(`${address()}/api/sessions/current`, { headers: { cookie } })).status === 200;
