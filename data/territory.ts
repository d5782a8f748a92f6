/** The territories that ship, the areas of a programme, and both joined into one list. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { say, type Sentence } from '../problem-entry.ts';
import { Problem, type ProblemLanguage } from '../problem.ts';
import { parseCsv } from './csv.ts';

/** From the widest to the finest. */
export const territoryLevels = ['country', 'region', 'province', 'area', 'municipality'] as const;
export type TerritoryLevel = (typeof territoryLevels)[number];

const codePatterns = [
  ['country', /^[A-Z]{2}$/],
  ['region', /^\d{2}$/],
  ['province', /^\d{3}$/],
  ['municipality', /^\d{6}$/],
] as const;

/** The level that a code can only be of; undefined for what is no code of a place. Areas have codes of any kind. */
export function levelOfCode(code: string): Exclude<TerritoryLevel, 'area'> | undefined {
  return codePatterns.find(([, pattern]) => pattern.test(code))?.[0];
}

/** A line of `geography/territory.csv`: ISTAT codes of 2, 3 and 6 digits; degrees WGS84, null where no point is known. */
export interface TerritorySeed {
  readonly level: Exclude<TerritoryLevel, 'area' | 'country'>;
  readonly code: string;
  readonly name: string;
  readonly province: string | null;
  readonly region: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

const localized = z.object({ it: z.string().min(1), en: z.string().min(1) });

/** An area of a programme: a group of municipalities of one province, and what the group rests on. */
export const AreaSeed = z.strictObject({
  code: z.string().min(1),
  label: localized,
  province: z.string(),
  basis: localized.optional(),
  municipalities: z.array(z.string()).min(1),
});
export type AreaSeed = z.infer<typeof AreaSeed>;

/**
 * A territory with the codes of all that contains it; `point` is [longitude, latitude], `nameEn` null where the place is
 * called as in Italian.
 */
export interface TerritoryRow {
  readonly level: TerritoryLevel;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly province: string | null;
  readonly area: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly point: [number, number] | null;
}

/** Where everything in `geography/territory.csv` lies. */
export const italy = 'IT';

let list: readonly TerritorySeed[] | undefined;
let wide: readonly TerritorySeed[] | undefined;

const readShipped = () => readFileSync(new URL('geography/territory.csv', import.meta.url), 'utf8');

/** Italy's regions, provinces and municipalities, by level and code; read once. */
export function readTerritories(): readonly TerritorySeed[] {
  return (list ??= parseTerritories(readShipped()));
}

/** Its regions and provinces alone: a hundred lines, where all of them hold everybody up for a moment. */
export function readRegionsAndProvinces(): readonly TerritorySeed[] {
  if (wide) return wide;
  const lines = readShipped().split('\n');
  return (wide = parseTerritories(lines.filter((line) => !line.startsWith('municipality,')).join('\n')));
}

/** @throws Problem `invalid_file` when a line is not as `TerritorySeed` says */
export function parseTerritories(text: string): TerritorySeed[] {
  const columns = ['level', 'code', 'name', 'province', 'region', 'longitude', 'latitude'] as const;
  return parseCsv(text, columns, 'territory.csv').map((cells, index) => {
    const line = TerritoryLine.safeParse(cells);
    if (line.success) return line.data;
    const [issue] = line.error.issues;
    const reason = `line ${index + 2}, ${issue?.path.join('.')}: ${issue?.message}`;
    throw new Problem('invalid_file', { file: 'territory.csv', reason });
  });
}

const orNull = z.string().transform((cell) => (cell === '' ? null : cell));
const degrees = (limit: number) =>
  z
    .string()
    .transform((cell) => (cell === '' ? null : Number(cell)))
    .pipe(z.number().min(-limit).max(limit).nullable());
const TerritoryLine = z.object({
  level: z.enum(['region', 'province', 'municipality']),
  code: z.string().regex(/^(\d{2}|\d{3}|\d{6})$/, 'two, three or six digits'),
  name: z.string().min(1),
  province: orNull,
  region: orNull,
  longitude: degrees(180),
  latitude: degrees(90),
});

/**
 * Reads the `areas.json` of a programme.
 * @throws Problem `invalid_file` with the place of the first fault
 */
export function readAreas(path: string | URL): AreaSeed[] {
  const areas = z.array(AreaSeed).safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (areas.success) return areas.data;
  const [issue] = areas.error.issues;
  const reason = `${issue?.path.join('.')}: ${issue?.message}`;
  throw new Problem('invalid_file', { file: 'areas.json', reason });
}

/**
 * The territories of one programme: what has the code or lies inside it, with the programme's areas; widest level
 * first, then by code. An area stands at the mean of its municipalities' points.
 * @param within  the code of a region or a province
 * @param areas  none, or each municipality of the territory in exactly one of them
 * @throws Problem `invalid_programme` for an unknown code or for areas that leave out, repeat or misplace somebody
 */
export function territoriesWithin(within: string, areas: readonly AreaSeed[]): TerritoryRow[] {
  const inside = readTerritories().filter((one) => [one.code, one.province, one.region].includes(within));
  const faults = inside.length === 0 ? [noTerritory(within)] : faultsOf(inside, areas);
  const [first] = faults;
  if (first !== undefined) {
    const errors = (language: ProblemLanguage) =>
      faults.map((fault) => ({ path: 'areas.json', code: 'area_partition', message: say(fault, language) }));
    throw new Problem('invalid_programme', { count: faults.length, first: first.en }, { errors });
  }
  const areaOf = new Map(areas.flatMap(({ code, municipalities }) => municipalities.map((one) => [one, code])));
  const rows = inside.map((seed) => rowOf(seed, areaOf.get(seed.code) ?? null));
  return [...rows, ...areas.map((area) => areaRow(area, rows))].sort(byLevelAndCode);
}

const noTerritory = (code: string): Sentence => ({
  it: `il territorio ${code} non c’è`,
  en: `there is no territory ${code}`,
});

function faultsOf(inside: readonly TerritorySeed[], areas: readonly AreaSeed[]): Sentence[] {
  const expected = inside.filter(({ level }) => level === 'municipality');
  const provinces = new Map(expected.map(({ code, province }) => [code, province]));
  const members = areas.flatMap((area) => area.municipalities.map((code) => ({ area, code })));
  const named = new Set(members.map(({ code }) => code));
  const left = areas.length === 0 ? [] : expected.filter(({ code }) => !named.has(code));
  return [
    ...repeated(areas.map(({ code }) => code)).map((code) => ({
      it: `due aree hanno il codice ${code}`,
      en: `two areas have the code ${code}`,
    })),
    ...repeated(members.map(({ code }) => code)).map((code) => ({
      it: `il comune ${code} è in due aree`,
      en: `municipality ${code} is in two areas`,
    })),
    ...members
      .filter(({ area, code }) => provinces.get(code) !== area.province)
      .map(({ area, code }) => ({
        it: `area ${area.code}: ${code} non è un comune della provincia ${area.province}`,
        en: `area ${area.code}: ${code} is no municipality of province ${area.province}`,
      })),
    ...left.map(({ code, name }) => ({
      it: `il comune ${code} ${name} non è in nessuna area`,
      en: `municipality ${code} ${name} is in no area`,
    })),
  ];
}

const repeated = (codes: readonly string[]) => codes.filter((code, index) => codes.indexOf(code) !== index);

function rowOf(seed: TerritorySeed, area: string | null): TerritoryRow {
  const { level, code, name, province, region, longitude, latitude } = seed;
  const point: [number, number] | null = longitude === null || latitude === null ? null : [longitude, latitude];
  return { level, code, name, nameEn: null, province, area, region, country: italy, point };
}

function areaRow(area: AreaSeed, rows: readonly TerritoryRow[]): TerritoryRow {
  const members = rows.filter((row) => row.level === 'municipality' && row.area === area.code);
  const { code, label, province } = area;
  const region = members[0]?.region ?? null;
  const names = { name: label.it, nameEn: label.en };
  return { level: 'area', code, ...names, province, area: null, region, country: italy, point: meanPoint(members) };
}

function meanPoint(rows: readonly TerritoryRow[]): [number, number] | null {
  const points = rows.flatMap(({ point }) => (point ? [point] : []));
  if (points.length === 0) return null;
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [mean(0), mean(1)];
}

function byLevelAndCode(a: TerritoryRow, b: TerritoryRow): number {
  const levels = territoryLevels.indexOf(a.level) - territoryLevels.indexOf(b.level);
  return levels || (a.code < b.code ? -1 : 1);
}
