import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedProgramme } from '../../application.ts';

interface Settings {
  surveys: {
    id: string;
    correctUntil: string;
    closesOn: string;
    release: { sizes: { size: number; tables: unknown }[]; closing: boolean };
  }[];
}

/**
 * A copy of the Basilicata programme that never closes, so that a test with the real clock holds in any year. Its surveys
 * publish at other sizes, each with the tables of the widest step.
 * @returns the folder; it stands in the system's temporary folder
 */
export async function programmeWithSizes(sizes: readonly number[]): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'fabbisogni-programme-')), 'basilicata');
  await cp(shippedProgramme('basilicata'), folder, { recursive: true });
  const file = join(folder, 'programme.json');
  const settings = JSON.parse(await readFile(file, 'utf8')) as Settings;
  for (const survey of settings.surveys) {
    const { tables } = survey.release.sizes.at(-1)!;
    survey.release.sizes = sizes.map((size) => ({ size, tables }));
    Object.assign(survey, { correctUntil: '2999-12-30', closesOn: '2999-12-31' });
  }
  await writeFile(file, JSON.stringify(settings));
  return folder;
}
