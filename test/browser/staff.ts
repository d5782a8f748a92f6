import type { ElementHandle, Locator, Page } from 'playwright-core';

/** Signs in through the page, and waits until the page behind it is there. */
export async function signIn(page: Page, address: string, email: string, password: string, next = '/admin') {
  await page.goto(`${address}/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel('Indirizzo email').fill(email);
  await page.getByLabel('Frase d’accesso').fill(password);
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.waitForURL(address + next);
}

/** Signs in without a page: what follows is asked in that name. */
export async function enter(page: Page, address: string, email: string, password: string): Promise<void> {
  const answer = await page.request.post(`${address}/api/sessions`, { data: { email, password } });
  if (answer.status() !== 201) throw new Error(`${email}: ${answer.status()}`);
}

/** Where the keyboard is, whether that can be seen, and whether it is what was wanted. */
const focused = (wanted: Element | null) => {
  const { activeElement: at } = document;
  if (!at || at === document.body) return null;
  // what lies over a field without being seen shows its focus around the field
  const around = getComputedStyle(at).opacity === '0' ? at.parentElement! : at;
  const { outlineStyle, outlineWidth } = getComputedStyle(around);
  const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  return { html: at.outerHTML.slice(0, 120), isSeen, isWanted: at === wanted, isGone: wanted?.isConnected === false };
};

const elementOf = async (wanted: Locator) => (await wanted.elementHandle()) as ElementHandle<Element>;

/** Goes on with Tab alone, or back, until `wanted` is reached. @throws Error where a stop cannot be seen, or none is the wanted one */
export async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  // a name is looked up in the whole page: once, not at each stop
  let handle = await elementOf(wanted);
  for (let stops = 0; stops < 80; stops++) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(focused, handle);
    if (stop && !stop.isSeen) throw new Error(`the focus is not seen on ${stop.html}`);
    if (stop?.isWanted) return;
    // drawn anew meanwhile
    if (stop?.isGone) {
      handle = await elementOf(wanted);
      if ((await page.evaluate(focused, handle))?.isWanted) return;
    }
  }
  throw new Error(`no Tab leads to ${String(wanted)}`);
}

/** Every stop of the keyboard on a page whose focus cannot be seen. */
export async function unseenStops(page: Page): Promise<string[]> {
  const unseen: string[] = [];
  for (let stops = 0; stops < 100; stops++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focused, null);
    if (!stop) return unseen;
    if (!stop.isSeen) unseen.push(stop.html);
  }
  return unseen;
}
