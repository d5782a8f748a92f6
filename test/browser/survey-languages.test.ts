import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eight, eightSurvey, words } from '../support/eight-languages.ts';
import { axeFaults, faultsInThemes, overflow, visit, watch } from './browser.ts';
import { loadLanguages, spoken, startIn, texts } from './languages.ts';
import { codeOn, forward, startCitizen, walkToReview } from './respondent.ts';
import { openStage } from './stage.ts';

const { address, onPage } = openStage(loadLanguages);
const narrow = { viewport: { width: 320, height: 640 } };
const path = `/survey/${eightSurvey}`;

/** Chooses a language from the list by keyboard alone. */
async function choose(page: Page, name: string): Promise<void> {
  await page.locator('.languages summary').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

describe.each(eight)('a respondent in %s', (language) => {
  const said = texts(language);

  it('gets from the first page to the receipt, at 320 pixels without scrolling sideways', () =>
    onPage(async (page) => {
      const seen = watch(page, address());
      await page.goto(address() + spoken(language, path));
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.locator('label[for=first]').innerText()).toBe(words.place[language]);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(words.title[language]);
      expect(await overflow(page)).toBe(0);
      await startIn(page, address(), language);
      await walkToReview(page, async () => expect(await overflow(page)).toBe(0));
      expect(await page.locator('#review').innerText()).toBe(said['review.title']);
      expect(await page.locator('#content').innerText()).toContain(words.man[language]);
      expect(await overflow(page)).toBe(0);
      await forward(page).click();
      await page.getByTestId('receipt').waitFor();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(said['receipt.thanks']);
      expect(await overflow(page)).toBe(0);
      expect(seen).toEqual({ foreign: [], errors: [] });
    }, narrow));

  it('is told on the page that nobody has checked the texts, exactly where that is so', async () => {
    const html = await (await fetch(address() + spoken(language, path))).text();
    const mark = said['shell.unreviewed']!;
    expect(html.includes(mark)).toBe(!['it', 'en'].includes(language));
    for (const other of eight) expect(html).toContain(`hreflang="${other}" href="${address()}${spoken(other, path)}"`);
  });
});

describe('changing the language half-way', () => {
  it('keeps the step and the answers, by keyboard, and goes on in the other language', () =>
    onPage(async (page) => {
      await startIn(page, address(), 'de');
      await page.locator('input[type=radio]').nth(1).check();
      await page.locator('input[type=number]').fill('7');
      await choose(page, 'Ελληνικά');
      await page.getByText(words.sex.el).first().waitFor();
      expect(page.url()).toBe(`${address()}/el${path}`);
      expect(await page.locator('html').getAttribute('lang')).toBe('el');
      expect(await page.locator('.languages').getAttribute('open')).toBeNull();
      expect(await page.locator('.languages summary').innerText()).toContain('Ελληνικά');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
      expect(await page.locator('input[type=radio]').nth(1).isChecked()).toBe(true);
      expect(await page.locator('input[type=number]').inputValue()).toBe('7');
      await page.locator('input[type=number]').fill('99');
      await forward(page).click();
      const alert = page.locator('[role=alert].fault');
      expect(await alert.innerText()).toContain(texts('el')['survey.tooLarge']!.replace('{n}', '60'));
      await choose(page, 'Polski');
      await page.getByText(texts('pl')['survey.tooLarge']!.replace('{n}', '60')).first().waitFor();
      await page.locator('input[type=number]').fill('9');
      await walkToReview(page);
      await choose(page, 'Suomi');
      await page.getByText(words.wanted.fi).first().waitFor();
      expect(await page.locator('#content').innerText()).toContain(words.man.fi);
      await page.reload();
      await page.getByText(words.wanted.fi).first().waitFor();
    }));

  it('shows a list that closes by Escape and by leaving it, and marks the language in use', () =>
    onPage(async (page) => {
      await visit(page, `${address()}/sv${path}`);
      await page.locator('.languages summary').click();
      expect(await page.locator('.languages a').allInnerTexts()).toEqual([
        'Italiano',
        'English',
        'Español',
        'Ελληνικά',
        'Polski',
        'Deutsch',
        'Svenska',
        'Suomi',
      ]);
      expect(await page.locator('.languages a[aria-current]').innerText()).toBe('Svenska');
      expect(await overflow(page)).toBe(0);
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await page.locator('.languages').getAttribute('open')).toBeNull();
      await page.locator('.languages summary').click();
      await page.mouse.click(8, 400);
      expect(await page.locator('.languages').getAttribute('open')).toBeNull();
    }, narrow));

  it('leads from the mark to the Italian texts', () =>
    onPage(async (page) => {
      await startIn(page, address(), 'es');
      await page.locator('input[type=radio]').nth(0).check();
      await page.getByRole('link', { name: texts('es')['shell.italian']!, exact: true }).click();
      await page.getByText(words.sex.it).first().waitFor();
      expect(await page.locator('input[type=radio]').nth(0).isChecked()).toBe(true);
    }));
});

