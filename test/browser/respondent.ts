import type { Locator, Page } from 'playwright-core';

/** How somebody answers. */
export interface Manner {
  /** which choice is taken, from 0; the last where there are fewer */
  readonly choice: number;
  /** how many boxes are ticked, from that choice on */
  readonly ticks: number;
  /** `script`: it is answered and left in the page itself, where the hand is not the subject */
  readonly by: 'mouse' | 'keyboard' | 'script';
}
export const usual: Manner = { choice: 1, ticks: 1, by: 'script' };
export const byMouse: Manner = { ...usual, by: 'mouse' };

/** What is written where there is room for words: a text of no language. */
export const remark = '12345';

/** Answers every question on the screen that is still open, as a person would: a choice, a number, a short text. */
export async function answerPage(page: Page, manner = usual): Promise<void> {
  // what a list must bring up first is typed
  if (manner.by === 'script' && !(await page.evaluate(answerHere, { ...manner, remark }))) return;
  const questions = page.locator('.question:not(.question-blocks)');
  // answering one question may bring up the next
  for (let index = 0; index < (await questions.count()); index++) await answer(questions.nth(index), manner);
}

/** Answers in the page itself, in one call. @returns whether a question is left whose list letters must bring up */
async function answerHere({ choice, ticks, remark: words }: Manner & { remark: string }): Promise<boolean> {
  const fill = (field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string) => {
    field.value = value;
    for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
  };
  const pick = (boxes: HTMLInputElement[]) => {
    const from = Math.max(0, Math.min(choice, boxes.length - 1));
    boxes.slice(from, from + (boxes[0]?.type === 'radio' ? 1 : ticks)).forEach((box) => box.click());
  };
  const isLeft = (question: Element): boolean => {
    const boxes = [...question.querySelectorAll<HTMLInputElement>('input[type=radio], input[type=checkbox]')];
    const list = question.querySelector('select');
    const field = question.querySelector<HTMLInputElement | HTMLTextAreaElement>('input[type=number], textarea');
    if (boxes.some((one) => one.checked)) return false;
    if (boxes.length > 0) pick(boxes);
    else if (list) fill(list, list.options[choice + 1]!.value);
    else if (field) fill(field, field.matches('textarea') ? words : '3');
    // it may not be a list yet, as long as the page's program is on its way
    else return question.querySelector('input')?.value === '';
    return false;
  };
  const questions = document.getElementsByClassName('question');
  let left = false;
  for (let index = 0; index < questions.length; index++) {
    if (!questions[index]!.matches('.question-blocks') && isLeft(questions[index]!)) left = true;
    // it may bring up the next
    await new Promise((drawn) => setTimeout(drawn));
  }
  return left;
}

const [checked, radio, box] = ['input:checked', 'input[type=radio]', 'input[type=checkbox]'];
const [list, number, words] = ['select', 'input[type=number]', 'textarea'];

async function answer(question: Locator, manner: Manner): Promise<void> {
  // one call to the browser instead of one for each kind
  const kind = await question.evaluate(firstOf, [checked, radio, box, list, number, words]);
  const field = question.locator(kind ?? 'input[role=combobox]');
  if (kind === checked) return;
  if (kind === radio) return tick(field, { ...manner, ticks: 1 });
  if (kind === box) return tick(field, manner);
  if (kind === list) return void (await field.selectOption({ index: manner.choice + 1 }));
  if (kind === number) return field.fill('3');
  if (kind === words) return field.fill(remark);
  if ((await field.inputValue()) === '') await pickFrom(field, 'm');
}

const firstOf = (question: Element, kinds: readonly string[]) => kinds.find((kind) => question.querySelector(kind));

async function tick(boxes: Locator, { choice, ticks, by }: Manner): Promise<void> {
  const last = (await boxes.count()) - 1;
  const from = Math.min(choice, last);
  for (let index = from; index <= Math.min(from + ticks - 1, last); index++) {
    const box = boxes.nth(index);
    await (by === 'keyboard' ? box.press('Space') : box.check());
  }
}

/** Takes the first entry of a list that some letters bring up. */
async function pickFrom(combobox: Locator, letters: string): Promise<void> {
  await combobox.pressSequentially(letters);
  await combobox.press('Enter');
}

/** The button that leads on, whatever the page calls it. */
export const forward = (page: Page): Locator => page.locator('.actions .btn-primary');

/** Leaves the page on the screen by its button and waits for the next one, or for the review. */
export async function goOn(page: Page, press: () => Promise<void> = () => forward(page).click()): Promise<void> {
  const left = await page.locator('.questions-body').getAttribute('id');
  await press();
  await page.waitForFunction(isGone, left);
}

const isGone = (id: string | null) => !document.getElementById(id ?? '');

/** Answers the questions that the server drew, where it drew some, and goes on to the others. */
export async function leaveStart(page: Page, manner = usual): Promise<void> {
  await answerPage(page, manner);
  await forward(page).click();
  await page.locator('.questions .questions-body').waitFor();
}

type Look = (number: number) => Promise<void>;
const away: Look = async () => undefined;

/**
 * Walks from the first page of the instrument to the review.
 * @param onPage  looks at each page before it is answered, `onAnswered` after that
 */
export async function walkToReview(page: Page, onPage = away, { onAnswered = away, manner = usual } = {}) {
  await page.locator('.questions .questions-body').waitFor();
  for (let number = 0; (await page.locator('#review').count()) === 0; number++) {
    await onPage(number);
    await answerPage(page, manner);
    await onAnswered(number);
    await leave(page, manner);
  }
}

async function leave(page: Page, { by }: Manner): Promise<void> {
  if (by === 'mouse') return goOn(page);
  if (by === 'keyboard') return goOn(page, () => forward(page).press('Enter'));
  const still = await forward(page).evaluate(leaveHere);
  if (still) await page.waitForFunction(isGone, still);
}

/** Presses the button in the page itself. @returns the page that is still there, if it is */
async function leaveHere(button: HTMLElement | SVGElement): Promise<string | null> {
  const left = document.querySelector('.questions-body')?.id ?? '';
  (button as HTMLElement).click();
  await new Promise((drawn) => setTimeout(drawn));
  return document.getElementById(left) && left;
}

/** Opens the citizens' questionnaire and answers the first question, which the server drew. */
export async function startCitizen(page: Page, address: string, municipality = 'Melfi'): Promise<void> {
  await page.goto(`${address}/survey/basilicata-citizens-2026`);
  await page.locator('#first[role=combobox]').pressSequentially(municipality.slice(0, 3));
  await page.getByRole('option', { name: municipality, exact: true }).click();
  await forward(page).click();
  await page.locator('.questions .questions-body').waitFor();
}

/** The code on the receipt, without its spaces. */
export const codeOn = async (page: Page): Promise<string> =>
  (await page.getByTestId('receipt').innerText()).replace(/\s/g, '');
