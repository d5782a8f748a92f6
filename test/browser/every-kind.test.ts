/** Every type of question, in every state, for those who have a keyboard only, a screen reader, a small phone. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../survey/record.ts';
import { everyKind, everyKindProgramme } from '../support/every-kind.ts';
import { writeProgramme } from '../support/small-programme.ts';
import { watch } from './browser.ts';
import { current, leave, look, miss, press, speaker, tabTo } from './keyboard.ts';
import { codeOn, forward } from './respondent.ts';
import { openStage } from './stage.ts';

const { server, address, total, onPage } = openStage(async (stage) => {
  const folder = await writeProgramme(everyKindProgramme());
  await stage.application.loadProgramme(folder);
  await rm(dirname(folder), { recursive: true });
});

const open = async (page: Page) => {
  await page.goto(`${address()}/en/survey/${everyKind}`);
  await page.waitForFunction(() => globalThis.early.isOver);
};

/** How each page is answered by somebody who has a keyboard only. */
const byKeyboard: readonly { faults: number; first: string; answer: (page: Page) => Promise<void> }[] = [
  {
    ...{ faults: 4, first: 'place' },
    answer: async (page) => {
      await tabTo(page, 'place');
      await page.keyboard.type('077014');
      await tabTo(page, 'pick');
      await press(page, 'ArrowDown');
      expect(await current(page)).toBe('pick input b');
      await tabTo(page, 'ticks');
      await press(page, 'Space', 'Tab', 'Space');
      // the most that may be chosen: only the one that stands alone is left
      const open = page.locator('.question-checkbox input:enabled:not(:checked)');
      expect(await open.evaluateAll((all) => all.map((one) => one.getAttribute('value')))).toEqual(['none']);
      await tabTo(page, 'years');
      await page.keyboard.type('12');
    },
  },
  {
    ...{ faults: 3, first: 'one' },
    answer: async (page) => {
      await tabTo(page, 'one');
      await press(page, 'Space', 'ArrowDown', 'ArrowDown');
      expect(await current(page)).toBe('one input c');
      await tabTo(page, 'one', 'button');
      await press(page, 'Enter');
      expect(await page.locator('[data-name=one] input:checked').count()).toBe(0);
      expect(await current(page)).toBe('one input a');
      await press(page, 'Space');
      await tabTo(page, 'some', '[value=none]');
      await press(page, 'Space');
      expect(await page.locator('[data-name=some] input:checked').count()).toBe(1);
      await tabTo(page, 'areas');
      await press(page, 'Space', 'Shift+Tab', 'Shift+Tab', 'Space', 'Shift+Tab', 'Space');
      // "none of them" went when something was chosen
      const ticked = page.locator('[data-name=some] input:checked');
      expect(await ticked.evaluateAll((all) => all.map((one) => one.getAttribute('value')))).toEqual(['b', 'c']);
    },
  },
  {
    ...{ faults: 2, first: 'short' },
    answer: async (page) => {
      await tabTo(page, 'short');
      await page.keyboard.type('b');
      await tabTo(page, 'searched');
      await page.keyboard.type('town2');
      await press(page, 'ArrowDown', 'Enter');
      expect(await page.locator('[data-name=searched] input').inputValue()).toBe('town2');
    },
  },
  {
    ...{ faults: 3, first: 'scale' },
    answer: async (page) => {
      await tabTo(page, 'scale');
      await press(page, 'Space', 'ArrowRight');
      await tabTo(page, 'either');
      await press(page, 'ArrowDown');
      for (const row of [1, 2]) {
        await tabTo(page, 'grid', `fieldset fieldset:nth-child(${row}) input`);
        await press(page, 'Space', 'ArrowDown');
      }
      const levels = page.locator('[data-name=grid] input:checked');
      expect(await levels.evaluateAll((all) => all.map((one) => one.getAttribute('value')))).toEqual([
        'little',
        'little',
      ]);
    },
  },
  {
    ...{ faults: 3, first: 'count' },
    answer: async (page) => {
      await tabTo(page, 'count');
      await page.keyboard.type('007');
      // what is typed stays as it is typed, and the caret in its place
      expect(await page.locator('[data-name=count] input').inputValue()).toBe('007');
      await tabTo(page, 'line');
      await page.keyboard.type('one');
      await tabTo(page, 'words');
      await page.keyboard.type('two and two');
      await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'x');
      expect(await page.locator('textarea').inputValue()).toBe('two and xtwo');
      await page.getByText('You can write 88 more characters').waitFor();
    },
  },
  {
    ...{ faults: 1, first: 'what' },
    answer: async (page) => {
      await tabTo(page, 'what');
      await press(page, 'ArrowDown');
      await tabTo(page, 'people');
      await page.keyboard.type('4');
      await page.getByRole('button', { name: 'Another job' }).press('Enter');
      await expect.poll(() => heading(page)).toBe('Job 2');
      await tabTo(page, 'what');
      await press(page, 'Space');
      expect(await look(page)).toEqual([]);
      const asked = page.waitForEvent('dialog').then((dialog) => dialog.accept().then(() => dialog.message()));
      await page.getByRole('button', { name: 'Take away Job 2' }).press('Enter');
      expect(await asked).toBe('Is it to go?');
      await expect.poll(() => heading(page)).toBe('Job 1');
      expect(await page.locator('.block').count()).toBe(1);
    },
  },
];
const heading = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

