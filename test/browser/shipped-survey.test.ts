/** Every questionnaire that ships, answered in Chromium from the first page to the receipt, in every language. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { shippedProgramme, shippedProgrammes } from '../../application.ts';
import type { RespondentLanguage } from '../../survey/contract.ts';
import { languagesOf, languagesOfAll, unreviewedOf } from '../../survey/programme/language.ts';
import { readProgramme } from '../../survey/programme/programme.ts';
import { decodeRecord } from '../../survey/record.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { watch } from './browser.ts';
import { englishIn, saidOn, spoken, texts } from './languages.ts';
import { byMouse, codeOn, forward, leaveStart, usual, walkToReview, type Manner } from './respondent.ts';
import { openDay, openStage, shipped } from './stage.ts';
import { oneLine, wordingOf, type Settings } from './wording.ts';

const stage = openStage(shipped(...shippedProgrammes()));
const programmes = await Promise.all(shippedProgrammes().map((id) => readProgramme(shippedProgramme(id))));
const keyboard: Manner = { choice: 0, ticks: 2, by: 'keyboard' };
const likewise: Manner = { ...keyboard, by: 'script' };

/** All questionnaires in Italian, and one in each other language that is spoken, which is answered differently. */
const walks = programmes.flatMap((content) => {
  const { programme } = content;
  // an earlier wave is closed: nobody answers it any more
  const surveys = programme.surveys.filter(({ closesOn }) => closesOn >= openDay().toISOString().slice(0, 10));
  const walk = (survey: Settings, language: RespondentLanguage, manner: Manner) => {
    const definition = content.instruments.get(survey.instrument)!;
    return { id: survey.id, content, survey, definition, language, manner };
  };
  const others = languagesOfAll(programme, surveys).filter((language) => language !== 'it');
  return [
    // the first of each programme by mouse, its first in another language by keyboard
    ...surveys.map((survey, index) => walk(survey, 'it', index === 0 ? byMouse : usual)),
    ...others.map((language, index) => {
      const speaking = surveys.filter((survey) => languagesOf(programme, survey).includes(language));
      const manner = index === 0 ? keyboard : likewise;
      return walk(speaking.at(-1 - (index % speaking.length))!, language, manner);
    }),
  ];
});
type Walk = (typeof walks)[number];

/** Names and words that are the same in Italian and English. */
const shared = [
  ...['No', 'Online', 'Privacy', 'Tablet', 'Confindustria', 'ITS EAT', 'Digital City Experts'],
  ...['Regione Basilicata', 'Regione Toscana', 'Provincia di Mantova'],
  ...['ITS Energia e Ambiente', 'ITS ISYL', 'ITS MITA', 'ITS Prime', 'ITS TAB', 'ITS VITA', '0 · No', 'Austria'],
  ...['Confapi', 'Confartigianato', 'CNA', 'Casartigiani', 'Confcommercio', 'Confesercenti', 'Coldiretti'],
  ...['Confagricoltura', 'CIA', 'Copagri', 'Confcooperative', 'Legacoop'],
];

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();

/** Answers a questionnaire from its first page to the receipt; gives the lines that were read and the questions met. */
async function answerAll(page: Page, { definition, language, manner }: Walk) {
  const [lines, met] = [new Set<string>(), new Set<string>()];
  const read = async () => (await saidOn(page)).split('\n').forEach((line) => lines.add(oneLine(line)));
  const onAnswered = async () => {
    await read();
    const names = await page.locator('.question').evaluateAll((all) => all.map(({ dataset }) => dataset['name']!));
    names.forEach((name) => met.add(name));
  };
  const onPage = async (number: number) => {
    if (number > 0) return;
    // what is missing is said too
    await forward(page).click();
    await page.locator('[role=alert].fault').waitFor();
    await read();
  };
  await read();
  await leaveStart(page, manner);
  definition.pages[0]!.elements.forEach(({ name }) => met.add(name));
  await walkToReview(page, onPage, { onAnswered, manner });
  expect(await heading(page)).toBe(texts(language)['review.title']);
  await read();
  await forward(page).click();
  await codeOn(page);
  expect(await heading(page)).toBe(texts(language)['receipt.thanks']);
  // the courses near come once the receipt is there
  await page.getByText(texts(language)['near.loading']!).waitFor({ state: 'detached' });
  await read();
  return { lines: [...lines], met };
}

/** The names of all questions with an answer, those of repeated blocks included. */
const namesIn = (answers: object): string[] =>
  Object.entries(answers).flatMap(([name, value]) =>
    Array.isArray(value) && typeof value[0] === 'object' ? [name, ...value.flatMap(namesIn)] : name,
  );

/** The answers as the database has them. */
async function stored({ id, language }: Walk) {
  const { database } = stage.server().application;
  const asked = 'SELECT language, mode, raw FROM response WHERE survey = ? AND language = ?';
  const rows = await database.rows<{ raw: string }>(asked, [id, language]);
  expect(rows).toEqual([{ language, mode: 'web', raw: rows[0]?.raw }]);
  return decodeRecord(rows[0]!.raw);
}

it.each(walks)('$id is answered in $language', { timeout: 180_000 }, (walk) =>
  stage.onPage(async (page) => {
    const { content, survey, definition, language } = walk;
    const seen = watch(page, stage.address());
    // it is fetched ahead, by a page that can be used
    const fetched = page.waitForResponse((response) => response.url().includes(`/api/surveys/${walk.id}`));
    await page.goto(stage.address() + spoken(language, `/survey/${walk.id}`));
    await fetched;
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    const title = definition.title as Record<string, string>;
    expect(await heading(page)).toBe(title[language === 'it' ? 'default' : language]);
    expect(await page.locator('.unreviewed').count()).toBe(
      unreviewedOf(content.programme, survey).includes(language) ? 1 : 0,
    );

    const { lines, met } = await answerAll(page, walk);
    const { knows } = wordingOf(content, survey, language, placesOf(walk));
    expect(lines.filter((line) => !knows(line))).toEqual([]);
    if (language === 'it') expect(englishOf(walk, lines)).toEqual([]);
    const { answers, skipped } = await stored(walk);
    expect(compileValidator(definition)(answers).faults).toEqual([]);
    expect([namesIn(answers).toSorted(), skipped]).toEqual([[...met].toSorted(), []]);
    expect(seen).toEqual({ foreign: [], errors: [] });
  }),
);

const placesOf = ({ id }: Walk): string[] =>
  stage
    .server()
    .application.survey.territories(id)
    .flatMap(({ name }) => Object.values(name));

/** What is English of the lines of an Italian session. */
function englishOf({ content, survey }: Walk, lines: readonly string[]): string[] {
  const english = wordingOf(content, survey, 'en').texts;
  const said = lines.filter((line) => /\p{L}/u.test(line) && !shared.includes(line));
  return said.filter((line) => english.has(line) || englishIn(line).length > 0);
}

it('tells the texts of a language from those of every other', () => {
  const mistaken = walks.flatMap(({ content, survey, language }) => {
    const own = wordingOf(content, survey, language);
    const others = languagesOf(content.programme, survey).flatMap((other) => [
      ...wordingOf(content, survey, other).texts,
    ]);
    return others.filter((text) => /\p{L}{5}/u.test(text) && !own.texts.has(text) && own.knows(text));
  });
  expect(mistaken).toEqual([]);
});
