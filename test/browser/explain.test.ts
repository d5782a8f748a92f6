import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qrCode } from '../../dashboard/lib/qr.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { faultsInThemes, openBrowser, overflow, pageFaults, visit } from './browser.ts';

const survey = 'basilicata-citizens-2026';
const view = '?skill=english&level=area';
let server: TestServer;
let browser: Browser;
let figure = '';

beforeAll(async () => {
  server = await demoServer();
  browser = await openBrowser();
  const query = 'variable=need&category=english&by=territory:area';
  const response = await fetch(`${server.address}/api/surveys/${survey}/estimates?${query}`);
  ({ figure } = (await response.json()) as { figure: string });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function onPage(path: string, work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await visit(page, server.address + path);
  await work(page).finally(() => context.close());
}
const unscripted = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };
const paths = () => [
  ...[`/explore/${survey}${view}`, `/explore/${survey}/next${view}`, `/figure/${figure}`],
  ...[`/survey/${survey}/method`, `/survey/${survey}/poster?territory=077014`, '/figure?id=a'],
];

describe('how a chart was computed', () => {
  it('stands under each chart, opens without a script, and tells with the chart’s own numbers', () =>
    onPage(
      `/explore/${survey}${view}`,
      async (page) => {
        for (const id of ['map', 'ranking', 'heat']) {
          const drawer = page.locator(`#${id} .explained`);
          expect(await drawer.locator('dl').isVisible()).toBe(false);
          await drawer.locator('summary').click();
          const told = await drawer.innerText();
          expect(told).toMatch(/6\.000 risposte volontarie: ha risposto chi ha voluto/);
          expect(told).toMatch(/La quota tiene conto dei pesi\. «.*: \d+%, da [\d.]+ risposte/);
          expect(told).toMatch(
            /Versione 1: ogni risposta conta quanto serve.*intervallo indicativo.*punteggio di Wilson.*valgono come.*gruppo con meno di 5 persone.*15 giugno 2026/s,
          );
          expect(await drawer.locator('code').innerText()).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{1,4}){3,}$/);
        }
      },
      unscripted,
    ));

  it('stands under the map of the first page too', () =>
    onPage('/', async (page) => {
      await page.locator('figure .explained summary').click();
      expect(await page.locator('figure .explained').innerText()).toContain('6.000 risposte volontarie');
    }));

  it('opens and closes by the keyboard', () =>
    onPage(`/en/explore/${survey}${view}`, async (page) => {
      const drawer = page.locator('#ranking .explained');
      await drawer.locator('summary').focus();
      await page.keyboard.press('Enter');
      await drawer.locator('dl').waitFor();
      await page.keyboard.press('Space');
      await drawer.locator('dl').waitFor({ state: 'hidden' });
    }));
});

describe('the thermometer', () => {
  it('says under each chart how near those who answered are to the population, and once how that is known', () =>
    onPage(
      `/explore/${survey}${view}`,
      async (page) => {
        for (const id of ['map', 'ranking', 'heat', 'topic-barrier', 'course']) {
          expect(await page.locator(`#${id} a[href="#population"]`).innerText()).toBe(
            'Chi ha risposto e la popolazione: qualche differenza',
          );
        }
        expect(await page.locator('.thermometer').count()).toBe(1);
        const told = await page.locator('#population').innerText();
        expect(told).toMatch(/Donne: 56,\d% di chi ha risposto, 51,2% della popolazione \(5,\d punti in più\)/);
        expect(told).toMatch(/Età: 16–29: \d+,\d% di chi ha risposto, 17,2% della popolazione/);
        expect(told).toMatch(/nessun confronto per «titolo di studio», «lavoro»/);
        expect(told).toMatch(/ISTAT.*2020.*CC BY 4\.0/);
      },
      unscripted,
    ));

  it('says that the comparison is missing where a programme has no benchmark', () =>
    onPage('/survey/mantova-residents-2026/method', async (page) => {
      expect(await page.locator('.thermometer summary').innerText()).toBe(
        'Chi ha risposto e la popolazione: il confronto manca',
      );
      expect(await page.locator('.thermometer .note').isVisible()).toBe(true);
    }));
});

