import type { Locator, Page } from 'playwright-core';

/** Answers every question on the screen that is still open, as a person would: the second choice, or a short text. */
export async function answerPage(page: Page): Promise<void> {
  const questions = page.locator('.sd-question:not(.sd-question--paneldynamic)');
  // answering one question may bring up the next
  for (let index = 0; index < (await questions.count()); index++) await answer(page, questions.nth(index));
}

async function answer(page: Page, question: Locator): Promise<void> {
  const has = async (selector: string) => (await question.locator(selector).count()) > 0;
  if ((await has('input:checked')) || (await has('textarea'))) return;
  const boxes = question.locator('input[type=radio], input[type=checkbox]');
  if (await has('input[type=radio], input[type=checkbox]'))
    return boxes.nth(Math.min(1, (await boxes.count()) - 1)).check();
  if (await has('select')) return void (await question.locator('select').selectOption({ index: 2 }));
  if (await has('input[type=number]')) return question.locator('input[type=number]').fill('3');
  const combobox = question.locator('input[role=combobox]');
  if ((await combobox.inputValue()) !== '') return;
  await combobox.pressSequentially('mel');
  await page.keyboard.press('Enter');
}

/** The button that leads on, whatever the page calls it. */
export const forward = (page: Page): Locator => page.locator('.actions .btn-primary');

/** Leaves the page on the screen by its button and waits for the next one, or for the review. */
export async function goOn(page: Page, press: () => Promise<void> = () => forward(page).click()): Promise<void> {
  const left = await page.locator('.sd-body').getAttribute('id');
  await press();
  await page.waitForFunction((id) => !document.getElementById(id ?? ''), left);
}

/** Walks from the first page of the instrument to the review. */
export async function walkToReview(page: Page, onPage: (number: number) => Promise<void> = async () => undefined) {
  await page.locator('.sd-body').waitFor();
  for (let number = 0; (await page.locator('#review').count()) === 0; number++) {
    await onPage(number);
    await answerPage(page);
    await goOn(page);
  }
}

/** Opens the citizens' questionnaire and answers the first question, which the server drew. */
export async function startCitizen(page: Page, address: string, municipality = 'Melfi'): Promise<void> {
  await page.goto(`${address}/survey/basilicata-citizens-2026`);
  await page.locator('#first[role=combobox]').pressSequentially(municipality.slice(0, 3));
  await page.getByRole('option', { name: municipality, exact: true }).click();
  await forward(page).click();
  await page.locator('.sd-body').waitFor();
}

/** The code on the receipt, without its spaces. */
export const codeOn = async (page: Page): Promise<string> =>
  (await page.getByTestId('receipt').innerText()).replace(/\s/g, '');