describe('every type of question', () => {
  it(
    'is answered by keyboard alone, passes axe empty, missed and answered, and fits 320 px both ways',
    { timeout: 300_000 },
    () =>
      onPage(async (page) => {
        const seen = watch(page, address());
        await open(page);
        for (const { faults, first, answer } of byKeyboard) {
          expect(await look(page)).toEqual([]);
          await miss(page, faults, first);
          await answer(page);
          expect(await look(page)).toEqual([]);
          await leave(page);
        }
        await tabTo(page, 'inner');
        await press(page, 'ArrowDown');
        await tabTo(page, 'shown');
        await page.keyboard.type('5');
        expect(await look(page)).toEqual([]);
        await leave(page);
        await forward(page).press('Enter');
        await codeOn(page);
        expect(total(everyKind)).toBe(1);
        expect(await stored()).toMatchObject({
          ...{
            place: '077014',
            pick: 'b',
            ticks: ['a', 'b'],
            years: 12,
            one: 'a',
            some: ['c', 'b'],
            areas: ['languages'],
          },
          ...{ short: 'b', searched: 'town2', scale: 1, either: false, grid: { reading: 'little', writing: 'little' } },
          ...{
            count: 7,
            line: 'one',
            words: 'two and xtwo',
            jobs: [{ what: 'smith', people: 4 }],
            inner: 'b',
            shown: 5,
          },
        });
        expect(seen).toEqual({ foreign: [], errors: [] });
      }),
  );

  it('keeps what was done to the server’s page before any program was there', () =>
    onPage(async (page) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      await page.route('**/_app/**/*.js', async (route) => {
        await promise;
        await route.continue();
      });
      await page.goto(`${address()}/en/survey/${everyKind}`, { waitUntil: 'domcontentloaded' });
      await page.locator('#first').selectOption('077021');
      await page.locator('[data-name=pick] input').nth(0).check();
      await page.locator('[data-name=ticks] input').nth(2).check();
      await page.locator('[data-name=years] input').fill('30');
      await forward(page).click();
      resolve();
      await page.getByRole('heading', { name: 'Choosing' }).waitFor();
      await page.goBack();
      const values = () =>
        page
          .locator('select, input:checked, input[type=number]')
          .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
      await expect.poll(values).toEqual(['077021', 'a', 'c', '30']);
    }));
});

describe('reading aloud', () => {
  const said = (page: Page) => page.evaluate(() => (globalThis as unknown as { said: string[] }).said.splice(0));

  it('says a question and its choices with a voice of the device, and stops', () =>
    onPage(async (page) => {
      await page.addInitScript(speaker);
      await open(page);
      const listen = page.locator('[data-name=pick]').getByRole('button', { name: 'Listen to the question' });
      await listen.click();
      expect(await said(page)).toEqual(['en-US: pick?', 'en-US: a', 'en-US: b']);
      expect(await look(page)).toEqual([]);
      await page.getByRole('button', { name: 'Stop the voice' }).click();
      expect(await said(page)).toEqual(['silence']);
      await listen.waitFor();
    }));

  it('is not offered where only a network could speak', () =>
    onPage(async (page) => {
      await page.addInitScript(speaker);
      await page.goto(`${address()}/survey/${everyKind}`);
      await page.waitForFunction(() => globalThis.early.isOver);
      expect(await page.locator('.aloud').count()).toBe(0);
    }));
});

async function stored(): Promise<unknown> {
  const [row] = await server().application.database.rows<{ raw: string }>('SELECT raw FROM response', []);
  return decodeRecord(row!.raw).answers;
}
