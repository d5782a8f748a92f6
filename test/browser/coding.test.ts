import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Coding } from '../../survey/contract.ts';
import { axeFaults, overflow, visit, watch } from './browser.ts';
import {
  emailOf,
  given,
  goal,
  openScene,
  passphrase,
  press,
  said,
  statement,
  write,
  type Name,
  type Scene,
} from './desk.ts';
import { enter, tabTo } from './staff.ts';
import { openStage } from './stage.ts';

let scene: Scene;
const { server, address, onPage } = openStage(async (made) => {
  scene = await openScene(made);
  await write(made, 'Costa troppo 🙂 per me');
  await write(made, 'Serve l’inglese');
});
const as = (name: Name, work: (page: Page) => Promise<void>, options: object = {}) =>
  onPage(
    async (page) => {
      page.setDefaultTimeout(10_000);
      await enter(page, address(), emailOf(name), passphrase);
      await work(page);
    },
    { viewport: { width: 1280, height: 900 }, ...options },
  );
const desk = () => `${address()}/coding/${scene.session}`;
async function take(page: Page, pass: 'prima' | 'seconda'): Promise<void> {
  await page.goto(`${address()}/coding`);
  await page.getByRole('button', { name: `Prendi la ${pass} lettura` }).click();
  await page.waitForURL(desk());
  await statement(page, 1).waitFor();
}

describe('the desk', () => {
  it('gives codes by keyboard alone, counted in code points, and takes them back', () =>
    as('carla', async (page) => {
      const seen = watch(page, address());
      await take(page, 'prima');
      await tabTo(page, statement(page, 1));
      await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
      await page.keyboard.type('ing');
      await page.getByRole('option', { name: 'Inglese per il lavoro' }).waitFor();
      expect(await page.getByRole('combobox', { name: 'Codice' }).inputValue()).toBe('ing');
      await press(page, 'Enter');
      await said(page, 'Codice «Inglese per il lavoro» dato a «inglese tecnico 🙂».');
      expect(await statement(page, 1).evaluate((one) => one === document.activeElement)).toBe(true);

      await press(page, 'End', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'p', 'Enter');
      await said(page, 'dato a «pratica in azienda».');
      await press(page, 'ArrowDown', '1');
      await said(page, 'Codice «Inglese per il lavoro» dato a «I corsi costano');
      await press(page, 'Delete');
      await said(page, 'Codice «Inglese per il lavoro» tolto da');
      await page.keyboard.type('cos');
      await press(page, 'Enter');
      await said(page, 'Codice «Costo» dato a «I corsi');

      expect(await given(page, 1).count()).toBe(2);
      expect(await axeFaults(page)).toEqual([]);
      const made = await server().application.codings.codings(scene.as('carla'), scene.session);
      const told = made.map(({ unit, start, stop, quote }) => [
        (unit as { statement: string }).statement,
        start,
        stop,
        quote,
      ]);
      expect(told.filter(([at]) => at === scene.statements[0])).toEqual([
        [scene.statements[0], 12, 29, 'inglese tecnico 🙂'],
        [scene.statements[0], 37, 55, 'pratica in azienda'],
      ]);
      expect(told.filter(([at]) => at === scene.statements[1])).toHaveLength(1);
      await page.reload();
      expect(await given(page, 1).allInnerTexts()).toEqual([
        expect.stringContaining('Inglese per il lavoro'),
        expect.stringContaining('Pratica in azienda'),
      ]);
      expect(seen).toEqual({ foreign: [], errors: [] });
    }));

  it('lets nobody write into the words', () =>
    as('carla', async (page) => {
      await page.goto(desk());
      await statement(page, 4).focus();
      const before = await statement(page, 4).textContent();
      await press(page, 'End', 'Control+x', 'Control+v', 'Backspace', 'Space', 'Control+z');
      expect(await statement(page, 4).textContent()).toBe(before);
    }));

  it('drops nothing by guess: of several codes the words must say which', () =>
    as('carla', async (page) => {
      await page.goto(desk());
      await statement(page, 1).focus();
      await press(page, 'Delete');
      await said(page, 'Scegli prima le parole da cui togliere un codice.');
      expect(await given(page, 1).count()).toBe(2);
    }));

  it('takes words that a pointer touched whole, and drops by pointer with a way back', () =>
    as('carla', async (page) => {
      await page.goto(desk());
      await statement(page, 3).dblclick({ position: { x: 20, y: 25 } });
      await goal(page, 'Sin');
      await press(page, 'Shift+ArrowRight');
      await goal(page, 'Sin inglés');
      await page.getByRole('option', { name: 'Inglese per il lavoro' }).click();
      await said(page, 'dato a «Sin inglés».');
      await given(page, 3).getByRole('button', { name: 'Togli' }).click();
      await said(page, 'tolto da «Sin inglés».');
      expect(await given(page, 3).count()).toBe(0);
      await page.getByRole('button', { name: 'Annulla' }).click();
      await said(page, 'dato a «Sin inglés».');
      await page.getByText('Senza inglese non mi chiamano').waitFor();
    }));

  it('shows a coding that an edit moved, until it is placed anew', () =>
    as('carla', async (page) => {
      const { focus } = server().application;
      const all = await focus.statements(scene.as('mara'), scene.session);
      const { id, session: _, cleared: _c, hints: _h, quotable: _q, source: _s, ...now } = all[2]!;
      const text = 'Sin mucho inglés no me llaman ni para la entrevista.';
      await focus.putStatement(scene.as('mara'), scene.session, id, { ...now, text });
      await page.goto(desk());
      await given(page, 3).getByText('Il testo è cambiato proprio qui.').waitFor();
      await statement(page, 3).focus();
      await press(page, 'Home', 'ArrowRight', 'ArrowRight');
      await given(page, 3).getByRole('button', { name: 'Rimetti sulle parole scelte' }).click();
      await said(page, 'rimesso su «inglés».');
      expect(await given(page, 3).getByText('Il testo è cambiato').count()).toBe(0);
    }));

  it('shows words that seem to name somebody, and whoever may lets them stand', () =>
    as('anna', async (page) => {
      await page.goto(desk());
      await page.getByText('«Giulia Bianchi» (nome)').waitFor();
      await page.getByRole('button', { name: 'Ho controllato' }).click();
      await page.getByText('«Giulia Bianchi» (nome)').waitFor({ state: 'detached' });
    }));
});

