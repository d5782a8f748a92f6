/**
 * What a screen reader is given of a whole survey, page by page, as a text to be read by eye: when it changes on purpose,
 * read accessibility-tree.txt from top to end before it is accepted.
 */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { leaveStart, walkToReview } from './respondent.ts';
import { openDay, openStage } from './stage.ts';

const { address, onPage } = openStage();

it('the citizens’ survey says what it shows, in an order that can be listened to', { timeout: 240_000 }, () =>
  onPage(async (page) => {
    // the order of skills is one of chance, which begins with the clock and a number
    await page.addInitScript(() => (Math.random = () => 0.5));
    await page.clock.setFixedTime(openDay());
    const told: string[] = [];
    const hear = async (name: string) => void told.push(`# ${name}\n\n${await heard(page)}`);
    await page.goto(`${address()}/survey/basilicata-citizens-2026`);
    await page.waitForFunction(() => globalThis.early.isOver);
    await hear('start');
    await leaveStart(page);
    await walkToReview(page, (number) => hear(`page ${number + 2}`));
    await hear('review');
    await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot('accessibility-tree.txt');
  }),
);

const heard = (page: Page) => page.locator('main').ariaSnapshot();
