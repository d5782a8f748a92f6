import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FocusSession, Statement } from '../../survey/contract.ts';
import { pageFaults } from './browser.ts';
import { note, openGroup, openNotes, type Group } from './group.ts';
import { actsIn } from './group-acts.ts';

let group: Group;
const { onPage, rank, readBack, say, tokenOf } = actsIn(() => group);
let live = '';
let planned = '';
beforeAll(async () => {
  group = await openGroup();
  live = (await group.session()).id;
  planned = (await group.session({ title: 'In preparazione' }, 'planned')).id;
});
afterAll(() => group?.close());

describe('without JavaScript, a moderator', () => {
  const withoutScript = async (work: (page: Page) => Promise<void>) => {
    const context = await group.window('mara', 1280, 900, false);
    try {
      await work(await context.newPage());
    } finally {
      await context.close();
    }
  };

  it('changes the details of a session until it is closed, and is told where they name somebody', () =>
    withoutScript(async (page) => {
      const { id } = await group.session({ title: 'Da spostare' }, 'planned');
      await page.goto(`${group.server.address}/session/${id}/plan`);
      await page.getByRole('textbox', { name: 'Titolo' }).fill('Con la signora Rossi');
      await page.getByRole('textbox', { name: 'Luogo' }).fill('Aula Don Milani');
      await page.getByRole('button', { name: 'Salva' }).click();
      await page.getByRole('alert').getByText('Sembra il nome di una persona').waitFor();
      expect(await page.getByRole('textbox', { name: 'Luogo' }).inputValue()).toBe('Aula Don Milani');
      await page.getByRole('textbox', { name: 'Titolo' }).fill('Spostata');
      await page.getByLabel('Giorno').fill('2026-09-30');
      await page.getByRole('button', { name: 'Salva' }).click();
      await page.getByText('Dati salvati.').waitFor();
      const now = await group.call<FocusSession>('GET', `/focus-groups/${id}`);
      expect([now.title, now.heldOn, now.place, now.groups]).toEqual(['Spostata', '2026-09-30', 'Aula Don Milani', []]);
      await group.call('PUT', `/focus-groups/${id}`, { revision: now.revision, state: 'closed' });
      await page.reload();
      await page.getByText('va prima riaperto').waitFor();
      expect(await page.getByRole('textbox').count()).toBe(0);
    }));

  it('lets words stand that seemed to name somebody, and adds a translation with who made it', () =>
    withoutScript(async (page) => {
      const { id } = await group.session({ title: 'In spagnolo', language: 'es' }, 'planned');
      const words = { kind: 'need', language: 'es', text: 'Lo dijo el señor Pérez 🙂.' };
      await say(id, 'Serve un corso.');
      await group.call('PUT', `/focus-groups/${id}/statements/${randomUUID()}`, {
        ...{ revision: 0, place: 2, topic: null, participant: 1, ...words, translation: null, translator: null },
      });
      const spoken = async () => (await group.statements(id)).find((one) => one.language === 'es')!;
      await page.goto(`${group.server.address}/session/${id}`);
      await page.getByText('«Pérez» (nome)').waitFor();
      await page.getByText('Aggiungi la traduzione').click();
      await page.getByLabel('Traduzione in italiano').fill('Lo ha detto lui.');
      await page.getByLabel('Chi ha tradotto').fill('Agenzia');
      await page.getByRole('button', { name: 'Salva la traduzione' }).click();
      await page.getByText('Traduzione salvata.').waitFor();
      expect(await spoken()).toMatchObject({ translation: 'Lo ha detto lui.', translator: 'Agenzia', cleared: false });
      await page.getByRole('button', { name: 'Ho controllato: non indica nessuno' }).click();
      await expect.poll(() => page.getByText('«Pérez» (nome)').count()).toBe(0);
      expect(await spoken()).toMatchObject({ cleared: true, quotable: true });
    }));

  it('is told what is lost by a ranking closed too early, and by notes taken back', () =>
    withoutScript(async (page) => {
      const id = await readBack('Troppo presto');
      await rank(id, 3);
      await page.goto(`${group.server.address}/session/${id}/close`);
      await page.getByText('Chiudi senza risultato').click();
      await page.getByText('Mancano 2 risposte').waitFor();
      await page.getByRole('button', { name: 'Chiudi la graduatoria senza risultato' }).click();
      await page.getByText('Chiusa con meno di 5 risposte').waitFor();
      const content = Buffer.from('Ci vogliono corsi la sera.\n\nE vicino a casa.\n').toString('base64');
      const upload = { name: 'verbale.txt', content, language: 'it', topic: null, participants: {} };
      await group.call('POST', `/focus-groups/${id}/sources`, upload);
      const [{ id: key, session: _, source: __, hints: ___, cleared: ____, quotable: _____, ...first }] =
        (await group.statements(id)) as [Statement];
      await group.call('PUT', `/focus-groups/${id}/statements/${key}`, { ...first, text: 'Corsi, la sera.' });
      await page.goto(`${group.server.address}/session/${id}/import`);
      await page.getByText('Togli verbale.txt').click();
      await page.getByText('I 2 interventi di questo file').waitFor();
      await page.getByText('Uno è stato cambiato o controllato dopo l’importazione').waitFor();
    }));
});

