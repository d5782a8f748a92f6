/** Published versions: frozen, numbered, and their files as they were handed in. */
import type { Connection } from '../../data/database.server.ts';
import type { CompiledCodebook } from '../codebook/codebook.ts';
import type { InstrumentVersion } from './contract.ts';
import { sourceOf } from './draft.ts';

type Reader = Pick<Connection, 'rows'>;
interface Place {
  readonly programme: string;
  readonly instrument: string;
}

/** The newest first. */
export function listVersions(reader: Reader, { programme, instrument }: Place): Promise<InstrumentVersion[]> {
  return reader.rows<InstrumentVersion>(
    `SELECT v.version, v.hash, v.published_on::VARCHAR AS "publishedOn", s.source IS NOT NULL AS original
     FROM instrument_version v LEFT JOIN instrument_source s USING (programme, instrument, version)
     WHERE v.programme = ? AND v.instrument = ? ORDER BY v.version DESC`,
    [programme, instrument],
  );
}

export interface VersionContent {
  readonly version: number;
  /** the file; of a version older than the table of files, the definition written out */
  readonly source: string;
  readonly codebook: CompiledCodebook;
}

/** @param version  null: the latest */
export async function readVersion(
  reader: Reader,
  { programme, instrument }: Place,
  version: number | null,
): Promise<VersionContent | null> {
  const [row] = await reader.rows<{ version: number; source: string | null; definition: string; codebook: string }>(
    `SELECT v.version, ${sourceOf('s.source')}, v.definition, v.codebook
     FROM instrument_version v LEFT JOIN instrument_source s USING (programme, instrument, version)
     WHERE v.programme = $programme AND v.instrument = $instrument AND v.version = coalesce($version, v.version)
     ORDER BY v.version DESC LIMIT 1`,
    { programme, instrument, version },
  );
  if (!row) return null;
  const source = row.source?.slice(1) ?? `${JSON.stringify(JSON.parse(row.definition), null, 2)}\n`;
  return { version: row.version, source, codebook: JSON.parse(row.codebook) as CompiledCodebook };
}

/** How many versions each instrument of a programme has. */
export function countVersions(reader: Reader, programme: string): Promise<{ instrument: string; versions: number }[]> {
  return reader.rows(
    `SELECT instrument, max(version) AS versions FROM instrument_version WHERE programme = ?
     GROUP BY instrument ORDER BY instrument`,
    [programme],
  );
}
