/** Shapes of the register: what is declared apart from answers. Part of the contract of `survey`. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { RespondentLanguage, type Localized } from './contract-language.ts';

const line = (most: number) => z.string().trim().min(1).max(most);
const key = line(60);
const phone = /^\+?[0-9][0-9 ./-]{5,20}$/;
const isContact = (text: string) => phone.test(text) || z.email().safeParse(text).success;

/** What somebody may be interested in; each has a form of its own in `forms.json`. */
export const InterestKind = z.enum(['madrina', 'self_employment', 'youth']);
export type InterestKind = z.infer<typeof InterestKind>;

const declaration = {
  /** made by the sender: the same id with the same content again changes nothing */
  id: z.uuidv4(),
  /** of the text that was on the screen */
  version: line(40),
  /** one of the programme's */
  language: RespondentLanguage,
  consent: z.literal(true),
  person: line(120),
  /** a telephone number or an address of email */
  contact: line(160).refine(isContact),
  /** code of a municipality of the programme */
  municipality: line(12),
};
const ofPerson = { ...declaration, available: z.string().trim().max(200).default('') };

/** Body of `POST /api/register/{programme}/interests`. */
export const Declaration = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('madrina'),
    ...declaration,
    organisation: line(160),
    sector: line(40),
    topics: z.array(key).min(1).max(5),
    /** the second consent: schools see the firm, never the person */
    showToSchools: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('self_employment'), ...ofPerson, adult: z.literal(true) }),
  z.strictObject({ kind: z.literal('youth'), ...ofPerson }),
]);
export type Declaration = z.infer<typeof Declaration>;

/** `withdrawal` is the code that takes it back; it is told this once. */
export const Declared = z.strictObject({ withdrawal: z.string(), consentedOn: z.iso.date() });
export type Declared = z.infer<typeof Declared>;

/** What the holder of a withdrawal code sees. */
export const OwnInterest = z.strictObject({
  programme: z.string(),
  kind: InterestKind,
  version: z.string(),
  consentedOn: z.iso.date(),
  showToSchools: z.boolean().nullable(),
  organisation: z.string().nullable(),
  person: z.string(),
  contact: z.string(),
  municipality: z.string(),
});
export type OwnInterest = z.infer<typeof OwnInterest>;

/** Body of `PUT /api/interest`: schools see it no longer. To be shown again takes a new consent. */
export const Concealment = z.strictObject({ showToSchools: z.literal(false) });

export const Withdrawn = z.strictObject({ withdrawnOn: z.iso.date() });
export type Withdrawn = z.infer<typeof Withdrawn>;

interface Choice {
  readonly code: string;
  readonly label: Localized;
}

/** What a page needs to draw a form; `texts` are the sentences of `forms.json`. */
export interface InterestForm {
  readonly programme: string;
  readonly kind: InterestKind;
  readonly version: string;
  /** those of the programme: its texts stand in each */
  readonly languages: readonly RespondentLanguage[];
  readonly texts: Readonly<Record<string, Localized>>;
  readonly municipalities: readonly Choice[];
  readonly sectors: readonly Choice[];
  readonly topics: readonly Choice[];
}

/** An interest as the office reads it; the person is null where only the desk of the district may know. */
export const Interest = z.strictObject({
  id: z.string(),
  kind: InterestKind,
  consentedOn: z.iso.date(),
  /** the last day on which it is kept; null where the programme does not say */
  keptUntil: z.iso.date().nullable(),
  municipality: z.string(),
  place: z.string(),
  organisation: z.string().nullable(),
  sector: z.string().nullable(),
  topics: z.array(z.string()),
  showToSchools: z.boolean().nullable(),
  person: z.string().nullable(),
  contact: z.string().nullable(),
  available: z.string().nullable(),
});
export type Interest = z.infer<typeof Interest>;

/** A madrina firm as schools see it: what the form says, and nothing else. */
export const MadrinaFirm = z.strictObject({
  id: z.string(),
  name: z.string(),
  place: z.string(),
  sector: z.string(),
  topics: z.array(z.string()),
});
export type MadrinaFirm = z.infer<typeof MadrinaFirm>;

export const ParticipationState = z.enum(['not_invited', 'invited', 'answered']);
export type ParticipationState = z.infer<typeof ParticipationState>;

/** Whether a member takes part in a survey, as the office told it. */
export const Member = z.strictObject({
  organisation: z.string(),
  name: z.string(),
  kind: z.string(),
  survey: z.string(),
  state: ParticipationState,
  toldOn: z.iso.date().nullable(),
});
export type Member = z.infer<typeof Member>;

/** Body of `PUT /api/register/{programme}/members`. */
export const MemberStates = z.strictObject({
  entries: z
    .array(z.strictObject({ organisation: key, survey: line(60), state: ParticipationState }))
    .min(1)
    .max(1000),
});
export type MemberStates = z.infer<typeof MemberStates>;

