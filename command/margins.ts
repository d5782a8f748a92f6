import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import { importMargins, type Imported, type MarginImport } from '../survey/margin/import.ts';
import type { Command } from './index.ts';

const usage =
  'margins import posas|sdmx FILE --programme P [--survey S] [--year Y] [--levels province,area,municipality] [--where NAME=VALUE] [--source TEXT]';

export const marginsImport: Command = {
  name: 'margins import',
  usage,
  does: 'takes a population table of ISTAT into the margins.csv of a programme folder, by the survey’s sex and classes of age',
  run: async (argv) => {
    const options = readOptions(argv);
    const imported = await importMargins(options);
    for (const line of report(imported)) console.log(line);
    console.log(`written: ${join(options.folder, 'margins.csv')}`);
  },
};

function readOptions(argv: readonly string[]): MarginImport {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: {
      programme: text,
      survey: text,
      year: text,
      levels: text,
      source: text,
      where: { ...text, multiple: true },
    },
    allowPositionals: true,
  });
  const [layout, file, ...more] = positionals;
  const isLayout = layout === 'posas' || layout === 'sdmx';
  const year = values.year === undefined ? undefined : Number(values.year);
  const levels = values.levels?.split(',');
  const known = ['region', 'province', 'area', 'municipality'];
  const isRight = more.length === 0 && (levels ?? []).every((level) => known.includes(level)) && !Number.isNaN(year);
  if (!isLayout || file === undefined || values.programme === undefined || !isRight)
    throw new Problem('usage', { value: usage });
  const where = Object.fromEntries((values.where ?? []).map(pair));
  return {
    layout,
    file,
    folder: folderOf(values.programme),
    ...{ survey: values.survey, year, levels, where, source: values.source },
  };
}

function pair(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new Problem('usage', { value: usage });
  return [name, value];
}

/** A folder, or the id of one that ships. */
const folderOf = (programme: string): string =>
  existsSync(join(programme, 'programme.json'))
    ? programme
    : join(import.meta.dirname, '..', 'data', 'programme', programme);

function report({ year, lines, groups, skipped }: Imported): string[] {
  const totals = lines.filter(({ variable }) => variable === 'total');
  const merged = groups.filter(({ codes }) => codes.length > 1).map(({ codes }) => codes.join(' + '));
  return [
    ...totals.map(({ territory, count }) => `${territory}: ${count} on 1 January ${year}`),
    `${lines.length} lines; ${skipped} rows of other places left out`,
    ...merged.map((codes) => `the file does not tell these classes of age apart: ${codes}`),
  ];
}
