import { describe, expect, it } from 'vitest';
import { axeFaults, pageFaults } from './browser.ts';
import { codeOn, forward, leaveStart, walkToReview } from './respondent.ts';
import { openStage, shipped } from './stage.ts';

const { address, onPage } = openStage(shipped('basilicata', 'mantova', 'moral', '40ready'));
const paths = ['/', '/en', ...['mantova', 'moral'].flatMap((id) => [`/programme/${id}`, `/en/programme/${id}`])];

describe('the first page with several programmes', () => {
  it('has one card a programme, with its surveys inside and the way to its page', () =>
    onPage(async (page) => {
      await page.goto(address());
      const cards = page.locator('.cards article');
      expect(await cards.locator('h3').allInnerTexts()).toEqual([
        'Fabbisogni formativi in Basilicata',
        'Laboratori ITS aperti in Toscana',
        'Laboratorio diffuso per l’occupabilità',
        'Passaporto delle microcredenziali per lavoro e inclusione (MORAL)',
      ]);
      expect(await cards.nth(2).locator('li').count()).toBe(4);
      await cards.nth(2).locator('h3 a').click();
      await page.getByRole('heading', { level: 1, name: 'Laboratorio diffuso' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/programme/mantova');
    }));

  it('asks which one before it leads to a questionnaire', () =>
    onPage(async (page) => {
      await page.goto(address());
      await page.getByRole('link', { name: 'Scegli e rispondi' }).click();
      expect(new URL(page.url()).hash).toBe('#surveys');
      await page.getByRole('link', { name: /Rispondi.*Residenti adulti/ }).click();
      await page.waitForURL(`${address()}/survey/mantova-residents-2026`);
    }));
});

describe('the page of a programme', () => {
  it('tells whose it is, what it asks and why, in its own colours', async () => {
    const text = await (await fetch(`${address()}/programme/mantova`)).text();
    expect(text).toContain('style="--programme-primary:#1F4E79');
    expect(text).toMatch(/navbar-brand[^>]*>Provincia di Mantova</);
    expect(text).toMatch(/<h1[^>]*>Laboratorio diffuso per l’occupabilità</);
    expect(text).toContain('Serve per decidere quali corsi e laboratori servono alle imprese, e dove.');
    expect(text).toContain('Titolare: Provincia di Mantova. Responsabile della protezione dei dati');
    expect(text).toContain('href="/privacy#mantova-students-2026"');
    expect(text).toContain('href="/interest/mantova/self_employment"');
  });

  it('marks the languages whose texts nobody has checked', () =>
    onPage(async (page) => {
      await page.goto(`${address()}/programme/moral`);
      const languages = await page.locator('section[aria-labelledby=languages] li').allInnerTexts();
      const marked = languages.filter((one) => one.includes('*')).map((one) => one.replace(/\*.*/s, ''));
      expect(languages.slice(0, 2)).toEqual(['Italiano', 'English']);
      expect(marked).toEqual(['Español', 'Ελληνικά', 'Polski']);
      expect(await page.locator('section[aria-labelledby=forms]').count()).toBe(0);
      // five countries, hatched until the first figures are out
      expect(await page.locator('figure svg > path').count()).toBe(5);
    }));

  it('is where the name in the header of its surveys leads', () =>
    onPage(async (page) => {
      await page.goto(`${address()}/explore/mantova-students-2026`);
      await page.locator('.it-brand-wrapper a').click();
      await page.waitForURL(`${address()}/programme/mantova`);
    }));

  it('asks first and shows the figures after, on a phone and for the Tab key', () =>
    onPage(async (page) => {
      await page.goto(`${address()}/programme/mantova`);
      const top = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y ?? NaN;
      expect(await top('article .btn-primary')).toBeLessThan(await top('figure'));
      const hrefs = await page.locator('main a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
      const first = (part: string) => hrefs.findIndex((href) => href.startsWith(part));
      expect(first('/survey/')).toBeLessThan(first('/explore/'));
    }));

  it('offers no figures of a survey that has none; whoever comes there finds the way on', () =>
    onPage(async (page) => {
      await page.goto(`${address()}/programme/40ready`);
      const explored = page.locator('article a[href^="/explore/"]');
      expect(await explored.evaluateAll((all) => all.map((one) => one.getAttribute('href')))).toEqual([
        '/explore/40ready-lab-demand-2026',
      ]);
      await page.goto(`${address()}/explore/40ready-readiness-2026`);
      await page.getByRole('link', { name: 'Vedi le altre indagini del programma' }).click();
      await page.waitForURL(`${address()}/programme/40ready`);
    }));

  it('names who answers for the data once, in every programme', () =>
    onPage(async (page) => {
      for (const id of ['basilicata', 'mantova', 'moral', '40ready']) {
        await page.goto(`${address()}/programme/${id}`);
        expect(await page.getByText('Responsabile della protezione dei dati').count()).toBe(1);
      }
    }));

  it('is not there for a programme that nobody knows', async () => {
    const answer = await fetch(`${address()}/programme/nothing`);
    expect([answer.status, (await answer.text()).includes('404 not_found')]).toEqual([404, true]);
  });
});

describe('programme pages', () => {
  it.each(paths)('%s passes axe in both themes, asks nobody else, and fits the window', (path) =>
    onPage(async (page) => {
      expect(await pageFaults(page, address() + path)).toEqual([]);
    }),
  );
});

describe('the notices', () => {
  it('are listed by programme, since several surveys have one name', () =>
    onPage(async (page) => {
      await page.goto(`${address()}/privacy`);
      const list = page.locator('ul[aria-labelledby=notices]');
      await list
        .getByRole('listitem')
        .filter({ hasText: 'Laboratorio diffuso' })
        .getByRole('link', { name: 'Imprese' })
        .click();
      expect(new URL(page.url()).hash).toBe('#mantova-firms-2026');
      await page.locator('#mantova-firms-2026').getByText('Chi lo chiede:').waitFor();
    }));
});

describe('the receipt of a survey whose programme has separate forms', () => {
  it('links the one that is meant for a firm, and carries nothing over', () =>
    onPage(async (page) => {
      await page.goto(`${address()}/survey/mantova-firms-2026`);
      await leaveStart(page);
      await walkToReview(page, async () => {
        const place = page.locator('.questions .questions-body input[role=combobox]');
        if ((await place.count()) === 0) return;
        await place.first().pressSequentially('Mantova');
        await page.keyboard.press('Enter');
      });
      await forward(page).click();
      expect(await codeOn(page)).toMatch(/^\w{20,}$/);
      const links = page.locator('section[aria-labelledby=forms] a');
      const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      expect(hrefs).toEqual(['/interest/mantova/madrina']);
      expect(await axeFaults(page)).toEqual([]);
    }));
});
