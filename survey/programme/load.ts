/** Writes a programme into the database; from then on the database is the truth. */
import type { Connection, Database } from '../../data/database.server.ts';
import { seedEverybodys, seedTerritories } from '../../data/territory-table.ts';
import { canonicalJson } from '../canonical.ts';
import { compileCodebook, type CompiledCodebook } from '../codebook/codebook.ts';
import type { Definition } from '../definition/definition.ts';
import { hashOf } from '../hash.ts';
import { territoriesOf } from './check-territory.ts';
import { invalidProgramme, programmeFault, type ProgrammeFault } from './fault.ts';
import { writeReference } from './load-reference.ts';
import type { Programme } from './read.ts';
import type { NoticeFile, ProgrammeContent, SurveySettings } from './schema.ts';

/** What loading did: nothing when the same programme was loaded before; else the version each instrument now has. */
export interface LoadOutcome {
  readonly changed: boolean;
  readonly versions: ReadonlyMap<string, number>;
}

/**
 * Loads a programme in one transaction. The same content again changes nothing; a changed instrument becomes a new
 * version beside the published ones; a changed notice needs a new version name.
 * @param today  YYYY-MM-DD, the day that stands at what is published
 * @throws Problem invalid_programme, with one entry a fault
 */
export async function loadProgramme(database: Database, seed: Programme, today: string): Promise<LoadOutcome> {
  const hash = programmeHash(seed);
  const { id } = seed.programme;
  const [known] = await database.rows<{ hash: string }>('SELECT hash FROM programme WHERE id = ?', [id]);
  if (known?.hash === hash) return { changed: false, versions: new Map() };
  return database.write(async (tx) => {
    const faults = [...(await noticeFaults(tx, seed)), ...(await surveyFaults(tx, seed))];
    if (faults.length > 0) throw invalidProgramme(faults);
    await writeProgramme(tx, seed, hash, today);
    await seedEverybodys(tx);
    await seedTerritories(tx, id, territoriesOf(seed));
    await writeSkills(tx, seed);
    await writeReference(tx, seed, today);
    const versions = new Map<string, number>();
    for (const [name, definition] of seed.instruments)
      versions.set(name, await publishVersion(tx, seed, name, definition, today));
    for (const [audience, notice] of seed.notices) await writeNotice(tx, id, audience, notice);
    for (const survey of seed.programme.surveys) await writeSurvey(tx, id, survey, versions.get(survey.instrument)!);
    return { changed: true, versions };
  });
}

function programmeHash(seed: Programme): string {
  const { instruments, notices, ...files } = seed;
  return hashOf({ ...files, instruments: Object.fromEntries(instruments), notices: Object.fromEntries(notices) });
}

async function noticeFaults(tx: Connection, seed: Programme): Promise<ProgrammeFault[]> {
  const stored = await tx.rows<{ audience: string; version: string; it: string; en: string; further: string | null }>(
    'SELECT audience, version, text_it AS it, text_en AS en, text_further AS further FROM notice WHERE programme = ?',
    [seed.programme.id],
  );
  return [...seed.notices].flatMap(([audience, { version, text }]) => {
    const same = stored.find((notice) => notice.audience === audience && notice.version === version);
    if (!same || (same.it === text.it && same.en === text.en && same.further === furtherText(text))) return [];
    return [programmeFault(`notices/${audience}.json`, 'text', 'notice_changed', version)];
  });
}

async function surveyFaults(tx: Connection, { programme }: Programme): Promise<ProgrammeFault[]> {
  const stored = await tx.rows<{ id: string; programme: string }>('SELECT id, programme FROM survey');
  return programme.surveys.flatMap(({ id }, index) => {
    const taken = stored.find((survey) => survey.id === id && survey.programme !== programme.id);
    return taken
      ? [programmeFault('programme.json', `surveys[${index}].id`, 'survey_moved', id, [taken.programme])]
      : [];
  });
}

