/** From a chamber where people talk to a page that anybody reads: who does it, page by page, as a person would. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { employers, openJourney, plan, read, taken, type as typeNotes, type Plan } from './journey.ts';
import { watch } from './browser.ts';

const { address, onPage, as } = openJourney();

const said = {
  clients: 'Chi lavora con noi deve saper parlare con i clienti.',
  refused: 'Al colloquio non sanno dire che cosa sanno fare.',
  mail: 'Non so scrivere un messaggio di lavoro, e nessuno me lo insegna.',
  practice: 'Proviamo il colloquio in piccoli gruppi, prima di quello vero.',
  spanish: 'Sin saber hablar en público no me llaman ni para la entrevista.',
};
const translated = 'Se non so parlare in pubblico non mi chiamano nemmeno per il colloquio.';
const skill = 'Comunicazione';

const chamber: Plan = {
  ...{ title: 'Imprese e persone a Potenza', day: '2026-06-09', place: 'Sala del Consiglio', territory: 'Italia' },
  groups: ['Disoccupati di lunga durata', 'Altri adulti'],
  people: [
    ['Imprenditrice', 'Altri adulti', true],
    ['Responsabile del personale', 'Altri adulti', false],
    ['Magazziniere senza lavoro', 'Disoccupati di lunga durata', true],
  ],
};
const library: Plan = {
  ...{ title: 'Donne a Matera', day: '2026-06-11', place: 'Biblioteca', territory: 'Italia' },
  groups: ['Donne che non lavorano e non cercano lavoro'],
  people: [['Madre di due figli', 'Donne che non lavorano e non cercano lavoro', true]],
};
const centre: Plan = {
  ...{ title: 'Mujeres en Sevilla', day: '2025-11-20', place: 'Centro cívico', territory: 'Spagna' },
  ...{ language: 'Español', groups: ['Giovani da 16 a 29 anni'] },
  people: [['Camarera', 'Giovani da 16 a 29 anni', true]],
};

describe('the journey of the microcredentials', () => {
  it('leads from live notes to quotes beside what employers answered, and back when a consent is withdrawn', async () => {
    await as('mara', '/session', listen);
    await as('anna', '/coding', nameCodes);
    await as('carla', '/coding', (page) => readAs(page, 'prima'));
    await as('dino', '/coding', (page) => readAs(page, 'seconda'));
    await as('anna', '/coding', settle);
    await as('carla', '/coding', recommend);
    await as('piero', '/admin', accept);
    await onPage(async (page) => {
      const quotes = await readQuotes(page);
      expect(quotes).toEqual([said.clients, said.practice, said.spanish].sort());
      await expectTheRest(page);
    });
    expect(await everywhere()).toEqual({ skill: true, minutes: true, csv: true, qdpx: true, coded: true, all: true });

    await as('mara', '/session', withdraw);
    await onPage(async (page) => expect(await readQuotes(page)).toEqual([said.practice, said.spanish].sort()));
    const nowhere = { skill: false, minutes: false, csv: false, qdpx: false, coded: false, all: false };
    expect(await everywhere()).toEqual(nowhere);
  }, 300_000);
});

/** Two sessions noted live, and one in Spain of which there are old notes. */
async function listen(page: Page): Promise<void> {
  const seen = watch(page, address());
  await plan(page, chamber);
  await typeNotes(page, [`.1 .b ${said.clients}`, `.2 .c ${said.refused}`, `.3 .o ${said.mail}`]);
  await plan(page, library);
  await typeNotes(page, [`.1 .p ${said.practice}`]);
  await plan(page, centre);
  await page.getByRole('link', { name: 'Appunti già scritti', exact: true }).click();
  const head = 'participant,topic,kind,language,text,translation,translator';
  const csv = `${head}\nP1,,barrier,es,"${said.spanish}","${translated}",Mara Rossi\n`;
  const file = { name: 'sevilla.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Guarda che cosa ne viene' }).click();
  await page.getByText(translated).waitFor();
  await page.getByRole('button', { name: 'Importa un intervento' }).click();
  await page.getByText('sevilla.csv: 1 intervento aggiunto.').waitFor();
  expect(seen).toEqual({ foreign: [], errors: [] });
}

