/** Freezing a draft: the next numbered version, its file, the notice and the survey that asks it, in one transaction. */
import type { Connection } from '../../data/database.server.ts';
import { furtherText, publishVersion, writeNotice, writeSurvey } from '../programme/publish.ts';
import { ProgrammeContent, SurveySettings } from '../programme/schema.ts';
import type { Definition } from '../definition/definition.ts';
import type { Localized } from '../contract.ts';
import type { StoredDraft } from './draft.ts';
import { beginLife } from './life.ts';
import { settingsOf, withoutBlanks } from './sheet.ts';

export interface FreezeOptions {
  readonly skills: readonly { readonly key: string; readonly label: Localized }[];
  readonly on: string;
  readonly by: string;
}

/** @param draft  one without faults. @returns the version that new answers meet */
export async function freeze(
  tx: Connection,
  draft: StoredDraft,
  definition: Definition,
  { skills, on, by }: FreezeOptions,
): Promise<number> {
  const { programme, instrument, sheet, source } = draft;
  const version = await publishVersion(tx, { programme, instrument, definition, skills, source }, on);
  const before = await storedSettings(tx, sheet.survey);
  const audience = before?.notice ?? sheet.survey;
  await putNotice(tx, programme, audience, withoutBlanks(sheet.notice)!);
  await writeSurvey(tx, programme, settingsOf(sheet, instrument, audience, before), version);
  if (!before) await beginLife(tx, sheet.survey, { on, by });
  return version;
}

async function storedSettings(tx: Connection, survey: string): Promise<SurveySettings | null> {
  const [row] = await tx.rows<{ settings: string }>('SELECT settings FROM survey WHERE id = ?', [survey]);
  return row ? SurveySettings.parse(JSON.parse(row.settings)) : null;
}

/** A notice that says something new in any language gets a name of its own; whoever has the old one may still send it. */
async function putNotice(tx: Connection, programme: string, audience: string, text: Localized): Promise<void> {
  const stored = await tx.rows<{ version: string; it: string; en: string; further: string | null }>(
    'SELECT version, text_it AS it, text_en AS en, text_further AS further FROM notice WHERE programme = ? AND audience = ?',
    [programme, audience],
  );
  const further = furtherText(text);
  const same = stored.find((one) => one.it === text.it && one.en === text.en && one.further === further);
  const taken = new Set(stored.map(({ version }) => version));
  const version = same?.version ?? nextName(taken);
  await writeNotice(tx, programme, audience, { version, text });
  const [row] = await tx.rows<{ content: string }>('SELECT content FROM programme WHERE id = ?', [programme]);
  const content = ProgrammeContent.parse(JSON.parse(row!.content));
  const notices = { ...content.notices, [audience]: version };
  await tx.run('UPDATE programme SET content = ? WHERE id = ?', [JSON.stringify({ ...content, notices }), programme]);
}

function nextName(taken: ReadonlySet<string>): string {
  let number = taken.size + 1;
  while (taken.has(String(number))) number++;
  return String(number);
}
