import { describe, expect, it } from 'vitest';
import { axeFaults, faultsInThemes, overflow, watch } from './browser.ts';
import { answerPage, byMouse, codeOn, forward, goOn, leaveStart, startCitizen, walkToReview } from './respondent.ts';
import { openStage } from './stage.ts';

const { address, total, onPage } = openStage();

describe('a citizen on a phone', () => {
  it('answers from the home page to the receipt, and the total grows by one', () =>
    onPage(async (page) => {
      const seen = watch(page, address());
      const before = total();
      await page.goto(address());
      expect(Number(await page.getByTestId('total').innerText())).toBe(before + total('basilicata-firms-2026'));
      await startCitizen(page, address());
      await walkToReview(page, async () => expect(await overflow(page)).toBe(0), { manner: byMouse });
      expect(await page.locator('#content').innerText()).toContain('Melfi');
      await forward(page).click();
      expect(await codeOn(page)).toMatch(/^[A-Z0-9]{26,}$/);
      expect(await overflow(page)).toBe(0);
      expect(total()).toBe(before + 1);
      await page.goto(address());
      expect(Number(await page.getByTestId('total').innerText())).toBe(before + 1);
      expect(seen).toEqual({ foreign: [], errors: [] });
    }));

  it('answers the first question before any script has arrived, and it is not asked again', () =>
    onPage(async (page) => {
      let arrive = () => {};
      const patience = new Promise<void>((resolve) => (arrive = resolve));
      await page.route('**/*.js', async (route) => {
        await patience;
        await route.continue();
      });
      await page.goto(`${address()}/survey/basilicata-citizens-2026`, { waitUntil: 'commit' });
      await page.locator('#first').fill('matera');
      arrive();
      await page.locator('#first[role=combobox]').waitFor();
      await forward(page).click();
      await page.locator('.questions .questions-body').waitFor();
      expect(await page.locator('.question').first().getAttribute('data-name')).toBe('ageClass');
      await walkToReview(page);
      expect(await page.locator('#content').innerText()).toContain('Matera');
    }));

  it('loses nothing by reloading, by the browser’s back button and by changing language', () =>
    onPage(async (page) => {
      await startCitizen(page, address());
      await answerPage(page);
      await goOn(page);
      await page.locator('input[type=radio]').first().check();
      await page.locator('.languages summary').click();
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByText('What is your highest qualification?').first().waitFor();
      expect(await page.locator('input:checked').count()).toBe(1);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.reload();
      await page.getByText('What is your highest qualification?').first().waitFor();
      expect(await page.locator('input:checked').count()).toBe(1);
      await page.getByRole('button', { name: 'Back' }).click();
      await page.getByText('How old are you?').first().waitFor();
      expect(await page.locator('input:checked').count()).toBe(2);
      await page.goBack();
      await page.getByText('What is your highest qualification?').first().waitFor();
    }));

  it('changes one answer from the review and comes back to it', () =>
    onPage(async (page) => {
      await startCitizen(page, address());
      await walkToReview(page);
      await page.getByRole('button', { name: /Quanti anni hai/ }).click();
      await page.locator('input[type=radio]').nth(4).check();
      await forward(page).click();
      await page.locator('#review').waitFor();
      expect(await page.locator('#content').innerText()).toContain('45–54');
    }));

  it('is told what is missing, and is taken there', () =>
    onPage(async (page) => {
      await startCitizen(page, address());
      await forward(page).click();
      const summary = page.locator('[role=alert].fault');
      await summary.waitFor();
      expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
      await summary.getByRole('button').first().click();
      const here = () => document.activeElement?.closest('.question')?.getAttribute('data-name');
      expect(await page.evaluate(here)).toBe('ageClass');
    }));
});

describe('a citizen who chooses skills', () => {
  it('sees areas with pictograms and what was chosen as chips, and takes one back', () =>
    onPage(async (page) => {
      await startCitizen(page, address());
      while ((await page.locator('.area').count()) === 0) {
        await answerPage(page);
        await goOn(page);
      }
      const pictogram = (area: string) =>
        page.locator(`label.area-${area}`).evaluate((label) => getComputedStyle(label, '::before').maskImage);
      expect(await pictogram('languages')).toContain('data:image/svg+xml');
      await page.locator('.area-languages input').check();
      await goOn(page);
      const choices = page.locator('input[type=checkbox]');
      await choices.nth(0).check();
      await choices.nth(1).check();
      const chips = page.getByRole('button', { name: /^Togli / });
      expect(await chips.count()).toBe(2);
      expect(await axeFaults(page)).toEqual([]);
      const kept = await chips.nth(1).innerText();
      await chips.nth(0).click();
      expect(await chips.allInnerTexts()).toEqual([kept]);
      expect(await page.locator('input:checked').count()).toBe(1);
    }));
});

describe('every screen of both questionnaires', () => {
  const looks = [
    { survey: 'basilicata-citizens-2026', path: '' },
    { survey: 'basilicata-firms-2026', path: '/en' },
  ] as const;
  it.each(looks)('passes axe in both themes: $survey $path', { timeout: 240_000 }, ({ survey, path }) =>
    onPage(async (page) => {
      const clean = async () => expect(await faultsInThemes(page)).toEqual([]);
      await page.goto(`${address()}${path}/survey/${survey}`);
      await page.locator('.actions button').waitFor();
      await clean();
      await forward(page).click();
      await page.locator('[role=alert].fault').waitFor();
      await clean();
      await leaveStart(page);
      await walkToReview(page, async (number) => {
        if (number === 1) await forward(page).click();
        await clean();
      });
      await clean();
      await forward(page).click();
      await page.getByTestId('receipt').waitFor();
      await clean();
    }),
  );
});