/** The lead makes a code for a skill of LifeComp, and one for a skill of DigComp. */
async function nameCodes(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Apri l’albero dei codici' }).click();
  await addCode(page, 'Parlare con gli altri', 'Talking with others', skill);
  await page.getByRole('link', { name: 'Nuovo codice' }).click();
  await addCode(page, 'Scrivere in rete', 'Writing online', 'Email e videochiamate');
  await page.getByRole('link', { name: 'competenza: Email e videochiamate' }).click();
  await page.getByText('Dal quadro DigComp, versione 2.2.').waitFor();
}

async function addCode(page: Page, it: string, en: string, linked: string): Promise<void> {
  await page.getByLabel('Nome, Italiano').fill(it);
  await page.getByLabel('Nome, English').fill(en);
  await page.getByLabel('Competenza').selectOption({ label: linked });
  await page.getByRole('button', { name: 'Aggiungi il codice' }).click();
  await page.getByRole('heading', { name: it }).waitFor();
}

/** The first reader takes every session; the second one the session in which there is most to read, without seeing more. */
async function readAs(page: Page, pass: 'prima' | 'seconda'): Promise<void> {
  if (pass === 'seconda') {
    await read(page, chamber.title, pass, ['parl', 'parl', 'parl']);
    await page.getByRole('link', { name: 'Accordo e differenze' }).click();
    await page.getByText('Da decidere: 1 di 1.').waitFor();
    return;
  }
  for (const [session, codes] of [
    [chamber, ['parl', 'parl', 'scriv']],
    [library, ['parl']],
    [centre, ['parl']],
  ] as const) {
    await read(page, session.title, pass, codes);
    await page.getByText('La tua lettura è consegnata').waitFor();
    await page.getByRole('navigation', { name: 'Percorso' }).getByRole('link', { name: 'Codifica' }).click();
  }
}

/** The analyst decides with a reason where two readers differ. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('link', { name: `Accordo e differenze ${chamber.title}` }).click();
  const difference = page.getByRole('listitem').filter({ hasText: said.mail });
  await difference.getByLabel('Scrivere in rete', { exact: true }).check();
  await difference.getByLabel('Perché').fill('Parla di messaggi, non di colloqui');
  await difference.getByRole('button', { name: 'Decidi' }).click();
  await page.getByText('Tutto deciso: una differenza.').waitFor();
}

async function recommend(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Evidenze' }).first().click();
  await page.getByLabel('Codice', { exact: true }).selectOption({ label: 'Parlare con gli altri (4)' });
  await page.getByRole('button', { name: 'Mostra le parole' }).click();
  for (const words of [said.clients, said.refused, said.spanish])
    await page.getByRole('checkbox', { name: words }).check();
  await page.getByLabel('Titolo', { exact: true }).fill('Prove di colloquio nei corsi');
  await page.getByLabel('Che cosa si raccomanda').fill('Ogni corso breve finisce con un colloquio di prova.');
  await page.getByRole('button', { name: 'Proponi', exact: true }).click();
  await page.getByText('Raccomandazione proposta.').waitFor();
  await expectHeard(page);
}

/** Of the groups one was not heard; of the countries neither that of the old notes is missing. */
async function expectHeard(page: Page): Promise<void> {
  const unheard = page.getByRole('region', { name: 'Chi non è ancora stato ascoltato' });
  const missing = await unheard.getByRole('listitem').allInnerTexts();
  expect(missing).toEqual(['Adulti con la scuola media o meno', 'Cipro', 'Grecia', 'Polonia']);
}

