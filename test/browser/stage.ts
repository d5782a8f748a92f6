import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { shippedProgramme } from '../../application.ts';
import { loaded } from '../support/loaded.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { openBrowser } from './browser.ts';

/** The smallest phone we draw for. */
export const phone = { viewport: { width: 360, height: 740 } };
export const openDay = () => new Date('2026-06-15T10:00:00Z');

export interface Stage {
  server(): TestServer;
  /** where the pages are */
  address(): string;
  /** accepted answers of a survey, as the server counts them */
  total(survey?: string): number;
  /** Gives the work a page of its own, with nothing kept from earlier ones. */
  onPage(work: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<void>;
}

/** What the server of a stage is given. */
export interface Load {
  (server: TestServer): Promise<void>;
  /** nothing but these programmes that ship: they stand in the server's folder before it starts */
  readonly programmes?: readonly string[];
}

/** Loads programmes that ship. */
export function shipped(...programmes: string[]): Load {
  const load = async (server: TestServer) => {
    for (const id of programmes) await server.application.loadProgramme(shippedProgramme(id));
  };
  return Object.assign(load, { programmes });
}

/** The one who may do everything, on a stage that has one. */
export const administrator = { ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD: 'quattro parole prese a caso' };

/**
 * A server and a browser, for the tests of one file.
 * @param load  what the server is given: Basilicata's programme unless told
 */
export function openStage(load: Load = shipped('basilicata'), settings: Readonly<Record<string, string>> = {}): Stage {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    const { programmes } = load;
    server = await testServer(settings, { now: openDay }, programmes && loaded(...programmes));
    if (!programmes) await load(server);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  const onPage: Stage['onPage'] = async (work, options = phone) => {
    const context = await browser.newContext(options);
    try {
      await work(await context.newPage());
    } finally {
      await context.close();
    }
  };
  const total = (survey = 'basilicata-citizens-2026') =>
    server.application.survey.surveys().find(({ id }) => id === survey)?.responses ?? -1;
  return { server: () => server, address: () => server.address, total, onPage };
}
