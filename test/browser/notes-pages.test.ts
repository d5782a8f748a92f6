import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults, overflow, pageFaults, visit, watch } from './browser.ts';
import { openGroup, type Group } from './group.ts';
import { actsIn, themes } from './group-acts.ts';
import { tabTo } from './staff.ts';

let group: Group;
const { onPage, rank, readBack, say, tokenOf } = actsIn(() => group);
let live = '';
let planned = '';
let closed = '';
beforeAll(async () => {
  group = await openGroup();
  live = (await group.session()).id;
  planned = (await group.session({ title: 'In preparazione' }, 'planned')).id;
  closed = await readBack('Chiusa');
  await say(live, 'Serve una prova di quello che so fare.');
  await rank(closed, 5);
  await group.call('PUT', `/focus-groups/${closed}/ranking`, { revision: 1, state: 'closed', themes });
});
afterAll(() => group?.close());

const pages: readonly [name: string, path: () => string][] = [
  ['the list', () => '/session'],
  ['a search', () => '/session?programme=moral&words=prova'],
  ['a new session', () => '/session/new?programme=moral'],
  ['a planned session', () => `/session/${planned}`],
  ['live notes', () => `/session/${live}`],
  ['its details', () => `/session/${planned}/plan`],
  ['people', () => `/session/${live}/people`],
  ['the consent sheet', () => `/session/${live}/consent`],
  ['notes written before', () => `/session/${live}/import`],
  ['themes', () => `/session/${live}/close`],
  ['a closed ranking', () => `/session/${closed}/close`],
];

describe.each(pages)('the page of a session: %s', (_, path) => {
  it('passes axe in both themes and languages, asks nobody else, and fits the window', () =>
    onPage(async (page) => {
      expect(await pageFaults(page, group.server.address + path(), ['light'])).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await visit(page, `${group.server.address}/en${path()}`);
      await page.evaluate(() =>
        document.querySelectorAll('main details').forEach((one) => one.setAttribute('open', '')),
      );
      expect(await axeFaults(page)).toEqual([]);
    }));
});

describe('a search', () => {
  it('finds words by the keyboard, marks them, and leads to their place', () =>
    onPage(async (page) => {
      await page.goto(`${group.server.address}/session`, { waitUntil: 'networkidle' });
      await tabTo(page, page.getByRole('searchbox', { name: 'Cerca parole negli appunti' }));
      await page.keyboard.type('SAPRO');
      await page.keyboard.press('Enter');
      await page.getByText('Nessuno ha detto «SAPRO»').waitFor();
      await page.getByRole('searchbox').fill('PROVÀ fare');
      await page.keyboard.press('Enter');
      await page.getByText('una frase in un incontro').waitFor();
      expect(await page.locator('mark').allInnerTexts()).toEqual(['prova', 'fare']);
      await page.getByRole('link', { name: 'P1 · Bisogno' }).press('Enter');
      await page.waitForURL(new RegExp(`/session/${live}#s-`));
      await page.locator(`li[id="${page.url().split('#')[1]!}"]`).waitFor();
    }));
});

