/** Around a whole run of the tests: a folder for what is made once and used by several files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    made: string;
  }
}

/** @returns what cleans up afterwards */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'fabbisogni-run-'));
  provide('made', folder);
  return () => rm(folder, { recursive: true, force: true });
}
