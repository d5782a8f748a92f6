/** The explore page in a browser: how long until its charts stand, how long a filter takes, and what comes over the wire. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../browser/browser.ts';

/** Milliseconds from the navigation, and kilobytes as they were sent. */
export interface Visit {
  readonly first: number;
  readonly all: number;
  readonly script: number;
}

/** One filter: milliseconds until every chart is painted, and kilobytes of its answer. */
export interface Filtered {
  readonly kind: string;
  readonly milliseconds: number;
  readonly bytes: number;
}

const wide = { viewport: { width: 1440, height: 900 } };

/** @param visits  each with an empty cache; one more comes first, which warms the server and is not counted */
export async function visit(browser: Browser, address: string, visits: number): Promise<Visit[]> {
  const seen: Visit[] = [];
  for (let at = 0; at <= visits; at++) seen.push(await visitOnce(browser, address));
  return seen.slice(1);
}

async function visitOnce(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext(wide);
  const page = await context.newPage();
  const wire = await listen(page, 'Script');
  await page.goto(address);
  const stand = (least: number | null) =>
    page.waitForFunction((some) => {
      const plots = [...document.querySelectorAll('figure .plot')];
      const drawn = plots.filter((one) => one.querySelector('svg'));
      return plots.length > 0 && drawn.length >= (some ?? plots.length) && performance.now();
    }, least);
  const first = Number(await (await stand(1)).jsonValue());
  const all = Number(await (await stand(null)).jsonValue());
  const script = wire.bytes() / 1000;
  await context.close();
  return { first, all, script };
}

/** Bytes of what the page fetches of a kind, as sent. */
async function listen(page: Page, kind: 'Script' | 'Fetch') {
  const session: CDPSession = await page.context().newCDPSession(page);
  const wanted = new Set<string>();
  let sum = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === kind) wanted.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (wanted.has(requestId)) sum += encodedDataLength;
  });
  await session.send('Network.enable');
  return { bytes: () => sum };
}

/** Filters one after the other, each from the page as the last one left it. */
export async function filter(browser: Browser, address: string, turns: number): Promise<Filtered[]> {
  const context = await browser.newContext(wide);
  const page = await context.newPage();
  const wire = await listen(page, 'Fetch');
  await page.goto(address, { waitUntil: 'networkidle' });
  const measured: Filtered[] = [];
  for (let turn = 0; turn <= turns; turn++) {
    for (const [kind, choose] of choices) {
      const before = wire.bytes();
      const milliseconds = await page.evaluate(painted, choose(turn));
      // what was sent is told a moment after it has arrived
      await page.waitForFunction(() => document.querySelectorAll('[aria-busy=true]').length === 0);
      if (turn > 0) measured.push({ kind, milliseconds, bytes: (wire.bytes() - before) / 1000 });
    }
  }
  await context.close();
  return measured;
}

/** What is pressed in a turn: a selector, and which of those it finds. */
type Press = readonly [selector: string, at: number];
const choices: readonly (readonly [kind: string, choose: (turn: number) => Press])[] = [
  ['area', (turn) => ['.places li a', 3 * turn + 1]],
  ['clear', () => ['a.clear', 0]],
  ['sex', (turn) => ['.rail button[name=sex]', turn % 2]],
  ['skill', (turn) => ['#ranking [role=option]:not([aria-selected=true])', turn % 12]],
  ['clear', () => ['a.clear', 0]],
  ['age', (turn) => ['.rail button[name=age]', turn % 4]],
  ['clear', () => ['a.clear', 0]],
];

/** Presses, and waits until the view has changed, nothing is busy and the next frame is on the screen. */
function painted([selector, at]: Press): Promise<number> {
  const target = document.querySelectorAll(selector)[at];
  if (!target) throw new Error(`nothing to press at ${selector} ${at}`);
  const before = location.search;
  const began = performance.now();
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  return new Promise((resolve) => {
    const look = () => {
      if (location.search === before || document.querySelector('[aria-busy=true]')) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      // a message sent within a frame arrives after that frame is painted
      port1.onmessage = () => resolve(performance.now() - began);
      return requestAnimationFrame(() => port2.postMessage(null));
    };
    requestAnimationFrame(look);
  });
}

/** Gives the work a browser of its own. */
export async function inBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await openBrowser();
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
