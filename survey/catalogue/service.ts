/** A programme's catalogue of courses: read by everybody, kept by staff. */
import { demand, type AuditEntry, type Person } from '../../access.ts';
import type { Database, Transaction } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { CatalogueService } from '../contract.ts';
import { invalidRows } from '../register/fault.ts';
import type { Change } from './change.ts';
import { createDrafts, toldDraft, type Draft, type TaskOf } from './draft.ts';
import { courseChange, editionChange, removal } from './edit.ts';
import { addImport, basisOf, listImports, standsSince, undoImport, type CheckedFile } from './import.ts';
import { choicesOf, readKnown, type Known, type KnownSource } from './known.ts';
import { limit } from './limit.ts';
import { readCatalogue } from './read.ts';
import { readRows } from './store.ts';
import { sheetOf } from './sheet.ts';
import { createVisit } from './visit.ts';
import { keep, writeChange } from './write.ts';

export interface CatalogueOptions extends KnownSource {
  readonly database: Pick<Database, 'rows' | 'write'>;
  /** YYYY-MM-DD */
  readonly today: () => string;
  readonly record: (tx: Transaction, entry: AuditEntry) => Promise<void>;
  /** keeps what nobody foresaw */
  readonly report: (reason: unknown) => void;
}

export interface OpenCatalogue extends CatalogueService {
  /** Stops what is being checked. */
  close(): void;
}

export function createCatalogue(options: CatalogueOptions): OpenCatalogue {
  const { database, registry, today, record } = options;
  const drafts = createDrafts(taskOf(options), options.report);
  const enter = (who: Person | null, programme: string): Person => {
    demand(who, 'catalogue.manage', { programme }, programme);
    registry.programme(programme);
    return who!;
  };
  const courseOf: CatalogueService['course'] = async (programme, key) => {
    registry.programme(programme);
    const [course] = await readCatalogue(options, programme, key);
    if (course === undefined) throw new Problem('not_found', { value: key });
    return course;
  };
  const stateOf: CatalogueService['state'] = async (who, programme, language) => {
    const draft = drafts.of(enter(who, programme).id, programme);
    return { imports: await listImports(database, programme), draft: draft && toldDraft(draft, language) };
  };
  /** One change by a form, with its line in the audit. */
  const change = async (
    { id }: Person,
    programme: string,
    { action, object }: { readonly action: string; readonly object: string },
    make: (tx: Transaction, known: Known) => Promise<Change>,
  ) => {
    const known = await readKnown(options, programme);
    await database.write(async (tx) => {
      await writeChange(tx, programme, await make(tx, known));
      await keep(tx, programme, today());
      await record(tx, { who: id, action, programme, object });
    });
  };
  return {
    close: drafts.close,
    choices: async (who, programme) => {
      enter(who, programme);
      return choicesOf(await readKnown(options, programme));
    },
    ...createVisit(options),
    courses: async (programme) => {
      registry.programme(programme);
      return readCatalogue(options, programme);
    },
    course: courseOf,
    sheet: async (programme) => {
      registry.programme(programme);
      return sheetOf(await readRows(database, programme));
    },
    state: stateOf,
    begin: async (who, programme, language, { name, bytes }) => {
      const { id } = enter(who, programme);
      if (bytes.length > limit.size) throw new Problem('too_large', { limit: `${limit.size / 1024 ** 2} MB` });
      return toldDraft(await drafts.begin(id, programme, { name: name.slice(0, 120) || 'CSV', bytes }), language);
    },
    map: async (who, programme, language, mapping) =>
      toldDraft(await drafts.map(enter(who, programme).id, programme, mapping), language),
    cancel: (who, programme) => drafts.forget(enter(who, programme).id, programme),
    apply: async (who, programme, language) => {
      const { id } = enter(who, programme);
      const draft = drafts.of(id, programme);
      const checked = checkedOf(draft);
      // whoever presses twice stores once
      drafts.forget(id, programme);
      await database
        .write(async (tx) => {
          if ((await standsSince(tx, programme, checked.hash)) !== null) return;
          if ((await basisOf(tx, programme)) !== draft!.basis) throw new Problem('catalogue_changed');
          const number = await addImport(tx, programme, checked, { who: id, today: today() });
          await keep(tx, programme, today());
          const detail = { count: checked.lines };
          await record(tx, { who: id, action: 'catalogue.import', programme, object: String(number), detail });
        })
        .catch((error: unknown) => {
          drafts.putBack(draft!);
          throw error;
        });
      return stateOf(who, programme, language);
    },
    undo: async (who, programme, language, number) => {
      const { id } = enter(who, programme);
      await database.write(async (tx) => {
        const detail = { count: await undoImport(tx, programme, number, today()) };
        await record(tx, { who: id, action: 'catalogue.undo', programme, object: String(number), detail });
      });
      return stateOf(who, programme, language);
    },
    saveCourse: async (who, programme, course, edit) => {
      const person = enter(who, programme);
      const noted = { action: 'catalogue.course', object: course };
      await change(person, programme, noted, (tx, known) => courseChange(tx, programme, course, edit, known));
      return courseOf(programme, course);
    },
    saveEdition: async (who, programme, course, edition, edit) => {
      const person = enter(who, programme);
      const noted = { action: 'catalogue.edition', object: `${course}/${edition}` };
      const name = { course, edition };
      await change(person, programme, noted, (tx, known) => editionChange(tx, programme, name, edit, known));
      return courseOf(programme, course);
    },
    removeEdition: async (who, programme, course, edition, revision) => {
      const person = enter(who, programme);
      const noted = { action: 'catalogue.remove', object: `${course}/${edition}` };
      await change(person, programme, noted, (tx) => removal(tx, programme, { course, edition }, revision));
      return courseOf(programme, course);
    },
  };
}

const taskOf =
  (options: CatalogueOptions): TaskOf =>
  async (programme, { name, bytes, hash }, mapping) => {
    const { database } = options;
    const basis = await basisOf(database, programme);
    const [known, current] = [await readKnown(options, programme), await readRows(database, programme)];
    const fields = mapping?.fields ?? null;
    return {
      task: { file: name, bytes, fields, replace: mapping?.replace ?? false, known, current },
      ...{ basis, againSince: await standsSince(database, programme, hash) },
    };
  };

/** @throws Problem catalogue_not_checked, invalid_rows */
function checkedOf(draft: Draft | null): CheckedFile {
  const { checked = null } = draft ?? {};
  if (draft === null || checked === null) throw new Problem('catalogue_not_checked');
  if (checked.faults.length > 0)
    throw invalidRows(checked.faults.map(({ line, column, reason }) => ({ row: line, column, ...reason })));
  if (checked.change === null || checked.counts === null) throw new Problem('catalogue_not_checked');
  const { name, hash } = draft;
  return { name, hash, lines: checked.lines, counts: checked.counts, change: checked.change };
}
