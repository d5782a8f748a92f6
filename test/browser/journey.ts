/** A server with the microcredentials, what employers answered and published, and whoever works on focus groups. */
import type { Download, Page } from 'playwright-core';
import type { Role } from '../../access.ts';
import { generate } from '../../survey/generate/generate.ts';
import { unzip } from '../../survey/zip.ts';
import type { TestServer } from '../support/server.ts';
import { signIn } from './staff.ts';
import { note, standing } from './group.ts';
import { openStage, shipped, type Stage } from './stage.ts';

const passphrase = 'quattro parole prese a caso';
export const employers = 'moral-employers-2026';
const staff = {
  mara: { name: 'Mara Rossi', role: 'moderator' },
  carla: { name: 'Carla Neri', role: 'coder' },
  dino: { name: 'Dino Bassi', role: 'coder' },
  anna: { name: 'Anna Leo', role: 'analyst' },
  piero: { name: 'Piero Conti', role: 'planner' },
} as const satisfies Record<string, { name: string; role: Role }>;
export type Name = keyof typeof staff;

async function fill(server: TestServer): Promise<void> {
  const { application } = server;
  await shipped('moral')(server);
  for (const [name, { name: called, role }] of Object.entries(staff)) {
    const grants = [{ role, programme: 'moral', territory: null, organisation: null }];
    await application.access.add({ email: `${name}@example.org`, name: called, grants, passphrase });
  }
  await generate(application, { survey: employers, responses: 200, seed: 'journey' });
  await application.publish(employers, 'command');
  await application.analytics.reload(employers);
}

export interface Journey extends Stage {
  /** Gives the work a window in which somebody came in by the page for that. */
  as(name: Name, next: string, work: (page: Page) => Promise<void>): Promise<void>;
}

export function openJourney(): Journey {
  const stage = openStage(fill);
  const as: Journey['as'] = (name, next, work) =>
    stage.onPage(
      async (page) => {
        page.setDefaultTimeout(15_000);
        await signIn(page, stage.address(), `${name}@example.org`, passphrase, next);
        await work(page);
      },
      { viewport: { width: 1280, height: 900 } },
    );
  return { ...stage, as };
}

/** Who takes part: a role, a group, and whether they signed to be quoted. */
export type Participant = readonly [role: string, group: string, mayQuote: boolean];
export interface Plan {
  readonly title: string;
  readonly day: string;
  readonly place: string;
  readonly territory: string;
  readonly language?: string;
  /** whom it is about */
  readonly groups: readonly string[];
  readonly people: readonly Participant[];
}

/** Plans a session from the list, enters its people, and is on their page. */
export async function plan(
  page: Page,
  { title, day, place, territory, language, groups, people }: Plan,
): Promise<void> {
  await page.getByRole('link', { name: 'Focus group' }).first().click();
  await page.getByRole('link', { name: /^Nuovo incontro/ }).click();
  await page.getByRole('textbox', { name: 'Titolo' }).fill(title);
  await page.getByLabel('Giorno').fill(day);
  await page.getByRole('textbox', { name: 'Luogo' }).fill(place);
  await page.getByRole('combobox', { name: 'Territorio' }).selectOption({ label: territory });
  if (language) await page.getByRole('combobox', { name: 'Lingua' }).selectOption({ label: language });
  for (const group of groups) await page.getByRole('checkbox', { name: group }).check();
  await page.getByRole('button', { name: 'Prepara l’incontro' }).click();
  for (const [at, person] of people.entries()) await enter(page, at + 1, person);
}

async function enter(page: Page, number: number, [role, group, mayQuote]: Participant): Promise<void> {
  const heading = page.getByRole('heading', { name: `Aggiungi P${number}`, exact: true });
  const form = page.getByRole('listitem').filter({ has: heading });
  await form.getByLabel('Ruolo').fill(role);
  await form.getByLabel('Gruppo').selectOption({ label: group });
  if (mayQuote) await form.getByLabel('Si può citare, senza nome').check();
  await form.getByRole('button', { name: /^Aggiungi/ }).click();
  await page.getByText(`P${number}: salvato.`).waitFor();
}

/** Goes from the people to the notes, begins, writes line after line, and closes when the server has them. */
export async function type(page: Page, lines: readonly string[]): Promise<void> {
  await page.getByRole('link', { name: 'Vai agli appunti' }).click();
  await page.getByRole('button', { name: 'Comincia l’incontro' }).click();
  const synced = standing(page).getByText('Sincronizzato', { exact: true });
  await synced.waitFor();
  for (const line of lines) await note(page, line);
  await page.getByText(lines.at(-1)!.replace(/^(\.\S+ )+/, ''), { exact: true }).waitFor();
  await synced.waitFor();
  await page.getByRole('link', { name: 'Temi e chiusura', exact: true }).click();
  await page.getByRole('button', { name: 'Chiudi l’incontro' }).click();
  await page.getByRole('button', { name: 'Riapri l’incontro' }).waitFor();
}

/** Takes a reading of a session, gives each statement the code whose name begins so, and hands it in. */
export async function read(page: Page, session: string, pass: 'prima' | 'seconda', codes: readonly string[]) {
  await page.getByRole('button', { name: `Prendi la ${pass} lettura ${session}` }).click();
  await page.getByRole('heading', { name: session, level: 1 }).waitFor();
  for (const [at, begins] of codes.entries()) {
    await page.getByRole('textbox', { name: `Frase ${at + 1}:` }).focus();
    await page.keyboard.type(begins);
    await page.keyboard.press('Enter');
    const given = page.getByRole('list', { name: 'Codici di questa frase' });
    await given.nth(at).getByRole('button', { name: 'Togli' }).waitFor();
  }
  await page.getByRole('button', { name: 'Consegna la lettura' }).click();
}

/** What a link of a page gives to take away; a packed file as the text of all that is in it. */
export async function taken(page: Page, link: string | RegExp): Promise<string> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  const download = await coming;
  const bytes = await bytesOf(download);
  if (!download.suggestedFilename().endsWith('.qdpx')) return bytes.toString('utf8');
  const parts = unzip(bytes, { entries: 1000, bytes: 2 ** 24 });
  return [...parts.values()].map((part) => part.toString('utf8')).join('\n');
}

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