export const IdeaState = z.enum(['proposed', 'adopted', 'taken_up']);
export type IdeaState = z.infer<typeof IdeaState>;

/** `firm` is null while nobody has adopted it, and where the firm may not be seen. */
export const Idea = z.strictObject({
  id: z.string(),
  year: z.int(),
  title: z.string(),
  text: z.string(),
  school: z.string(),
  schoolName: z.string(),
  state: IdeaState,
  firm: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  proposedOn: z.iso.date(),
  adoptedOn: z.iso.date().nullable(),
  takenUpOn: z.iso.date().nullable(),
  revision: z.int(),
});
export type Idea = z.infer<typeof Idea>;

const ideaText = { title: line(120), text: line(2000) };

/** Body of `POST /api/register/{programme}/ideas`; `school` is the key of the organisation whose pupils had it. */
export const NewIdea = z.strictObject({ school: key, year: z.int().min(2020).max(2100), ...ideaText });
export type NewIdea = z.infer<typeof NewIdea>;

/** Body of `PUT /api/register/{programme}/ideas/{id}`; `revision` as it was read. */
export const IdeaChange = z.strictObject({ revision: z.int(), ...ideaText });
export type IdeaChange = z.infer<typeof IdeaChange>;

/** Body of `POST /api/register/{programme}/ideas/{id}/steps`; `firm` is the id of a madrina firm. */
export const IdeaStep = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('adopted'), revision: z.int(), firm: z.guid() }),
  z.strictObject({ state: z.literal('taken_up'), revision: z.int() }),
]);
export type IdeaStep = z.infer<typeof IdeaStep>;

/** Enrolments and completions of a course or platform in a month; `territory` is `level:code`. */
export const Uptake = z.strictObject({
  course: z.string(),
  territory: z.string(),
  month: z.string(),
  enrolled: z.int(),
  completed: z.int(),
});
export type Uptake = z.infer<typeof Uptake>;

/** What an import did; `again`: this very file was imported before, and nothing changed. */
export const Imported = z.strictObject({ rows: z.int(), again: z.boolean() });
export type Imported = z.infer<typeof Imported>;

/** That figures of a survey may bear an organisation's name; `document` tells where the signed sheet is. */
export const AttributionConsent = z.strictObject({
  survey: z.string(),
  organisation: z.string(),
  signedOn: z.iso.date(),
  document: z.string(),
  recordedBy: z.string(),
  recordedOn: z.iso.date(),
  withdrawnOn: z.iso.date().nullable(),
});
export type AttributionConsent = z.infer<typeof AttributionConsent>;

/** Body of `POST /api/register/{programme}/attributions`. */
export const NewAttribution = z.strictObject({
  survey: line(60),
  organisation: key,
  signedOn: z.iso.date(),
  document: line(200),
});
export type NewAttribution = z.infer<typeof NewAttribution>;

/** Query of `DELETE /api/register/{programme}/attributions`. */
export const EndedAttribution = z.strictObject({ survey: line(60), organisation: key });
export type EndedAttribution = z.infer<typeof EndedAttribution>;

/** A list of the register that a person may open. */
export type RegisterPart = 'members' | 'firms' | 'ideas' | 'uptake' | 'interests';

/** What pages ask of the register; every method throws `Problem`. */
export interface RegisterService {
  form(programme: string, kind: InterestKind): Promise<InterestForm>;
  /** @param body  not yet trusted */
  declare(programme: string, body: unknown): Promise<{ created: boolean; declared: Declared }>;
  conceal(code: string, body: unknown): Promise<OwnInterest>;
  withdraw(code: string): Promise<Withdrawn>;
  /** The lists that this person may open. @throws Problem sign_in_needed; not_found when there is none */
  parts(who: Person | null, programme: string): Promise<RegisterPart[]>;
  interests(who: Person | null, programme: string): Promise<Interest[]>;
  firms(who: Person | null, programme: string): Promise<MadrinaFirm[]>;
  members(who: Person | null, programme: string): Promise<Member[]>;
  ideas(who: Person | null, programme: string): Promise<Idea[]>;
  uptake(who: Person | null, programme: string): Promise<Uptake[]>;
  propose(who: Person | null, programme: string, body: unknown): Promise<Idea>;
  step(who: Person | null, programme: string, id: string, body: unknown): Promise<Idea>;
  importMembers(who: Person | null, programme: string, csv: string): Promise<Imported>;
  importUptake(who: Person | null, programme: string, csv: string): Promise<Imported>;
  /** What may be done to a list, and the schools that an idea may come from. */
  means(who: Person | null, programme: string): Promise<RegisterMeans>;
}

/** What this person may change. */
export interface RegisterMeans {
  readonly tellMembers: boolean;
  readonly stepIdeas: boolean;
  readonly importUptake: boolean;
  /** for whom this person may propose ideas */
  readonly schools: readonly { readonly key: string; readonly name: string }[];
}
