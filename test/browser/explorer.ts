import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { openBrowser, watch } from './browser.ts';

export const citizens = '/explore/basilicata-citizens-2026';
export const english = '?skill=english&level=area';
export const wide = { viewport: { width: 1440, height: 900 } };

export interface Explorer {
  /** where the pages are */
  address(): string;
  /** Gives the work a page of its own, which must end without an error. */
  onPage(work: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<void>;
  /** Opens a view and waits until its charts are drawn. */
  open(page: Page, search?: string, path?: string): Promise<void>;
}

/** A server with the demonstration and a browser, for the tests of one file. */
export function openExplorer(): Explorer {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await demoServer();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  const onPage: Explorer['onPage'] = async (work, options = wide) => {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const seen = watch(page, server.address);
      await work(page);
      expect(seen.errors).toEqual([]);
    } finally {
      await context.close();
    }
  };
  const open: Explorer['open'] = async (page, search = '', path = citizens) => {
    await page.goto(`${server.address}${path}${search}`);
    await page.locator('#heat svg [role=option]').first().waitFor();
  };
  return { address: () => server.address, onPage, open };
}

/** The view that the address shows. */
export const shown = (page: Page): string => new URL(page.url()).search;
export const chosenPlace = (page: Page) => page.locator('.places a[aria-current]');
