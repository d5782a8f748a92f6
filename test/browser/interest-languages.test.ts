import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eight, eightLanguages, type Eight } from '../support/eight-languages.ts';
import type { TestServer } from '../support/server.ts';
import { writeProgramme } from '../support/small-programme.ts';
import { overflow } from './browser.ts';
import { spoken, texts } from './languages.ts';
import { openStage, shipped } from './stage.ts';

const names = ['title', 'lead', 'withdrawal', 'retention', 'legalBasis', 'consent', 'submit', 'thanks'] as const;
const inEach = (name: string) => Object.fromEntries(eight.map((language) => [language, `${name} [${language}]`]));
const form = { version: '1', keep: { months: 6 }, ...Object.fromEntries(names.map((name) => [name, inEach(name)])) };

/** A programme in eight languages with the form of self-employment, and Mantova in two. */
async function load(server: TestServer): Promise<void> {
  const folder = await writeProgramme({ ...eightLanguages(), 'forms.json': { self_employment: form } });
  await server.application.loadProgramme(folder);
  await rm(dirname(folder), { recursive: true });
  await shipped('mantova')(server);
}
const { server, address, onPage } = openStage(load);
const path = '/interest/small/self_employment';

describe.each(['es', 'el', 'pl', 'de', 'sv', 'fi'] as const)('somebody who is interested, in %s', (language: Eight) => {
  const said = texts(language);

  it('reads the form, is told what is missing, and sends it, all in that language', () =>
    onPage(
      async (page) => {
        await page.goto(address() + spoken(language, path));
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        expect(await page.locator('h1').innerText()).toBe(`title [${language}]`);
        expect(await page.locator('.unreviewed').innerText()).toContain(said['shell.unreviewed']);
        expect(await overflow(page)).toBe(0);
        await page.getByLabel(said['interest.municipality']!, { exact: true }).selectOption({ index: 1 });
        await page.getByLabel(said['interest.person']!, { exact: true }).fill('Anna Rossi');
        await page.getByLabel(said['interest.contact']!, { exact: true }).fill('nothing');
        await page.locator('#adult').check();
        await page.locator('#consent').check();
        await page.getByRole('button', { name: `submit [${language}]` }).click();
        await page.locator('[role=alert]').waitFor();
        const faults = await page.locator('#content').innerText();
        expect(faults).not.toMatch(/needed|email is|to be completed/i);
        expect(await page.locator('#contact').inputValue()).toBe('nothing');
        await page.getByLabel(said['interest.contact']!, { exact: true }).fill('anna@example.org');
        await page.getByRole('button', { name: `submit [${language}]` }).click();
        await page.getByTestId('withdrawal').waitFor();
        expect(page.url()).toContain(`/${language}/interest/`);
        expect(await page.locator('h1').innerText()).toBe(said['interest.sent']);
        const [kept] = await server().application.database.rows<{ n: number }>(
          'SELECT count(*)::INTEGER AS n FROM interest WHERE language = $language',
          { language },
        );
        expect(kept!.n).toBe(1);
      },
      { viewport: { width: 320, height: 640 }, javaScriptEnabled: false },
    ));
});

describe('a language that the programme does not speak', () => {
  it('leads to the English form', async () => {
    const answer = await fetch(`${address()}/fi/interest/mantova/madrina`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([307, '/en/interest/mantova/madrina']);
  });

  it('is refused in a body, at its place', async () => {
    const body = {
      ...{ id: crypto.randomUUID(), kind: 'self_employment', version: '2', language: 'fi', consent: true, adult: true },
      ...{ person: 'A', contact: 'a@example.org', municipality: '020002', available: '' },
    };
    const answer = await fetch(`${address()}/api/register/mantova/interests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { errors } = (await answer.json()) as { errors: { path: string }[] };
    expect([answer.status, errors.map((one) => one.path)]).toEqual([422, ['language']]);
  });
});
