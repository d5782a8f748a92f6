import { describe, expect, it } from 'vitest';
import { childcare, collaboration, sample } from '../evidence/sample.ts';
import { storeFocus } from '../support/focus-rows.ts';
import { axeFaults, overflow, pageFaults } from './browser.ts';
import { enter } from './staff.ts';
import { administrator, openStage, phone, shipped } from './stage.ts';

const { server, address, onPage } = openStage(async (one) => {
  await shipped('moral')(one);
  await storeFocus(one.application.database, sample);
}, administrator);
const skill = '/skill/moral/life_collaboration';
const password = 'quattro parole prese a caso';

describe('the page of a skill', () => {
  it('is sound in both themes and every window, in Italian', () =>
    onPage(async (page) => expect(await pageFaults(page, address() + skill)).toEqual([])));

  it('shows figures and quotes apart, each quote in its language, without JavaScript, in English', () =>
    onPage(
      async (page) => {
        await page.goto(`${address()}/en${skill}`);
        expect(await overflow(page)).toBe(0);
        const [asked, said] = [
          page.getByRole('region', { name: 'In the surveys' }),
          page.getByRole('region', { name: 'In the focus groups' }),
        ];
        await asked.getByRole('heading', { level: 3 }).first().waitFor();
        expect(
          await asked
            .getByRole('link', { name: /Explore by territory and group/ })
            .first()
            .getAttribute('href'),
        ).toMatch(/^\/en\/explore\/moral-[\w-]+\?skill=life_collaboration$/);
        expect(await said.locator('.heard').textContent()).toBe(
          '5 participants spoke about it, in 7 statements, in 2 of 2 sessions.',
        );
        expect(await said.locator('blockquote[lang="el"]').textContent()).toBe('Μαζί βρίσκουμε λύσεις.');
        expect(await said.locator('[lang="it"]', { hasText: 'Insieme troviamo soluzioni.' }).count()).toBe(1);
        expect(await page.content()).not.toMatch(/Bianchi|Non mi citate|ripensato|P1\b/);
      },
      { ...phone, javaScriptEnabled: false },
    ));

  it('says why there is no quote yet and what would bring one', () =>
    onPage(async (page) => {
      await page.goto(`${address()}/skill/moral/digital_search`);
      await page.getByText('nessun codice dei focus group è collegato a questa competenza').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect((await page.goto(`${address()}/skill/moral/nothing`))?.status()).toBe(404);
    }));
});

describe('the page of the evidence', () => {
  it('is not there for who has no right, and sound for an analyst, who raises and accepts a recommendation', () =>
    onPage(
      async (page) => {
        await page.goto(`${address()}/evidence/moral`);
        expect(page.url()).toContain('/sign-in');
        const grants = [{ role: 'analyst' as const, programme: 'moral', territory: null, organisation: null }];
        await server().application.access.add({ email: 'ann@example.org', name: 'Ann', grants, passphrase: password });
        await enter(page, address(), 'ann@example.org', password);
        expect(await pageFaults(page, `${address()}/evidence/moral`)).toEqual([]);
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(`${address()}/evidence/moral?code=${childcare}`);
        expect(await page.locator('figure').count()).toBe(3);
        await page.getByRole('checkbox').first().check();
        await page.getByLabel('Titolo', { exact: true }).fill('Un asilo accanto ai corsi');
        await page.getByLabel('Che cosa si raccomanda').fill('Chi impara lascia i bambini lì accanto.');
        await page.getByRole('button', { name: 'Proponi', exact: true }).click();
        await page.getByText('Raccomandazione proposta.').waitFor();
        await page.locator('summary', { hasText: 'Decidi' }).click();
        await page.getByLabel('Motivo').fill('Lo chiedono in due territori.');
        await page.getByRole('button', { name: 'Accogli' }).click();
        await page.getByText('Decisione registrata.').waitFor();
        expect(await page.getByText(/Accolta il 15 giugno 2026 ·\s+proposta da Ann/).count()).toBe(1);
        expect(await axeFaults(page)).toEqual([]);
      },
      { viewport: { width: 1280, height: 900 } },
    ));
});

describe('focus groups that were invented', () => {
  const invented = 'Alcuni di questi incontri sono inventati per la dimostrazione';

  it('are called so on the pages of skill and evidence, which the code and the lists lead to', () =>
    onPage(
      async (page) => {
        const { database, access } = server().application;
        const grants = [{ role: 'analyst' as const, programme: 'moral', territory: null, organisation: null }];
        await access.add({ email: 'eva@example.org', name: 'Eva', grants, passphrase: password });
        await enter(page, address(), 'eva@example.org', password);
        await page.goto(address() + skill);
        expect(await page.getByText(invented).count()).toBe(0);
        await database.write((tx) => tx.run("UPDATE focus_session SET origin = 'synthetic'"));
        await page.goto(`${address()}/session`);
        expect(await page.getByText('inventato per la dimostrazione').count()).toBe(sample.sessions.length);
        await page.getByRole('link', { name: 'Che cosa emerge dai focus group' }).click();
        await page.getByRole('heading', { level: 1, name: 'Che cosa emerge dai focus group' }).waitFor();
        await page.getByText(invented).waitFor();
        await page.goto(`${address()}/coding`);
        expect(await page.getByText('inventato per la dimostrazione').count()).toBe(sample.sessions.length);
        expect(await page.getByRole('link', { name: 'Che cosa emerge dai focus group' }).count()).toBe(1);
        await page.goto(`${address()}/codes/moral?code=${collaboration}`);
        const to = await page.getByRole('link', { name: 'La pagina della competenza' }).getAttribute('href');
        await page.goto(address() + to);
        await page.getByText(invented).waitFor();
      },
      { viewport: { width: 1280, height: 900 } },
    ));
});