describe('a session', () => {
  it('is planned by the form, gets its people, and begins', () =>
    onPage(async (page) => {
      const seen = watch(page, group.server.address);
      await page.goto(`${group.server.address}/session`);
      await page.getByRole('link', { name: 'Nuovo incontro' }).click();
      await page.getByRole('textbox', { name: 'Titolo' }).fill('Donne che tornano al lavoro');
      await page.getByLabel('Giorno').fill('2026-07-01');
      await page.getByRole('textbox', { name: 'Luogo' }).fill('Biblioteca');
      await page.getByRole('combobox', { name: 'Territorio' }).selectOption({ label: 'Italia' });
      await page.getByRole('button', { name: 'Prepara l’incontro' }).click();
      await page.getByRole('heading', { name: 'Aggiungi P1' }).waitFor();
      await page.getByLabel('Ruolo').fill('Impiegata che torna dopo tre anni');
      await page.getByRole('button', { name: /^Aggiungi/ }).click();
      await page.getByText('P1: salvato.').waitFor();
      await page.getByRole('link', { name: 'Vai agli appunti' }).click();
      await page.getByRole('button', { name: 'Comincia l’incontro' }).click();
      await page.getByRole('button', { name: /^P1/ }).waitFor();
      expect(seen).toEqual({ foreign: [], errors: [] });
    }));

  it('says what is wrong with a participant, and keeps what was typed', () =>
    onPage(async (page) => {
      await page.goto(`${group.server.address}/session/${planned}/people`);
      await page.locator('#p4-role').fill('Maria Rossi, tel. 333 1234567');
      await page.getByRole('button', { name: /^Aggiungi/ }).click();
      await page.getByRole('alert').waitFor();
      expect(await page.locator('#p4-role').inputValue()).toBe('Maria Rossi, tel. 333 1234567');
    }));

  it('says what a withdrawal does before it is made, and that it cannot be taken back', () =>
    onPage(async (page) => {
      await page.goto(`${group.server.address}/session/${planned}/people`);
      await page.getByText('P3 ritira il permesso').click();
      await page.getByText('spariscono subito').locator('visible=true').waitFor();
      await page.getByRole('button', { name: 'Ritira il permesso di P3' }).click();
      await page.getByText('Permesso di citazione ritirato il').waitFor();
    }));

  it('is read, and not written, by a coder', () =>
    onPage(async (page) => {
      await page.goto(`${group.server.address}/session/${live}`);
      await page.getByText('Serve una prova di quello che so fare.').waitFor();
      expect(await page.getByRole('textbox').count()).toBe(0);
      const refused = await page.goto(`${group.server.address}/session/${live}/close`);
      expect(refused?.status()).toBe(404);
    }, 'carlo'));

  it('has a consent sheet of one page with two lines to sign', () =>
    onPage(async (page) => {
      const title = 'Competenze per la transizione verde nelle piccole imprese della costa e dell’interno';
      const place = 'Camera di commercio della Basilicata, sala grande al secondo piano';
      const { id } = await group.session({ title, place }, 'planned');
      await visit(page, `${group.server.address}/session/${id}/consent`);
      expect(await page.getByText('Firma', { exact: true }).count()).toBe(2);
      expect(await page.locator('.sheet').innerText()).toContain('il mio ruolo, il mio gruppo, il luogo e l’anno');
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    }));

  it('takes old notes in after a look at them, and gives them back', () =>
    onPage(async (page) => {
      const { id } = await group.session({ title: 'Vecchia' });
      await visit(page, `${group.server.address}/session/${id}/import`);
      const buffer = Buffer.from('Carla: Ci vogliono corsi la sera.\n\nPiero: E vicino a casa.\n');
      await page.setInputFiles('#file', { name: 'verbale.txt', mimeType: 'text/plain', buffer });
      await page.getByRole('button', { name: 'Guarda che cosa ne viene' }).click();
      await page.getByRole('heading', { name: '2 interventi' }).waitFor();
      await page.getByRole('combobox', { name: 'Carla' }).selectOption('1');
      await page
        .getByRole('listitem')
        .filter({ hasText: /P1 · .*Ci vogliono/s })
        .waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(await group.statements(id)).toEqual([]);
      await page.getByRole('button', { name: 'Importa 2 interventi' }).click();
      await page.getByText('verbale.txt: 2 interventi aggiunti.').waitFor();
      const told = (await group.statements(id)).map(({ participant, text }) => [participant, text]);
      expect(told).toEqual([
        [1, 'Ci vogliono corsi la sera.'],
        [null, 'E vicino a casa.'],
      ]);
      await page.getByText('Togli verbale.txt').click();
      await page.getByRole('button', { name: 'Togli gli appunti di verbale.txt' }).click();
      await page.getByText('non ci sono più').waitFor();
      expect(await group.statements(id)).toEqual([]);
    }));

  it('reads its themes back, shows the result once five have answered, and closes', () =>
    onPage(async (page) => {
      const { id } = await group.session({ title: 'Con i temi' });
      await page.goto(`${group.server.address}/session/${id}/close`);
      for (const [at, { label }] of themes.entries()) await page.getByLabel(`Tema ${at + 1}`).fill(label);
      await page.getByRole('button', { name: 'Apri la graduatoria' }).click();
      await page.getByText('Nessuna risposta finora.').waitFor();
      expect(await page.getByRole('button', { name: 'Chiudi la graduatoria' }).count()).toBe(0);
      await rank(id, 5);
      await page.getByText('5 risposte.').waitFor();
      await page.getByRole('button', { name: 'Chiudi la graduatoria' }).click();
      const rows = page.getByRole('table').getByRole('row');
      await rows.first().waitFor();
      const told = (await rows.allInnerTexts()).slice(1).map((row) => row.split(/\s+/).filter(Boolean));
      expect(told.slice(0, 2)).toEqual([
        ['Riconoscimento', '15', '5'],
        ['Costo', '10', '0'],
      ]);
      await page.getByRole('button', { name: 'Chiudi l’incontro' }).click();
      await page.getByRole('button', { name: 'Riapri l’incontro' }).waitFor();
    }));
});

