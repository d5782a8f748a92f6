import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../access.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { axeFaults, openBrowser, overflow } from './browser.ts';
import { phone } from './stage.ts';

const survey = '40ready-readiness-2026';
const office: Person = {
  ...{ id: 'office', email: 'office@example.org', name: 'Office' },
  grants: [{ role: 'administrator', programme: null, territory: null, organisation: null }],
};
/** Of the seven, two do not sign; the names by which people know them. */
const signed = ['its_eat', 'its_isyl', 'its_mita', 'its_prime', 'its_tab'];
const unsigned = ['Energia e Ambiente', 'VITA', 'its_energia_ambiente', 'its_vita'];
const inference = /intervall|significativ|p-value|\btest\b|margine|media\b|mediana|graduatoria|classifica|±/i;

let [server, browser, page] = [] as unknown as [TestServer, Browser, Page];
beforeAll(async () => {
  server = await demoServer();
  for (const organisation of signed)
    await server.application.register.sign(office, '40ready', {
      ...{ survey, organisation, signedOn: '2026-06-01', document: 'Prot. 12' },
    });
  await accept('Un tutor per ogni ora aperta', 'Chi viene da fuori non resta mai da solo.');
  await accept('Come fa ITS VITA', 'La prova di sicurezza si fa il primo giorno.');
  browser = await openBrowser();
  page = await (await browser.newContext(phone)).newPage();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** A recommendation of a focus group that the programme took up. */
const accept = (title: string, text: string) =>
  server.application.database.write((tx) =>
    tx.run(
      `INSERT INTO recommendation (id, programme, title, text, state, raised_by, raised_on, decided_on, revision)
       VALUES (uuid(), '40ready', ?, ?, 'accepted', 'office', DATE '2026-05-01', DATE '2026-05-20', 2)`,
      [title, text],
    ),
  );
const report = () => page.goto(`${server.address}/laboratories/40ready/report`);
const main = () => page.locator('main');

describe('40Ready’s open-lab report', () => {
  it('is attributed, without inference and says why; who did not sign is nowhere in it', async () => {
    const response = await report();
    const html = (await response!.text()) + (await main().innerText());
    for (const name of unsigned) expect(html).not.toContain(name);
    expect(await page.locator('[data-organisation]').evaluateAll((all) => all.map((one) => one.getAttribute('data-organisation')))).toEqual(signed); // prettier-ignore
    for (const text of await page.locator('[data-part=readiness]').allInnerTexts()) expect(text).not.toMatch(inference);
    expect(await page.locator('[data-part=why]').innerText()).toContain(
      'Le fondazioni sono 7 e sono state interpellate tutte',
    );
    expect(await page.locator('[data-part=hours] tbody tr').count()).toBeGreaterThan(10);
    expect(await page.locator('[data-part=laboratories]').innerText()).toContain('nessuna');
    const heard = await page.locator('[data-part=heard]').innerText();
    for (const words of [
      'C’è una sola rilevazione',
      'Un tutor per ogni ora aperta',
      'Una raccomandazione non è riportata',
    ])
      expect(heard).toContain(words);
    expect(await axeFaults(page)).toEqual([]);
    // on a phone no number is broken into its figures
    expect(await overflow(page)).toBe(0);
    const narrow = (all: Element[]) => all.filter((one) => one.clientWidth < 200).length;
    expect(await page.locator('.report td.number').evaluateAll(narrow)).toBe(0);
  });

  it('shows nothing more of an organisation from the moment at which it takes its consent back', async () => {
    await server.application.register.end(office, '40ready', { survey, organisation: 'its_eat' });
    await report();
    expect(await main().innerText()).not.toMatch(/ITS EAT|Agroalimentare Toscana/);
    expect(await page.locator('[data-organisation]').count()).toBe(signed.length - 1);
  });
});

describe('the register of laboratories', () => {
  it('is filtered by skill, and says which laboratory has no hour for outsiders', async () => {
    await page.goto(`${server.address}/laboratories/40ready`);
    expect(await page.locator('[data-laboratory]').count()).toBe(17);
    expect(await page.locator('[data-laboratory=onboard]').innerText()).toContain(
      'Nessuna ora per chi viene da fuori.',
    );
    expect(await overflow(page)).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('Competenza', { exact: true }).selectOption({ value: 'plc' });
    await page.getByRole('button', { name: 'Mostra' }).first().click();
    await page.getByText('2 laboratori.').waitFor();
    expect(await page.locator('[data-laboratory]').evaluateAll((all) => all.map((one) => one.getAttribute('data-laboratory')))).toEqual(['onboard', 'robotics']); // prettier-ignore
  });
});
