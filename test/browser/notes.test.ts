import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults, watch } from './browser.ts';
import { line, note, openGroup, openNotes, standing, type Group } from './group.ts';

let group: Group;
beforeAll(async () => {
  group = await openGroup();
});
afterAll(() => group?.close());

const texts = async (session: string) => (await group.statements(session)).map(({ text }) => text);
/** how long a test waits for what comes of itself */
const soon = { timeout: 20_000 };
const waiting = (page: Page, n: number) => standing(page).getByText(`Salvato qui: ${n} in attesa`).waitFor();
const synced = (page: Page) => standing(page).getByText('Sincronizzato', { exact: true }).waitFor();
/** Waits for the pause in which the device takes what was typed. */
const kept = (page: Page) => page.locator('[data-testid=standing][data-kept=true]').waitFor();
/** Tells the page that the network may be back, as the browser does when somebody looks at it again. */
const look = (page: Page) => page.evaluate(() => dispatchEvent(new Event('focus')));

async function kill(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

describe('a session noted live', () => {
  it('is on the server once, though the network was cut twice and the tab killed while somebody typed', async () => {
    const { id } = await group.session();
    const context = await group.window('mara');
    const page = await context.newPage();
    const seen = watch(page, group.server.address);
    await openNotes(page, group.server.address, id);
    await note(page, '.1 Serve una prova di quello che so fare.');
    await note(page, '.3 .o Il corso è lontano.');
    await synced(page);

    await context.setOffline(true);
    await note(page, 'Costa troppo. .1');
    await note(page, '.p Facciamolo la sera.');
    await waiting(page, 2);
    await page.getByText('La connessione manca').waitFor();
    await page.getByRole('link', { name: 'Persone' }).click();
    await page.getByText('le altre pagine non si aprono').waitFor();
    await line(page).pressSequentially('.2 .a Siamo d’accordo');
    await kept(page);
    expect(seen.errors).toEqual([]);
    await kill(page);
    await context.setOffline(false);

    const again = await context.newPage();
    await openNotes(again, group.server.address, id);
    await synced(again);
    expect(await line(again).inputValue()).toBe('Siamo d’accordo');
    await line(again).pressSequentially(' tutti.');
    await line(again).press('Enter');
    await synced(again);

    await context.setOffline(true);
    await note(again, '.s');
    await again.getByRole('button', { name: /^Modifica P1: Costa troppo/ }).click();
    await again.getByRole('textbox', { name: 'Parole' }).fill('Costa troppo, e prima si paga.');
    await again.keyboard.press('Enter');
    await again.getByRole('button', { name: /^Togli P1: Facciamolo/ }).click();
    await again.getByRole('button', { name: /^Sì, togli/ }).click();
    await waiting(again, 3);
    await context.setOffline(false);
    await synced(again);

    const statements = await group.statements(id);
    expect(statements.map(({ participant, kind, text }) => [participant, kind, text])).toEqual([
      [1, 'need', 'Serve una prova di quello che so fare.'],
      [3, 'barrier', 'Il corso è lontano.'],
      [1, 'barrier', 'Costa troppo, e prima si paga.'],
      [2, 'agreement', 'Siamo d’accordo tutti.'],
      [2, 'silence', ''],
    ]);
    await context.close();
  });

  it('doubles nothing when answers are lost on the way', async () => {
    const { id } = await group.session();
    const context = await group.window('mara');
    const page = await context.newPage();
    await openNotes(page, group.server.address, id);
    let lost = 0;
    await page.route('**/statements/*', async (route) => {
      if (lost++ > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await note(page, 'Una volta sola.');
    await waiting(page, 1);
    await note(page, 'E anche questa.');
    await expect.poll(() => texts(id), soon).toEqual(['Una volta sola.', 'E anche questa.']);
    await synced(page);
    expect(lost).toBeGreaterThan(2);
    await context.close();
  });

  it('is written in one tab at a time, and another takes over when that one is closed', async () => {
    const { id } = await group.session();
    const context = await group.window('mara');
    const [first, second] = [await context.newPage(), await context.newPage()];
    await openNotes(first, group.server.address, id);
    await second.goto(`${group.server.address}/session/${id}`);
    await second.getByText('Gli appunti sono aperti in un’altra scheda').waitFor();
    await line(first).pressSequentially('A metà');
    await kept(first);
    await first.close();
    await synced(second);
    expect(await line(second).inputValue()).toBe('A metà');
    await context.close();
  });
});

describe('two devices on one session', () => {
  it('are shown both versions of a statement that both changed, and lose neither', async () => {
    const { id } = await group.session();
    const [one, other] = [await group.window('mara'), await group.window('mara', 768)];
    const [here, there] = [await one.newPage(), await other.newPage()];
    await openNotes(here, group.server.address, id);
    await note(here, '.1 Il corso costa.');
    await synced(here);
    await openNotes(there, group.server.address, id);
    const change = async (page: Page, words: string) => {
      await page.getByRole('button', { name: /^Modifica/ }).click();
      await page.getByRole('textbox', { name: 'Parole' }).fill(words);
    };
    await change(here, 'Il corso costa troppo.');
    await change(there, 'Il corso costa tempo.');
    await here.keyboard.press('Enter');
    await expect.poll(() => texts(id), soon).toEqual(['Il corso costa troppo.']);
    await there.keyboard.press('Enter');
    const conflict = there.getByRole('region', { name: 'Cambiato anche su un altro dispositivo' });
    await conflict.getByText('Il corso costa tempo.').waitFor();
    await conflict.getByText('Il corso costa troppo.').waitFor();
    expect(await texts(id)).toEqual(['Il corso costa troppo.']);
    expect(await axeFaults(there)).toEqual([]);
    await conflict.getByRole('button', { name: 'Tieni tutti e due' }).click();
    await synced(there);
    expect((await texts(id)).sort()).toEqual(['Il corso costa tempo.', 'Il corso costa troppo.']);
    await look(here);
    await here.getByText('Il corso costa tempo.', { exact: true }).waitFor();
    await Promise.all([one.close(), other.close()]);
  });

  it('are asked when one removed what the other changed', async () => {
    const { id } = await group.session();
    const context = await group.window('mara');
    const page = await context.newPage();
    await openNotes(page, group.server.address, id);
    await note(page, 'Da togliere?');
    await synced(page);
    const [statement] = await group.statements(id);
    await page.getByRole('button', { name: /^Modifica/ }).click();
    await group.call('DELETE', `/focus-groups/${id}/statements/${statement!.id}?revision=1`);
    await page.getByRole('textbox', { name: 'Parole' }).fill('Da tenere.');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Tieni il mio' }).click();
    await synced(page);
    expect(await texts(id)).toEqual(['Da tenere.']);
    await context.close();
  });
});

describe('notes that wait while nobody, or somebody else, is signed in', () => {
  it('stay on the device, leave with nobody else’s account, and are sent when their writer is back', async () => {
    const { id } = await group.session();
    const context = await group.window('mara');
    const [mara] = await context.cookies();
    const page = await context.newPage();
    await openNotes(page, group.server.address, id);
    await context.clearCookies();
    await note(page, 'Scritto senza accesso.');
    await page.getByText('L’accesso è scaduto').waitFor();
    await waiting(page, 1);
    const bea = await (await group.window('bea')).cookies();
    await context.addCookies(bea);
    await look(page);
    await page.getByText('È entrata un’altra persona').waitFor();
    expect(await texts(id)).toEqual([]);
    const { person } = await group.call<{ person: { id: string } }>('GET', '/sessions/current', undefined, 'bea');
    const owners = await page.evaluate(ownersOnDevice);
    expect(owners.length).toBeGreaterThan(0);
    expect(owners).not.toContain(person.id);
    await context.addCookies([mara!]);
    await look(page);
    await synced(page);
    expect(await texts(id)).toEqual(['Scritto senza accesso.']);
    expect(await page.evaluate(ownersOnDevice)).toEqual([]);
    await context.close();
  });
});

/** Whose statements this device holds, as its database says. */
function ownersOnDevice(): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('fabbisogni.notes');
    opening.onerror = () => reject(opening.error!);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('entries').objectStore('entries').getAll();
      reading.onsuccess = () => resolve((reading.result as { account: string }[]).map(({ account }) => account));
    };
  });
}

