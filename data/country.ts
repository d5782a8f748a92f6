/** The countries that a programme may lie in: those whose outlines ship. */
import { readFileSync } from 'node:fs';
import { parseCsv } from './csv.ts';
import type { TerritoryRow } from './territory.ts';

let list: readonly TerritoryRow[] | undefined;

/** Countries by their ISO 3166-1 code (GR for Greece), in that order; read once. */
export function readCountries(): readonly TerritoryRow[] {
  return (list ??= parse(readFileSync(new URL('geography/country.csv', import.meta.url), 'utf8')));
}

/** The countries of these codes. What none of them is, the list leaves out. */
export function countriesOf(codes: readonly string[]): TerritoryRow[] {
  return readCountries().filter(({ code }) => codes.includes(code));
}

function parse(text: string): TerritoryRow[] {
  const columns = ['code', 'name', 'name_en', 'longitude', 'latitude'] as const;
  return parseCsv(text, columns, 'country.csv').map(({ code, name, name_en: nameEn, longitude, latitude }) => ({
    ...{ level: 'country', code, name, nameEn, province: null, area: null, region: null, country: null },
    point: [Number(longitude), Number(latitude)],
  }));
}
