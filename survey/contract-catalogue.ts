/** Shapes of a programme's catalogue: courses, their editions, and the paths they are made of. Part of the contract of `survey`. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import type { ProblemLanguage } from '../problem.ts';
import type { CatalogueVisit } from './contract-catalogue-visit.ts';
import { Localized } from './contract-language.ts';

export const CourseMode = z.enum(['classroom', 'online', 'mixed', 'workplace']);
export type CourseMode = z.infer<typeof CourseMode>;

/** A part of a path is in one place: what is mixed is the path. */
export const ModuleMode = z.enum(['classroom', 'online', 'workplace']);
export type ModuleMode = z.infer<typeof ModuleMode>;

export const CourseModule = z.strictObject({ title: Localized, mode: ModuleMode, hours: z.number().positive() });
export type CourseModule = Readonly<z.infer<typeof CourseModule>>;

const revision = z.string().meta({ description: 'Changes when the row does; an edit names the one it was read with.' });

export const CatalogueEdition = z
  .strictObject({
    key: z.string(),
    territory: z.string().nullable().meta({ description: '`level:code`; null: no place, such as online.' }),
    placeName: Localized.nullable(),
    point: z.tuple([z.number(), z.number()]).nullable().meta({ description: 'Longitude, latitude.' }),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    seats: z.int(),
    taken: z.int().nullable().meta({ description: 'null: not told.' }),
    free: z.int().nullable().meta({ description: 'null where `taken` is not told.' }),
    revision,
  })
  .meta({ id: 'CatalogueEdition' });
export type CatalogueEdition = Readonly<z.infer<typeof CatalogueEdition>>;

export const CourseProvider = z.strictObject({ key: z.string(), name: z.string(), website: z.string().nullable() });

/** Costs in euro; `skills` and `targetGroups` are keys of the programme, no group: for everybody. */
export const CatalogueCourse = z
  .strictObject({
    key: z.string(),
    title: Localized,
    description: Localized.nullable(),
    provider: CourseProvider.nullable(),
    skills: z.array(z.string()),
    levelFrom: z.int().nullable(),
    levelTo: z.int().nullable(),
    eqf: z.int().nullable(),
    mode: CourseMode,
    hours: z.strictObject({ classroom: z.number().nullable(), online: z.number().nullable() }),
    modules: z.array(CourseModule).meta({ description: 'The path, first to last; empty: one piece.' }),
    certificate: z.string().nullable().meta({ description: 'What a learner gets at the end.' }),
    certification: z.string().nullable().meta({ description: 'A qualification that others recognise.' }),
    costEdition: z.number().nullable(),
    costLearner: z.number().nullable(),
    prerequisites: z.string().nullable(),
    targetGroups: z.array(z.string()),
    demo: z.boolean().meta({ description: 'An invented course.' }),
    revision,
    editions: z.array(CatalogueEdition).meta({ description: 'First to begin first.' }),
  })
  .meta({ id: 'CatalogueCourse' });
export type CatalogueCourse = Readonly<z.infer<typeof CatalogueCourse>>;

/** What a column of a file may hold: of courses up to `demo`, then of editions. */
export const CatalogueField = z.enum([
  ...(['course', 'title_it', 'title_en', 'description_it', 'description_en', 'provider', 'skills'] as const),
  ...(['level_from', 'level_to', 'eqf', 'mode', 'hours_classroom', 'hours_online', 'modules', 'certificate'] as const),
  ...(['certification', 'cost_edition', 'cost_learner', 'prerequisites', 'target_groups', 'demo'] as const),
  ...(['edition', 'territory', 'starts_on', 'ends_on', 'seats', 'taken'] as const),
]);
export type CatalogueField = z.infer<typeof CatalogueField>;

/** A cell that cannot be stored; `line` counts as a spreadsheet does, the header being 1. */
export const CatalogueFault = z
  .strictObject({ line: z.int(), column: z.string(), value: z.string(), reason: Localized })
  .meta({ id: 'CatalogueFault' });
export type CatalogueFault = Readonly<z.infer<typeof CatalogueFault>>;

const Change = z.strictObject({ added: z.int(), changed: z.int(), same: z.int(), removed: z.int() });

/** What a file does to the courses and editions that are there. */
export const CatalogueCounts = z
  .strictObject({ courses: Change, editions: Change })
  .meta({ id: 'CatalogueCounts', description: '`same`: in the file as they are already.' });
export type CatalogueCounts = Readonly<z.infer<typeof CatalogueCounts>>;

export const CatalogueColumn = z.strictObject({
  header: z.string(),
  field: CatalogueField.nullable(),
  examples: z.array(z.string()),
});
export type CatalogueColumn = Readonly<z.infer<typeof CatalogueColumn>>;

