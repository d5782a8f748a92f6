/** A planner without a mouse: from the map to addresses that others open, each with rights of their own. */
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { visit, watch } from './browser.ts';
import { citizens, wide } from './explorer.ts';
import { enter, tabTo } from './staff.ts';
import { menuOf, password, takingStage } from './taking.ts';

const { server, onPage } = takingStage();

/** A browser of somebody, or of nobody; no page of it has an error. */
const as = (email: string | null, work: (page: Page) => Promise<void>): Promise<void> =>
  onPage(
    async (page) => {
      if (email) await enter(page, server().address, email, password);
      const seen = watch(page, server().address);
      await work(page);
      expect(seen).toEqual({ foreign: [], errors: [] });
    },
    { ...wide, permissions: ['clipboard-read', 'clipboard-write'] },
  );

const hasFocus = (wanted: Locator) => wanted.evaluate((one) => one === document.activeElement);
const pressed = (page: Page, key: string) => page.keyboard.press(key);

/** Chooses in a list by its arrows alone; whatever the page becomes, the list keeps the keyboard. */
async function pick(page: Page, list: Locator, code: string): Promise<void> {
  await pressed(page, 'Home');
  for (let at = 0; at < 20 && (await list.inputValue()) !== code; at++) await pressed(page, 'ArrowDown');
  expect(await list.inputValue()).toBe(code);
}

/** Copies the address of the view by the menu of a figure, which gives the keyboard back to its dots. */
async function copyAddress(page: Page, chart: string): Promise<string> {
  const dots = menuOf(page, chart).locator('summary');
  await tabTo(page, dots);
  await pressed(page, 'Enter');
  await menuOf(page, chart).getByRole('listitem').first().waitFor();
  await tabTo(page, menuOf(page, chart).getByRole('button', { name: /^Copia ?: Indirizzo di questa vista$/ }));
  await pressed(page, 'Enter');
  await menuOf(page, chart).getByText('Copiato.').waitFor();
  await pressed(page, 'Escape');
  expect(await hasFocus(dots)).toBe(true);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Opens the table of a figure: the next stop is the table, which arrows can then scroll. */
async function openTable(page: Page, chart: string): Promise<string[]> {
  const line = page.locator(`#${chart} summary`, { hasText: 'Tabella dei valori' });
  await tabTo(page, line);
  await pressed(page, 'Enter');
  await page.locator(`#${chart}-table`).waitFor();
  expect(await hasFocus(line)).toBe(true);
  await tabTo(page, page.locator(`#${chart}-table`));
  return rowsOf(page, chart);
}
const rowsOf = (page: Page, chart: string) => page.locator(`#${chart}-table tbody tr`).allTextContents();

/** Level and target group, then the exact figures. @returns the address of the view */
async function explore(page: Page): Promise<string> {
  await visit(page, `${server().address}${citizens}?skill=english`);
  const level = page.getByRole('navigation', { name: 'Livello territoriale' }).getByRole('link', { name: 'Province' });
  await tabTo(page, level);
  await pressed(page, 'Enter');
  await page.waitForURL('**?skill=english&level=province');
  expect(await hasFocus(level)).toBe(true);
  const group = page.locator('select[name=group]');
  await tabTo(page, group, 'Shift+Tab');
  await pick(page, group, 'over55');
  await page.waitForURL('**&level=province&group=over55');
  expect(await hasFocus(group)).toBe(true);
  await tabTo(page, page.getByRole('link', { name: 'Mostra i dati esatti' }), 'Shift+Tab');
  await pressed(page, 'Enter');
  await page.waitForURL('**&group=over55&view=exact');
  await page.getByText('Dati esatti, non pubblicabili. Ogni consultazione è registrata.').waitFor();
  expect(await hasFocus(page.getByRole('link', { name: 'Torna ai dati pubblicati' }))).toBe(true);
  const address = await copyAddress(page, 'map');
  expect((await openTable(page, 'map')).join()).toMatch(/Potenza.*Matera|Matera.*Potenza/);
  return address;
}

/** Two provinces beside each other. @returns the address of the view, and its table */
async function compare(page: Page): Promise<{ address: string; rows: string[] }> {
  await tabTo(page, page.getByRole('link', { name: 'Confronta territori, gruppi o voci' }));
  await pressed(page, 'Enter');
  await page.waitForURL('**/compare/basilicata');
  expect(await page.evaluate(() => scrollY)).toBe(0);
  const kind = page.getByLabel('Tipo di confronto');
  await tabTo(page, kind);
  await pick(page, kind, 'territories');
  await page.waitForURL('**?kind=territories');
  expect(await hasFocus(kind)).toBe(true);
  const first = page.getByLabel('Prima parte');
  await tabTo(page, first);
  await pick(page, first, '077');
  await page.waitForURL('**a=077&b=*');
  expect(await hasFocus(first)).toBe(true);
  const second = page.getByLabel('Seconda parte');
  await tabTo(page, second);
  await pick(page, second, '076');
  await page.waitForURL('**a=077&b=076');
  expect(await hasFocus(second)).toBe(true);
  await page.locator('#pair svg [role=option]').first().waitFor();
  const address = await copyAddress(page, 'pair');
  return { address, rows: await openTable(page, 'pair') };
}

const looks = async () => {
  const noted = "SELECT count(*)::INTEGER AS n FROM audit WHERE action = 'figures.exact'";
  return (await server().application.database.rows<{ n: number }>(noted))[0]!.n;
};

/** What everybody may see of the exact view: the published one, which says why. */
async function expectPublished(page: Page, address: string): Promise<void> {
  const before = await looks();
  await visit(page, address);
  await page.getByText('qui sono mostrati quelli pubblicati').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  const [title, rows] = [await page.title(), await rowsOf(page, 'map')];
  await visit(page, address.replace('&view=exact', ''));
  expect([await page.title(), await rowsOf(page, 'map')]).toEqual([title, rows]);
  expect(await looks()).toBe(before);
}

/** Beside each other stand published figures alone, whoever asks and however: no right of one province adds to them. */
async function expectPair(page: Page, { address, rows }: { address: string; rows: string[] }): Promise<void> {
  const before = await looks();
  for (const asked of [address, `${address}&view=exact`]) {
    await visit(page, asked);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await rowsOf(page, 'pair')).toEqual(rows);
  }
  const call = `${server().address}/api/programmes/basilicata/comparison${new URL(address).search}`;
  const [own, everybodys] = [await page.request.get(call), await fetch(call)];
  expect([own.status(), await own.text()]).toEqual([200, await everybodys.text()]);
  expect(await looks()).toBe(before);
}

