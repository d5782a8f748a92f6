/** What staff do with instruments: write, check, translate, publish. Each call says who asks and is refused first. */
import { demand, may, mayAnywhere, type AuditEntry, type Person } from '../../access.ts';
import type { Database, Transaction } from '../../data/database.server.ts';
import { say } from '../../problem-entry.ts';
import { Problem } from '../../problem.ts';
import type { Definition } from '../definition/definition.ts';
import type { Registry } from '../registry/registry.ts';
import { checkInstrument, type Checked } from './check.ts';
import { contextOf, instrumentLanguages, skillsOf, surveyOf, surveysOf } from './context.ts';
import type {
  CheckReport,
  CheckRequest,
  DraftChange,
  InstrumentDraft,
  InstrumentReader,
  InstrumentSummary,
  PublishedVersion,
  TranslationOutcome,
} from './contract.ts';
import { keepDraft, listDrafts, readDraft, refuseOther, type StoredDraft } from './draft.ts';
import { faultyDrafts } from './faulty.ts';
import { freeze } from './publish.ts';
import { readDefinition, refuseForbidden } from './read.ts';
import { emptySheet, sheetOf } from './sheet.ts';
import { localized } from '../codebook/category.ts';
import { translate, translationCsv } from './translation.ts';
import { countVersions, listVersions, readVersion } from './version.ts';

export interface InstrumentOptions {
  readonly database: Database;
  readonly registry: Registry;
  readonly today: () => string;
  /** writes a step into the audit, in the transaction that makes it */
  readonly record: (tx: Transaction, entry: AuditEntry) => Promise<void>;
  /** after a version or a state is stored: everything that holds surveys in memory reads them again */
  readonly changed: () => Promise<void>;
}

type Who = Person | null;

/** Every method throws `sign_in_needed` or `not_found` to whoever may not. */
export interface InstrumentService extends InstrumentReader {
  /** the programmes whose instruments this person may edit */
  programmes(person: Who): string[];
  /** @throws Problem `revision_conflict`, `invalid_definition` for what is forbidden */
  keep(person: Who, programme: string, instrument: string, change: DraftChange): Promise<InstrumentDraft>;
  /** @param request  what is on the screen; without it, the draft that is kept */
  check(person: Who, programme: string, instrument: string, request?: CheckRequest): Promise<CheckReport>;
  /** @throws Problem `instrument_incomplete` with one entry a fault, `revision_conflict` */
  publish(person: Who, programme: string, instrument: string, revision: number): Promise<PublishedVersion>;
  /** The file of a published version, byte for byte. */
  version(person: Who, programme: string, instrument: string, version: number): Promise<string>;
  translation(person: Who, programme: string, instrument: string): Promise<string>;
  /** @param dry  says what would change, and changes nothing. @throws Problem `invalid_file`, `revision_conflict` */
  translate(
    person: Who,
    programme: string,
    instrument: string,
    table: { readonly csv: string; readonly revision: number; readonly dry: boolean },
  ): Promise<TranslationOutcome>;
}

