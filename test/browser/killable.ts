/** A browser with a profile that stays, whose process can be ended as a battery ends it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright-core';
import { browserPath } from './browser-path.ts';

export interface Killable {
  /** Starts the browser on the same profile. @returns its one page */
  start(): Promise<Page>;
  /** Ends the browser at once: nothing of it is asked to finish anything. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function killableBrowser(): Promise<Killable> {
  const profile = await mkdtemp(join(tmpdir(), 'fabbisogni-profile-'));
  let child: ChildProcess | null = null;
  const kill = async () => {
    if (!child?.pid) return;
    const gone = new Promise((resolve) => child!.once('exit', resolve));
    // with everything that it started
    process.kill(-child.pid, 'SIGKILL');
    await gone;
    child = null;
  };
  const start = async () => {
    child = spawn(await browserPath(), [...options, `--user-data-dir=${profile}`, 'about:blank'], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const browser = await chromium.connectOverCDP(await addressOf(child));
    const [context] = browser.contexts();
    const page = context!.pages()[0] ?? (await context!.newPage());
    await page.setViewportSize({ width: 360, height: 740 });
    return page;
  };
  const close = async () => {
    await kill();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { start, kill, close };
}

const options = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--remote-debugging-port=0'],
];

async function addressOf({ stderr }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stderr! })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('the browser has not started');
}
