import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../access.ts';
import { codeOf, counterAt } from '../../access/totp.ts';
import { axeFaults, pageFaults, settled, visit, watch } from './browser.ts';
import { openDay, openStage } from './stage.ts';

const { server, address, onPage } = openStage();
const passphrase = 'quattro parole prese a caso';
const fresh = 'cinque altre parole prese a caso';
const planner: Grant = { role: 'planner', programme: 'basilicata', territory: 'province:077', organisation: null };
let people = 0;

async function member(name = 'Ada Lucana'): Promise<string> {
  const email = `ada${people++}@example.org`;
  await server().application.access.add({ email, name, grants: [planner], passphrase });
  return email;
}

async function signIn(page: Page, email: string, password = passphrase): Promise<void> {
  await page.getByLabel('Indirizzo email').fill(email);
  await page.getByLabel('Frase d’accesso', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Entra' }).click();
}

async function enter(page: Page, email: string, password = passphrase): Promise<void> {
  await visit(page, `${address()}/sign-in`);
  await signIn(page, email, password);
  await page.getByRole('heading', { name: 'Il tuo accesso' }).waitFor();
}

describe('signing in', () => {
  it('is done with the keyboard alone, fields filled in by a password manager, and leads to what was wanted', () =>
    onPage(async (page) => {
      const email = await member();
      await visit(page, `${address()}/account`);
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/sign-in?next=%2Faccount');
      const offered = await page
        .locator('form input')
        .evaluateAll((all) => all.map((one) => one.getAttribute('autocomplete')));
      expect(offered).toEqual(['username', 'current-password', 'one-time-code']);
      await page.getByLabel('Indirizzo email').focus();
      await page.keyboard.type(email);
      await page.keyboard.press('Tab');
      await page.keyboard.type(passphrase);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${address()}/account`);
      await page.getByRole('link', { name: 'Ada Lucana' }).waitFor();
      await page.getByText('Programmazione: Fabbisogni formativi in Basilicata · Matera').waitFor();
    }));

  it('says plainly what did not work, never which of the three was wrong, and keeps what was typed', () =>
    onPage(async (page) => {
      const said: string[] = [];
      for (const email of [await member(), 'nobody@example.org']) {
        await visit(page, `${address()}/sign-in`);
        await signIn(page, email, 'not the right passphrase');
        said.push(await page.getByRole('alert').innerText());
        expect(await page.getByLabel('Indirizzo email').inputValue()).toBe(email);
        expect(await axeFaults(page)).toEqual([]);
      }
      expect(said[0]).toContain('Indirizzo, frase d’accesso e codice non corrispondono');
      expect(said[1]).toBe(said[0]);
    }));

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'leads to no other site: %s',
    (next) =>
      onPage(async (page) => {
        const seen = watch(page, address());
        await visit(page, `${address()}/sign-in?next=${encodeURIComponent(next)}`);
        await signIn(page, await member());
        await page.waitForURL(`${address()}/account`);
        expect(seen.foreign).toEqual([]);
      }),
  );

  it('sends nothing without JavaScript, and says so', async () => {
    const html = await (await fetch(`${address()}/sign-in`)).text();
    expect(html).toMatch(/<noscript>.*Per entrare serve JavaScript.*<\/noscript>/s);
    expect(/<form[^>]*>/.exec(html)?.[0]).toContain('method="post"');
    expect(/<button type="submit"[^>]*>/.exec(html)?.[0]).toContain('disabled');
  });
});

describe('the own account', () => {
  it('comes first while the passphrase is one that others made, and then leads on to the page that was wanted', () =>
    onPage(async (page) => {
      const email = 'neo@example.org';
      const made = await server().application.access.add({ email, name: 'Neo', grants: [planner] });
      const [wanted, next] = ['/admin', '?next=%2Fadmin'];
      await visit(page, `${address()}/sign-in${next}`);
      await signIn(page, email, made.passphrase);
      await page.waitForURL(`${address()}/account${next}`);
      // who asks for the way in again is sent here again
      await visit(page, `${address()}/sign-in${next}`);
      expect(page.url()).toBe(`${address()}/account${next}`);
      await page.locator('#current').fill(made.passphrase);
      await page.locator('#new').fill(fresh);
      await page.getByRole('button', { name: 'Cambia frase d’accesso' }).click();
      await page.getByRole('link', { name: 'Vai alla pagina che cercavi' }).click();
      await page.waitForURL(`${address()}${wanted}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }));

  it('passes axe in both themes and languages, asks nobody else, and fits the window', () =>
    onPage(async (page) => {
      await enter(page, await member('Una persona dal nome davvero molto lungo e composto'));
      for (const path of ['/account', '/en/account']) expect(await pageFaults(page, address() + path)).toEqual([]);
    }));

  it('changes the passphrase, and this page stays signed in', () =>
    onPage(async (page) => {
      const email = await member();
      await enter(page, email);
      const form = page.getByRole('region', { name: 'Frase d’accesso' });
      await form.getByLabel('Frase d’accesso di ora').fill(passphrase);
      await form.getByLabel('Frase d’accesso nuova').fill('troppo corta');
      await form.getByRole('button').click();
      expect(await form.getByRole('alert').innerText()).toContain('da 15 a 200 caratteri');
      await form.getByLabel('Frase d’accesso nuova').fill(fresh);
      await form.getByRole('button').click();
      await form.getByText('Cambiata.').waitFor();
      await settled(page, () => page.reload());
      await page.getByRole('heading', { name: 'Il tuo accesso' }).waitFor();
    }));

  it('turns the authenticator on by its QR code, and asks for the code at the next sign-in', () =>
    onPage(async (page) => {
      const email = await member();
      await enter(page, email);
      const form = page.getByRole('region', { name: 'Codice dell’app' });
      await form.getByLabel('Frase d’accesso di ora').fill(passphrase);
      await form.getByRole('button', { name: 'Attiva il codice' }).click();
      await form.getByRole('img', { name: 'Chiave per l’app' }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      const secret = (await form.locator('code').innerText()).replace(/\s/g, '');
      await form.getByLabel('Codice dell’app').fill(codeOf(bytesOf(secret), counterAt(openDay().getTime())));
      await form.getByRole('button', { name: 'Conferma' }).click();
      await form.getByText('Attivo: per entrare').waitFor();
      await page.getByRole('button', { name: 'Esci', exact: true }).click();
      await page.getByRole('link', { name: 'Entra' }).waitFor();
      await visit(page, `${address()}/sign-in`);
      await signIn(page, email);
      await page.getByRole('alert').waitFor();
    }));

  it('signs out, and back does not bring it back', () =>
    onPage(async (page) => {
      await enter(page, await member());
      await page.getByRole('button', { name: 'Esci da tutti i dispositivi' }).click();
      await page.getByRole('link', { name: 'Entra' }).waitFor();
      await page.goto(`${address()}/account`);
      expect(new URL(page.url()).pathname).toBe('/sign-in');
    }));

  it('of somebody whose passphrase others made asks first for another', () =>
    onPage(async (page) => {
      const email = `new${people++}@example.org`;
      const made = await server().application.access.add({ email, name: 'Nuova', grants: [planner] });
      await enter(page, email, made.passphrase);
      await page.getByText('Questa frase d’accesso è stata creata da altri').waitFor();
    }));
});

describe('a page that is posted to from another site', () => {
  it('is refused', async () => {
    const headers = { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(`${address()}/account`, { method: 'POST', headers, body: 'a=b', redirect: 'manual' });
    expect(response.status).toBe(403);
  });
});

function bytesOf(secret: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
}