describe('the keyboard alone', () => {
  it('notes, turns the question, changes and removes', async () => {
    const { id } = await group.session();
    const context = await group.window('mara');
    const page = await context.newPage();
    await openNotes(page, group.server.address, id, '/en');
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim());
    /** back from the line to a button over it */
    const reach = async (words: RegExp) => {
      for (let stops = 0; !words.test(await focused()); stops++) {
        if (stops > 40) throw new Error(`no stop reads ${String(words)}`);
        await page.keyboard.press('Shift+Tab');
      }
    };
    await page.keyboard.type('.2 .b Too far away.');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('And too late.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('.+');
    await page.keyboard.press('Enter');
    await page.getByText('Question 2 of 8').waitFor();
    await page.keyboard.type('Evenings would do. .p .3');
    await page.keyboard.press('Enter');
    await reach(/^Change\s+P3/);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Words' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type(' Or Saturdays.');
    await page.keyboard.press('Enter');
    expect(await focused()).toMatch(/^Change\s+P3/);
    await reach(/^Remove\s+P2/);
    await page.keyboard.press('Enter');
    await reach(/^Yes, remove it/);
    await page.keyboard.press('Enter');
    await standing(page).getByText('Synchronized').waitFor();
    const told = async () =>
      (await group.statements(id)).map(({ text, kind, participant, topic }) => [text, kind, participant, topic]);
    const { topics } = await group.call<{ topics: { name: string }[] }>('GET', `/focus-groups/${id}`);
    await expect.poll(told, soon).toEqual([['Evenings would do. Or Saturdays.', 'proposal', 3, topics[1]!.name]]);
    await context.close();
  });
});
