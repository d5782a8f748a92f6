/** How long a browser that has never been here takes until the explore page shows its three charts. */
import type { Browser } from 'playwright-core';
import { openBrowser } from '../browser/browser.ts';

/** The map, the ranking of skills, the heat map. */
const charts = 3;

/** @returns milliseconds from the navigation to the last chart, one a visit; each visit begins with an empty cache */
export async function firstViews(address: string, visits: number): Promise<number[]> {
  const browser = await openBrowser();
  try {
    const times: number[] = [];
    for (let visit = 0; visit <= visits; visit++) times.push(await visitOnce(browser, address));
    // the first one also warms the server's and the browser's own code
    return times.slice(1);
  } finally {
    await browser.close();
  }
}

async function visitOnce(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  const drawn = await page.waitForFunction(
    (least) => document.querySelectorAll('figure .plot svg').length >= least && performance.now(),
    charts,
  );
  const milliseconds = Number(await drawn.jsonValue());
  await context.close();
  return milliseconds;
}