export function createInstruments(options: InstrumentOptions): InstrumentService {
  const { database, registry, today, record, changed } = options;
  const enter = (person: Who, programme: string): Person => {
    demand(person, 'instrument.edit', { programme }, programme);
    registry.programme(programme);
    return person!;
  };
  const editable = (person: Person | null): string[] =>
    registry.programmes().flatMap(({ id }) => (may(person, 'instrument.edit', { programme: id }) ? [id] : []));
  const draftOf = async (programme: string, instrument: string): Promise<InstrumentDraft> => {
    const kept = await readDraft(database, { programme, instrument });
    return kept ? told(kept) : untouched(options, programme, instrument);
  };
  const checked = async (
    programme: string,
    instrument: string,
    { definition, sheet }: CheckRequest,
  ): Promise<Checked> => checkInstrument(definition, await contextOf(options, programme, instrument, sheet));
  const keep = async (person: Person, programme: string, instrument: string, change: DraftChange) => {
    const by = { on: today(), by: person.name };
    await database.write((tx) => keepDraft(tx, { programme, instrument }, change, by));
    return draftOf(programme, instrument);
  };
  const languagesOf = (programme: string, instrument: string) => instrumentLanguages(registry, programme, instrument);

  return {
    programmes: editable,
    faulty: async (person) => {
      if (!mayAnywhere(person, 'instrument.edit')) demand(person, 'instrument.edit', {});
      return faultyDrafts(options, editable(person));
    },
    list: async (person, programme) => {
      enter(person, programme);
      return summaries(options, programme);
    },
    draft: async (person, programme, instrument) => {
      enter(person, programme);
      return draftOf(programme, instrument);
    },
    keep: async (person, programme, instrument, change) => {
      const editor = enter(person, programme);
      refuseForbidden(change.definition);
      return keep(editor, programme, instrument, change);
    },
    check: async (person, programme, instrument, request) => {
      enter(person, programme);
      const draft = request ?? (await draftOf(programme, instrument));
      const { report } = await checked(programme, instrument, draft);
      return 'revision' in draft ? { ...report, revision: draft.revision as number } : report;
    },
    publish: async (person, programme, instrument, revision) => {
      const editor = enter(person, programme);
      const draft = await readDraft(database, { programme, instrument });
      refuseOther(draft?.revision ?? 0, revision);
      if (!draft) throw new Problem('not_found', { value: instrument });
      const definition = complete(
        await checked(programme, instrument, { definition: draft.source, sheet: draft.sheet }),
      );
      await database.write((tx) => publish(tx, editor, draft, definition));
      await changed();
      const [version] = await listVersions(database, { programme, instrument });
      const { survey } = draft.sheet;
      return { ...version!, survey, state: registry.entry(survey).life.state };
    },
    versions: async (person, programme, instrument) => {
      enter(person, programme);
      return listVersions(database, { programme, instrument });
    },
    version: async (person, programme, instrument, version) => {
      enter(person, programme);
      const found = await readVersion(database, { programme, instrument }, version);
      if (!found) throw new Problem('not_found', { value: `${instrument} ${version}` });
      return found.source;
    },
    translation: async (person, programme, instrument) => {
      enter(person, programme);
      const { definition, sheet } = await draftOf(programme, instrument);
      return translationCsv({ definition: usable(definition), sheet }, languagesOf(programme, instrument));
    },
    translate: async (person, programme, instrument, { csv, revision, dry }) => {
      const editor = enter(person, programme);
      const draft = await draftOf(programme, instrument);
      refuseOther(draft.revision, revision);
      const texts = { source: draft.definition, definition: usable(draft.definition), sheet: draft.sheet };
      const { source, sheet, changes } = translate(texts, csv, languagesOf(programme, instrument));
      if (dry || changes.length === 0) return { revision, changes: [...changes] };
      refuseForbidden(source);
      const kept = await keep(editor, programme, instrument, { revision, definition: source, sheet });
      return { revision: kept.revision, changes: [...changes] };
    },
  };

  async function publish(tx: Transaction, editor: Person, draft: StoredDraft, definition: Definition) {
    const { programme, instrument, sheet } = draft;
    const current = await readDraft(tx, draft);
    refuseOther(current?.revision ?? 0, draft.revision);
    const skills = await skillsOf(tx, programme);
    const version = await freeze(tx, draft, definition, { skills, on: today(), by: editor.name });
    const detail = { version, survey: sheet.survey };
    await record(tx, { who: editor.id, action: 'instrument.publish', programme, object: instrument, detail });
  }
}

const told = ({ source, ...draft }: StoredDraft): InstrumentDraft => ({ ...draft, definition: source });

/** What an editor finds who comes first: the latest version and the survey that asks it, or nothing yet. */
async function untouched(options: InstrumentOptions, programme: string, instrument: string): Promise<InstrumentDraft> {
  const { database, registry, today } = options;
  const latest = await readVersion(database, { programme, instrument }, null);
  const entry = surveyOf(registry, programme, instrument);
  return {
    ...{ programme, instrument, revision: 0, definition: latest?.source ?? '' },
    sheet: entry ? sheetOf(entry.settings, entry.notice.text) : emptySheet(programme, instrument, today().slice(0, 4)),
    ...{ changedOn: null, changedBy: null },
  };
}

async function summaries({ database, registry }: InstrumentOptions, programme: string): Promise<InstrumentSummary[]> {
  const [versions, drafts] = await Promise.all([countVersions(database, programme), listDrafts(database, programme)]);
  const names = [...new Set([...versions, ...drafts].map(({ instrument }) => instrument))].toSorted();
  return names.map((instrument) => {
    const draft = drafts.find((one) => one.instrument === instrument);
    const entries = surveysOf(registry, programme, instrument);
    const title = localized(entries[0]?.definition.title, draft?.title ?? { it: instrument, en: instrument });
    return {
      ...{ instrument, title: { it: title.it, en: title.en } },
      languages: instrumentLanguages(registry, programme, instrument),
      ...{ revision: draft?.revision ?? null, changedOn: draft?.changedOn ?? null },
      versions: versions.find((one) => one.instrument === instrument)?.versions ?? 0,
      surveys: entries.map(({ compiled: { id, version }, title: { it, en }, life }) => ({
        ...{ id, title: { it, en }, version, state: life.state },
      })),
    };
  });
}

/** @throws Problem `instrument_incomplete` */
function complete({ report, definition }: Checked): Definition {
  const faults = report.findings.filter(({ severity }) => severity === 'fault');
  if (definition && faults.length === 0) return definition;
  throw new Problem(
    'instrument_incomplete',
    { count: faults.length },
    {
      errors: (language) => faults.map(({ path, code, message }) => ({ path, code, message: say(message, language) })),
    },
  );
}

/** @throws Problem `invalid_definition` */
function usable(text: string): Definition {
  const { definition, findings } = readDefinition(text);
  if (definition) return definition;
  const [first] = findings;
  throw new Problem(
    'invalid_definition',
    { count: findings.length, first: first?.message ?? '' },
    {
      errors: (language) =>
        findings.map(({ path, code, message }) => ({ path, code, message: say(message, language) })),
    },
  );
}
