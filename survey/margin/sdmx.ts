/** What ISTAT's SDMX service answers as CSV: a column a dimension, then TIME_PERIOD, OBS_VALUE and attributes. */
import { readPublishedSheet, type PublishedSheet, type SheetRow } from '../../data/csv.ts';
import { levelOfCode } from '../../data/territory.ts';
import { istatAge, type AgeRange } from './age.ts';
import { countFaults, type PopulationCount, type PopulationTable, type Sex } from './count.ts';
import type { PopulationFault } from './fault.ts';
import { regionOfNuts } from './nuts.ts';

/** Dimensions were renamed over the years. */
const names = {
  place: ['REF_AREA', 'ITTER107'],
  sex: ['SEX', 'SEXISTAT1'],
  age: ['AGE', 'ETA1'],
  year: ['TIME_PERIOD'],
  value: ['OBS_VALUE'],
} as const;
type Column = keyof typeof names;
const columns = Object.keys(names) as Column[];
type Places = Readonly<Record<Column, number>>;

/** ISTAT's list CL_SEXISTAT1; null: both together. */
const sexes: ReadonlyMap<string, Sex | null> = new Map([
  ...(['F', '2'] as const).map((code) => [code, 'f'] as const),
  ...(['M', '1'] as const).map((code) => [code, 'm'] as const),
  ...(['T', '9'] as const).map((code) => [code, null] as const),
]);

/**
 * @param where  the value to take of a dimension that has several, such as `{ MARITAL_STATUS: '99' }`
 * @param isWanted  whether a place, such as `region:17`, is of the programme
 */
export function readSdmx(
  text: string,
  where: Readonly<Record<string, string>>,
  isWanted: (place: string) => boolean,
): PopulationTable {
  const sheet = readPublishedSheet(text, (cells) => placesIn(cells) !== null);
  const places = sheet && placesIn(sheet.header);
  const nothing = { year: null, counts: [], totals: [], skipped: 0, codes: [] };
  if (!sheet || !places)
    return {
      ...nothing,
      faults: [{ row: null, code: 'no_header', known: columns.map((one) => names[one].join('/')) }],
    };
  const chosen = sheet.rows.filter(({ cells }) => isChosen(cells, sheet.header, where));
  const open = dimensionFaults({ ...sheet, rows: chosen }, places, where);
  if (open.length > 0) return { ...nothing, faults: open };
  const rows = chosen.map((row) => readRow(row, sheet.header, places, isWanted));
  const found = rows.flatMap(({ count }) => (count ? [count] : []));
  const [counts, totals] = [found.filter((one) => !isTotal(one)), found.filter(isTotal)];
  return {
    year: Number(chosen[0]?.cells[places.year]),
    counts,
    totals,
    skipped: rows.filter(({ isSkipped }) => isSkipped).length,
    codes: [...new Set(chosen.map(({ cells }) => cells[places.place] ?? ''))].slice(0, 5),
    faults: [
      ...sheet.faults.map(({ row, message }): PopulationFault => ({ row, code: 'quotes', value: message })),
      ...rows.flatMap(({ faults }) => faults),
      ...countFaults(counts, totals),
    ],
  };
}

function placesIn(cells: readonly string[]): Places | null {
  const found = columns.map((column) => {
    const known: readonly string[] = names[column];
    return [column, cells.findIndex((cell) => known.includes(cell))] as const;
  });
  return found.every(([, place]) => place >= 0) ? (Object.fromEntries(found) as Record<Column, number>) : null;
}

const isChosen = (
  cells: readonly string[],
  header: readonly string[],
  where: Readonly<Record<string, string>>,
): boolean => Object.entries(where).every(([name, value]) => cells[header.indexOf(name)] === value);

/** Every dimension but place, sex and age must have one value: else counts of two kinds would be added up. */
function dimensionFaults(
  { header, rows }: Pick<PublishedSheet, 'header' | 'rows'>,
  places: Places,
  where: Readonly<Record<string, string>>,
): PopulationFault[] {
  if (rows.length === 0) {
    const wanted = Object.entries(where).map(([name, value]) => `${name}=${value}`);
    return [{ row: null, code: 'no_rows', value: wanted.join(', ') }];
  }
  const free = [places.place, places.sex, places.age, places.value];
  return header.slice(0, places.value).flatMap((name, place) => {
    const values = new Set(rows.map(({ cells }) => cells[place] ?? ''));
    if (free.includes(place) || values.size === 1) return [];
    return [{ row: null, column: name, code: 'choose' as const, value: name, known: [...values].slice(0, 20) }];
  });
}

interface ReadRow {
  readonly count: PopulationCount | null;
  readonly isSkipped: boolean;
  readonly faults: readonly PopulationFault[];
}

function readRow(
  { row, cells }: SheetRow,
  header: readonly string[],
  places: Places,
  isWanted: (place: string) => boolean,
): ReadRow {
  const cell = (column: Column) => cells[places[column]] ?? '';
  const faulty = (code: PopulationFault['code'], column: Column, known: readonly string[] = []): ReadRow => ({
    count: null,
    isSkipped: false,
    faults: [{ row, column: header[places[column]] ?? '', code, value: cell(column), known }],
  });
  const place = placeOf(cell('place'));
  if (place === null || !isWanted(place)) return { count: null, isSkipped: true, faults: [] };
  const sex = sexes.get(cell('sex'));
  if (sex === undefined) return faulty('unknown_sex', 'sex', [...sexes.keys()]);
  // both sexes together say nothing that the two do not
  if (sex === null) return { count: null, isSkipped: false, faults: [] };
  const age = istatAge(cell('age'));
  if (age === null) return faulty('unknown_age', 'age');
  if (!/^\d+(\.\d+)?$/.test(cell('value'))) return faulty('not_a_number', 'value');
  const count = Number(cell('value')) * 10 ** Number(cells[header.indexOf('UNIT_MULT')] ?? 0);
  return { count: { place, sex, ...age, count, row }, isSkipped: false, faults: [] };
}

/** ISTAT's own codes of municipalities; NUTS codes of regions. */
function placeOf(code: string): string | null {
  if (levelOfCode(code) === 'municipality') return `municipality:${code}`;
  const region = regionOfNuts(code);
  return region === null ? null : `region:${region}`;
}

const isTotal = ({ from, to }: AgeRange): boolean => from === 0 && to === Infinity;
