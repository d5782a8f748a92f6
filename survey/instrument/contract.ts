/** The life of an instrument as the API tells it: draft, check, version, pilot. */
import { z } from 'zod';
import type { Person } from '../../access.ts';
import { Audience, Localized, RespondentLanguage, SampleType, Unit } from '../contract.ts';
import { key, Release } from '../programme/schema.ts';

/** The steps of a survey's life. */
export const LifeState = z.enum(['draft', 'pilot', 'open', 'closed']);
export type LifeState = z.infer<typeof LifeState>;

/** A sentence in the languages of the interface. */
export const Words = z.object({ it: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

const long = z.string().max(20_000);
const further = long.optional();
/** In every language of the programme once it is published; while somebody writes, some may be missing. */
const longText = z.strictObject({
  ...{ it: long, en: long },
  ...{ es: further, el: further, pl: further, de: further, sv: further, fi: further, ro: further, ar: further },
});
const day = z.iso.date().nullable();

/** The survey that will ask an instrument. An editor fills it bit by bit: what is null is still missing. */
export const Sheet = z.strictObject({
  survey: key,
  wave: z.string().min(1).max(40),
  title: Localized.nullable(),
  audience: Audience,
  unit: Unit,
  sampleType: SampleType,
  opensOn: day,
  closesOn: day,
  /** last day on which a receipt corrects or erases */
  correctUntil: day,
  /** what the notice promises */
  minutes: z.int().min(1).max(60).nullable(),
  /** what respondents are told: who asks, why, how long, who reads */
  notice: longText.nullable(),
  legalBasis: longText.nullable(),
  /** when figures come out, and which */
  release: Release.nullable(),
});
export type Sheet = z.infer<typeof Sheet>;

/** An instrument under work; `definition` is its file, character for character. `revision` 0: nothing is kept yet. */
export const InstrumentDraft = z.object({
  programme: z.string(),
  instrument: z.string(),
  revision: z.int(),
  definition: z.string(),
  sheet: Sheet,
  changedOn: z.iso.date().nullable(),
  changedBy: z.string().nullable(),
});
export type InstrumentDraft = z.infer<typeof InstrumentDraft>;

/** Longest definition, in characters. */
export const longestDefinition = 1_000_000;

/** Body of `PUT /api/instruments/{programme}/{instrument}`: `revision` is the one that was read. */
export const DraftChange = z.strictObject({
  revision: z.int().min(0),
  definition: z.string().max(longestDefinition),
  sheet: Sheet,
});
export type DraftChange = z.infer<typeof DraftChange>;

/** Body of `POST …/check`: what is on the screen and not yet kept. */
export const CheckRequest = DraftChange.omit({ revision: true });
export type CheckRequest = z.infer<typeof CheckRequest>;

export const Severity = z.enum(['fault', 'warning']);

/** One thing to look at. `path` leads into the definition, or into the sheet (`sheet.notice`). */
export const Finding = z.object({
  path: z.string(),
  question: z.string().nullable(),
  code: z.string(),
  severity: Severity,
  message: Words,
  /** of the definition's text, from 1 */
  line: z.int().nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** What one question asks of a reader; seconds are those of respondents who are shown it, by the language they read. */
export const QuestionReport = z.object({
  name: z.string(),
  path: z.string(),
  line: z.int().nullable(),
  title: z.string(),
  gulpease: z.int(),
  seconds: z.partialRecord(RespondentLanguage, z.number()).nullable(),
  /** share of the walks in which it was on the screen */
  seen: z.number(),
});
export type QuestionReport = z.infer<typeof QuestionReport>;

export const Minutes = z.object({ tenth: z.number(), median: z.number(), ninetieth: z.number() });
export type Minutes = z.infer<typeof Minutes>;

/** Faults keep a version from being published; warnings are for the editor to judge. */
export const CheckReport = z.object({
  revision: z.int().nullable(),
  findings: z.array(Finding),
  questions: z.array(QuestionReport),
  /** by the language that is read, those of the programme */
  minutes: z.partialRecord(RespondentLanguage, Minutes).nullable(),
  /** respondents that were drawn at random */
  walks: z.int(),
  /** readability that is wished for, by the audience */
  wished: z.int(),
  /** it can be shown: nothing in it is forbidden */
  usable: z.boolean(),
  publishable: z.boolean(),
});
export type CheckReport = z.infer<typeof CheckReport>;

export const PublishRequest = z.strictObject({ revision: z.int().min(1) });

/** A frozen version; `original`: its file is kept as it was handed in. */
export const InstrumentVersion = z.object({
  version: z.int(),
  hash: z.string(),
  publishedOn: z.iso.date(),
  original: z.boolean(),
});
export type InstrumentVersion = z.infer<typeof InstrumentVersion>;

export const PublishedVersion = InstrumentVersion.extend({ survey: z.string(), state: LifeState });
export type PublishedVersion = z.infer<typeof PublishedVersion>;

/** A row of the list of a programme's instruments. */
export const InstrumentSummary = z.object({
  instrument: z.string(),
  title: Words,
  /** in which the surveys of the instrument ask it */
  languages: z.array(RespondentLanguage),
  /** of the draft; null where there is none */
  revision: z.int().nullable(),
  changedOn: z.iso.date().nullable(),
  versions: z.int(),
  surveys: z.array(z.object({ id: z.string(), title: Words, state: LifeState, version: z.int() })),
});
export type InstrumentSummary = z.infer<typeof InstrumentSummary>;

/** A text that an imported translation changes. */
export const TranslationChange = z.object({
  path: z.string(),
  language: z.string(),
  before: z.string(),
  after: z.string(),
});
export type TranslationChange = z.infer<typeof TranslationChange>;

/** `PUT …/translation.csv`; with `dry=1` nothing is kept and the revision stays. */
export const TranslationOutcome = z.object({ revision: z.int(), changes: z.array(TranslationChange) });
export type TranslationOutcome = z.infer<typeof TranslationOutcome>;

/** Body of `POST /api/admin/surveys/{id}/state`. */
export const StateRequest = z.strictObject({ action: z.enum(['pilot', 'open', 'close']) });
export type StateRequest = z.infer<typeof StateRequest>;

export const StateStep = z.object({ state: LifeState, changedOn: z.iso.date(), changedBy: z.string() });
/** What stands in the way of answers (a fault), or would look poor to whoever answers (a warning). */
export const Obstacle = Finding.omit({ line: true });
export type Obstacle = z.infer<typeof Obstacle>;

/** Where a survey stands, and how it came there; `wiped`: answers of the pilot that the last call erased. */
export const StateReport = z.object({
  survey: z.string(),
  state: LifeState,
  steps: z.array(StateStep),
  /** what the person who asks may do with it now */
  actions: z.array(StateRequest.shape.action),
  /** what it lacks; faults keep it from being piloted or opened */
  obstacles: z.array(Obstacle),
  wiped: z.int().optional(),
});
export type StateReport = z.infer<typeof StateReport>;

const seconds = z.number().min(0).max(600);
export const PilotMark = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not_clear'), question: z.string().max(80) }),
  z.strictObject({ kind: z.literal('refused'), question: z.string().max(80) }),
  z.strictObject({ kind: z.literal('seconds'), question: z.string().max(80), seconds }),
]);
export type PilotMark = z.infer<typeof PilotMark>;

/** Body of `POST /api/surveys/{id}/pilot`; it carries nobody's id. */
export const PilotMarks = z.strictObject({ version: z.int().min(1), marks: z.array(PilotMark).min(1).max(200) });
export type PilotMarks = z.infer<typeof PilotMarks>;

/** Body of `POST /api/surveys/{id}/progress`: a page that was reached for the first time. */
export const Progress = z.strictObject({ version: z.int().min(1), page: z.string().max(80) });
export type Progress = z.infer<typeof Progress>;

/** What a pilot found at one question. */
export const Repair = z.object({
  question: z.string(),
  title: Words,
  notClear: z.int(),
  refused: z.int(),
  /** median */
  seconds: z.number().nullable(),
  /** how many times seconds were measured */
  measured: z.int(),
});
export type Repair = z.infer<typeof Repair>;

/** `GET /api/admin/surveys/{id}/repairs`: what most needs repair first; and how many came as far as each page. */
export const RepairList = z.object({
  survey: z.string(),
  version: z.int(),
  questions: z.array(Repair),
  pages: z.array(z.object({ page: z.string(), reached: z.int() })),
});
export type RepairList = z.infer<typeof RepairList>;

/** A draft that cannot be published as it stands. */
export interface FaultyDraft {
  readonly programme: string;
  readonly instrument: string;
  readonly title: Words;
  readonly faults: number;
}

/** What pages ask of the instruments while they are rendered; each call throws `sign_in_needed` or `not_found`. */
export interface InstrumentReader {
  list(person: Person | null, programme: string): Promise<InstrumentSummary[]>;
  /** the drafts among those that this person edits, in every programme */
  faulty(person: Person | null): Promise<FaultyDraft[]>;
  draft(person: Person | null, programme: string, instrument: string): Promise<InstrumentDraft>;
  versions(person: Person | null, programme: string, instrument: string): Promise<InstrumentVersion[]>;
}