/** The same view of the own province: that is said, and of the other one there is nothing. */
async function expectMatera(page: Page, address: string): Promise<void> {
  await visit(page, address);
  await page.getByText('Riguardano solo Matera, come i tuoi permessi.').waitFor();
  expect(await page.locator('select[name=group]').inputValue()).toBe('over55');
  const rows = await rowsOf(page, 'map');
  expect(rows.filter((row) => row.includes('Matera'))).toHaveLength(1);
  expect(rows).toHaveLength(1);
  expect(await page.getByRole('alert').count()).toBe(0);
}

it('a planner without a mouse goes from the map to addresses that others open with rights of their own', async () => {
  let [exact, pair] = ['', { address: '', rows: [] as string[] }];
  await as('whole@example.org', async (page) => {
    exact = await explore(page);
    pair = await compare(page);
  });
  expect(new URL(exact).search).toBe('?skill=english&level=province&group=over55&view=exact');
  expect(pair.rows.length).toBeGreaterThan(80);
  await as('matera@example.org', async (page) => {
    await expectMatera(page, exact);
    await expectPair(page, pair);
  });
  for (const email of ['planner@example.org', null])
    await as(email, async (page) => {
      await expectPublished(page, exact);
      await visit(page, pair.address);
      expect(await rowsOf(page, 'pair')).toEqual(pair.rows);
    });
}, 180_000);
