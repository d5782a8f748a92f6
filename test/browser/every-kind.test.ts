/** Every type of question, in every state, for those who have a keyboard only, a screen reader, a small phone. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../survey/record.ts';
import { everyKind, everyKindProgramme } from '../support/every-kind.ts';
import { writeProgramme } from '../support/small-programme.ts';
import { faultsInThemes, overflow, watch } from './browser.ts';
import { codeOn, forward, goOn } from './respondent.ts';
import { openStage, phone } from './stage.ts';

const { server, address, total, onPage } = openStage(async (stage) => {
  const folder = await writeProgramme(everyKindProgramme());
  await stage.application.loadProgramme(folder);
  await rm(dirname(folder), { recursive: true });
});

const open = async (page: Page) => {
  await page.goto(`${address()}/en/survey/${everyKind}`);
  await page.waitForFunction(() => globalThis.early.isOver);
};

/** What is wrong with the page as it stands: axe, small windows, both directions of writing. */
async function look(page: Page): Promise<string[]> {
  const faults = await faultsInThemes(page);
  for (const dir of ['rtl', 'ltr']) {
    await page.evaluate((direction) => document.documentElement.setAttribute('dir', direction), dir);
    await page.setViewportSize({ width: 320, height: 700 });
    const beyond = await overflow(page);
    if (beyond > 0) faults.push(`${dir}: ${beyond} px too wide at 320`);
  }
  await page.setViewportSize(phone.viewport);
  return [...faults, ...(await page.evaluate(smallTargets))];
}

/** Controls of a question that a finger would miss. */
function smallTargets(): string[] {
  const controls = document.querySelectorAll(
    '.question :is(label.choice, label.step, select, textarea, button, .input)',
  );
  const small = [...controls].filter((one) => one.getBoundingClientRect().height < 44);
  return small.map((one) => `small: ${one.outerHTML.slice(0, 80)}`);
}

const current = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: here } = document;
    const of = here?.closest<HTMLElement>('[data-name]')?.dataset['name'];
    return `${of ?? ''} ${here?.tagName.toLowerCase()} ${here?.getAttribute('value') ?? ''}`.trim();
  });

/** Tabs on until the focus is in a question. */
async function tabTo(page: Page, name: string, field = 'input, select, textarea'): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    const there = ([asked, wanted]: string[]) =>
      document.activeElement?.closest<HTMLElement>('[data-name]')?.dataset['name'] === asked &&
      document.activeElement.matches(wanted!);
    if (await page.evaluate(there, [name, field])) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}; the focus is at ${await current(page)}`);
}

/** Leaves the page by its button, by keyboard. */
async function leave(page: Page): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await forward(page).evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await goOn(page, () => page.keyboard.press('Enter'));
}

/** Tries to go on with nothing answered: what is missing is told, and the first entry leads to its field. */
async function miss(page: Page, faults: number, first: string): Promise<void> {
  await forward(page).press('Enter');
  const summary = page.locator('[role=alert].fault');
  await summary.waitFor();
  expect(await summary.getByRole('button').count()).toBe(faults);
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await page.locator('.question .why').count()).toBe(faults);
  expect(await look(page)).toEqual([]);
  await summary.getByRole('button').first().press('Enter');
  expect(await current(page)).toMatch(new RegExp(`^${first} `));
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
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

/** A device that has a voice of its own for English, and one that asks a network. */
function speaker(): void {
  const said: string[] = [];
  const voice = (lang: string, localService: boolean) => ({ lang, localService, name: lang });
  const voices = [voice('en-GB', false), voice('en-US', true), voice('it-IT', false)];
  const speechSynthesis = {
    getVoices: () => voices,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    speak: ({ text, voice: used }: { text: string; voice: { lang: string } }) => said.push(`${used.lang}: ${text}`),
    cancel: () => said.push('silence'),
  };
  class SpeechSynthesisUtterance extends EventTarget {
    readonly text: string;
    constructor(text: string) {
      super();
      this.text = text;
    }
  }
  for (const [name, value] of Object.entries({ speechSynthesis, SpeechSynthesisUtterance, said }))
    Object.defineProperty(globalThis, name, { value, configurable: true });
}

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