/** The planner sees the quotes that may be read, and accepts with a reason. */
async function accept(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Evidenze' }).first().click();
  await page.getByText('Si basa su 3 passi codificati').click();
  await page.getByText(said.clients).waitFor();
  expect(await page.content()).not.toContain(said.refused);
  await page.getByText('Decidi', { exact: true }).click();
  await page.getByLabel('Motivo').fill('Lo chiedono in due Paesi.');
  await page.getByRole('button', { name: 'Accogli' }).click();
  await page.getByText('Decisione registrata.').waitFor();
}

/** Anybody goes from the employers' figures to the page of the skill. @returns the quotes in the order of the alphabet */
async function readQuotes(page: Page): Promise<string[]> {
  await page.goto(`${address()}/explore/${employers}?skill=life_communication`);
  await page.getByRole('link', { name: `«${skill}»: cifre e citazioni` }).click();
  await page.locator('article > .kicker').getByText(skill, { exact: true }).waitFor();
  const quotes = await page.locator('blockquote').allInnerTexts();
  return quotes.map((quote) => quote.replace(/^[«“"]|[»”"]$/g, '').trim()).sort();
}

/** What stands beside the quotes, and what stands nowhere. */
async function expectTheRest(page: Page): Promise<void> {
  await page.getByText('Dal quadro LifeComp, versione 2020.').waitFor();
  const asked = page.getByRole('region', { name: 'Nei questionari' });
  const firms = asked.locator('.survey').filter({ hasText: 'Imprese e chi assume' });
  expect(await firms.locator('.rate').innerText()).toMatch(/\dº/);
  const talked = page.getByRole('region', { name: 'Nei focus group' });
  const { length } = [said.clients, said.refused, said.practice, said.spanish];
  expect(await talked.locator('.heard').innerText()).toBe(
    `Ne hanno parlato meno di ${length + 1} partecipanti, in 3 incontri su 3.`,
  );
  expect(await talked.locator('blockquote[lang="es"]').count()).toBe(1);
  expect(await talked.locator('[lang="it"]', { hasText: translated }).count()).toBe(1);
  await page.getByRole('heading', { name: 'Prove di colloquio nei corsi' }).waitFor();
  expect(await page.content()).not.toContain(said.refused);
}

/** Where the first quote can be read, though an analyst looks; what was refused is in none of these. */
async function everywhere(): Promise<Record<string, boolean>> {
  const found: Record<string, string> = {};
  await onPage(async (page) => {
    await page.goto(`${address()}/skill/moral/life_communication`);
    found['skill'] = await page.content();
  });
  await as('anna', '/coding', async (page) => {
    found['coded'] = await taken(page, 'Frasi codificate (CSV)');
    found['all'] = await taken(page, /^Incontri e codici .*\.qdpx/);
    await page.getByRole('link', { name: 'Focus group' }).first().click();
    await page.waitForURL('**/session');
    await page.getByRole('link', { name: chamber.title, exact: true }).click();
    await page.getByRole('link', { name: 'Verbale', exact: true }).click();
    await page.getByText('Qui ci sono solo le frasi').waitFor();
    found['minutes'] = (await page.locator('article').innerText()) + (await taken(page, 'Scarica come testo'));
    found['csv'] = await taken(page, 'Interventi dell’incontro (CSV)');
    found['qdpx'] = await taken(page, /^Incontro per altri programmi/);
  });
  for (const [where, text] of Object.entries(found)) expect(text, where).not.toContain(said.refused);
  const read = Object.entries(found).map(([where, text]) => [where, text.includes(said.clients)]);
  return Object.fromEntries(read) as Record<string, boolean>;
}

async function withdraw(page: Page): Promise<void> {
  await page.getByRole('link', { name: chamber.title, exact: true }).click();
  await page.getByRole('link', { name: 'Persone', exact: true }).click();
  await page.getByText('P1 ritira il permesso').click();
  await page.getByRole('button', { name: 'Ritira il permesso di P1' }).click();
  await page.getByText('P1 non sarà più citata o citato, da subito.').waitFor();
}
