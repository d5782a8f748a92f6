/** Shapes of focus groups: sessions, participants, statements, what participants say themselves. Part of the contract. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Localized, RespondentLanguage } from './contract-language.ts';

const line = (most: number) => z.string().trim().min(1).max(most);
const key = line(60);
const revision = z.int().min(0);

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

/** What the list of sessions shows: no word that was said. */
export interface SessionSummary extends SessionPlan {
  readonly id: string;
  readonly programme: string;
  readonly state: SessionState;
  readonly origin: 'live' | 'imported';
  readonly guide: number;
  /** id and name of an account */
  readonly moderator: { readonly id: string; readonly name: string | null };
  readonly participants: number;
  readonly statements: number;
  readonly revision: number;
}

/** A question of the guide, one a screen. */
export interface GuideTopic {
  readonly name: string;
  readonly title: Localized;
  readonly help: Localized | null;
}

export interface FocusSession extends SessionSummary {
  readonly people: readonly Participant[];
  readonly topics: readonly GuideTopic[];
  /** what this person may do here */
  readonly may: { readonly write: boolean; readonly withdraw: boolean };
}

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
  text: z.string().trim().max(4000),
  translation: z.string().trim().min(1).max(4000).nullable(),
  translator: line(120).nullable(),
});
export type StatementChange = z.infer<typeof StatementChange>;

/** A stretch that seems to name somebody; offsets in code points, the end exclusive. */
export interface Hint {
  readonly kind: 'name' | 'phone' | 'email' | 'fiscal_code' | 'iban';
  readonly start: number;
  readonly stop: number;
}

export interface Statement extends StatementChange {
  readonly id: string;
  readonly session: string;
  /** somebody looked at the hints and let the words stand */
  readonly cleared: boolean;
  readonly hints: readonly Hint[];
  /** consented to, not withdrawn, and no hint open: may be read outside the analyst's view */
  readonly quotable: boolean;
  /** of the file it came in with */
  readonly source: string | null;
}

/** What became of a statement that was sent: stored; or it had changed meanwhile, and both versions are told. */
export type StatementOutcome =
  | { readonly state: 'stored'; readonly statement: Statement; readonly created: boolean }
  /** `theirs` is null when it was removed */
  | { readonly state: 'conflict'; readonly theirs: Statement | null };

export const Theme = z.strictObject({ key, label: line(120) });
export type Theme = z.infer<typeof Theme>;

/** Body of `PUT /api/focus-groups/{id}/ranking`. */
export const RankingChange = z.strictObject({
  revision,
  themes: z.array(Theme).min(3).max(12),
  state: z.enum(['open', 'closed']),
});
export type RankingChange = z.infer<typeof RankingChange>;

export interface Ranking extends RankingChange {
  readonly answers: number;
  /** points by theme (3, 2, 1) and firsts, once closed with at least five answers; else null */
  readonly result: readonly { readonly key: string; readonly points: number; readonly firsts: number }[] | null;
}

/** What the participants' form shows: by the session's token, without an account. */
export interface FeedbackForm {
  readonly title: string;
  readonly heldOn: string;
  readonly language: RespondentLanguage;
  /** null before the moderator reads the themes back, and after the ranking is closed */
  readonly themes: readonly Theme[] | null;
}

/** Body of `POST /api/feedback/{token}`: the same id again changes what was sent, until the ranking is closed. */
export const Feedback = z.strictObject({
  id: z.uuidv4(),
  language: RespondentLanguage,
  mattered: z.string().trim().max(1000).nullable(),
  missed: z.string().trim().max(1000).nullable(),
  /** up to three keys of themes, the first first */
  ranked: z.array(key).max(3),
});
export type Feedback = z.infer<typeof Feedback>;

/** One stretch of old notes, as it would be stored. */
export const DraftStatement = StatementChange.omit({ revision: true, place: true });
export type DraftStatement = z.infer<typeof DraftStatement>;

export const SourceFormat = z.enum(['txt', 'vtt', 'srt', 'docx', 'csv']);
export type SourceFormat = z.infer<typeof SourceFormat>;

/** What a file would give: shown before it is stored. */
export interface SourcePreview {
  readonly format: SourceFormat;
  readonly statements: readonly DraftStatement[];
  /** speakers as the file names them and the participant that each becomes; never stored */
  readonly speakers: readonly { readonly name: string; readonly participant: number | null }[];
  /** line (from 1) and stable code of what could not be read */
  readonly faults: readonly { readonly line: number; readonly code: string; readonly message: string }[];
}

export interface ImportedSource {
  readonly id: string;
  readonly name: string;
  readonly format: SourceFormat;
  readonly statements: number;
  readonly importedOn: string;
}

/** Where nobody has been heard yet. */
export interface Unheard {
  readonly groups: readonly { readonly key: string; readonly label: Localized; readonly sessions: number }[];
  readonly territories: readonly { readonly territory: string; readonly name: string; readonly sessions: number }[];
}

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
  statements(who: Who, id: string): Promise<Statement[]>;
  /** Those whose words hold these. */
  search(who: Who, programme: string, words: string): Promise<Statement[]>;
  putStatement(who: Who, id: string, statement: string, body: unknown): Promise<StatementOutcome>;
  /** @param revision  the one that was on the screen */
  removeStatement(who: Who, id: string, statement: string, revision: number): Promise<void>;
  /** Lets words stand that seemed to name somebody. */
  clearHints(who: Who, id: string, statement: string, revision: number): Promise<Statement>;
  ranking(who: Who, id: string): Promise<Ranking | null>;
  putRanking(who: Who, id: string, body: unknown): Promise<Ranking>;
  /** the token of the participants' form */
  feedbackToken(who: Who, id: string): Promise<string>;
  feedbackForm(token: string): Promise<FeedbackForm>;
  giveFeedback(token: string, body: unknown): Promise<{ created: boolean }>;
  feedback(who: Who, id: string): Promise<Feedback[]>;
  /** @param file  its name tells the format; `participants` maps the speakers' names to numbers */
  preview(who: Who, id: string, file: SourceFile): Promise<SourcePreview>;
  /** All of it or nothing; the same file a second time changes nothing. */
  importSource(who: Who, id: string, file: SourceFile): Promise<ImportedSource>;
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