describe('the method note', () => {
  const wanted = {
    it: [
      /ne ha considerate 6\.000/,
      /I valori pubblicati riguardano 5\.726 risposte: quelle in cui è detto tutto.*Le altre 274 contano solo/s,
      /Sono in uso i pesi della versione 1, fatti il 15 giugno 2026.*Nessun peso supera 5 volte il peso medio/s,
      /Proporzioni note: sesso × età.*ISTAT.*Effetto dei pesi \(Kish\)/s,
      /il loro numero diviso per l’effetto dei pesi/,
      /non si isola mai un gruppo con meno di 5 persone.*il limite è 10/s,
    ],
    en: [
      /has considered 6,000/,
      /Published values are about 5,726 answers: those.*The other 274 count/s,
      /The weights of version 1 are in use, made on 15 June 2026/,
      /Effect of the weights \(Kish\)/,
      /never single out a group of fewer than 5 people.*the limit is 10/s,
    ],
  };

  it.each(['it', 'en'] as const)('tells who the figures are about, the weights and the ranges: %s', (language) =>
    onPage(
      `${language === 'it' ? '' : '/en'}/survey/${survey}/method`,
      async (page) => {
        const told = await page.locator('article').innerText();
        for (const words of wanted[language]) expect(told).toMatch(words);
      },
      unscripted,
    ),
  );
});

describe('the page of a figure', () => {
  it('is reached from its chart, shows the same values, and leads back to the view', () =>
    onPage(`/explore/${survey}${view}`, async (page) => {
      const table = page.locator('#map table');
      await page.locator('#map details summary').first().click();
      const rate = (await table.locator('tr', { hasText: 'Vulture' }).innerText()).match(/\d+%/)?.[0] ?? '';
      await page.locator(`#map .foot a[href="/figure/${figure}"]`).click();
      await page.getByRole('heading', { name: 'Inglese: competenze richieste, per area' }).waitFor();
      expect(await page.locator('tr', { hasText: 'Vulture' }).innerText()).toContain(rate);
      const told = await page.locator('article').innerText();
      expect(told).toMatch(
        /5\.726 con questi filtri.*Risposte dal 12 gennaio 2026 al 15 giugno 2026.*Come è calcolato/s,
      );
      await page.getByRole('link', { name: 'Guarda i grafici' }).click();
      await page.locator('#map h2').waitFor();
      expect(new URL(page.url()).search).toBe(view);
    }));

  it('is found by its identifier as somebody copied it, and says what was not found', async () => {
    const find = (typed: string) =>
      fetch(`${server.address}/en/figure?${new URLSearchParams({ id: typed })}`, { redirect: 'manual' });
    const typed = [
      figure,
      figure.toUpperCase().replaceAll('-', ' '),
      `Figura ${figure}`,
      `https://a.it/figure/${figure}?value=PZ1`,
    ];
    for (const one of typed) {
      const response = await find(one);
      expect([response.status, response.headers.get('location')]).toEqual([303, `/en/figure/${figure}`]);
    }
    const missed = await find('AAAA-bbbb');
    expect(missed.status).toBe(200);
    const page = await missed.text();
    expect(page).toMatch(/<input[^>]*name="id"[^>]*value="AAAA-bbbb"/);
    expect(page).toContain('No figure has the identifier "AAAA-bbbb"');
    expect(await (await find('')).text()).not.toContain('role="alert"');
  });

  it('opens with the cited value first, and names its place with its kind', async () => {
    const { address } = server;
    const query = 'variable=need&where=territory:076';
    const response = await fetch(`${address}/api/surveys/${survey}/estimates?${query}`);
    const { figure: id } = (await response.json()) as { figure: string };
    const page = await (await fetch(`${address}/en/figure/${id}?value=english&value=nothing`)).text();
    expect(page).toMatch(/<h1[^>]*>English: skills needed, province of Potenza<\/h1>/);
    const rows = page.match(/<tbody[^>]*>.*<\/tbody>/s)?.[0].split('</tr>') ?? [];
    expect(rows[0]).toMatch(/aria-current="true".*>English</s);
    expect(page).toContain('does not have the value “nothing”');
  });

  it('of an identifier that nobody published says what to check', async () => {
    const response = await fetch(`${server.address}/figure/aaaa-bbbb`);
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/Nessuna figura ha il codice «aaaa-bbbb»/);
  });
});

