/** Figures of other sources beside those of a programme's surveys. */
import { createHash } from 'node:crypto';
import { demand, type AuditEntry, type Person } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { ExternalFigure, ExternalFile, SeriesImport, SeriesOutcome, SeriesService } from '../contract.ts';
import { locate } from '../register/context.ts';
import type { Registry } from '../registry/registry.ts';
import { readSeries, type Known, type SeriesLine } from './read.ts';

export interface SeriesOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'programme'>;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  /** YYYY-MM-DD */
  readonly today: () => string;
}

export function createSeries(options: SeriesOptions): SeriesService {
  const { database, registry, audit } = options;
  /** Of the programme as a whole: a series concerns all its pages. */
  const enter = (who: Person | null, programme: string): Person => {
    demand(who, 'series.manage', { programme }, programme);
    registry.programme(programme);
    return who!;
  };
  return {
    figures: (programme, skill) => {
      registry.programme(programme);
      return readFigures(database, programme, skill);
    },
    files: async (who, programme) => {
      enter(who, programme);
      return database.rows<ExternalFile>(fileList, { programme });
    },
    bring: async (who, programme, csv, wanted) => bring(options, enter(who, programme).id, programme, csv, wanted),
    command: async (programme, csv, wanted) => {
      registry.programme(programme);
      return bring(options, 'command', programme, csv, wanted);
    },
    takeBack: async (who, programme, hash) => {
      const person = enter(who, programme);
      await database.write(async (tx) => {
        const [file] = await tx.rows<{ lines: number }>(
          'SELECT lines FROM external_file WHERE programme = ? AND hash = ?',
          [programme, hash],
        );
        if (file === undefined) throw new Problem('not_found', { value: hash });
        await tx.run('DELETE FROM external_series WHERE programme = ? AND file = ?', [programme, hash]);
        await tx.run('DELETE FROM external_file WHERE programme = ? AND hash = ?', [programme, hash]);
        const detail = { count: file.lines };
        await audit.record(tx, { who: person.id, action: 'series.undo', programme, object: hash, detail });
      });
    },
  };
}

async function bring(
  options: SeriesOptions,
  who: string,
  programme: string,
  csv: string,
  { name, dry }: SeriesImport,
): Promise<SeriesOutcome> {
  const { database, audit, today } = options;
  const lines = await readSeries(csv, (territories) => knownIn(options, programme, territories));
  const hash = createHash('sha256').update(csv).digest('hex');
  const outcome = { hash, rows: lines.length, ...countsOf(lines) };
  if (dry === '1') return { ...outcome, stored: false, again: false };
  return database.write(async (tx) => {
    const known = await tx.rows('SELECT 1 FROM external_file WHERE programme = ? AND hash = ?', [programme, hash]);
    if (known.length > 0) return { ...outcome, stored: false, again: true };
    await tx.run(insertion, { programme, file: hash, lines: JSON.stringify(lines) });
    await tx.run('INSERT INTO external_file VALUES (?, ?, ?, ?, ?, ?::DATE)', [
      ...[programme, hash, name, lines.length, who, today()],
    ]);
    await audit.record(tx, { who, action: 'series.import', programme, object: hash, detail: { count: lines.length } });
    return { ...outcome, stored: true, again: false };
  });
}

const countsOf = (lines: readonly SeriesLine[]) => ({
  mapped: lines.filter(({ skill }) => skill !== null).length,
  sources: [...new Set(lines.map(({ source, vintage }) => `${source}, ${vintage}`))].sort(),
});

/** A programme's own territory and what lies in it, its areas among them. */
async function knownIn(
  { database, registry }: SeriesOptions,
  programme: string,
  named: readonly string[],
): Promise<Known> {
  const { territory } = registry.programme(programme).programme;
  const codes = 'codes' in territory ? territory.codes : [territory.code];
  const whole = codes.map((code) => `${territory.level}:${code}`);
  const places = await locate(database, programme, named);
  const isInside = (around: readonly string[]) => around.some((one) => whole.includes(one) || one.startsWith('area:'));
  const skills = await database.rows<{ key: string }>('SELECT key FROM skill WHERE programme = ?', [programme]);
  return {
    skills: new Set(skills.map(({ key }) => key)),
    territories: new Set([...places].filter(([, { around }]) => isInside(around)).map(([name]) => name)),
  };
}

const insertion = `
  INSERT INTO external_series BY NAME
  SELECT $programme AS programme, $file AS file, source, vintage, level AS territory_level, code AS territory_code, label,
         skill, value, unit, note, licence
  FROM (SELECT unnest(from_json($lines, '[{"source": "VARCHAR", "vintage": "VARCHAR", "level": "VARCHAR",
    "code": "VARCHAR", "label": "VARCHAR", "skill": "VARCHAR", "value": "DOUBLE", "unit": "VARCHAR", "note": "VARCHAR",
    "licence": "VARCHAR"}]'), recursive := true))`;

const fileList = `
  SELECT hash, any_value(name) AS name, any_value(lines) AS lines, any_value(imported_on)::VARCHAR AS "importedOn",
         list(DISTINCT source || ', ' || vintage ORDER BY source || ', ' || vintage) AS sources,
         (count(*) FILTER (skill IS NOT NULL))::INTEGER AS mapped
  FROM external_file file JOIN external_series series ON series.programme = file.programme AND series.file = file.hash
  WHERE file.programme = $programme GROUP BY hash ORDER BY "importedOn" DESC, name, hash`;

type FigureRow = Omit<ExternalFigure, 'place'> & { readonly placeIt: string; readonly placeEn: string };

async function readFigures(
  database: Pick<Database, 'rows'>,
  programme: string,
  skill: string | undefined,
): Promise<ExternalFigure[]> {
  const rows = await database.rows<FigureRow>(
    `SELECT DISTINCT source, vintage, territory_level || ':' || territory_code AS territory, label, skill, value, unit,
            note, licence, coalesce(place.name, territory_code) AS "placeIt",
            coalesce(place.name_en, place.name, territory_code) AS "placeEn"
     FROM external_series series LEFT JOIN territory place
       ON place.level = territory_level AND place.code = territory_code
          AND (place.programme IS NULL OR place.programme = $programme)
     WHERE series.programme = $programme AND ($skill IS NULL OR skill = $skill)
     ORDER BY source, vintage DESC, unit, value DESC, label, territory`,
    { programme, skill: skill ?? null },
  );
  return rows.map(({ placeIt, placeEn, ...row }) => ({ ...row, place: { it: placeIt, en: placeEn } }));
}
