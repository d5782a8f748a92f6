/** Shapes of focus groups: sessions, participants, statements, what participants say themselves. Part of the contract. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import type { FeedbackForm, FeedbackWords, Ranking } from './contract-feedback.ts';
import { Localized, RespondentLanguage } from './contract-language.ts';
import { key, line, revision, someWords, words } from './contract-text.ts';

const id = z.string();
const day = z.iso.date();

/** What a statement is. A silence is noted too: what nobody wants to say tells something. */
export const StatementKind = z.enum(['need', 'barrier', 'proposal', 'quote', 'agreement', 'disagreement', 'silence']);
export type StatementKind = z.infer<typeof StatementKind>;

/** What a moderator writes about a session before it begins. */
export const SessionPlan = z.strictObject({
  title: line(160),
  heldOn: z.iso.date(),
  /** the room, as the invitation says it */
  place: line(160),
  /** `level:code`, of the programme */
  territory: z.string().regex(/^(country|region|province|area|municipality):[\w-]{1,40}$/),
  /** keys of the target groups that are talked about */
  groups: z.array(key).max(20),
  language: RespondentLanguage,
});
export type SessionPlan = z.infer<typeof SessionPlan>;

/** Body of `POST /api/focus-groups`: the id is made by the sender, so that a session sent twice is one. */
export const NewSession = SessionPlan.extend({ id: z.uuidv4(), programme: key });
export type NewSession = z.infer<typeof NewSession>;

export const SessionState = z.enum(['planned', 'live', 'closed']);
export type SessionState = z.infer<typeof SessionState>;

/** Body of `PUT /api/focus-groups/{id}`. */
export const SessionChange = SessionPlan.partial().extend({ revision, state: SessionState.optional() });
export type SessionChange = z.infer<typeof SessionChange>;

export const Participant = z.strictObject({
  /** 1 is P1 */
  number: z.int().min(1).max(40),
  role: line(120),
  group: key.nullable(),
  takesPart: z.boolean(),
  mayQuote: z.boolean(),
  withdrawnOn: z.iso.date().nullable(),
  revision,
});
export type Participant = z.infer<typeof Participant>;

/** Body of `PUT /api/focus-groups/{id}/participants/{number}`; revision 0 adds the participant. */
export const ParticipantChange = Participant.omit({ number: true, withdrawnOn: true });
export type ParticipantChange = z.infer<typeof ParticipantChange>;

/** A withdrawal before it is made: what whoever holds the signed sheet has to know, and no word that was said. */
export interface Withdrawal {
  /** id of the session */
  readonly session: string;
  readonly programme: string;
  readonly title: string;
  readonly heldOn: string;
  readonly number: number;
  readonly mayQuote: boolean;
  readonly withdrawnOn: string | null;
  /** statements that can be quoted now, and cannot then */
  readonly quotable: number;
}

/** What the list of sessions shows: no word that was said. */
export const SessionSummary = z.object({
  ...SessionPlan.shape,
  groups: z.array(key).readonly(),
  id,
  programme: key,
  state: SessionState,
  /** `synthetic`: invented, which is said wherever it is shown */
  origin: z.enum(['live', 'imported', 'synthetic']),
  /** version of the guide */
  guide: z.int(),
  /** id and name of an account */
  moderator: z.object({ id, name: z.string().nullable() }),
  participants: z.int(),
  statements: z.int(),
  revision,
});
export type SessionSummary = z.infer<typeof SessionSummary>;

/** A question of the guide, one a screen. */
export const GuideTopic = z.object({ name: key, title: Localized, help: Localized.nullable() });
export type GuideTopic = z.infer<typeof GuideTopic>;

export const FocusSession = SessionSummary.extend({
  people: z.array(Participant).readonly(),
  topics: z.array(GuideTopic).readonly(),
  /** what this person may do here; `write` also where the session is closed, which must be opened again first */
  may: z.object({ write: z.boolean(), withdraw: z.boolean(), clear: z.boolean() }),
});
export type FocusSession = z.infer<typeof FocusSession>;

/** Body of `PUT /api/focus-groups/{id}/statements/{statement}`; `revision` is the one it was written upon, 0 for a new one. */
export const StatementChange = z.strictObject({
  revision,
  /** order within the session: the moment it was begun, in milliseconds, unless moved */
  place: z.number().finite(),
  topic: key.nullable(),
  participant: z.int().min(1).max(40).nullable(),
  kind: StatementKind,
  language: RespondentLanguage,
  /** may be empty for a silence alone */
  text: words(4000),
  /** given with its translator, or neither */
  translation: someWords(4000).nullable(),
  translator: line(120).nullable(),
});
export type StatementChange = z.infer<typeof StatementChange>;

/** A stretch that seems to name somebody; offsets in code points, the end exclusive. */
export const Hint = z.object({
  of: z.enum(['text', 'translation']),
  kind: z.enum(['name', 'phone', 'email', 'fiscal_code', 'iban']),
  start: z.int(),
  stop: z.int(),
});
export type Hint = z.infer<typeof Hint>;

export const Statement = z.object({
  ...StatementChange.shape,
  id,
  session: id,
  /** somebody looked at the hints and let the words stand */
  cleared: z.boolean(),
  hints: z.array(Hint).readonly(),
  /** consented to, not withdrawn, and no hint open: may be read outside the analyst's view */
  quotable: z.boolean(),
  /** of the file it came in with */
  source: id.nullable(),
});
export type Statement = z.infer<typeof Statement>;