describe('where to ask next', () => {
  it('tells pairs of neighbours, least effort first, each with the poster for its place', () =>
    onPage(
      `/explore/${survey}/next${view}`,
      async (page) => {
        const section = page.locator('section', { has: page.locator('#places') });
        const totals = (await section.locator('.sum strong').allInnerTexts()).map((text) =>
          Number(text.replace(/\D/g, '')),
        );
        expect(totals.length).toBeGreaterThan(0);
        expect(totals).toEqual(totals.toSorted((a, b) => a - b));
        const parts = (await section.locator('.side > strong').allInnerTexts()).map((text) =>
          Number(text.replace(/\D/g, '')),
        );
        expect(parts.reduce((sum, one) => sum + one, 0)).toBe(totals.reduce((sum, one) => sum + one, 0));
        await section
          .getByRole('link', { name: /^Manifesto per/ })
          .first()
          .click();
        await page.getByRole('heading', { level: 1, name: 'Di quale formazione hai bisogno?' }).waitFor();
        expect(await page.locator('.poster .place').innerText()).not.toBe('');
      },
      unscripted,
    ));

  it('does not count groups of people on posters', () =>
    onPage(`/explore/${survey}/next${view}`, async (page) => {
      const groups = page.locator('section', { has: page.locator('#groups') });
      expect(await groups.locator('.side').count()).toBeGreaterThan(0);
      expect(await groups.getByRole('link').count()).toBe(0);
    }));
});

describe('a poster', () => {
  it('leads to the survey, tells where it hangs, and fits one sheet', () =>
    onPage(`/survey/${survey}/poster?territory=077014`, async (page) => {
      const address = `${server.address}/survey/${survey}?channel=poster&territory=077014`;
      expect(await page.locator('.poster path').getAttribute('d')).toBe(qrCode(address).path);
      expect(await page.locator('.poster .place').innerText()).toBe('Matera');
      const sheet = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(sheet.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.it-header-wrapper').isVisible()).toBe(false);
    }));

  it('speaks the languages of its survey', async () => {
    for (const [language, words] of [
      ['el', 'Σκανάρετε τον κωδικό'],
      ['pl', 'Prosimy zeskanować kod'],
    ])
      expect(await (await fetch(`${server.address}/${language}/survey/moral-employers-2026/poster`)).text()).toContain(
        words,
      );
  });

  it('puts nothing of the place into what is sent: an answer has no field for it', async () => {
    const sent = await fetch(`${server.address}/api/surveys/${survey}/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ id: crypto.randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web' },
        ...{ territory: '077014', answers: {} },
      }),
    });
    expect(sent.status).toBe(400);
  });
});

describe('what volunteers answered', () => {
  const claims =
    /margine di errore|margin of error|significativ|significan|intervallo di confidenza|confidence interval/i;

  it('is never called a margin of error, a test, or an interval of confidence', async () => {
    for (const path of [...paths(), '/'])
      for (const language of ['', '/en']) {
        const text = await (await fetch(server.address + language + path)).text();
        const body = text.slice(text.indexOf('<main')).split('<script')[0] ?? '';
        expect(body.length).toBeGreaterThan(500);
        expect(body.match(claims)).toBeNull();
      }
  });
});

describe('these pages', () => {
  it.each([1, 2, 3, 4, 5])('are sound in both themes and every window: %d', async (place) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const language = place % 2 === 0 ? '' : '/en';
    expect(await pageFaults(page, server.address + language + paths()[place]!)).toEqual([]);
    await context.close();
  });

  it('are sound with every drawer of the charts open', () =>
    onPage(paths()[0]!, async (page) => {
      for (const drawer of await page.locator('figure details > summary').all()) await drawer.click();
      expect(await faultsInThemes(page)).toEqual([]);
      for (const width of [320, 768, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await overflow(page)).toBe(0);
      }
    }));
});
