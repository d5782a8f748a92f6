/** Takes a table of the population into a programme's margins.csv. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { formatCsv } from '../../data/csv.ts';
import { Problem } from '../../problem.ts';
import { readProgramme, type Programme } from '../programme/programme.ts';
import type { MarginRow } from '../programme/schema-reference.ts';
import type { AgeGroup } from './age.ts';
import { audienceOf } from './audience.ts';
import type { PopulationTable } from './count.ts';
import { refusePopulation } from './fault.ts';
import { marginPlaces } from './place.ts';
import { readPosas } from './posas.ts';
import { readSdmx } from './sdmx.ts';
import { tabulate, type MarginLine } from './tabulate.ts';

export interface MarginImport {
  readonly layout: 'posas' | 'sdmx';
  readonly file: string;
  /** the programme's folder */
  readonly folder: string;
  readonly survey?: string | undefined;
  /** where the file does not say it, or has several */
  readonly year?: number | undefined;
  /** beside the programme's own territory; by default the provinces of a region */
  readonly levels?: readonly string[] | undefined;
  /** of an SDMX file: the value to take of a dimension that has several */
  readonly where?: Readonly<Record<string, string>> | undefined;
  /** who says so; by default ISTAT and the name of the file */
  readonly source?: string | undefined;
}

export interface Imported {
  readonly year: number;
  readonly lines: readonly MarginLine[];
  readonly groups: readonly AgeGroup[];
  /** rows of the file about other places */
  readonly skipped: number;
}

type Line = MarginLine & Pick<MarginRow, 'source' | 'year'>;

/**
 * Replaces what margins.csv says of the same place, variable and year; everything else stays. All or nothing.
 * @throws Problem invalid_programme; invalid_file; invalid_population, with the row and the reason; margins_need_survey;
 *   margins_need_year
 */
export async function importMargins(options: MarginImport): Promise<Imported> {
  // the settings may name the margins that are only now coming
  const programme = await readProgramme(options.folder, ({ code }) => code === 'no_margin');
  const audience = audienceOf(programme, options.survey);
  const isRegion = 'level' in programme.programme.territory && programme.programme.territory.level === 'region';
  const places = marginPlaces(programme, options.levels ?? (isRegion ? ['province'] : []));
  const wanted = new Set(
    places.flatMap(({ name, municipalities }) => [name, ...municipalities.map((code) => `municipality:${code}`)]),
  );
  const table = read(options, await textOf(options.file), (place) => wanted.has(place));
  refusePopulation(options.file, table.faults);
  if (table.counts.length === 0)
    refusePopulation(options.file, [{ row: null, code: 'no_place', value: places[0]?.name ?? '', known: table.codes }]);
  const { lines, groups, faults } = tabulate(places, audience, table.counts);
  refusePopulation(options.file, faults);
  const year = yearOf(options, table);
  const source = options.source ?? `ISTAT ${basename(options.file)}`;
  await write(
    options.folder,
    programme,
    lines.map((line) => ({ ...line, source, year })),
  );
  return { year, lines, groups, skipped: table.skipped };
}

function read(
  { layout, where = {}, year }: MarginImport,
  text: string,
  isWanted: (place: string) => boolean,
): PopulationTable {
  if (layout === 'posas') return readPosas(text, isWanted);
  return readSdmx(text, { ...where, ...(year === undefined ? {} : { TIME_PERIOD: String(year) }) }, isWanted);
}

/** @throws Problem invalid_file */
async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Problem('invalid_file', { file, reason: cause instanceof Error ? cause.message : String(cause) });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('invalid_file', { file, reason: 'UTF-8?' });
  }
}

/** The year that is asked for must be the file's own. @throws Problem margins_need_year */
function yearOf({ year, file }: MarginImport, table: PopulationTable): number {
  const found = table.year ?? year;
  if (found === undefined || (year !== undefined && year !== found))
    throw new Problem('margins_need_year', { file, found: found ?? '—', year: year ?? '—' });
  return found;
}

const columns = ['territory', 'variable', 'category', 'count', 'source', 'year'] as const;

async function write(folder: string, { margins }: Programme, added: readonly Line[]): Promise<void> {
  const keyOf = ({ territory, variable, year }: Pick<Line, 'territory' | 'variable' | 'year'>) =>
    `${territory} ${variable} ${year}`;
  const replaced = new Set(added.map(keyOf));
  const before = margins.map(({ territory, variable, category, count, source, year }) => ({
    territory: `${territory.territoryLevel}:${territory.territoryCode}`,
    ...{ variable, category, count, source, year },
  }));
  const kept = before.filter((line) => !replaced.has(keyOf(line)));
  await writeFile(join(folder, 'margins.csv'), formatCsv(columns, [...kept, ...added]));
}
