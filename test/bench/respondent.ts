/**
 * A respondent's first visit on a slow phone: the processor slowed four times, 1.6 Mbit/s, 150 ms. How long until the
 * first field takes input, until the program of the page has taken over, until the page after the first can be
 * answered once "Next" is pressed, and what all of it weighs as it is sent. Limits: 2,000 ms to the first input and
 * 400 kB; printed as ratios to them, the middle of some visits.
 */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { shippedProgramme } from '../../application.ts';
import { openBrowser } from '../browser/browser.ts';
import { answerPage, forward } from '../browser/respondent.ts';
import { testServer } from '../support/server.ts';

const limits = { milliseconds: 2_000, bytes: 400_000 };
const surveys = [
  ...['basilicata-citizens-2026', 'basilicata-firms-2026', 'mantova-residents-2026'],
  ...['moral-employers-2026', '40ready-readiness-2026'],
];
const programmes = ['40ready', 'basilicata', 'mantova', 'moral'];
const slow = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8, offline: false };
const visits = 3;

interface Visit {
  /** milliseconds from the navigation on */
  readonly field: number;
  readonly alive: number;
  /** from pressing "Next" on */
  readonly second: number;
  readonly bytes: number;
}

const now = () => new Date('2026-06-15T10:00:00Z');
const server = await testServer({}, { now });
for (const id of programmes) await server.application.loadProgramme(shippedProgramme(id));
const browser = await openBrowser();
try {
  // the first one also warms the server's and the browser's own code
  await visitOnce(browser, surveys[0]!);
  for (const survey of surveys) tell(survey, await several(survey));
} finally {
  await browser.close();
  await server.close();
}

async function several(survey: string): Promise<Visit> {
  const all: Visit[] = [];
  for (let visit = 0; visit < visits; visit++) all.push(await visitOnce(browser, survey));
  const middle = (key: keyof Visit) => all.map((one) => one[key]).toSorted((a, b) => a - b)[Math.floor(visits / 2)]!;
  return { field: middle('field'), alive: middle('alive'), second: middle('second'), bytes: middle('bytes') };
}

async function visitOnce(from: Browser, survey: string): Promise<Visit> {
  const context = await from.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const weight = await weigh(session);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await session.send('Network.emulateNetworkConditions', slow);
  await page.goto(`${server.address}/survey/${survey}`, { waitUntil: 'commit' });
  const field = await since(page, takesInput);
  const alive = await since(page, () => globalThis.early.isOver && performance.now());
  await answerPage(page);
  const pressed = await page.evaluate(() => performance.now());
  await forward(page).click();
  const arrived = () => document.querySelector('.questions .question') !== null && performance.now();
  const second = (await since(page, arrived)) - pressed;
  await page.waitForLoadState('networkidle');
  await context.close();
  return { field, alive, second, bytes: weight() };
}

/** Whether the first field stands on the screen, and keeps what is put into it. */
function takesInput(): number | false {
  const field = document.querySelector<HTMLInputElement>('.question :is(input, select, textarea)');
  const isStyled = [...document.styleSheets].some(({ href }) => href !== null);
  const isThere = field !== null && isStyled && field.getBoundingClientRect().height > 0 && !field.disabled;
  return isThere && performance.now();
}

/** Milliseconds from the navigation until the page gives a moment. */
async function since(page: Page, moment: () => number | false): Promise<number> {
  const found = await page.waitForFunction(moment);
  return Number(await found.jsonValue());
}

/** Counts what comes over the network, head and body as they are sent. */
async function weigh(session: CDPSession): Promise<() => number> {
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  return () => bytes;
}

function tell(survey: string, { field, alive, second, bytes }: Visit): void {
  const ratio = (value: number, limit: number) => (value / limit).toFixed(2);
  const line = [
    survey.padEnd(26),
    `first field ${field.toFixed(0)} ms (${ratio(field, limits.milliseconds)} of the limit)`,
    `program ${alive.toFixed(0)} ms, second page ${second.toFixed(0)} ms after Next`,
    `${(bytes / 1000).toFixed(0)} kB (${ratio(bytes, limits.bytes)} of the limit)`,
  ];
  console.log(line.join(' · '));
  if (field > limits.milliseconds || bytes > limits.bytes) process.exitCode = 1;
}
