import { describe, expect, it } from 'vitest';
import { pageFaults, visit } from './browser.ts';
import { openStage } from './stage.ts';

const { address, onPage } = openStage();
const paths = [
  ...['/', '/programme/basilicata', '/receipt', '/privacy', '/accessibility', '/sources', '/sign-in', '/nowhere'],
];
const both = paths.flatMap((path) => [path, path === '/' ? '/en' : `/en${path}`]);
const tiny = 'width:12px;height:12px;padding:0;min-width:0;min-height:0;border:0;margin:0';
const small = `<div><button style="${tiny}">A</button><button style="${tiny}">B</button></div>`;

describe('every page outside the questionnaire', () => {
  it.each(both)('%s passes axe in both themes, asks nobody else, and fits the window', (path) =>
    onPage(async (page) => expect(await pageFaults(page, address() + path)).toEqual([])),
  );
});

describe('what is looked at on a page', () => {
  /** What is found on a page that carries something more, in each load from the moment it is alive. */
  const faultsWith = async (html: string) => {
    let faults: string[] = [];
    await onPage(async (page) => {
      const plant = (more: string) => {
        const plantWhenAlive = () => {
          if (!globalThis.early?.isOver) return void requestAnimationFrame(plantWhenAlive);
          document.querySelector('main')!.insertAdjacentHTML('beforeend', more);
        };
        plantWhenAlive();
      };
      await page.addInitScript(plant, html);
      faults = await pageFaults(page, `${address()}/accessibility`);
    });
    return faults.map((fault) => fault.replace(/: <.*/s, ''));
  };

  it.each([
    ['words too pale in one theme', '<p style="color:#444">Parole</p>', ['dark: color-contrast']],
    ['a field without a name', '<input type="text">', ['dark: label', 'light: label']],
    ['a button too small for a finger', small, ['dark: target-size', 'light: target-size']],
  ])('finds %s', async (_, html, faults) => expect(await faultsWith(html)).toEqual(faults));

  it('waits for the program of a page, and does not take a dead page for one that is alive', () =>
    onPage(async (page) => {
      await page.route('**/*.js', (route) => route.abort());
      page.setDefaultTimeout(2_000);
      await expect(visit(page, `${address()}/accessibility`)).rejects.toThrow('Timeout 2000ms exceeded');
    }));
});

describe('the frame of the pages', () => {
  it('speaks the language of the address, and names the other', async () => {
    const english = await (await fetch(`${address()}/en/privacy`)).text();
    expect(english).toContain('<html lang="en"');
    expect(english).toContain(`hreflang="it" href="${address()}/privacy"`);
    expect(await (await fetch(`${address()}/privacy`)).text()).toContain('<html lang="it"');
  });

  it('names the programme and its owner, and wears the programme’s colours', async () => {
    const text = await (await fetch(`${address()}/survey/basilicata-citizens-2026`)).text();
    expect(text).toMatch(/navbar-brand[^>]*>Regione Basilicata</);
    expect(text).toMatch(/it-brand-title[^>]*>Fabbisogni formativi in Basilicata</);
    expect(text).toContain('style="--programme-primary:#0B5563;--programme-selection:#C2502E');
    expect(text).toContain('href="/privacy#basilicata-citizens-2026"');
  });

  it('shows the territory hatched, and why, before the first figures are published', () =>
    onPage(
      async (page) => {
        await page.goto(address());
        await page.getByText('Le prime cifre non sono ancora uscite').waitFor();
        expect(await page.locator('figure svg path[fill="url(#promise-hatch)"]').count()).toBe(2);
        expect(await page.locator('figure circle').count()).toBe(0);
      },
      { javaScriptEnabled: false },
    ));

  it('keeps the page and its query when the language changes', () =>
    onPage(async (page) => {
      await visit(page, `${address()}/receipt?erase`);
      await page.locator('.languages summary').click();
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Your receipt' }).waitFor();
      expect(page.url()).toBe(`${address()}/en/receipt?erase`);
    }));

  it('follows the system’s theme until the reader chooses one, and remembers the choice on the server', () =>
    onPage(async (page) => {
      await page.emulateMedia({ colorScheme: 'light' });
      await visit(page, address());
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(await ground()).toBe('rgb(255, 255, 255)');
      await page.getByRole('button', { name: 'Tema scuro' }).click();
      expect(await ground()).toBe('rgb(15, 27, 36)');
      const again = await page.goto(address());
      expect(await again?.text()).toContain('data-theme="dark"');
    }));

  it('keeps the words of a link readable under the pointer in the dark', () =>
    onPage(async (page) => {
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.goto(`${address()}/sources`);
      const link = page.getByRole('link', { name: 'GeoNames' });
      await link.hover();
      expect(await link.evaluate((one) => getComputedStyle(one).color)).toBe('rgb(230, 237, 242)');
    }));

  it('says what happened, what to do and a code to quote on an address that leads nowhere', async () => {
    const answer = await fetch(`${address()}/survey/nothing`);
    expect(answer.status).toBe(404);
    const text = await answer.text();
    expect(text).toContain('Controlla l’indirizzo');
    expect(text).toContain('404 not_found');
  });

  it('lets scripts and styles come from nowhere else', async () => {
    const { headers } = await fetch(address());
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]{44}' 'nonce-[^']+';/);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/https?:|unsafe-eval/);
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('sends little: no zod to a respondent, and style sheets under 45 kB', () =>
    onPage(async (page) => {
      const sizes = { css: 0 };
      const scripts: string[] = [];
      page.on('response', async (response) => {
        const type = response.request().resourceType();
        if (type === 'script') scripts.push(await response.text());
        if (type === 'stylesheet') sizes.css += Number(response.headers()['content-length'] ?? Infinity);
      });
      await page.goto(`${address()}/survey/basilicata-citizens-2026`, { waitUntil: 'networkidle' });
      expect(scripts.length).toBeGreaterThan(5);
      expect(scripts.filter((script) => script.includes('ZodError'))).toEqual([]);
      expect(sizes.css).toBeLessThan(45_000);
    }));
});
