/** What a person with a keyboard only does with questions, and what is looked at on the way. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { faultsInThemes, overflow } from './browser.ts';
import { forward, goOn } from './respondent.ts';
import { phone } from './stage.ts';

/** What is wrong with the page as it stands: axe, small windows, both directions of writing. */
export async function look(page: Page): Promise<string[]> {
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

/** Where the focus is: question, element, value. */
export const current = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: here } = document;
    const of = here?.closest<HTMLElement>('[data-name]')?.dataset['name'];
    return `${of ?? ''} ${here?.tagName.toLowerCase()} ${here?.getAttribute('value') ?? ''}`.trim();
  });

/** Tabs on until the focus is in a question. */
export async function tabTo(page: Page, name: string, field = 'input, select, textarea'): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    const there = ([asked, wanted]: string[]) =>
      document.activeElement?.closest<HTMLElement>('[data-name]')?.dataset['name'] === asked &&
      document.activeElement?.matches(wanted!) === true;
    if (await page.evaluate(there, [name, field])) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}; the focus is at ${await current(page)}`);
}

/** Leaves the page by its button, by keyboard. */
export async function leave(page: Page): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await forward(page).evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await goOn(page, () => page.keyboard.press('Enter'));
}

/** Tries to go on with nothing answered: what is missing is told, and the first entry leads to its field. */
export async function miss(page: Page, faults: number, first: string): Promise<void> {
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

/** Presses keys, one after the other. */
export const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** A device that has a voice of its own for English, and one that asks a network. */
export function speaker(): void {
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