describe('while notes are taken', () => {
  it('a statement in another language gets its translation, with who made it', () =>
    onPage(async (page) => {
      const { id } = await group.session({ title: 'Dal vivo in spagnolo', language: 'es' });
      await openNotes(page, group.server.address, id);
      await note(page, 'Hace falta tiempo.');
      await page.getByRole('button', { name: /^Modifica/ }).click();
      await page.getByLabel('Traduzione in italiano').fill('Serve tempo.');
      const keep = page.locator('ol').getByRole('button', { name: 'Salva', exact: true });
      expect(await keep.getAttribute('aria-disabled')).toBe('true');
      await page.getByLabel('Chi ha tradotto').fill('Chi conduce');
      await keep.click();
      await expect
        .poll(async () => (await group.statements(id)).map(({ translation, translator }) => [translation, translator]))
        .toEqual([['Serve tempo.', 'Chi conduce']]);
    }));
});

describe('a privacy officer', () => {
  it('withdraws a permission by what is printed on the sheet, sees what it does first, and no list', async () => {
    const { id } = await group.session({ title: 'Da ritirare' });
    await say(id, 'Questa frase si può citare.');
    let code = '';
    await onPage(async (page) => {
      await page.goto(`${group.server.address}/session/${id}/consent`);
      code = await page.locator('.code strong').innerText();
    });
    expect(code).toMatch(/^[\dA-F]{4} [\dA-F]{4} [\dA-F]{4}$/);
    await onPage(async (page) => {
      expect((await page.goto(`${group.server.address}/session`))?.status()).toBe(404);
      expect(await pageFaults(page, `${group.server.address}/session/withdraw`, ['light'])).toEqual([]);
      const look = async (words: string, number: string) => {
        await page.getByLabel('Codice dell’incontro').fill(words);
        await page.getByLabel('Numero della persona').fill(number);
        await page.getByRole('button', { name: 'Guarda che cosa succede' }).click();
      };
      await look('0000 0000 0000', 'P1');
      await page.getByRole('alert').getByText('Nessuno con questo codice').waitFor();
      await look(code.toLowerCase(), 'P1');
      await page.getByText('Una sua frase si può citare ora').waitFor();
      expect(await page.content()).not.toContain('Questa frase');
      await page.getByRole('button', { name: 'Ritira il permesso di P1' }).click();
      await page.getByText('P1 non sarà più citata o citato').waitFor();
    }, 'petra');
    expect((await group.statements(id)).map(({ quotable }) => quotable)).toEqual([false]);
  });
});

describe('the frame of the pages', () => {
  const brand = (page: Page) => page.locator('.it-header-center-wrapper').innerText();
  const style = (page: Page) => page.locator('.frame').getAttribute('style');

  it('is the programme’s, in a session and in its participants’ form', () =>
    onPage(async (page) => {
      await page.goto(`${group.server.address}/programme/moral`);
      const [title, colours] = [await brand(page), await style(page)];
      for (const path of [`/session/${planned}`, `/feedback/${await tokenOf(live)}`]) {
        await page.goto(group.server.address + path);
        expect([await brand(page), await style(page)]).toEqual([title, colours]);
      }
    }));
});
