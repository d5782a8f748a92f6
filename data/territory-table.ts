/** The table `territory`: a programme's places with the numbers that stand for them in typed tables. */
import type { Connection } from './connection.server.ts';
import { readCountries } from './country.ts';
import { italy, readTerritories } from './territory.ts';
import type { TerritoryLevel, TerritoryRow, TerritorySeed } from './territory.ts';

interface Numbered {
  readonly id: number;
  readonly level: string;
  readonly code: string;
  readonly programme: string | null;
}

/**
 * Writes a programme's territories. A place keeps the id it was first given, however often it is written; new ones
 * get the next ids in the order of the rows. Countries, regions, provinces and municipalities belong to nobody. Areas, and which
 * municipality lies in which, belong to the programme: those that it no longer has are removed, those of others stay.
 * @param rows  as `territoriesWithin` gives them
 */
export async function seedTerritories(tx: Connection, programme: string, rows: readonly TerritoryRow[]): Promise<void> {
  const idOf = await writeRows(tx, programme, rows);
  await tx.run(removeAreas, { programme, codes: JSON.stringify(codesOf(rows, 'area')) });
  const members = rows.filter(({ level, area }) => level === 'municipality' && area !== null);
  const records = members.map(({ code, area }) => ({
    ...{ programme, municipality_id: idOf('municipality', code), area_id: idOf('area', area) },
  }));
  await tx.run('DELETE FROM programme_area WHERE programme = ?', [programme]);
  await tx.run(insertMembers, { records: JSON.stringify(records) });
}

/** Writes the countries, and Italy's regions, provinces and municipalities, unless they are all there. */
export async function seedEverybodys(tx: Connection): Promise<void> {
  const rows = everybodys();
  const [held] = await tx.rows<{ n: number }>(`SELECT count(*)::INTEGER AS n FROM territory WHERE programme IS NULL`);
  if (held && held.n >= rows.length) return;
  await writeRows(tx, null, rows);
}

/** The countries, and Italy's regions, provinces and municipalities, as they ship. */
export const everybodys = (): TerritoryRow[] => [...readCountries(), ...readTerritories().map(rowOfSeed)];

function rowOfSeed({ longitude, latitude, ...place }: TerritorySeed): TerritoryRow {
  const point: TerritoryRow['point'] = longitude === null || latitude === null ? null : [longitude, latitude];
  return { ...place, nameEn: null, area: null, country: italy, point };
}

type IdOf = (level: TerritoryLevel, code: string | null) => number | null;

/** @returns the id of each place written, and of those that were there */
async function writeRows(tx: Connection, programme: string | null, rows: readonly TerritoryRow[]): Promise<IdOf> {
  const ids = assignIds(programme, rows, await tx.rows<Numbered>('SELECT id, level, code, programme FROM territory'));
  const idOf: IdOf = (level, code) => (code === null ? null : (ids.get(keyOf(level, code)) ?? null));
  const records = rows.map(({ level, code, name, nameEn, province, region, country, point }) => ({
    ...{ id: idOf(level, code), level, code, name, name_en: nameEn },
    ...{ province_id: idOf('province', province), region_id: idOf('region', region) },
    country_id: idOf('country', country),
    programme: level === 'area' ? programme : null,
    ...{ longitude: point?.[0] ?? null, latitude: point?.[1] ?? null },
  }));
  await tx.run(upsert, { records: JSON.stringify(records) });
  return idOf;
}

const upsert = `
  INSERT INTO territory BY NAME
  SELECT unnest(from_json($records, '[{
    "id": "INTEGER", "level": "VARCHAR", "code": "VARCHAR", "name": "VARCHAR", "name_en": "VARCHAR",
    "province_id": "INTEGER", "region_id": "INTEGER", "country_id": "INTEGER", "programme": "VARCHAR",
    "longitude": "DOUBLE", "latitude": "DOUBLE"
  }]'), recursive := true)
  ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, name_en = excluded.name_en, province_id = excluded.province_id, region_id = excluded.region_id,
    country_id = excluded.country_id, longitude = excluded.longitude, latitude = excluded.latitude`;

