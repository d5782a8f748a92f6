import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page, type Request } from 'playwright-core';
import { browserPath } from './browser-path.ts';

/** A browser for tests. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** What a page did that no page of ours may do: requests that leave the origin, errors and warnings of its scripts. */
export interface Witness {
  readonly foreign: string[];
  readonly errors: string[];
}

/** Watches a page from its first request on. */
export function watch(page: Page, origin: string): Witness {
  const seen: Witness = { foreign: [], errors: [] };
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) seen.foreign.push(url);
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('console', (message) => {
    // the browser's own line about a refused request is no fault of the page
    const own = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !own) seen.errors.push(message.text());
  });
  return seen;
}

/** Opens a page and waits until it is alive and has all that it asked for. */
export const visit = (page: Page, url: string) => settled(page, () => page.goto(url));

/** Loads a page and waits until its program has taken over and nothing that it asked for is still on its way. */
export async function settled<T>(page: Page, load: () => Promise<T>): Promise<T> {
  const underWay = new Set<Request>();
  const begins = (request: Request) => void underWay.add(request);
  const ends = (request: Request) => void underWay.delete(request);
  page.on('request', begins).on('requestfinished', ends).on('requestfailed', ends);
  const loaded = await load();
  // without JavaScript, or on a page that runs nothing, there is nothing to wait for
  if (await page.evaluate(hasProgram)) {
    await page.waitForFunction(isAlive);
    do await page.evaluate(twoFrames);
    while (underWay.size > 0);
  }
  page.off('request', begins).off('requestfinished', ends).off('requestfailed', ends);
  return loaded;
}

/** Beside the script of app.html, which every page has, a program has one that starts it. */
const hasProgram = () => 'early' in globalThis && document.scripts.length > 1;
/** dashboard/lib/shell/early.ts says so. */
const isAlive = () => globalThis.early.isOver;

/** What a program does as it begins, it has begun after two frames. */
const twoFrames = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));

/** Colours that are on their way to others arrive. @returns whether the page has axe */
const arrive = () => {
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  return 'axe' in globalThis;
};

const { resolve } = createRequire(import.meta.url);
const { source } = createRequire(resolve('@axe-core/playwright'))('axe-core') as { readonly source: string };

/**
 * What axe finds against WCAG 2.2 AA on the page as it stands: one line a rule, with the first place.
 * @param part  look at this part alone
 */
export async function axeFaults(page: Page, part = 'html'): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // a page of ours has no frames, and nobody reads what passes: 250 to 380 ms of processor time instead of 420 to 760
  // half a megabyte, once a page: the builder would send it twice for each look
  if (!(await page.evaluate(arrive))) await page.evaluate(source);
  const axe = new AxeBuilder({ page, axeSource: 'null' })
    .include(part)
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

type Theme = 'light' | 'dark';
const both: readonly Theme[] = ['dark', 'light'];

/** What axe finds in each theme: a page follows the system as it stands, and is not loaded again. */
export async function faultsInThemes(page: Page, themes = both): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    if (await page.evaluate(hasProgram)) await page.evaluate(twoFrames);
    faults.push(...(await axeFaults(page)).map((fault) => `${colorScheme}: ${fault}`));
  }
  return faults;
}

const widths = [320, 360, 768, 992, 1440];

/**
 * What is wrong with a page, in the themes and in every window: what axe finds, what scrolls sideways, requests that leave
 * the origin, errors of its scripts. Nothing, when it is sound.
 */
export async function pageFaults(page: Page, url: string, themes = both): Promise<string[]> {
  const seen = watch(page, new URL(url).origin);
  const faults: string[] = [];
  await page.emulateMedia({ colorScheme: themes[0]! });
  await visit(page, url);
  faults.push(...(await faultsInThemes(page, themes)));
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const beyond = await overflow(page);
    if (beyond > 0) faults.push(`${width} px: ${beyond} too wide`);
  }
  return [...faults, ...seen.foreign, ...seen.errors];
}

/** How many pixels the page is wider than its window; 0 when nothing scrolls sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
