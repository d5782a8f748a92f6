/** The shipped programme as it is, or moved to a region of 1,502 municipalities: for charts that must bear so many areas. */
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedProgramme } from '../../application.ts';

/** Lombardia. */
const largest = '03';
const tables = [
  [],
  ...['region', 'province', 'municipality', 'targetGroup', 'mainGroup', 'sex', 'ageClass'].map((name) => [name]),
  ...[
    ['region', 'targetGroup'],
    ['region', 'sex'],
    ['region', 'ageClass'],
  ],
];

interface Programme {
  territory: { code: string };
  mapLevels: string[];
  surveys: { id: string; instrument: string; weighting?: unknown; release: { sizes: unknown[] } }[];
}

/** A programme to load; `folder` is null where it ships. */
export interface BenchProgramme {
  readonly source: string;
  readonly folder: string | null;
  readonly survey: string;
}

export const ownProgramme: BenchProgramme = {
  ...{ source: shippedProgramme('basilicata'), folder: null, survey: 'basilicata-citizens-2026' },
};

/** A copy that asks the municipalities of the largest region, and publishes by municipality at any size. */
export async function largeProgramme(): Promise<BenchProgramme> {
  const folder = await mkdtemp(join(tmpdir(), 'fabbisogni-bench-programme-'));
  const source = join(folder, 'basilicata');
  await cp(shippedProgramme('basilicata'), source, { recursive: true });
  await rewrite(join(source, 'programme.json'), (programme: Programme) => ({
    ...programme,
    territory: { ...programme.territory, code: largest },
    mapLevels: ['province', 'municipality'],
    surveys: programme.surveys
      .filter(({ instrument }) => instrument === 'citizen')
      .map(({ weighting: _, ...survey }) => ({
        ...survey,
        release: { ...survey.release, sizes: [{ size: 600, tables }] },
      })),
  }));
  await writeFile(join(source, 'areas.json'), '[]');
  await writeFile(join(source, 'benchmarks.json'), '[]');
  const places = await municipalities();
  // the firms ask for the same places, and all of a programme must fit
  for (const name of ['citizen', 'firm']) {
    await rewrite(join(source, 'instruments', `${name}.json`), (definition) => asking(definition, places));
  }
  return { source, folder, survey: 'basilicata-citizens-2026' };
}

async function rewrite<T>(file: string, change: (content: T) => unknown): Promise<void> {
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, 'utf8')) as T)));
}

interface Choice {
  readonly value: string;
  readonly text: unknown;
}

async function municipalities(): Promise<Choice[]> {
  const file = join(import.meta.dirname, '../../data/geography/territory.csv');
  const [, ...lines] = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.flatMap((line) => {
    const [level, value = '', text, , region] = line.split(',');
    return level === 'municipality' && region === largest ? [{ value, text }] : [];
  });
}

/** The definition with these places in its question of territory; what is no municipality there stays. */
function asking(part: unknown, places: readonly Choice[]): unknown {
  if (Array.isArray(part)) return part.map((one) => asking(one, places));
  if (typeof part !== 'object' || part === null) return part;
  const { codebook, choices } = part as { codebook?: { role?: string }; choices?: Choice[] };
  if (codebook?.role !== 'territory' || !choices) {
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, asking(value, places)]));
  }
  const others = choices.filter(({ value }) => !/^\d+$/.test(value));
  return { ...part, choices: [...places, ...others] };
}
