import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { eightLanguages } from '../support/eight-languages.ts';
import { writeProgramme } from '../support/small-programme.ts';

/** Writes the programme of eight languages, hands its folder on, and takes it away again. */
export async function withEightLanguages(work: (folder: string) => Promise<unknown>): Promise<void> {
  const folder = await writeProgramme(eightLanguages());
  try {
    await work(folder);
  } finally {
    await rm(dirname(folder), { recursive: true });
  }
}
