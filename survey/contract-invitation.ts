/** Shapes of invitations. Part of the contract of `survey`. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import type { ProblemLanguage } from '../problem-entry.ts';
import { RespondentLanguage } from './contract-language.ts';

/** What a column of a list of invitees can hold; `reference` is the owner's own key. */
export const InviteeField = z.enum([
  ...(['name', 'email', 'street', 'postcode', 'town'] as const),
  ...(['reference', 'stratum', 'territory', 'language'] as const),
]);
export type InviteeField = z.infer<typeof InviteeField>;

/**
 * How far somebody on the list is: not yet written to, written to, reminded, the message came back, wants no more. Whether
 * the person has answered is told nowhere.
 */
export const InviteeState = z.enum(['listed', 'invited', 'reminded', 'bounced', 'stopped']);
export type InviteeState = z.infer<typeof InviteeState>;

/** Why a message came back: there is no such mailbox, the other side refuses it, the address is no address. */
export const BounceReason = z.enum(['mailbox', 'refused', 'address']);
export type BounceReason = z.infer<typeof BounceReason>;

export const Invitee = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  street: z.string().nullable(),
  postcode: z.string().nullable(),
  town: z.string().nullable(),
  reference: z.string().nullable(),
  stratum: z.string().nullable(),
  territory: z.string().nullable(),
  language: RespondentLanguage,
  state: InviteeState,
  reason: BounceReason.nullable(),
  invitedOn: z.iso.date().nullable(),
  remindedOn: z.iso.date().nullable(),
  reminders: z.int(),
});
export type Invitee = z.infer<typeof Invitee>;

/** A fault of a row; `row` counts as a spreadsheet does, the header being 1. */
export const InviteeFault = z.object({ row: z.int(), field: InviteeField.nullable(), message: z.string() });
export type InviteeFault = z.infer<typeof InviteeFault>;

/** A file that is being checked; nothing of it is stored. `fields`: what each column holds, null: nothing of use. */
export const InviteeDraft = z.object({
  file: z.string(),
  columns: z.array(z.object({ header: z.string(), field: InviteeField.nullable(), example: z.string() })),
  rows: z.int(),
  faults: z.array(InviteeFault),
  /** rows that have a fault */
  wrongRows: z.int(),
  /** the first rows as they would be stored */
  preview: z.array(z.partialRecord(InviteeField, z.string())),
  ready: z.boolean(),
});
export type InviteeDraft = z.infer<typeof InviteeDraft>;

/** Body of `PUT …/draft`: what each column holds, in their order; no field twice. */
export const InviteeMapping = z.strictObject({
  fields: z
    .array(InviteeField.nullable())
    .max(100)
    .refine((fields) => {
      const given = fields.filter((field) => field !== null);
      return new Set(given).size === given.length;
    }, 'each field once'),
});
export type InviteeMapping = z.infer<typeof InviteeMapping>;

/** A list that came in; `undoable` while none of it was written to. */
export const InvitationBatch = z.object({
  id: z.uuid(),
  day: z.iso.date(),
  size: z.int(),
  undone: z.iso.date().nullable(),
  undoable: z.boolean(),
});
export type InvitationBatch = z.infer<typeof InvitationBatch>;

/** Letters and messages; a reminder goes to those alone whose code is unused. */
export const MessageKind = z.enum(['invitation', 'reminder']);
export type MessageKind = z.infer<typeof MessageKind>;

/** Body of `POST …/sending`. `after`: days since the last message before a reminder goes out. */
export const SendingOrder = z.strictObject({ kind: MessageKind, after: z.int().min(1).max(60).default(7) });
export type SendingOrder = z.infer<typeof SendingOrder>;

/** Messages on their way; `waiting`: put off by the other side, tried again with the next order. */
export const Sending = z.object({
  kind: MessageKind,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  of: z.int(),
  sent: z.int(),
  bounced: z.int(),
  waiting: z.int(),
});
export type Sending = z.infer<typeof Sending>;

/** A poster or a link of a survey; `territory` is `level:code`. */
export const Channel = z.object({ code: z.string(), name: z.string(), territory: z.string().nullable() });
export type Channel = z.infer<typeof Channel>;

/** Body of `POST …/channels`. */
export const NewChannel = z.strictObject({
  code: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9-]{2,20}$/, '2–20: a–z 0–9 -'),
  name: z.string().trim().min(1).max(80),
  territory: z.string().max(80).nullable().default(null),
});
export type NewChannel = z.infer<typeof NewChannel>;

export const InvitationState = z.object({
  survey: z.string(),
  /** whether messages can be sent: SMTP_URL is set */
  mail: z.boolean(),
  counts: z.object({ listed: z.int(), invited: z.int(), reminded: z.int(), bounced: z.int(), stopped: z.int() }),
  /** how many would be written to now, by e-mail and by letter */
  due: z.object({
    invitation: z.object({ email: z.int(), letter: z.int() }),
    reminder: z.object({ email: z.int(), letter: z.int() }),
  }),
  batches: z.array(InvitationBatch),
  draft: InviteeDraft.nullable(),
  sending: Sending.nullable(),
  channels: z.array(Channel),
});
export type InvitationState = z.infer<typeof InvitationState>;

