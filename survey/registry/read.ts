/** The rows that the registry is built from. */
import type { Database } from '../../data/database.server.ts';
import { readTerritoryTable } from '../../data/territory-table.ts';
import type { CompiledCodebook } from '../codebook/codebook.ts';
import type { Localized, MinorsRoute } from '../contract.ts';
import type { LifeState } from '../instrument/contract.ts';
import type { Definition } from '../definition/definition.ts';
import { ProgrammeContent, SurveySettings } from '../programme/schema.ts';

export interface StoredVersion {
  readonly programme: string;
  readonly instrument: string;
  readonly version: number;
  readonly definition: Definition;
  readonly codebook: CompiledCodebook;
}

export interface StoredSurvey {
  readonly id: string;
  readonly programme: string;
  readonly instrument: string;
  readonly version: number;
  readonly settings: SurveySettings;
}

/** The step of its life at which a survey stands, and since when; one loaded from a folder is open from the start. */
export interface StoredLife {
  readonly survey: string;
  readonly state: LifeState;
  readonly since: string;
}

export interface StoredNotice {
  readonly programme: string;
  readonly audience: string;
  readonly version: string;
  readonly text: Localized;
}

/** A territory as one programme sees it. */
export type StoredTerritory = Awaited<ReturnType<typeof readTerritoryTable>>[number];

export interface StoredRegistry {
  readonly programmes: readonly ProgrammeContent[];
  readonly surveys: readonly StoredSurvey[];
  readonly versions: readonly StoredVersion[];
  readonly notices: readonly StoredNotice[];
  /** by survey: what the privacy officer decided */
  /** by survey */
  readonly minors: ReadonlyMap<string, StoredMinors>;
  readonly lives: readonly StoredLife[];
  /** by programme: each has areas of its own */
  readonly territories: ReadonlyMap<string, readonly StoredTerritory[]>;
}

interface StoredMinors {
  readonly survey: string;
  readonly route: MinorsRoute;
  readonly decidedOn: string;
}

type Reader = Pick<Database, 'rows'>;

export async function readRegistry(database: Reader): Promise<StoredRegistry> {
  const [programmes, surveys, versions, notices, minors, lives] = await Promise.all([
    database.rows<{ id: string; content: string }>('SELECT id, content FROM programme ORDER BY id'),
    database.rows<Omit<StoredSurvey, 'settings'> & { settings: string }>(
      'SELECT id, programme, instrument, version, settings FROM survey ORDER BY programme, id',
    ),
    readVersions(database),
    readNotices(database),
    database.rows<StoredMinors>('SELECT survey, route, decided_on::VARCHAR AS "decidedOn" FROM minors_route'),
    database.rows<StoredLife>(
      `SELECT survey, arg_max(state, step) AS state, arg_max(changed_on::VARCHAR, step) AS since
       FROM survey_life GROUP BY survey`,
    ),
  ]);
  const territories = await Promise.all(
    programmes.map(async ({ id }) => [id, await readTerritoryTable(database, id)] as const),
  );
  return {
    programmes: programmes.map(({ content }) => ProgrammeContent.parse(JSON.parse(content))),
    surveys: surveys.map((row) => ({ ...row, settings: SurveySettings.parse(JSON.parse(row.settings)) })),
    versions,
    notices,
    minors: new Map(minors.map((one) => [one.survey, one])),
    lives,
    territories: new Map(territories),
  };
}

async function readNotices(database: Reader): Promise<StoredNotice[]> {
  const rows = await database.rows<Omit<StoredNotice, 'text'> & { it: string; en: string; further: string | null }>(
    `SELECT programme, audience, version, text_it AS it, text_en AS en, text_further AS further FROM notice
     ORDER BY programme, audience, version`,
  );
  return rows.map(({ it, en, further, ...notice }) => ({
    ...notice,
    text: { it, en, ...(further === null ? {} : (JSON.parse(further) as Partial<Localized>)) },
  }));
}

/** Published versions, oldest first. What is in this table passed the allow-list when it was published. */
async function readVersions(database: Reader): Promise<StoredVersion[]> {
  const rows = await database.rows<
    Omit<StoredVersion, 'definition' | 'codebook'> & { definition: string; codebook: string }
  >(
    `SELECT programme, instrument, version, definition, codebook FROM instrument_version
     ORDER BY programme, instrument, version`,
  );
  return rows.map((row) => ({
    ...row,
    definition: JSON.parse(row.definition) as Definition,
    codebook: JSON.parse(row.codebook) as CompiledCodebook,
  }));
}
