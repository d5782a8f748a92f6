import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults, visit } from './browser.ts';
import { emailOf, openScene, passphrase, type Name } from './desk.ts';
import { enter } from './staff.ts';
import { openStage } from './stage.ts';

const { address, onPage } = openStage(async (made) => void (await openScene(made)));

/** The page of the shared codes, once its scripts run. */
const as = (name: Name, work: (page: Page) => Promise<void>) =>
  onPage(async (page) => {
    await enter(page, address(), emailOf(name), passphrase);
    await visit(page, `${address()}/codes/moral`);
    await work(page);
  });

/** A codebook as another program would save it. */
const codebook = (guid: string) =>
  Buffer.from(
    `<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Another"><Codes>
     <Code guid="${guid}" name="Fiducia" isCodable="true"/></Codes></CodeBook>`,
  );

describe('a file of codes', () => {
  it('comes in on a phone, and is told what is wrong with it', () =>
    as('anna', async (page) => {
      const bring = async (buffer: Buffer) => {
        await page.setInputFiles('#bring-file', { name: 'codici.qdc', mimeType: 'text/xml', buffer });
        await page.getByRole('button', { name: 'Porta qui' }).click();
      };
      await bring(codebook('5a0f7c1e-1c1d-4f8e-9a51-2f0c9b7d3e11'));
      await page.getByRole('status').getByText('Aggiunti: un codice, nessun incontro').waitFor();
      await page.getByRole('link', { name: 'Fiducia' }).waitFor();
      await bring(codebook('none'));
      await page.getByRole('alert').getByText('Non è stato importato niente.').waitFor();
      await page.getByText('Non è un identificativo (GUID).').waitFor();
      expect(await axeFaults(page)).toEqual([]);
    }));

  it('is brought in by the lead alone', () =>
    as('carla', async (page) => expect(await page.locator('#bring-file').count()).toBe(0)));
});
