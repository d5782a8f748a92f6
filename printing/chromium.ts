/** A browser without a window, as a child of its own for one piece of work, spoken to through two pipes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { openDevtools, type Devtools } from './devtools.ts';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that the settings name, else one that the system has; null where there is none. */
export function findChromium(path: string | undefined): string | null {
  if (path !== undefined) return existsSync(path) ? path : null;
  return installed.find((one) => existsSync(one)) ?? null;
}

/** Nothing that a browser does by itself. */
const quiet = [
  ...['--headless', '--remote-debugging-pipe', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions'],
  ...['--disable-default-apps', '--mute-audio'],
];

/** No name is looked up, and no other machine is reached. */
const only = (host: string) => `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${host}`;

/** The browser's own sandbox does not work for root. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * Gives the work a browser, and ends it with all its processes whatever happens: when the work is over, when `signal`
 * says so, when time is up.
 * @param host  the only one that it reaches
 * @param limit  in milliseconds
 */
export async function withChromium<T>(
  path: string,
  { host, signal, limit }: { readonly host: string; readonly signal: AbortSignal; readonly limit: number },
  work: (devtools: Devtools, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'fabbisogni-print-'));
  const child = start(path, folder, host);
  const either = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
  const stop = () => end(child);
  either.addEventListener('abort', stop, { once: true });
  try {
    either.throwIfAborted();
    return await work(devtoolsOf(child), either);
  } catch (error) {
    either.throwIfAborted();
    throw error;
  } finally {
    either.removeEventListener('abort', stop);
    const gone = child.exitCode === null && child.signalCode === null && child.pid !== undefined;
    const left = gone ? new Promise((resolve) => child.once('close', resolve)) : null;
    end(child);
    await left;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Of the environment it gets what fonts and libraries need: no setting of ours, and no secret. */
function start(path: string, folder: string, host: string): ChildProcess {
  const { PATH, LANG, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  const env = { HOME: folder, TMPDIR: folder, PATH, LANG, LD_LIBRARY_PATH, FONTCONFIG_PATH };
  const options = { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true, env } as const;
  return spawn(path, [...quiet, only(host), ...sandbox, `--user-data-dir=${join(folder, 'profile')}`], {
    ...options,
    stdio: [...options.stdio],
  });
}

function devtoolsOf(child: ChildProcess): Devtools {
  const [, , , into, from] = child.stdio;
  const gone = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => reject(new Error(`the browser ended (${code ?? signal})`)));
  });
  gone.catch(() => undefined);
  return openDevtools(into as Writable, from as Readable, gone);
}

/** The whole group: a browser is several processes. */
function end({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has just ended by itself
  }
}
