import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { alone } from '../../dashboard/build-lock.ts';

/**
 * A folder that whoever needs it first makes, once in a run of all tests; nobody sees it half made.
 * @param make  is given an empty folder
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const top = inject('made');
  const made = join(top, name);
  // whoever was ended while it made it is not waited for
  const lacking = async () => void (existsSync(made) || (await makeWhole(made, make)));
  if (!existsSync(made)) await alone(join(top, `${name}.making`), lacking);
  return made;
}

async function makeWhole(made: string, make: (folder: string) => Promise<void>): Promise<void> {
  const half = `${made}.half`;
  try {
    await rm(half, { recursive: true, force: true });
    await mkdir(half);
    await make(half);
    await rename(half, made);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}
