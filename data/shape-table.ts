/** The tables `shape_version` and `shape_part`: official outlines as they were imported. */
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Connection } from './connection.server.ts';
import type { ShapeProperties } from './shape.ts';
import type { TerritoryLevel } from './territory.ts';

type Reader = Pick<Connection, 'rows'>;

/** Levels that a file may bring; areas are made of municipalities. */
export const officialLevels = ['country', 'region', 'province', 'municipality'] as const satisfies TerritoryLevel[];
export type OfficialLevel = (typeof officialLevels)[number];

export type OfficialTopology = Topology<Record<string, GeometryCollection<ShapeProperties>>>;

/** Outlines of one region, or of countries, that are in use. */
export interface OfficialPart {
  readonly source: string;
  readonly vintage: number;
  readonly licence: string;
  readonly topology: OfficialTopology;
}

/** Outlines to be stored. */
export interface NewPart {
  readonly level: OfficialLevel;
  /** '' for countries */
  readonly region: string;
  readonly codes: readonly string[];
  /** metres */
  readonly detail: number;
  /** as JSON */
  readonly topology: string;
}

/** What is said of a version; `parts`: how many territories it draws of each level. */
export interface ShapeVersion {
  readonly id: number;
  readonly importedOn: string;
  readonly who: string;
  readonly file: string;
  readonly source: string;
  readonly vintage: number;
  readonly licence: string;
  readonly stands: boolean;
  readonly drawn: Readonly<Partial<Record<OfficialLevel, number>>>;
}
export type NewVersion = Omit<ShapeVersion, 'id' | 'stands' | 'drawn'> & { readonly hash: string };

/** The outlines in use of some regions. */
export async function readParts(
  reader: Reader,
  level: OfficialLevel,
  regions: readonly string[],
): Promise<OfficialPart[]> {
  const rows = await reader.rows<Omit<OfficialPart, 'topology'> & { topology: string }>(
    `SELECT source, vintage, licence, topology FROM shape_in_use
     WHERE level = $level AND list_contains(from_json($regions, '["VARCHAR"]'), region) ORDER BY region`,
    { level, regions: JSON.stringify(regions) },
  );
  return rows.map(({ topology, ...rest }) => ({ ...rest, topology: JSON.parse(topology) as OfficialTopology }));
}

/** The codes of all territories that have an official outline, by level. */
export async function readDrawn(reader: Reader): Promise<ReadonlyMap<OfficialLevel, ReadonlySet<string>>> {
  const rows = await reader.rows<{ level: OfficialLevel; codes: string }>(
    `SELECT level, to_json(flatten(list(codes)))::VARCHAR AS codes FROM shape_in_use GROUP BY level`,
  );
  return new Map(rows.map(({ level, codes }) => [level, new Set(JSON.parse(codes) as string[])]));
}

/** Whom to name for the outlines in use, the newest first. */
export const readCredits = (reader: Reader): Promise<Omit<OfficialPart, 'topology'>[]> =>
  reader.rows('SELECT DISTINCT source, vintage, licence FROM shape_in_use ORDER BY vintage DESC, source, licence');

/** All versions, the newest first. */
export async function readVersions(reader: Reader): Promise<ShapeVersion[]> {
  const rows = await reader.rows<Omit<ShapeVersion, 'drawn'> & { drawn: string }>(
    `SELECT version.id, version.imported_on::VARCHAR AS "importedOn", version.who, version.file, version.source,
            version.vintage, version.licence, version.stands,
            json_group_object(part.level, part.drawn)::VARCHAR AS drawn
     FROM shape_version AS version
     JOIN (SELECT version, level, sum(len(codes))::INTEGER AS drawn FROM shape_part GROUP BY ALL) AS part
       ON part.version = version.id
     GROUP BY ALL ORDER BY version.id DESC`,
  );
  return rows.map(({ drawn, ...rest }) => ({ ...rest, drawn: JSON.parse(drawn) as ShapeVersion['drawn'] }));
}

/** @returns the number of the new version, which stands */
export async function addVersion(tx: Connection, version: NewVersion, parts: readonly NewPart[]): Promise<number> {
  const [last] = await tx.rows<{ id: number }>('SELECT coalesce(max(id), 0)::INTEGER AS id FROM shape_version');
  const id = (last?.id ?? 0) + 1;
  const { importedOn, who, file, hash, source, vintage, licence } = version;
  await tx.run(
    `INSERT INTO shape_version BY NAME SELECT $id::INTEGER AS id, $importedOn::DATE AS imported_on, $who AS who,
       $file AS file, $hash AS hash, $source AS source, $vintage::INTEGER AS vintage, $licence AS licence, true AS stands`,
    { id, importedOn, who, file, hash, source, vintage, licence },
  );
  for (const { codes, ...part } of parts)
    await tx.run(
      `INSERT INTO shape_part BY NAME SELECT $id::INTEGER AS version, $level AS level, $region AS region,
         from_json($codes, '["VARCHAR"]') AS codes, $detail::DOUBLE AS detail, $topology AS topology`,
      { id, ...part, codes: JSON.stringify(codes) },
    );
  return id;
}

/** Takes a version back, or puts it back. @returns false when there is none of that number */
export async function setStands(tx: Connection, id: number, stands: boolean): Promise<boolean> {
  const known = await tx.rows('SELECT 1 FROM shape_version WHERE id = ?', [id]);
  if (known.length === 0) return false;
  await tx.run('UPDATE shape_version SET stands = ? WHERE id = ?', [stands, id]);
  return true;
}