/** Query of `GET …/invitees`. */
export const InviteeQuery = z.strictObject({
  state: InviteeState.optional(),
  words: z.string().max(80).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type InviteeQuery = z.input<typeof InviteeQuery>;

export const InviteeList = z.object({ total: z.int(), page: z.int(), size: z.int(), rows: z.array(Invitee) });
export type InviteeList = z.infer<typeof InviteeList>;

/** Query of `GET …/letters`. */
export const LetterQuery = z.strictObject({
  kind: MessageKind.default('invitation'),
  after: z.coerce.number().int().min(1).max(60).default(7),
});
export type LetterQuery = z.output<typeof LetterQuery>;

/** A letter in its reader's language: whom it is for, what it says before and after the code, and where the code leads. */
export const Letter = Invitee.pick({
  id: true,
  name: true,
  street: true,
  postcode: true,
  town: true,
  language: true,
}).extend({
  code: z.string(),
  link: z.string(),
  title: z.string(),
  owner: z.string(),
  before: z.array(z.string()),
  after: z.array(z.string()),
  /** what the picture of the code is called */
  scan: z.string(),
});
export type Letter = z.infer<typeof Letter>;

/** Body of `POST …/letters`: these were printed and are on their way. */
export const LettersSent = z.strictObject({ kind: MessageKind, ids: z.array(z.uuid()).min(1).max(5_000) });
export type LettersSent = z.infer<typeof LettersSent>;

/**
 * A row of response rates: codes by what became of them. `rr1` and `rr2` are shares (0 to 1), null without a code.
 * docs/method.md, "Response rates".
 */
export const ResponseRate = z.object({
  stratum: z.string().nullable(),
  channel: z.string().nullable(),
  codes: z.int(),
  completes: z.int(),
  partials: z.int(),
  refusals: z.int(),
  unknown: z.int(),
  silent: z.int(),
  rr1: z.number().nullable(),
  rr2: z.number().nullable(),
});
export type ResponseRate = z.infer<typeof ResponseRate>;

/** `total` over all; `rows` by stratum and channel; `channels`: answers by poster or link, of all that came. */
export const ResponseRates = z.object({
  survey: z.string(),
  view: z.literal('exact'),
  total: ResponseRate,
  rows: z.array(ResponseRate),
  channels: z.array(z.object({ channel: z.string().nullable(), responses: z.int() })),
});
export type ResponseRates = z.infer<typeof ResponseRates>;

/** `GET /api/invitation` with `Authorization: Invitation CODE`: the survey that the code opens. */
export const InvitationDoor = z.object({ survey: z.string() });
export type InvitationDoor = z.infer<typeof InvitationDoor>;

type Who = Person | null;
interface InviteeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Who is invited to a survey, and what is sent to them. Every method throws `Problem`: sign_in_needed, not_found. */
export interface Invitations {
  state(who: Who, survey: string, language: ProblemLanguage): Promise<InvitationState>;
  /** Reads a file and guesses its columns. @throws invitee_file */
  begin(who: Who, survey: string, file: InviteeFile, language: ProblemLanguage): Promise<InvitationState>;
  /** Says what the columns hold. @throws invitee_not_checked */
  map(who: Who, survey: string, mapping: InviteeMapping, language: ProblemLanguage): Promise<InvitationState>;
  forget(who: Who, survey: string): void;
  /** Stores all rows of the checked file. @throws invitee_not_checked */
  apply(who: Who, survey: string, language: ProblemLanguage): Promise<InvitationState>;
  /** Takes a list back as long as nobody on it was written to. @throws invitation_sent */
  undo(who: Who, survey: string, batch: string, language: ProblemLanguage): Promise<InvitationState>;
  list(who: Who, survey: string, query: InviteeQuery): Promise<InviteeList>;
  /** The contact data go at once. */
  remove(who: Who, survey: string, invitee: string): Promise<void>;
  /**
   * Letters to those without an e-mail address, in random order.
   * @param origin  the public address, where no setting says it
   */
  letters(who: Who, survey: string, query: LetterQuery, origin: string): Promise<Letter[]>;
  /** @param body  {@link LettersSent} @throws unknown_parameter */
  sentLetters(who: Who, survey: string, body: unknown): Promise<number>;
  /** Begins to send; it goes on by itself. @throws mail_not_set, sending_busy */
  send(who: Who, survey: string, order: SendingOrder, language: ProblemLanguage): Promise<InvitationState>;
  cancel(who: Who, survey: string): void;
  /** @param body  a {@link NewChannel} @throws unknown_parameter, channel_known, unknown_reference */
  addChannel(who: Who, survey: string, body: unknown, language: ProblemLanguage): Promise<InvitationState>;
  /** The name and place of a channel, for its poster; null where there is none. */
  channel(survey: string, code: string): Promise<Channel | null>;
  channels(survey: string): Promise<Channel[]>;
  /** Whether a code lets somebody in, and where. @throws token_invalid, token_used */
  check(code: string): Promise<InvitationDoor>;
  /** With the code of an invitation: no message any more. @throws token_invalid */
  stop(code: string): Promise<void>;
  /** For analysts, noted. */
  rates(who: Who, survey: string): Promise<ResponseRates>;
}
