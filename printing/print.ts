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
export async function withPrinter<T>({ path, address, signal }: PrintOptions, work: (print: Print) => Promise<T>): Promise<T> {
  try {
    return await withChromium(path, { host: new URL(address).hostname, signal, limit }, async (devtools) => {
      const session = await openPage(devtools, address);
      return work((page) => printed(devtools, session, address + page));
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Problem) throw error;
    throw new Problem('printing_failed', { value: error instanceof Error ? error.message.slice(0, 200) : '' }, { cause: error });
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
    const answer = isOwn ? devtools.send('Fetch.continueRequest', { requestId }, of) : devtools.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }, of);
    answer.catch(() => undefined);
  });
  for (const domain of ['Page', 'Network', 'Runtime', 'Fetch']) await devtools.send(`${domain}.enable`, {}, session);
  await devtools.send('Emulation.setScriptExecutionDisabled', { value: true }, session);
  await devtools.send('Emulation.setEmulatedMedia', { media: 'print' }, session);
  return session;
}

async function printed(devtools: Devtools, session: string, url: string): Promise<Buffer> {
  await open(devtools, session, url);
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
  await devtools.send('Runtime.evaluate', { expression: 'document.fonts.ready.then(() => 0)', awaitPromise: true }, session);
}
