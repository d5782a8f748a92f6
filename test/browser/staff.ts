import type { Page } from 'playwright-core';

/** Signs in through the page, and waits until the page behind it is there. */
export async function signIn(page: Page, address: string, email: string, password: string, next = '/admin') {
  await page.goto(`${address}/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel('Indirizzo email').fill(email);
  await page.getByLabel('Frase d’accesso').fill(password);
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.waitForURL(address + next);
}