describe('two readers', () => {
  it('work blind, then see where they differ, and the lead decides', async () => {
    await as('dino', async (page) => {
      await page.goto(desk());
      await page.getByText('La prima lettura la fa Carla Neri').waitFor();
      expect(await page.getByText('Codici di questa frase').count()).toBe(0);
      await take(page, 'seconda');
      for (const one of [1, 2, 3]) expect(await given(page, one).count()).toBe(0);
      await statement(page, 1).focus();
      await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
      await page.keyboard.type('ing');
      await press(page, 'Enter');
      await said(page, 'dato a «inglese tecnico 🙂».');
      await page.goto(`${desk()}/differences`);
      await page.getByText('si vedono quando tutte e due le letture sono consegnate').waitFor();
      await page.goto(desk());
      await page.getByText('aspetta quella dell’altra persona').waitFor();
      await page.getByRole('button', { name: 'Consegna la lettura' }).click();
      await page.getByText('La tua lettura è consegnata').waitFor();
    });
    await as('carla', async (page) => {
      await page.goto(desk());
      await page.getByText('L’altra lettura è già consegnata').waitFor();
      await page.getByRole('button', { name: 'Consegna la lettura' }).click();
      await page.getByRole('link', { name: 'Accordo e differenze' }).click();
      await page.getByText('Da decidere: 3 di 3.').waitFor();
      expect(await page.getByRole('button', { name: 'Decidi' }).count()).toBe(0);
    });
    await as('anna', decideFirst, { javaScriptEnabled: false });
  });

  async function decideFirst(page: Page): Promise<void> {
    await page.goto(`${desk()}/differences`);
    const first = page.locator('li', { has: page.locator('dd', { hasText: 'Pratica in azienda' }) });
    expect(await first.locator('dd').allInnerTexts()).toEqual(['Pratica in azienda', 'nessun codice']);
    await first.getByLabel('Pratica in azienda', { exact: true }).check();
    await first.getByLabel('Perché').fill('Lo chiede con parole sue');
    await first.getByRole('button', { name: 'Decidi' }).click();
    await page.getByText('Da decidere: 2 di 3.').waitFor();
    await first.getByText('Pratica in azienda – Lo chiede con parole sue').waitFor();
    expect(await page.locator('dl').first().innerText()).toMatch(/Accordo[^]*Kappa[^]*Alfa[^]*Unità/);
    await page.goto(desk());
    expect(await given(page, 1).allInnerTexts()).toHaveLength(2);
  }
});