async function writeProgramme(tx: Connection, seed: Programme, hash: string, today: string): Promise<void> {
  const { programme, targetGroups, generator, skills } = seed;
  const notices = Object.fromEntries([...seed.notices].map(([audience, { version }]) => [audience, version]));
  const content: ProgrammeContent = { programme, targetGroups, generator, skillAreas: skills.areas, notices };
  await tx.run(
    `INSERT INTO programme (id, content, hash, loaded_on) VALUES (?, ?, ?, ?::DATE)
     ON CONFLICT (id) DO UPDATE SET content = excluded.content, hash = excluded.hash, loaded_on = excluded.loaded_on`,
    [programme.id, JSON.stringify(content), hash, today],
  );
}

/** The list as it now is, first to last; published codebooks keep the labels they were published with. */
async function writeSkills(tx: Connection, { programme, skills }: Programme): Promise<void> {
  const rows = skills.skills.map(({ key, area, label, framework }) => ({
    ...{ programme: programme.id, key, area, label_it: label.it, label_en: label.en },
    ...{ framework: framework?.id ?? null, framework_version: framework?.version ?? null },
    framework_ref: framework?.ref ?? null,
  }));
  const text = Object.fromEntries(Object.keys(rows[0] ?? {}).map((column) => [column, 'VARCHAR']));
  await tx.run('DELETE FROM skill WHERE programme = ?', [programme.id]);
  await tx.run('INSERT INTO skill BY NAME SELECT unnest(from_json(?, ?), recursive := true)', [
    JSON.stringify(rows),
    JSON.stringify([text]),
  ]);
}

interface Published {
  readonly version: number;
  readonly hash: string;
  readonly codebook: string;
}

/** @returns the version that carries this definition: the latest when nothing changed, else a new one */
async function publishVersion(
  tx: Connection,
  { programme: { id }, skills }: Programme,
  instrument: string,
  definition: Definition,
  today: string,
): Promise<number> {
  const [latest] = await tx.rows<Published>(
    `SELECT version, hash, codebook FROM instrument_version WHERE programme = ? AND instrument = ?
     ORDER BY version DESC LIMIT 1`,
    [id, instrument],
  );
  const hash = hashOf(definition);
  if (latest?.hash === hash) return latest.version;
  const version = (latest?.version ?? 0) + 1;
  const previous = latest && (JSON.parse(latest.codebook) as CompiledCodebook);
  const codebook = compileCodebook(definition, { version, skills: skills.skills, previous });
  await tx.run(
    `INSERT INTO instrument_version (programme, instrument, version, hash, definition, codebook, published_on)
     VALUES (?, ?, ?, ?, ?, ?, ?::DATE)`,
    [id, instrument, version, hash, JSON.stringify(definition), JSON.stringify(codebook), today],
  );
  return version;
}

/** The text in the languages besides Italian and English, as JSON. */
function furtherText({ it: _, en: __, ...further }: NoticeFile['text']): string | null {
  return Object.keys(further).length === 0 ? null : canonicalJson(further);
}

async function writeNotice(tx: Connection, programme: string, audience: string, notice: NoticeFile): Promise<void> {
  await tx.run(
    `INSERT INTO notice (programme, audience, version, text_it, text_en, text_further) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    [programme, audience, notice.version, notice.text.it, notice.text.en, furtherText(notice.text)],
  );
}

/** A survey that holds generated answers stays marked so, whatever its programme says. */
async function writeSurvey(tx: Connection, programme: string, survey: SurveySettings, version: number): Promise<void> {
  const [stored] = await tx.rows<{ settings: string }>('SELECT settings FROM survey WHERE id = ?', [survey.id]);
  const synthetic = stored ? (JSON.parse(stored.settings) as SurveySettings).synthetic : survey.synthetic;
  await tx.run(
    `INSERT INTO survey (id, programme, instrument, version, wave, settings) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET instrument = excluded.instrument, version = excluded.version, wave = excluded.wave,
       settings = excluded.settings`,
    [survey.id, programme, survey.instrument, version, survey.wave, JSON.stringify({ ...survey, synthetic })],
  );
}
