/** The rows of what is published: instrument versions, notices, surveys. Written by a folder's loading and by editors. */
import type { Connection } from '../../data/database.server.ts';
import { compileCodebook, type CompiledCodebook, type CodebookOptions } from '../codebook/codebook.ts';
import { parseDefinition, type Definition } from '../definition/definition.ts';
import { parseSource } from '../definition/source.ts';
import { hashOf } from '../hash.ts';
import type { NoticeFile, SurveySettings } from './schema.ts';

/** A definition about to be frozen. */
export interface Publication {
  readonly programme: string;
  readonly instrument: string;
  readonly definition: Definition;
  readonly skills: NonNullable<CodebookOptions['skills']>;
  /** the file it was read from, kept only where it says the same as the definition */
  readonly source: string | null;
}

interface Latest {
  readonly version: number;
  readonly hash: string;
  readonly codebook: string;
}

/** @returns the version that carries this definition: the latest when nothing changed, else a new one */
export async function publishVersion(tx: Connection, publication: Publication, today: string): Promise<number> {
  const { programme, instrument, definition, skills, source } = publication;
  const [latest] = await tx.rows<Latest>(
    `SELECT version, hash, codebook FROM instrument_version WHERE programme = ? AND instrument = ?
     ORDER BY version DESC LIMIT 1`,
    [programme, instrument],
  );
  const hash = hashOf(definition);
  if (latest?.hash === hash) return latest.version;
  const version = (latest?.version ?? 0) + 1;
  const previous = latest && (JSON.parse(latest.codebook) as CompiledCodebook);
  const codebook = compileCodebook(definition, { version, skills, previous });
  await tx.run(
    `INSERT INTO instrument_version (programme, instrument, version, hash, definition, codebook, published_on)
     VALUES (?, ?, ?, ?, ?, ?, ?::DATE)`,
    [programme, instrument, version, hash, JSON.stringify(definition), JSON.stringify(codebook), today],
  );
  if (source !== null && says(source, hash))
    await tx.run('INSERT INTO instrument_source VALUES (?, ?, ?, ?)', [programme, instrument, version, source]);
  return version;
}

const says = (source: string, hash: string) => hashOf(parseDefinition(parseSource(source))) === hash;

/** A notice under its version; one that is there stays as it is, and may gain languages. */
export async function writeNotice(
  tx: Connection,
  programme: string,
  audience: string,
  notice: NoticeFile,
): Promise<void> {
  await tx.run(
    `INSERT INTO notice (programme, audience, version, text_it, text_en, text_further) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET text_further = excluded.text_further`,
    [programme, audience, notice.version, notice.text.it, notice.text.en, furtherText(notice.text)],
  );
}

/** The languages beyond Italian and English as stored, in a fixed order; null where there are none. */
export function furtherText({ it: _, en: __, ...further }: NoticeFile['text']): string | null {
  const written = Object.entries(further).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return written.length > 0 ? JSON.stringify(Object.fromEntries(written)) : null;
}

/** A survey that holds generated answers stays marked so, whatever its programme says. */
export async function writeSurvey(
  tx: Connection,
  programme: string,
  survey: SurveySettings,
  version: number,
): Promise<void> {
  const [stored] = await tx.rows<{ settings: string }>('SELECT settings FROM survey WHERE id = ?', [survey.id]);
  const synthetic = stored ? (JSON.parse(stored.settings) as SurveySettings).synthetic : survey.synthetic;
  await tx.run(
    `INSERT INTO survey (id, programme, instrument, version, wave, settings) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET instrument = excluded.instrument, version = excluded.version, wave = excluded.wave,
       settings = excluded.settings`,
    [survey.id, programme, survey.instrument, version, survey.wave, JSON.stringify({ ...survey, synthetic })],
  );
}
