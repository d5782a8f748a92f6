import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { shippedProgramme } from '../../application.ts';
import { eightLanguages, eightSurvey, type Eight } from '../support/eight-languages.ts';
import type { RespondentLanguage } from '../../survey/contract.ts';
import type { TestServer } from '../support/server.ts';
import { writeProgramme } from '../support/small-programme.ts';
import { forward } from './respondent.ts';

/** Loads Basilicata's programme, whose citizens are asked in four languages, and one in eight. */
export async function loadLanguages(server: TestServer): Promise<void> {
  await server.application.loadProgramme(shippedProgramme('basilicata'));
  await loadEight(server);
}

/** Loads the programme in eight languages alone, whose questionnaire is short. */
export async function loadEight(server: TestServer): Promise<void> {
  const folder = await writeProgramme(eightLanguages());
  await server.application.loadProgramme(folder);
  await rm(dirname(folder), { recursive: true });
}

/** The texts of the pages that respondents meet. */
export function texts(language: RespondentLanguage): Record<string, string> {
  const folders = ['it', 'en'].includes(language) ? ['', 'answer/', 'keep/'] : ['respondent/'];
  const read = (folder: string) => readFileSync(`dashboard/messages/${folder}${language}.json`, 'utf8');
  return Object.assign({}, ...folders.map((folder) => JSON.parse(read(folder)) as object)) as Record<string, string>;
}

/** A path in a language. */
export const spoken = (language: RespondentLanguage, path: string): string =>
  language === 'it' ? path : `/${language}${path}`;

/** Opens the questionnaire of eight languages and answers the question that the server drew. */
export async function startIn(page: Page, address: string, language: Eight): Promise<void> {
  await page.goto(address + spoken(language, `/survey/${eightSurvey}`));
  await page.locator('#first').selectOption('077014');
  await forward(page).click();
  await page.locator('.questions .questions-body').waitFor();
}

/** What a page says to the eye and to a screen reader, without what is marked as another language. */
export const saidOn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const foreign = (element: Element | null) => element?.closest('[lang]') !== document.documentElement;
    const elements = [...document.body.querySelectorAll('*:not(script, style, noscript)')];
    const own = elements.filter((element) => !foreign(element));
    const texts = own.flatMap((element) => [...element.childNodes].filter(({ nodeType }) => nodeType === 3));
    const names = ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription'];
    const attributes = own.flatMap((element) => names.map((name) => element.getAttribute(name) ?? ''));
    return [document.title, ...texts.map(({ textContent }) => textContent), ...attributes].join('\n');
  });

const english = 'the of and with your you please select choose next back start remove none other loading send change';

/** Whether a word or a sentence stands in a text by itself. */
export const standsIn = (text: string, word: string, flags = ''): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, `u${flags}`).test(
    text,
  );

/** The English words in a text, of those that no other language has. */
export const englishIn = (text: string): string[] => english.split(' ').filter((word) => standsIn(text, word, 'i'));