describe('the shared codes', () => {
  it('are proposed, accepted, moved, merged and split without JavaScript', async () => {
    await as('carla', propose, { javaScriptEnabled: false });
    await as('anna', lead, { javaScriptEnabled: false });
    const codes = await server().application.codings.codes(scene.as('anna'), 'moral');
    const by = (it: string) => codes.find(({ labels }) => labels.it === it)!;
    expect([by('Trasporti').state, by('Trasporti').mergedInto]).toEqual(['merged', scene.codes.costo.id]);
    expect(by('Pratica subito')).toMatchObject({ state: 'accepted', codings: 1 });
    expect(by('Tempo').parent).toBeNull();
  });

  async function propose(page: Page): Promise<void> {
    await page.goto(`${address()}/codes/moral`);
    await page.getByLabel('Nome, Italiano').fill('Trasporti');
    await page.getByLabel('Nome, English').fill('Transport');
    await page.getByRole('button', { name: 'Proponi' }).click();
    await page.getByRole('heading', { name: 'Trasporti' }).waitFor();
    expect(await page.getByRole('button', { name: 'Accetta' }).count()).toBe(0);
  }

  async function lead(page: Page): Promise<void> {
    await page.goto(`${address()}/codes/moral`);
    await page.getByText('Un codice è proposto').waitFor();
    await page.getByRole('link', { name: 'Trasporti' }).click();
    await page.getByRole('button', { name: 'Accetta' }).click();
    await page.getByText('in uso · mai dato').waitFor();
    await page.getByText('Unisci a un altro').click();
    await page.getByLabel('Quale codice resta?').selectOption(scene.codes.costo.id);
    await page.getByRole('button', { name: 'Mostra che cosa succede' }).click();
    await page.getByRole('heading', { name: 'Se unisci «Trasporti» a «Costo»:' }).waitFor();
    await page.getByRole('button', { name: 'Unisci' }).click();
    await page.getByRole('heading', { name: 'Costo' }).waitFor();

    await page.getByRole('link', { name: 'Tempo' }).click();
    await page.getByText('Cambia nome, descrizione, posto').click();
    await page.getByLabel('Sta sotto').selectOption({ label: 'il primo livello' });
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('spostato sotto: il primo livello.').last().waitFor();

    await page.getByRole('link', { name: 'Pratica in azienda' }).click();
    await page.getByText('Dividi in due').click();
    await page.getByLabel('In quale incontro?').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Mostra i tratti' }).click();
    const form = page.locator('form').filter({ hasText: 'Quali tratti vanno al codice nuovo?' });
    await form.getByLabel('«pratica in azienda»').check();
    await form.getByLabel('Nome, Italiano').fill('Pratica subito');
    await form.getByLabel('Nome, English').fill('Practice at once');
    await form.getByRole('button', { name: 'Dividi' }).click();
    await page.getByRole('heading', { name: 'Pratica subito' }).waitFor();
  }
});

describe('open answers', () => {
  it('are coded by the analyst beside what is known of who wrote, and nobody else opens them', async () => {
    await as('anna', async (page) => {
      const { codings } = server().application;
      const body = { id: crypto.randomUUID(), programme: 'small', labels: { it: 'Spesa', en: 'Expense' } };
      const more = { description: '', skill: null, colour: '#0072B2', parent: null };
      await codings.addCode(scene.as('anna'), { ...body, ...more });
      await page.goto(`${address()}/coding/answers/small-persons`);
      await page.getByText('Vista esatta, annotata nel registro.').waitFor();
      expect(await page.locator('dl').first().innerText()).toContain('Matera');
      await page.getByRole('textbox', { name: /^Risposta .+: Costa troppo/ }).focus();
      await press(page, 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 's', 'Enter');
      await said(page, 'Codice «Spesa» dato a «Costa troppo 🙂».');
      const answers = await codings.openAnswers(scene.as('anna'), 'small-persons', 'remark', null);
      const coded = answers.find(({ text }) => text.startsWith('Costa troppo'));
      expect(coded!.codings.map(({ start, stop }: Coding) => [start, stop])).toEqual([[0, 14]]);
    });
    await as('carla', async (page) => {
      expect((await page.goto(`${address()}/coding/answers/small-persons`))?.status()).toBe(404);
    });
  });
});

const pages: readonly (readonly [name: string, path: () => string])[] = [
  ['the sessions', () => '/coding'],
  ['a desk that was settled', () => `/coding/${scene.session}`],
  ['the differences', () => `/coding/${scene.session}/differences`],
  ['the codes', () => '/codes/moral'],
  ['a code', () => `/codes/moral?code=${scene.codes.inglese.id}&into=${scene.codes.costo.id}`],
  ['the answers, where words can be chosen', () => '/coding/answers/small-persons?variable=remark'],
];

describe.each(pages)('the page of %s', (_, path) => {
  it('passes axe in both themes and languages, folded and unfolded, and fits 320 pixels', () =>
    as('anna', async (page) => {
      const seen = watch(page, address());
      for (const [colorScheme, prefix] of [
        ['light', ''],
        ['dark', '/en'],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await visit(page, address() + prefix + path());
        if (prefix)
          await page
            .locator('main details')
            .evaluateAll((all) => all.forEach((one) => one.toggleAttribute('open', true)));
        expect(await axeFaults(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await overflow(page)).toBe(0);
      expect(seen).toEqual({ foreign: [], errors: [] });
    }));
});
