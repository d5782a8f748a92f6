/** The table `territory`: a programme's places with the numbers that stand for them in typed tables. */
import type { Connection } from './connection.server.ts';
import { readTerritories } from './territory.ts';
import type { TerritoryRow } from './territory.ts';

interface Numbered {
  readonly id: number;
  readonly level: string;
  readonly code: string;
  readonly programme: string | null;
}

/**
 * Writes a programme's territories. A place keeps the id it was first given, however often it is written; new ones
 * get the next ids in the order of the rows. Regions, provinces and municipalities belong to nobody, areas to the
 * programme; areas that it no longer has are removed. A municipality is in one area: that of the last programme
 * written.
 * @param rows  as `territoriesWithin` gives them
 */
export async function seedTerritories(tx: Connection, programme: string, rows: readonly TerritoryRow[]): Promise<void> {
  await writeRows(tx, programme, rows);
  await tx.run(removeAreas, { programme, codes: JSON.stringify(codesOf(rows, 'area')) });
  await tx.run(forgetAreas);
}

/** Writes Italy's regions, provinces and municipalities, unless they are all there. */
export async function seedItaly(tx: Connection): Promise<void> {
  const list = readTerritories();
  const [held] = await tx.rows<{ n: number }>(`SELECT count(*)::INTEGER AS n FROM territory WHERE programme IS NULL`);
  if (held && held.n >= list.length) return;
  await writeRows(
    tx,
    null,
    list.map(({ longitude, latitude, ...place }) => ({
      ...place,
      nameEn: null,
      area: null,
      point: longitude === null || latitude === null ? null : [longitude, latitude],
    })),
  );
}

async function writeRows(tx: Connection, programme: string | null, rows: readonly TerritoryRow[]): Promise<void> {
  const ids = assignIds(programme, rows, await tx.rows<Numbered>('SELECT id, level, code, programme FROM territory'));
  const id = (level: string, code: string | null) => (code === null ? null : (ids.get(keyOf(level, code)) ?? null));
  const records = rows.map(({ level, code, name, nameEn, province, area, region, point }) => ({
    ...{ id: id(level, code), level, code, name, name_en: nameEn },
    ...{ province_id: id('province', province), area_id: id('area', area), region_id: id('region', region) },
    programme: level === 'area' ? programme : null,
    ...{ longitude: point?.[0] ?? null, latitude: point?.[1] ?? null },
  }));
  await tx.run(upsert, { records: JSON.stringify(records) });
}

const upsert = `
  INSERT INTO territory BY NAME
  SELECT unnest(from_json($records, '[{
    "id": "INTEGER", "level": "VARCHAR", "code": "VARCHAR", "name": "VARCHAR", "name_en": "VARCHAR",
    "province_id": "INTEGER", "area_id": "INTEGER", "region_id": "INTEGER", "programme": "VARCHAR", "longitude": "DOUBLE", "latitude": "DOUBLE"
  }]'), recursive := true)
  ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, name_en = excluded.name_en, province_id = excluded.province_id, area_id = coalesce(excluded.area_id, area_id),
    region_id = excluded.region_id, longitude = excluded.longitude, latitude = excluded.latitude`;

const removeAreas = `
  DELETE FROM territory
  WHERE level = 'area' AND programme = $programme AND NOT list_contains(from_json($codes, '["VARCHAR"]'), code)`;

const forgetAreas = `
  UPDATE territory SET area_id = NULL
  WHERE area_id IS NOT NULL AND area_id NOT IN (SELECT id FROM territory WHERE level = 'area')`;

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

/** Every territory of the table, by id; `region`, `province` and `area` are codes, `programme` that of an area. */
export async function readTerritoryTable(
  reader: Pick<Connection, 'rows'>,
): Promise<(TerritoryRow & { readonly id: number; readonly programme: string | null })[]> {
  const rows = await reader.rows<
    Omit<TerritoryRow, 'point'> & Numbered & { longitude: number | null; latitude: number | null }
  >(
    `SELECT t.id, t.level, t.code, t.name, t.name_en AS "nameEn", province.code AS province, area.code AS area, region.code AS region,
            t.programme, t.longitude, t.latitude
     FROM territory t
     LEFT JOIN territory province ON province.id = t.province_id
     LEFT JOIN territory area ON area.id = t.area_id
     LEFT JOIN territory region ON region.id = t.region_id
     ORDER BY t.id`,
  );
  return rows.map(({ longitude, latitude, ...row }) => {
    return { ...row, point: longitude === null || latitude === null ? null : [longitude, latitude] };
  });
}
