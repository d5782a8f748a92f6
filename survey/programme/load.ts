/** Writes a programme into the database; from then on the database is the truth. */
import type { Connection, Database, Transaction } from '../../data/database.server.ts';
import { seedEverybodys, seedTerritories } from '../../data/territory-table.ts';
import { seedCredentials } from '../credential/store.ts';
import type { Definition } from '../definition/definition.ts';
import { hashOf } from '../hash.ts';
import { territoriesOf } from './check-territory.ts';
import { invalidProgramme, programmeFault, type ProgrammeFault } from './fault.ts';
import { writeReference } from './load-reference.ts';
import type { Programme } from './read.ts';
import { publishVersion, writeNotice, writeSurvey } from './publish.ts';
import type { NoticeFile, ProgrammeContent } from './schema.ts';

/** What loading did: nothing when the same programme was loaded before; else the version each instrument now has. */
export interface LoadOutcome {
  readonly changed: boolean;
  readonly versions: ReadonlyMap<string, number>;
}

/** Notes what was loaded, inside the transaction that loads it. */
export type OnLoad = (transaction: Transaction, programme: string, outcome: LoadOutcome) => Promise<void>;

/**
 * Loads a programme in one transaction. The same content again changes nothing; a changed instrument becomes a new
 * version beside the published ones; a changed notice needs a new version name.
 * @param today  YYYY-MM-DD, the day that stands at what is published
 * @throws Problem invalid_programme, with one entry a fault
 */
export async function loadProgramme(
  database: Database,
  seed: Programme,
  today: string,
  onLoad: OnLoad = async () => undefined,
): Promise<LoadOutcome> {
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
    if (seed.credentials) await seedCredentials(tx, id, seed.credentials, today);
    const versions = new Map<string, number>();
    for (const [name, definition] of seed.instruments)
      versions.set(name, await publishVersion(tx, publicationOf(seed, name, definition), today));
    for (const [audience, notice] of seed.notices) await writeNotice(tx, id, audience, notice);
    for (const survey of seed.programme.surveys) await writeSurvey(tx, id, survey, versions.get(survey.instrument)!);
    await onLoad(tx, id, { changed: true, versions });
    return { changed: true, versions };
  });
}

function programmeHash(seed: Programme): string {
  const { instruments, notices, sources: _, ...files } = seed;
  return hashOf({ ...files, instruments: Object.fromEntries(instruments), notices: Object.fromEntries(notices) });
}

function publicationOf({ programme, skills, sources }: Programme, instrument: string, definition: Definition) {
  return {
    ...{ programme: programme.id, skills: skills.skills, instrument, definition },
    source: sources?.get(instrument) ?? null,
  };
}

async function noticeFaults(tx: Connection, seed: Programme): Promise<ProgrammeFault[]> {
  const stored = await tx.rows<{ audience: string; version: string; it: string; en: string; further: string | null }>(
    'SELECT audience, version, text_it AS it, text_en AS en, text_further AS further FROM notice WHERE programme = ?',
    [seed.programme.id],
  );
  return [...seed.notices].flatMap(([audience, { version, text }]) => {
    const same = stored.find((notice) => notice.audience === audience && notice.version === version);
    if (!same || (same.it === text.it && same.en === text.en && keepsFurther(same.further, text))) return [];
    return [programmeFault(`notices/${audience}.json`, 'text', 'notice_changed', version)];
  });
}

/** A language may be added to a notice: whoever read it in another has read the same. */
const keepsFurther = (stored: string | null, text: NoticeFile['text']) =>
  Object.entries(JSON.parse(stored ?? '{}') as Partial<NoticeFile['text']>).every(
    ([language, words]) => text[language as keyof typeof text] === words,
  );

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
  // notices that were written here, for surveys that no folder has, stay in use
  const notices = {
    ...(await noticesInUse(tx, programme.id)),
    ...Object.fromEntries([...seed.notices].map(([audience, { version }]) => [audience, version])),
  };
  const content: ProgrammeContent = { programme, targetGroups, generator, skillAreas: skills.areas, notices };
  await tx.run(
    `INSERT INTO programme (id, content, hash, loaded_on) VALUES (?, ?, ?, ?::DATE)
     ON CONFLICT (id) DO UPDATE SET content = excluded.content, hash = excluded.hash, loaded_on = excluded.loaded_on`,
    [programme.id, JSON.stringify(content), hash, today],
  );
}

async function noticesInUse(tx: Connection, programme: string): Promise<ProgrammeContent['notices']> {
  const [stored] = await tx.rows<{ content: string }>('SELECT content FROM programme WHERE id = ?', [programme]);
  return stored ? (JSON.parse(stored.content) as ProgrammeContent).notices : {};
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