/**
 * What became of a statement that was sent: stored; or it had changed meanwhile, and both versions are told. Over HTTP a
 * conflict is the problem `statement_conflict`, whose document has the member `theirs`.
 */
export type StatementOutcome =
  | { readonly state: 'stored'; readonly statement: Statement; readonly created: boolean }
  /** `theirs` is null when it was removed */
  | { readonly state: 'conflict'; readonly theirs: Statement | null };

/** One stretch of old notes, as it would be stored. */
export const DraftStatement = StatementChange.omit({ revision: true, place: true });
export type DraftStatement = z.infer<typeof DraftStatement>;

export const SourceFormat = z.enum(['txt', 'vtt', 'srt', 'docx', 'csv']);
export type SourceFormat = z.infer<typeof SourceFormat>;

/** Body of `POST /api/focus-groups/{id}/sources` and of its preview: never by the address, which is logged. */
export const SourceUpload = z.strictObject({
  /** its ending tells the format */
  name: line(120),
  /** the file, at most 2 MB */
  content: z.base64(),
  language: RespondentLanguage,
  topic: key.nullable(),
  /** speakers as the file names them, and the number of the participant each is */
  participants: z.record(line(80), z.int().min(1).max(40)),
});
export type SourceUpload = z.infer<typeof SourceUpload>;

/** What a file would give: shown before it is stored. */
export const SourcePreview = z.object({
  format: SourceFormat,
  statements: z.array(DraftStatement).readonly(),
  /** speakers as the file names them and the participant that each becomes; never stored */
  speakers: z.array(z.object({ name: z.string(), participant: z.int().nullable() })).readonly(),
  /** line (from 1) and stable code of what could not be read */
  faults: z.array(z.object({ line: z.int(), code: z.string(), message: Localized })).readonly(),
});
export type SourcePreview = z.infer<typeof SourcePreview>;

export const ImportedSource = z.object({
  id,
  name: z.string(),
  format: SourceFormat,
  statements: z.int(),
  importedOn: day,
});
export type ImportedSource = z.infer<typeof ImportedSource>;

/** Where nobody has been heard yet, as far as the reader's sessions go. */
export const Unheard = z.object({
  groups: z.array(z.object({ key, label: Localized, sessions: z.int() })).readonly(),
  territories: z.array(z.object({ territory: z.string(), name: z.string(), sessions: z.int() })).readonly(),
});
export type Unheard = z.infer<typeof Unheard>;

type Who = Person | null;

/**
 * Sessions as the staff and the participants use them. A moderator reaches the own sessions alone; coder and analyst
 * those in their scope. What is out of reach is `not_found`. Reading statements is noted in the audit.
 */
export interface FocusGroups {
  sessions(who: Who, programme: string): Promise<SessionSummary[]>;
  session(who: Who, id: string): Promise<FocusSession>;
  plan(who: Who, body: unknown): Promise<{ created: boolean; session: FocusSession }>;
  change(who: Who, id: string, body: unknown): Promise<FocusSession>;
  putParticipant(who: Who, id: string, number: number, body: unknown): Promise<Participant>;
  /** Takes back the consent to be quoted: at once, everywhere. By the moderator, the analyst, the privacy officer. */
  withdrawQuotes(who: Who, id: string, number: number): Promise<Participant>;
  /** @param code  of the session, as the consent sheet prints it */
  withdrawal(who: Who, code: string, number: number): Promise<Withdrawal>;
  statements(who: Who, id: string): Promise<Statement[]>;
  /** Those whose words or translation hold all of these, whatever their accents; the latest 100. */
  search(who: Who, programme: string, words: string): Promise<Statement[]>;
  putStatement(who: Who, id: string, statement: string, body: unknown): Promise<StatementOutcome>;
  /** @param revision  the one that was on the screen */
  removeStatement(who: Who, id: string, statement: string, revision: number): Promise<void>;
  /** Lets words stand that seemed to name somebody; by the moderator, the analyst. */
  clearHints(who: Who, id: string, statement: string, revision: number): Promise<Statement>;
  ranking(who: Who, id: string): Promise<Ranking | null>;
  putRanking(who: Who, id: string, body: unknown): Promise<Ranking>;
  /** the token of the participants' form */
  feedbackToken(who: Who, id: string): Promise<string>;
  feedbackForm(token: string): Promise<FeedbackForm>;
  giveFeedback(token: string, body: unknown): Promise<{ created: boolean }>;
  /** What participants wrote, in no order of time. */
  feedback(who: Who, id: string): Promise<FeedbackWords[]>;
  /** @param file  its name tells the format; `participants` maps the speakers' names to numbers */
  preview(who: Who, id: string, file: SourceFile): Promise<SourcePreview>;
  /** All of it or nothing; the same file a second time changes nothing. */
  importSource(who: Who, id: string, file: SourceFile): Promise<{ created: boolean; source: ImportedSource }>;
  sources(who: Who, id: string): Promise<ImportedSource[]>;
  /** Takes back what a file brought. */
  removeSource(who: Who, id: string, source: string): Promise<void>;
  unheard(who: Who, programme: string): Promise<Unheard>;
}

export interface SourceFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly language: RespondentLanguage;
  readonly topic: string | null;
  readonly participants: Readonly<Record<string, number>>;
}
