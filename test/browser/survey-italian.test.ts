import { describe, expect, it } from 'vitest';
import { eight, eightSurvey } from '../support/eight-languages.ts';
import { visit } from './browser.ts';
import { englishIn, loadLanguages, saidOn, standsIn, texts } from './languages.ts';
import { answerPage, codeOn, forward, goOn, leaveStart, startCitizen, walkToReview } from './respondent.ts';
import { openStage } from './stage.ts';

const { address, onPage } = openStage(loadLanguages);

describe('an Italian session', () => {
  const [italian, english] = [texts('it'), texts('en')];
  const respondents = Object.keys(texts('es'));
  const sentences = respondents
    .filter((key) => english[key] !== italian[key] && !english[key]!.includes('{'))
    .map((key) => english[key]!);
  const foreign = (said: string) => [...sentences.filter((sentence) => standsIn(said, sentence)), ...englishIn(said)];

  it('finds English where there is some', () =>
    onPage(async (page) => {
      await page.goto(`${address()}/en/survey/basilicata-citizens-2026`);
      expect(foreign(await saidOn(page)).length).toBeGreaterThan(10);
    }));

  it.each(['basilicata-citizens-2026', eightSurvey])(
    'of %s meets no English word from the first page to the erased receipt',
    { timeout: 240_000 },
    (survey) =>
      onPage(async (page) => {
        const own = async () => expect(foreign(await saidOn(page))).toEqual([]);
        await visit(page, `${address()}/survey/${survey}`);
        await own();
        await leaveStart(page);
        await walkToReview(page, async (number) => {
          // faults are said too
          if (number === 1) await forward(page).click();
          await own();
        });
        await own();
        await forward(page).click();
        const code = await codeOn(page);
        await own();
        await visit(page, `${address()}/receipt`);
        await own();
        await page.goto(`${address()}/receipt?erase#${code}`);
        await page.locator('#word').fill('cancella');
        await own();
        await page.getByRole('button', { name: italian['erase.do']! }).click();
        await page.getByTestId('proof').waitFor();
        await own();
      }),
  );

  it('does not fetch the sentences of other languages', () =>
    onPage(async (page) => {
      const scripts: string[] = [];
      page.on('response', async (response) => {
        if (response.request().resourceType() === 'script') scripts.push(await response.text());
      });
      await startCitizen(page, address());
      await answerPage(page);
      await goOn(page);
      await page.waitForLoadState('networkidle');
      const fetched = (words: string) => scripts.filter((script) => script.includes(words)).length;
      expect(fetched('Lunghezza massima consentita')).toBe(1);
      const others = ['Älä syötä yli', 'Εισαγάγετε λιγότερους', 'Bitte geben Sie nicht mehr', 'Ange färre än'];
      const catalogues = eight.slice(2).map((code) => texts(code)['receipt.thanks']!);
      expect([...others, ...catalogues].filter((words) => fetched(words) > 0)).toEqual([]);
    }));
});