/** A file that was uploaded and is being checked, or was; nothing of it is stored yet. */
export const CatalogueDraft = z
  .strictObject({
    file: z.string(),
    state: z.enum(['running', 'ready', 'failed']),
    done: z.int(),
    of: z.int().meta({ description: 'Rows of the file; 0 until it is parted into rows.' }),
    encoding: z.enum(['utf-8', 'utf-16', 'windows-1252']).nullable(),
    columns: z.array(CatalogueColumn),
    missing: z.array(CatalogueField).meta({ description: 'Fields that some column must hold.' }),
    replace: z.boolean().meta({ description: 'What the file does not name is removed.' }),
    preview: z.array(z.array(z.string())).meta({ description: 'The first rows, cell by cell.' }),
    wrongRows: z.int(),
    faults: z.array(CatalogueFault).meta({ description: 'The first 500.' }),
    counts: CatalogueCounts.nullable(),
    againSince: z.iso.date().nullable().meta({ description: 'This very file came in on that day already.' }),
    problem: z.strictObject({ code: z.string(), title: z.string(), detail: z.string() }).nullable(),
  })
  .meta({ id: 'CatalogueDraft', description: '`problem` when it failed; without faults it can be stored.' });
export type CatalogueDraft = Readonly<z.infer<typeof CatalogueDraft>>;

/** What an upload is called. */
export const CatalogueUpload = z.strictObject({ file: z.string().trim().min(1).max(200).default('catalogue.csv') });

/** How a file is to be read: a field or null a column, in the order of the columns. */
export const CatalogueMapping = z.strictObject({
  fields: z.array(CatalogueField.nullable()).max(200),
  replace: z.boolean(),
});
export type CatalogueMapping = Readonly<z.infer<typeof CatalogueMapping>>;

export const CatalogueImport = z
  .strictObject({
    number: z.int(),
    file: z.string(),
    lines: z.int(),
    counts: CatalogueCounts,
    importedOn: z.iso.date(),
    undoneOn: z.iso.date().nullable(),
  })
  .meta({ id: 'CatalogueImport' });
export type CatalogueImport = Readonly<z.infer<typeof CatalogueImport>>;

export const CatalogueState = z
  .strictObject({ imports: z.array(CatalogueImport), draft: CatalogueDraft.nullable() })
  .meta({ id: 'CatalogueState', description: 'Newest import first; the draft is the own one.' });
export type CatalogueState = Readonly<z.infer<typeof CatalogueState>>;

/** A form: cells as a file has them, and the revision that they were read with; null makes a new one. */
export const CatalogueEdit = z.strictObject({
  revision: z.string().max(64).nullable(),
  cells: z.partialRecord(CatalogueField, z.string().max(10_000)),
});
export type CatalogueEdit = Readonly<z.infer<typeof CatalogueEdit>>;

/** What a form may name; by key, with the words that people know it by. */
export interface CatalogueChoices {
  readonly skills: readonly NamedThing[];
  readonly groups: readonly NamedThing[];
  readonly providers: readonly NamedThing[];
}
export interface NamedThing {
  readonly key: string;
  readonly title: Localized;
}

type Who = Person | null;

/** Every method throws `Problem`. Those of staff take the person first, and throw sign_in_needed, not_found. */
export interface CatalogueService extends CatalogueVisit {
  /** All courses of a programme, by key. @throws Problem not_found */
  courses(programme: string): Promise<CatalogueCourse[]>;
  /** @throws Problem not_found */
  course(programme: string, key: string): Promise<CatalogueCourse>;
  /** All of it as the CSV that would bring it in. @throws Problem not_found */
  sheet(programme: string): Promise<string>;

  choices(who: Who, programme: string): Promise<CatalogueChoices>;
  state(who: Who, programme: string, language: ProblemLanguage): Promise<CatalogueState>;
  /** Begins to check a file; what it gives stands in `state`. @throws Problem catalogue_file, catalogue_busy */
  begin(who: Who, programme: string, language: ProblemLanguage, file: CatalogueFile): Promise<CatalogueDraft>;
  /** Checks the file again, by other columns. @throws Problem catalogue_not_checked */
  map(who: Who, programme: string, language: ProblemLanguage, mapping: CatalogueMapping): Promise<CatalogueDraft>;
  /** Stops and forgets the file that is being checked. */
  cancel(who: Who, programme: string): void;
  /** Stores what was checked. @throws Problem catalogue_not_checked, catalogue_changed, invalid_rows */
  apply(who: Who, programme: string, language: ProblemLanguage): Promise<CatalogueState>;
  /** Takes the last import back. @throws Problem catalogue_not_last, catalogue_edited */
  undo(who: Who, programme: string, language: ProblemLanguage, number: number): Promise<CatalogueState>;

  /** @throws Problem revision_conflict, invalid_course */
  saveCourse(who: Who, programme: string, course: string, edit: CatalogueEdit): Promise<CatalogueCourse>;
  /** @throws Problem revision_conflict, invalid_course */
  saveEdition(
    who: Who,
    programme: string,
    course: string,
    edition: string,
    edit: CatalogueEdit,
  ): Promise<CatalogueCourse>;
  /** @throws Problem revision_conflict */
  removeEdition(
    who: Who,
    programme: string,
    course: string,
    edition: string,
    revision: string,
  ): Promise<CatalogueCourse>;
}

export interface CatalogueFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
