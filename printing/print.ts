/** Pages of ours as PDF. */
import { Problem } from '../problem.ts';
import { withChromium } from './chromium.ts';
import type { Devtools } from './devtools.ts';

export interface PrintOptions {
  /** the browser */
  readonly path: string;
  /** where our pages are: nothing else is reached */
  readonly address: string;
  readonly signal: AbortSignal;
}

/** No document of ours takes longer; the report of a large programme takes about ten seconds. */
const limit = 5 * 60_000;

/** Makes one document of one page of ours, such as `/report/basilicata`. */
export type Print = (path: string) => Promise<Buffer>;

/**
 * Gives the work one browser for all its documents.
 * @throws Problem printing_failed; the reason of `signal`
 */
export async function withPrinter<T>(
  { path, address, signal }: PrintOptions,
  work: (print: Print) => Promise<T>,
): Promise<T> {
  try {
    return await withChromium(path, { host: new URL(address).hostname, signal, limit }, async (devtools) => {
      const session = await openPage(devtools, address);
      return work((page) => printed(devtools, session, address + page));
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Problem) throw error;
    throw new Problem(
      'printing_failed',
      { value: error instanceof Error ? error.message.slice(0, 200) : '' },
      { cause: error },
    );
  }
}

/** An empty page in which no script runs and that reaches our own address alone. */
async function openPage(devtools: Devtools, address: string): Promise<string> {
  const { targetId } = await devtools.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(sessionId);
  devtools.on('Fetch.requestPaused', ({ requestId, request }, of) => {
    const { url } = request as { url: string };
    const isOwn = url.startsWith(`${address}/`);
    const answer = isOwn
      ? devtools.send('Fetch.continueRequest', { requestId }, of)
      : devtools.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }, of);
    answer.catch(() => undefined);
  });
  for (const domain of ['Page', 'Network', 'Runtime', 'Fetch']) await devtools.send(`${domain}.enable`, {}, session);
  await devtools.send('Emulation.setScriptExecutionDisabled', { value: true }, session);
  await devtools.send('Emulation.setEmulatedMedia', { media: 'print' }, session);
  const size = { width, height, deviceScaleFactor: 1, mobile: false };
  await devtools.send('Emulation.setDeviceMetricsOverride', size, session);
  return session;
}

async function printed(devtools: Devtools, session: string, url: string): Promise<Buffer> {
  await open(devtools, session, url);
  await evaluated(devtools, session, renumber);
  const { data } = await devtools.send(
    'Page.printToPDF',
    { printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true, generateDocumentOutline: true },
    session,
  );
  return Buffer.from(String(data), 'base64');
}

/** Waits until the page stands with its fonts. @throws Error when it is not there */
async function open(devtools: Devtools, session: string, url: string): Promise<void> {
  const loaded = devtools.next('Page.loadEventFired', session);
  const arrived = devtools.next('Network.responseReceived', session);
  const { errorText } = await devtools.send('Page.navigate', { url }, session);
  if (errorText) throw new Error(`${url}: ${String(errorText)}`);
  const { response } = await arrived;
  const { status } = response as { status: number };
  if (status !== 200) throw new Error(`${url}: ${status}`);
  await loaded;
  await evaluated(devtools, session, 'document.fonts.ready.then(() => 0)');
}

/** Runs words of ours in the page, whose own scripts do not run. @throws Error */
async function evaluated(devtools: Devtools, session: string, expression: string): Promise<void> {
  const { exceptionDetails } = await devtools.send('Runtime.evaluate', { expression, awaitPromise: true }, session);
  if (exceptionDetails) throw new Error((exceptionDetails as { text: string }).text);
}

/** The paper inside its margins, in CSS pixels: what paper.css says. */
const [width, height] = [680, 1009];

/** The contents name pages as if each sheet were one; a sheet that takes two moves those after it. */
const renumber = `(() => {
  const pages = new Map();
  let page = 1;
  for (const sheet of document.querySelectorAll('.sheet')) {
    if (sheet.id) pages.set(sheet.id, page);
    page += Math.max(1, Math.ceil((sheet.getBoundingClientRect().height - 1) / ${height}));
  }
  for (const told of document.querySelectorAll('[data-page-of]')) told.textContent = pages.get(told.dataset.pageOf) ?? told.textContent;
})()`;