describe('a receipt in Greek', () => {
  const said = texts('el');

  it('opens, corrects and erases', () =>
    onPage(async (page) => {
      await startIn(page, address(), 'el');
      await walkToReview(page);
      await forward(page).click();
      const code = await codeOn(page);
      await page.goto(`${address()}/el/receipt`);
      await page.getByLabel(said['own.code']!).fill(code);
      await page.getByRole('button', { name: said['own.open']! }).click();
      await page.getByRole('heading', { name: said['own.yours']! }).waitFor();
      expect(await page.locator('#content').innerText()).toContain(words.man.el);
      expect(await axeFaults(page)).toEqual([]);

      await choose(page, 'Svenska');
      await page.getByText(words.sex.sv).waitFor();
      await choose(page, 'Ελληνικά');
      await page.getByText(words.sex.el).waitFor();

      await page.getByRole('button', { name: said['own.change']! }).click();
      await page.getByRole('button', { name: words.sex.el }).click();
      await page.locator('input[type=radio]').nth(0).check();
      await forward(page).click();
      await page.getByRole('button', { name: said['own.save']! }).click();
      await page.getByText(said['own.corrected']!).waitFor();
      expect(await page.locator('#content').innerText()).toContain(words.woman.el);

      await page.getByRole('button', { name: said['erase.title']! }).click();
      await page.locator('#word').fill('διαγραφή');
      await page.getByRole('button', { name: said['erase.do']! }).click();
      await page.getByTestId('proof').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await page.goto('about:blank');
      await page.goto(`${address()}/el/receipt#${code}`);
      await page.locator('[role=alert]').waitFor();
      expect(await page.locator('[role=alert]').innerText()).toContain('Οι απαντήσεις διαγράφηκαν');
    }));

  it('of a survey that does not speak Greek shows its questions in English', () =>
    onPage(async (page) => {
      await startCitizen(page, address());
      await walkToReview(page);
      await forward(page).click();
      await page.goto(`${address()}/el/receipt#${await codeOn(page)}`);
      await page.getByRole('heading', { name: said['own.yours']! }).waitFor();
      expect(await page.locator('#content').innerText()).toContain('Which municipality do you live in?');
    }));
});

describe('what the server refuses', () => {
  it('is told in the respondent’s language, at the question', () =>
    onPage(async (page) => {
      await startIn(page, address(), 'fi');
      await walkToReview(page);
      await page.route('**/responses', async (route) => {
        const body = route.request().postDataJSON() as { answers: Record<string, unknown> };
        const { sex: _, ...answers } = body.answers;
        await route.continue({ postData: JSON.stringify({ ...body, answers }) });
      });
      await forward(page).click();
      const alert = page.locator('[role=alert].fault');
      await alert.waitFor();
      expect(await alert.innerText()).toContain('Vastaus puuttuu.');
      expect(await alert.innerText()).toContain(words.sex.fi);
    }));
});

describe.each(['el', 'fi'] as const)('every screen in %s', (language) => {
  it('passes axe in both themes', { timeout: 240_000 }, () =>
    onPage(async (page) => {
      const clean = async () => expect(await faultsInThemes(page)).toEqual([]);
      await visit(page, address() + spoken(language, path));
      await clean();
      await startIn(page, address(), language);
      await walkToReview(page, async (number) => {
        if (number === 0) await forward(page).click();
        await clean();
      });
      await clean();
      await forward(page).click();
      await page.getByTestId('receipt').waitFor();
      await clean();
      await visit(page, address() + spoken(language, '/receipt'));
      await clean();
    }),
  );
});

describe('an address in a language', () => {
  const asked = async (where: string) => {
    const { status, headers } = await fetch(address() + where, { redirect: 'manual' });
    return [status, headers.get('location')];
  };

  it('that the page or the survey does not have leads to the English page', async () => {
    expect(await asked('/es/privacy?a=1')).toEqual([307, '/en/privacy?a=1']);
    expect(await asked('/fi')).toEqual([307, '/en']);
    expect(await asked('/de/explore/basilicata-citizens-2026')).toEqual([307, '/en/explore/basilicata-citizens-2026']);
    expect(await asked('/el/survey/basilicata-citizens-2026')).toEqual([307, '/en/survey/basilicata-citizens-2026']);
    expect(await asked('/el/receipt')).toEqual([200, null]);
    expect(await asked('/en/survey/basilicata-citizens-2026')).toEqual([200, null]);
  });

  it('that leads nowhere says so in that language', async () => {
    const answer = await fetch(`${address()}/fi/survey/nothing`);
    expect(answer.status).toBe(404);
    const text = await answer.text();
    expect(text).toContain('<html lang="fi"');
    expect(text).toContain('Ei löytynyt');
    expect(text).toContain(texts('fi')['error.todoNotFound']);
    const nowhere = await fetch(`${address()}/el/nowhere`);
    expect(nowhere.status).toBe(404);
    expect(await nowhere.text()).toContain(texts('el')['error.notFound']);
  });
});
