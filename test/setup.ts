/** Around a whole run of the tests: the browser, unpacked, and a folder for what is made once and used by several files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { browserPath } from './browser/browser-path.ts';

declare module 'vitest' {
  interface ProvidedContext {
    made: string;
  }
}

/** @returns what cleans up afterwards */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'fabbisogni-run-'));
  provide('made', folder);
  // files that begin at once would each find a browser that another is still unpacking
  await browserPath();
  return () => rm(folder, { recursive: true, force: true });
}
