/** The programmes that ship with the product. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const shipped = join(import.meta.dirname, 'data', 'programme');

/** The folder of a programme that ships. */
export const shippedProgramme = (id: string): string => join(shipped, id);

/** The programmes that ship, by name. */
export const shippedProgrammes = (): string[] =>
  readdirSync(shipped, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
