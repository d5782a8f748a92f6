/** The Region's planner, page by page, on the demonstration: from missing seats to an approved plan and the paper of it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FigureRecord, Plan, PlanEffect, PlanProposal } from '../../analytics/contract.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';
import { axeFaults, openBrowser, overflow, visit, watch } from './browser.ts';
import { enter } from './staff.ts';

const passphrase = 'quattro parole prese a caso';
const email = 'regione@example.org';
let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await demoServer();
  browser = await openBrowser();
  const grants = [{ role: 'planner', programme: 'basilicata', territory: null, organisation: null }] as const;
  await server.application.access.add({ email, name: 'Rosa Conte', grants, passphrase });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const done = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();

/** What the interface answers to whoever has signed in. */
async function asked<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(`${server.address}/api${path}`)).json()) as T;
}

/** Themes and a narrow window, once for each page. */
async function isSound(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFaults(page)).toEqual([]);
  }
  const wide = page.viewportSize()!;
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflow(page)).toBe(0);
  await page.setViewportSize(wide);
}

it(
  'leads from a gap to an approved plan whose paper can be redone from its figures',
  { timeout: 180_000 },
  async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await enter(page, server.address, email, passphrase);
    const seen = watch(page, server.address);

    // the gap in English, and from it to a scenario
    await visit(page, `${server.address}/gap/basilicata?skill=english&area=077&group=targetGroup:neet&takeUp=21`);
    await page.getByRole('heading', { name: /^Il conto per «.*[Ii]nglese/ }).waitFor();
    await page.getByRole('link', { name: 'Aggiungi un’edizione a un piano' }).click();
    await page.getByRole('heading', { name: /^Aggiungi un corso di «.*[Ii]nglese/ }).waitFor();
    await page.getByLabel('Titolo').fill('Inglese e digitale 2026');
    await page.getByLabel('Budget in euro').fill('60000');
    await button(page, 'Inizia un piano').click();
    await page.getByRole('heading', { level: 1, name: 'Inglese e digitale 2026' }).waitFor();

    // a blended edition in Matera, from the courses that teach English
    await page.getByLabel('Corso', { exact: true }).selectOption('inglese-per-parlare');
    await page.getByLabel('Comune', { exact: true }).selectOption({ label: 'Matera' });
    await button(page, 'Mostra chi serve').click();
    await page.getByText(/Un’edizione da \d+ posti ne copre [\d,]+ in più/).waitFor();
    await button(page, 'Aggiungi l’edizione').click();
    await done(page, 'L’edizione è nel piano.');
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    await isSound(page);

    // the rest of the money is spent by a proposal, beside the edition that stays
    await page.getByRole('link', { name: 'Proponi un piano' }).click();
    await page.getByRole('heading', { level: 1, name: 'Proposta di piano' }).waitFor();
    await page.getByRole('radio', { name: /^Svelta/ }).check();
    await page.getByLabel('Tempo, al massimo').selectOption('15');
    await page.getByLabel('Almeno, in percento: Matera', { exact: true }).fill('25');
    await page.getByRole('checkbox', { name: /^Solo nei comuni dove il catalogo/ }).check();
    await page.getByRole('checkbox', { name: /^Tieni le righe/ }).check();
    await button(page, 'Calcola la proposta').click();
    await page.getByRole('heading', { name: 'La proposta è in corso' }).waitFor();
    await page.getByRole('heading', { name: 'Che cosa propone' }).waitFor({ timeout: 60_000 });
    const { proposal } = await asked<{ proposal: PlanProposal }>(page, `/plans/${id}/proposal`);
    expect(proposal.result!.floors).toMatchObject([{ key: '077', kept: true }]);
    await page.getByText(/la proposta è al massimo del [\d,]+% sotto il migliore possibile/).waitFor();
    await isSound(page);
    await button(page, /^Prendi/).click();
    await page.waitForURL(`**/plan/${id}`);
    const filled = await asked<Plan>(page, `/plans/${id}`);
    // the take-up of the gap's own slider came with it
    expect([filled.survey, filled.takeUp]).toEqual(['basilicata-citizens-2026', 21]);
    expect(filled.lines).toHaveLength(1 + proposal.result!.lines.length);
    expect((await asked<PlanEffect>(page, `/plans/${id}/effect`)).whole.planned).toBeCloseTo(
      proposal.result!.covered,
      6,
    );

    // each line rests on figures; whoever was not heard is excused; the plan is approved
    for (const { evidence } of filled.lines) expect(evidence.length).toBeGreaterThan(0);
    for (;;) {
      const { missing } = await asked<{ missing: { unheard: string[] } }>(page, `/plans/${id}/missing`);
      if (missing.unheard.length === 0) break;
      await page.locator(`#excuse-${missing.unheard[0]!}`).fill('Incontro fissato a settembre.');
      await page.locator(`form:has(#excuse-${missing.unheard[0]!}) button`).click();
      await done(page, 'Il motivo è salvato.');
    }
    await button(page, 'Condividi con i partner').click();
    await done(page, 'Il piano è condiviso con i partner.');
    await button(page, 'Approva il piano').click();
    await done(page, 'Il piano è approvato.');

    await page.getByRole('link', { name: 'Scheda del piano, da stampare' }).click();
    await page.getByRole('heading', { level: 2, name: 'Chi resta fuori' }).waitFor();
    await isSound(page);
    expect(await page.locator('.sheet').count()).toBe(2);
    await redone(page, filled.takeUp);
    await page.emulateMedia({ media: 'print' });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
    expect(seen).toEqual({ foreign: [], errors: [] });
    await context.close();
  },
);

const written = (value: number) => new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1, useGrouping: 'always' as never }).format(value); // prettier-ignore

/** Each row of the paper again, from the figure beside it: places wanted × take-up. */
async function redone(page: Page, takeUp: number): Promise<void> {
  const rows = page.locator('[data-testid=brief-rows] tbody tr');
  const told = await rows.evaluateAll((all) =>
    all.map((row) => ({
      ...{ key: row.getAttribute('data-row')!, figure: row.getAttribute('data-figure')! },
      cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent!.trim()),
    })),
  );
  expect(told.length).toBeGreaterThan(15);
  for (const { key, figure, cells } of told) {
    const { then } = await asked<FigureRecord>(page, `/figures/${figure}`);
    const own = then.rows.filter((row) => row['targetGroup'] === undefined || row['targetGroup'] === key);
    const sum = (value: (row: (typeof own)[number]) => number | null) =>
      own.reduce((all, row) => all + (Math.max(0, value(row) ?? 0) * row.n! * takeUp) / 100, 0);
    const wanted = own.reduce((all, { estimate, n }) => all + (Math.round(estimate! * n!) * takeUp) / 100, 0);
    expect(cells.slice(0, 2), `${key} of ${figure}`).toEqual([
      written(wanted),
      `${written(sum(({ ciLow }) => ciLow))}–${written(sum(({ ciHigh }) => ciHigh))}`,
    ]);
  }
}