const insertMembers = `
  INSERT INTO programme_area BY NAME
  SELECT unnest(from_json($records, '[{
    "programme": "VARCHAR", "municipality_id": "INTEGER", "area_id": "INTEGER"
  }]'), recursive := true)`;

const removeAreas = `
  DELETE FROM territory
  WHERE level = 'area' AND programme = $programme AND NOT list_contains(from_json($codes, '["VARCHAR"]'), code)`;

const keyOf = (level: string, code: string) => `${level} ${code}`;
const codesOf = (rows: readonly TerritoryRow[], level: string) =>
  rows.filter((row) => row.level === level).map(({ code }) => code);

function assignIds(
  programme: string | null,
  rows: readonly TerritoryRow[],
  table: readonly Numbered[],
): Map<string, number> {
  const own = table.filter((row) => row.programme === null || row.programme === programme);
  const ids = new Map(own.map(({ level, code, id }) => [keyOf(level, code), id]));
  let next = table.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
  for (const { level, code } of rows) if (!ids.has(keyOf(level, code))) ids.set(keyOf(level, code), next++);
  return ids;
}

/**
 * The territories as a programme sees them, by id: countries, regions, provinces and municipalities of all Italy, and the
 * programme's areas, in which its municipalities lie. `country`, `region`, `province` and `area` are codes.
 * @param programme  null: no areas
 */
export async function readTerritoryTable(
  reader: Pick<Connection, 'rows'>,
  programme: string | null,
): Promise<(TerritoryRow & { readonly id: number })[]> {
  const rows = await reader.rows<
    Omit<TerritoryRow, 'point'> & { id: number; longitude: number | null; latitude: number | null }
  >(
    `SELECT t.id, t.level, t.code, t.name, t.name_en AS "nameEn", province.code AS province, area.code AS area,
            region.code AS region, country.code AS country, t.longitude, t.latitude
     FROM territory t
     LEFT JOIN territory province ON province.id = t.province_id
     LEFT JOIN programme_area member ON member.municipality_id = t.id AND member.programme = $programme
     LEFT JOIN territory area ON area.id = member.area_id
     LEFT JOIN territory region ON region.id = t.region_id
     LEFT JOIN territory country ON country.id = t.country_id
     WHERE t.programme IS NULL OR t.programme = $programme
     ORDER BY t.id`,
    { programme },
  );
  return rows.map(({ longitude, latitude, ...row }) => {
    return { ...row, point: longitude === null || latitude === null ? null : [longitude, latitude] };
  });
}

/**
 * A territory and all that it lies in, as `level:code`, itself first: `municipality:077014`, `province:077`,
 * `region:17`; empty when there is none of that level and code.
 * @param programme  whose areas are meant; null: no areas
 */
export async function territoryAround(
  reader: Pick<Connection, 'rows'>,
  programme: string | null,
  territory: string,
): Promise<string[]> {
  const [level, code] = territory.split(':');
  const [found] = await reader.rows<Record<'area' | 'province' | 'region', string | null>>(
    `SELECT area.code AS area, province.code AS province, region.code AS region
     FROM territory t
     LEFT JOIN territory province ON province.id = t.province_id
     LEFT JOIN programme_area member ON member.municipality_id = t.id AND member.programme = $programme
     LEFT JOIN territory area ON area.id = member.area_id
     LEFT JOIN territory region ON region.id = t.region_id
     WHERE t.level = $level AND t.code = $code AND (t.programme IS NULL OR t.programme = $programme)`,
    { programme, level: level ?? '', code: code ?? '' },
  );
  if (found === undefined) return [];
  const around = (['area', 'province', 'region'] as const).flatMap((wide) =>
    found[wide] ? [`${wide}:${found[wide]}`] : [],
  );
  return [territory, ...around];
}