describe('the participants’ form', () => {
  const values = async (page: Page) =>
    Promise.all(['Al primo posto', 'Al secondo posto', 'Al terzo posto'].map((name) => chosen(page, name)));
  const chosen = (page: Page, name: string) =>
    page.getByRole('combobox', { name }).evaluate((one: HTMLSelectElement) => one.selectedOptions[0]?.text);

  it('is filled in on a phone without an account, and corrected from it', async () => {
    const id = await readBack('Sul telefono');
    const path = `/feedback/${await tokenOf(id)}`;
    await onPage(
      async (page) => {
        const seen = watch(page, group.server.address);
        await visit(page, group.server.address + path);
        expect(await axeFaults(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
        await page.getByRole('combobox', { name: 'Al primo posto' }).selectOption({ label: 'Orari' });
        const second = page.getByRole('combobox', { name: 'Al secondo posto' });
        await expect.poll(() => second.locator('option', { hasText: 'Orari' }).count()).toBe(0);
        await second.selectOption({ label: 'Costo' });
        await page.getByRole('textbox', { name: 'Che cosa ti è sembrato' }).fill('Gli orari.');
        await page.getByRole('button', { name: 'Invia' }).click();
        await page.getByRole('heading', { name: 'Grazie' }).waitFor();
        expect(await axeFaults(page)).toEqual([]);
        await page.reload();
        await page.getByRole('button', { name: 'Cambia le risposte' }).click();
        await page.getByRole('combobox', { name: 'Al terzo posto' }).selectOption({ label: 'Distanza' });
        expect(await values(page)).toEqual(['Orari', 'Costo', 'Distanza']);
        await page.getByRole('button', { name: 'Invia' }).click();
        await page.getByRole('heading', { name: 'Grazie' }).waitFor();
        expect(seen).toEqual({ foreign: [], errors: [] });
      },
      null,
      360,
    );
    const { answers } = await group.call<{ answers: number }>('GET', `/focus-groups/${id}/ranking`);
    expect(answers).toBe(1);
    expect(await group.call('GET', `/focus-groups/${id}/feedback`)).toEqual([
      { language: 'it', mattered: 'Gli orari.', missed: null },
    ]);
  });

  it('is answered with the keyboard alone, in the participant’s language', async () => {
    const id = await readBack('Con la tastiera');
    const path = `/es/feedback/${await tokenOf(id)}`;
    await onPage(
      async (page) => {
        await visit(page, group.server.address + path);
        await tabTo(page, page.getByRole('combobox', { name: 'En primer lugar' }));
        await page.keyboard.type('Dist');
        await tabTo(page, page.getByRole('textbox', { name: '¿Qué no se ha dicho' }));
        await page.keyboard.type('Los horarios.');
        await tabTo(page, page.getByRole('button', { name: 'Enviar' }));
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'Gracias' }).waitFor();
      },
      null,
      360,
    );
    expect(await group.call('GET', `/focus-groups/${id}/feedback`)).toEqual([
      { language: 'es', mattered: null, missed: 'Los horarios.' },
    ]);
  });

  it('lets another person answer from the same device', async () => {
    const id = await readBack('Un tablet per tutti');
    const path = `/feedback/${await tokenOf(id)}`;
    await onPage(
      async (page) => {
        await visit(page, group.server.address + path);
        for (const words of ['Una voce', 'Un’altra']) {
          await page.getByRole('textbox', { name: 'Che cosa ti è sembrato' }).fill(words);
          await page.getByRole('button', { name: 'Invia' }).click();
          await page.getByRole('button', { name: 'Risponde un’altra persona' }).click();
          const field = page.getByRole('textbox', { name: 'Che cosa ti è sembrato' });
          await expect.poll(() => field.inputValue()).toBe('');
        }
      },
      null,
      360,
    );
    const words = await group.call<{ mattered: string }[]>('GET', `/focus-groups/${id}/feedback`);
    expect(words.map(({ mattered }) => mattered).sort()).toEqual(['Una voce', 'Un’altra']);
  });

  it('says when it is closed', async () => {
    const { id } = await group.session({ title: 'Finita' });
    const token = await tokenOf(id);
    const { revision } = await group.call<{ revision: number }>('GET', `/focus-groups/${id}`);
    await group.call('PUT', `/focus-groups/${id}`, { revision, state: 'closed' });
    await onPage(async (page) => {
      await page.goto(`${group.server.address}/feedback/${token}`);
      await page.getByText('Il modulo di questo incontro è chiuso.').waitFor();
    }, null);
  });
});
