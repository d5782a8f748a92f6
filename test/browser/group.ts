/** A server with a programme of focus groups, its moderators and sessions, and a browser to sit in front of them. */
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Grant, Role } from '../../access.ts';
import { shippedProgramme } from '../../application.ts';
import type { FocusSession, Statement } from '../../survey/contract.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { openBrowser } from './browser.ts';

const passphrase = 'quattro parole prese a caso';
export const people = ['mara', 'bea', 'carlo', 'petra'] as const;
export type Name = (typeof people)[number];
const roles: Record<Name, Role> = { mara: 'moderator', bea: 'moderator', carlo: 'coder', petra: 'privacy_officer' };
const emailOf = (name: Name) => `${name}@example.org`;

export interface Group {
  readonly server: TestServer;
  readonly browser: Browser;
  /** a window of its own in which somebody has signed in */
  window(name: Name | null, width?: number, height?: number, script?: boolean): Promise<BrowserContext>;
  call<T>(method: string, path: string, body?: unknown, name?: Name): Promise<T>;
  /** a session under way, with P1, P2 (not to be quoted) and P3 */
  session(more?: object, state?: 'planned' | 'live'): Promise<FocusSession>;
  statements(session: string): Promise<Statement[]>;
  close(): Promise<void>;
}

export async function openGroup(): Promise<Group> {
  const server = await testServer();
  await server.application.loadProgramme(shippedProgramme('moral'));
  const cookies = new Map<Name, string>();
  for (const name of people) cookies.set(name, await hire(server, name));
  const browser = await openBrowser();

  const call: Group['call'] = async <T>(method: string, path: string, body?: unknown, name: Name = 'mara') => {
    const headers = { cookie: cookies.get(name)!, 'content-type': 'application/json' };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(`${server.address}/api${path}`, init);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? null : await response.json()) as T;
  };
  return {
    ...{ server, browser, call },
    window: async (name, width = 1280, height = 900, script = true) => {
      const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: script });
      const [key = '', value = ''] = (name ? cookies.get(name)! : '').split('=');
      if (name) await context.addCookies([{ name: key, value, url: server.address }]);
      return context;
    },
    session: async (more = {}, state = 'live') => {
      const planned = await call<FocusSession>('POST', '/focus-groups', { ...plan(), ...more });
      const path = `/focus-groups/${planned.id}`;
      for (const [number, role] of ['Imprenditrice', 'Responsabile del personale', 'Disoccupato'].entries()) {
        const person = { role, group: null, takesPart: true, mayQuote: number !== 1, revision: 0 };
        await call('PUT', `${path}/participants/${number + 1}`, person);
      }
      return call<FocusSession>('PUT', path, { revision: planned.revision, state });
    },
    statements: (session) => call<Statement[]>('GET', `/focus-groups/${session}/statements`),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

const plan = () => ({
  ...{ id: randomUUID(), programme: 'moral', title: 'Microcredenziali e lavoro', heldOn: '2026-06-20' },
  ...{ place: 'Sala del Consiglio', territory: 'country:IT', groups: [], language: 'it' },
});

async function hire({ application, address }: TestServer, name: Name): Promise<string> {
  const grants: Grant[] = [{ role: roles[name], programme: 'moral', territory: null, organisation: null }];
  const called = name[0]!.toUpperCase() + name.slice(1);
  await application.access.add({ email: emailOf(name), name: called, grants, passphrase });
  const response = await fetch(`${address}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: emailOf(name), password: passphrase }),
  });
  return (response.headers.get('set-cookie') ?? '').split(';')[0]!;
}

/** The line to write on. */
export const line = (page: Page) => page.getByRole('form', { name: 'Nuovo appunto' }).getByRole('textbox');
export const standing = (page: Page) => page.getByTestId('standing');

/** Writes a line and stores it, by the keyboard alone. */
export async function note(page: Page, words: string): Promise<void> {
  await line(page).pressSequentially(words);
  await line(page).press('Enter');
}

/** Opens the notes of a session and waits until this device has opened its own. */
export async function openNotes(page: Page, address: string, session: string, language = ''): Promise<void> {
  await page.goto(`${address}${language}/session/${session}`);
  await standing(page)
    .getByText(/^(Sincronizzato|Synchronized|Salvato qui|Saved here)/)
    .waitFor();
}
