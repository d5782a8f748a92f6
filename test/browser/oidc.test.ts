import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CurrentSession } from '../../access/contract.ts';
import { signInService, type Citizen, type SignInService } from '../support/oidc.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';
import { axeFaults, openBrowser, visit } from './browser.ts';

let service: SignInService;
let server: TestServer;
let browser: Browser;
/** milliseconds by which the program's clock is ahead */
let later = 0;

beforeAll(async () => {
  service = await signInService();
  server = await testServer(service.settings, { now: () => new Date(Date.now() + later) });
  service.serve(server.address);
  const folder = await writeProgramme(smallProgramme());
  await server.application.loadProgramme(folder);
  await rm(dirname(folder), { recursive: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await service?.close();
});

const inBrowser = async (work: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> => {
  const context = await browser.newContext();
  try {
    await work(await context.newPage(), context);
  } finally {
    await context.close();
  }
};

/** On the service's own pages: who it is, and yes to what the program asks for. */
async function identify(page: Page, name: string, citizen: Citizen): Promise<void> {
  service.people.set(name, citizen);
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('anything');
  await page.getByRole('button', { name: /sign-in/i }).click();
  await page.getByRole('button', { name: /continue/i }).click();
  await page.waitForURL(`${server.address}/**`);
}

async function signIn(page: Page, name: string, citizen: Citizen, next = '/account'): Promise<void> {
  await page.goto(`${server.address}/api/oidc/start?next=${encodeURIComponent(next)}`);
  await identify(page, name, citizen);
}

const person = (name: string, ...roles: string[]): Citizen => ({ email: `${name}@regione.example`, name, roles });
const sessionOf = async (context: BrowserContext): Promise<CurrentSession | number> => {
  const response = await context.request.get(`${server.address}/api/sessions/current`);
  return response.ok() ? ((await response.json()) as CurrentSession) : response.status();
};
const grantsOf = async (context: BrowserContext) => {
  const session = await sessionOf(context);
  return typeof session === 'number' ? session : session.person.grants;
};
const lastActs = async (count: number) => {
  const rows = await server.application.database.rows<{ action: string; detail: string }>(
    'SELECT action, detail FROM audit ORDER BY seq DESC LIMIT ?',
    [count],
  );
  return rows.map(({ action, detail }) => [action, JSON.parse(detail)]).reverse();
};
/** The page that says why nobody was let in. */
const refusal = async (page: Page, context: BrowserContext, reason: string, text: string) => {
  expect(page.url()).toContain(`/sign-in/refused?reason=${reason}`);
  await page.getByText(text).waitFor();
  expect(await sessionOf(context)).toBe(401);
};

describe('the Region’s own sign-in service', () => {
  it('lets in whoever it gives a role, from the page for signing in to the page that was wanted', () =>
    inBrowser(async (page, context) => {
      await visit(page, `${server.address}/en/sign-in?next=${encodeURIComponent('/en/account?x=1')}`);
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('link', { name: 'Sign in through the Region’s service' }).click();
      await identify(page, 'anna', person('anna', 'analyst@small/province:077', 'something.else'));
      expect(page.url()).toBe(`${server.address}/en/account?x=1`);
      await page.getByRole('link', { name: 'anna' }).waitFor();
      const scope = { programme: 'small', territory: 'province:077', organisation: null };
      expect(await sessionOf(context)).toMatchObject({
        person: { name: 'anna', email: 'anna@regione.example', grants: [{ role: 'analyst', ...scope }] },
        mustChange: false,
      });
      expect(await lastActs(3)).toEqual([
        ['account.add', { by: 'oidc' }],
        ['right.give', { by: 'oidc', role: 'analyst', territory: 'province:077' }],
        ['session.open', { by: 'oidc' }],
      ]);
    }));

  it('decides again at each sign-in: what it no longer says is taken away, in every session', () =>
    inBrowser(async (page, context) => {
      await signIn(page, 'bruno', person('bruno', 'planner@small', 'analyst'));
      expect(await grantsOf(context)).toHaveLength(2);
      await inBrowser(async (other, elsewhere) => {
        await signIn(other, 'bruno', person('bruno', 'planner@small'));
        expect(await grantsOf(elsewhere)).toMatchObject([{ role: 'planner', programme: 'small' }]);
        expect(await lastActs(2)).toMatchObject([
          ['right.take', { role: 'analyst' }],
          ['session.open', {}],
        ]);
      });
      expect(await sessionOf(context)).toBe(401);
      await inBrowser(async (third, elsewhere) => {
        await signIn(third, 'bruno', person('bruno', 'no_role_of_ours'));
        await refusal(third, elsewhere, 'oidc_refused', 'non ti dà alcun ruolo qui');
        expect(await lastActs(2)).toMatchObject([
          ['right.take', { role: 'planner' }],
          ['session.refused', {}],
        ]);
      });
    }));

  it('makes no account for somebody without a role that is known here', () =>
    inBrowser(async (page, context) => {
      await signIn(
        page,
        'carla',
        person('carla', 'king', 'analyst@nowhere', 'analyst@small/province:999', 'Analyst'),
        '/en/account',
      );
      await refusal(page, context, 'oidc_refused', 'gives you no role here');
      expect(await axeFaults(page)).toEqual([]);
      const [row] = await server.application.database.rows(
        "SELECT count(*)::INTEGER AS n FROM account WHERE name = 'carla'",
      );
      expect(row).toEqual({ n: 0 });
      expect(await lastActs(1)).toEqual([['session.refused', { reason: 'oidc_refused' }]]);
      expect((await page.reload())!.status()).toBe(403);
    }));

  it('takes over no account that has a passphrase', () =>
    inBrowser(async (page, context) => {
      const passphrase = 'quattro parole prese a caso';
      await server.application.access.add({ email: 'Dora@regione.example', name: 'Dora', grants: [], passphrase });
      await signIn(page, 'dora', person('dora', 'administrator'));
      await refusal(page, context, 'oidc_address_taken', 'c’è già un accesso con frase d’accesso');
    }));

  it('opens no account that was closed here', () =>
    inBrowser(async (page, context) => {
      await signIn(page, 'elio', person('elio', 'planner'));
      await context.clearCookies();
      await server.application.database.write((tx) =>
        tx.run("UPDATE account SET closed_on = '2026-01-01' WHERE name = 'elio'"),
      );
      await signIn(page, 'elio', person('elio', 'planner'));
      await refusal(page, context, 'oidc_refused', 'non ti dà alcun ruolo qui');
    }));
});

describe('what comes back from the service counts only', () => {
  const flowCookie = async (context: BrowserContext) => (await context.cookies()).find(({ name }) => name === 'oidc');
  /** Begins a sign-in, changes one word of what the service is asked, and goes on. */
  const begin = async (page: Page, context: BrowserContext, change: (query: URLSearchParams) => void) => {
    const response = await context.request.get(`${server.address}/api/oidc/start`, { maxRedirects: 0 });
    const address = new URL(response.headers().location!);
    change(address.searchParams);
    await page.goto(address.href);
  };

  it('with the state with which it was begun', () =>
    inBrowser(async (page, context) => {
      await begin(page, context, (query) => query.set('state', 'another'));
      await identify(page, 'franca', person('franca', 'planner'));
      await refusal(page, context, 'oidc_failed', 'non ha confermato chi sei');
    }));

  it('with its nonce, so that no other sign-in’s token will do', () =>
    inBrowser(async (page, context) => {
      await begin(page, context, (query) => query.set('nonce', 'another'));
      await identify(page, 'gino', person('gino', 'planner'));
      await refusal(page, context, 'oidc_failed', 'non ha confermato chi sei');
    }));

  it('with its PKCE verifier, so that a code that was caught opens nothing', () =>
    inBrowser(async (page, context) => {
      await begin(page, context, (query) => query.set('code_challenge', 'a'.repeat(43)));
      await identify(page, 'ida', person('ida', 'planner'));
      await refusal(page, context, 'oidc_failed', 'non ha confermato chi sei');
    }));

  it('in the browser that began it, and once', () =>
    inBrowser(async (page, context) => {
      await page.goto(`${server.address}/api/oidc/start`);
      const kept = (await flowCookie(context))!;
      expect(kept).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
      expect(kept.expires - Date.now() / 1000).toBeLessThanOrEqual(600);
      const back = page.waitForRequest(/\/api\/oidc\/callback/);
      await identify(page, 'lia', person('lia', 'planner'));
      expect(await grantsOf(context)).toHaveLength(1);
      expect(await flowCookie(context)).toBeUndefined();
      const address = (await back).url();
      await inBrowser(async (other, elsewhere) => {
        await other.goto(address);
        await refusal(other, elsewhere, 'oidc_failed', 'non ha confermato chi sei');
        await elsewhere.addCookies([kept]);
        await other.goto(address);
        await refusal(other, elsewhere, 'oidc_failed', 'non ha confermato chi sei');
        const other2 = { ...kept, value: `${kept.value.slice(0, -4)}AAAA` };
        await elsewhere.addCookies([other2]);
        await other.goto(address);
        await refusal(other, elsewhere, 'oidc_failed', 'non ha confermato chi sei');
      });
    }));

  it('within ten minutes, whatever the browser keeps', () =>
    inBrowser(async (page, context) => {
      await page.goto(`${server.address}/api/oidc/start`);
      later = 11 * 60_000;
      await identify(page, 'olga', person('olga', 'planner'));
      later = 0;
      await refusal(page, context, 'oidc_failed', 'non ha confermato chi sei');
    }));

  it('with a yes: whoever says no is not signed in', () =>
    inBrowser(async (page, context) => {
      let state = '';
      await begin(page, context, (query) => (state = query.get('state')!));
      await page.goto(`${server.address}/api/oidc/callback?error=access_denied&state=${state}`);
      await refusal(page, context, 'oidc_failed', 'non ha confermato chi sei');
    }));

  it('and leads to no page of another site', () =>
    inBrowser(async (page) => {
      await signIn(page, 'mara', person('mara', 'planner'), '//elsewhere.example/');
      expect(page.url()).toBe(`${server.address}/account`);
    }));
});

describe('a service', () => {
  it('that tells roles on request alone is asked', async () => {
    const other = await signInService({ inToken: false });
    const program = await testServer(other.settings);
    other.serve(program.address);
    try {
      await inBrowser(async (page, context) => {
        other.people.set('nora', { ...person('nora'), roles: 'privacy_officer' });
        await page.goto(`${program.address}/api/oidc/start`);
        await page.locator('input[name=login]').fill('nora');
        await page.locator('input[name=password]').fill('anything');
        await page.getByRole('button', { name: /sign-in/i }).click();
        await page.getByRole('button', { name: /continue/i }).click();
        await page.waitForURL(`${program.address}/account`);
        const response = await context.request.get(`${program.address}/api/sessions/current`);
        expect(await response.json()).toMatchObject({
          person: { grants: [{ role: 'privacy_officer', programme: null }] },
        });
      });
    } finally {
      await program.close();
      await other.close();
    }
  });

  it('that is down stops nobody from starting the program, and says so', async () => {
    const gone = await signInService();
    await gone.close();
    const program = await testServer(gone.settings);
    try {
      const response = await fetch(`${program.address}/api/oidc/start?next=/en/account`);
      expect(response.url).toBe(`${program.address}/en/sign-in/refused?reason=oidc_unavailable`);
      expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('does not answer')]);
    } finally {
      await program.close();
    }
  });

  it('that is not set up is not offered', async () => {
    const program = await testServer();
    try {
      const response = await fetch(`${program.address}/api/oidc/start`);
      expect(response.status).toBe(404);
      expect(await (await fetch(`${program.address}/sign-in`)).text()).not.toContain('/api/oidc');
    } finally {
      await program.close();
    }
  });
});
