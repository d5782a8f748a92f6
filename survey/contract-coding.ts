/** Shapes of the shared codes, of what was coded, of recommendations. Part of the contract of `survey`. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Localized, RespondentLanguage } from './contract-language.ts';

const line = (most: number) => z.string().trim().min(1).max(most);
const key = line(60);
const revision = z.int().min(0);

export const CodeState = z.enum(['proposed', 'accepted', 'refused', 'merged', 'retired']);
export type CodeState = z.infer<typeof CodeState>;

/** A name of a code: in the two languages of the interface at least. */
const CodeLabels = Localized.refine(
  (labels) => Object.values(labels).every((label) => label === undefined || label.length <= 120),
  'at most 120 characters',
).refine(({ it, en }) => it.trim() !== '' && en.trim() !== '', 'it and en are needed');

const codeWords = {
  labels: CodeLabels,
  description: z.string().trim().max(2000),
  /** key of the programme's skill list: quotes then stand beside that skill's figures */
  skill: key.nullable(),
  colour: z.string().regex(/^#[0-9A-F]{6}$/i),
  parent: z.guid().nullable(),
};

/** Body of `POST /api/codes`; a coder's is a proposal, the lead's (analyst) is accepted at once. */
export const NewCode = z.strictObject({ id: z.uuidv4(), programme: key, ...codeWords });
export type NewCode = z.infer<typeof NewCode>;

/** Body of `PUT /api/codes/{id}`: what is given changes; `place` is the order among brothers. */
export const CodeChange = z
  .strictObject({
    ...codeWords,
    place: z.number().finite(),
    state: z.enum(['accepted', 'refused', 'retired']),
  })
  .partial()
  .extend({ revision });
export type CodeChange = z.infer<typeof CodeChange>;

/** Body of `POST /api/codes/{id}/merge`: its codings become those of `into`. */
export const CodeMerge = z.strictObject({ revision, into: z.guid() });
/** Body of `POST /api/codes/{id}/split`: the codings that are named go to the new code. */
export const CodeSplit = z.strictObject({
  revision,
  code: NewCode.omit({ programme: true }),
  codings: z.array(z.guid()).max(5000),
});

export const Code = NewCode.extend({
  place: z.number(),
  state: CodeState,
  mergedInto: z.string().nullable(),
  /** id of an account */
  proposedBy: z.string(),
  /** how many codings, as far as the reader may know */
  codings: z.int(),
  revision: z.int(),
});
export type Code = Readonly<z.infer<typeof Code>>;

export const CodeEventKind = z.enum([
  ...(['proposed', 'accepted', 'refused', 'described', 'renamed'] as const),
  ...(['moved', 'merged', 'split', 'linked', 'retired'] as const),
]);
export type CodeEventKind = z.infer<typeof CodeEventKind>;

export const CodeEvent = z.strictObject({
  code: z.string(),
  /** order within the programme */
  seq: z.int(),
  what: CodeEventKind,
  /** id of an account */
  who: z.string(),
  day: z.iso.date(),
  /** what it was and what it became */
  detail: z.record(z.string(), z.unknown()),
});
export type CodeEvent = Readonly<z.infer<typeof CodeEvent>>;

export const Pass = z.enum(['first', 'second', 'final']);
export type Pass = z.infer<typeof Pass>;

/** What is coded: a statement by its id, or an open answer by the survey, its id and its variable. */
export const CodingUnit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('statement'), statement: z.guid() }),
  z.strictObject({ kind: z.literal('answer'), survey: key, response: z.guid().lowercase(), variable: key }),
]);
export type CodingUnit = z.infer<typeof CodingUnit>;

/** Body of `POST /api/codings`: offsets in code points of the text as it now is, the end exclusive. */
export const NewCoding = z.strictObject({
  id: z.uuidv4(),
  programme: key,
  unit: CodingUnit,
  code: z.guid(),
  start: z.int().min(0),
  stop: z.int().min(1),
});
export type NewCoding = z.infer<typeof NewCoding>;

/** Body of `PUT /api/codings/{id}`. */
export const CodingPlace = NewCoding.pick({ start: true, stop: true });
export type CodingPlace = z.infer<typeof CodingPlace>;

export const Coding = NewCoding.extend({
  /** its words; where an edit moved it those that were left, none for an answer that was corrected across it */
  quote: z.string(),
  /** `first` for an open answer, which has one pass only */
  pass: Pass,
  /** id of an account */
  coder: z.string(),
  /** `moved`: the text was edited across it; somebody must place it anew or drop it */
  placed: z.enum(['sure', 'moved']),
  madeOn: z.iso.date(),
});
export type Coding = Readonly<z.infer<typeof Coding>>;

export const CodingTask = z.strictObject({
  session: z.string(),
  pass: Pass.exclude(['final']),
  /** id of an account */
  coder: z.string(),
  state: z.enum(['open', 'done']),
  revision: z.int(),
});
export type CodingTask = Readonly<z.infer<typeof CodingTask>>;

/** Body of `PUT /api/focus-groups/{id}/tasks/{pass}`; revision 0 takes the pass up. */
export const TaskChange = z.strictObject({ revision, state: CodingTask.shape.state });
export type TaskChange = z.infer<typeof TaskChange>;

/** An open answer with what is known of who gave it: the analyst's exact view, each look noted in the audit. */
export const OpenAnswer = z.strictObject({
  survey: z.string(),
  /** stays with the answer as long as it is there; tells nothing of when it came */
  response: z.string(),
  variable: z.string(),
  text: z.string(),
  /** value by variable, as codes of the codebook; null where it is missing; target groups parted by semicolons */
  attributes: z.record(z.string(), z.string().nullable()),
  codings: z.array(Coding),
});
export type OpenAnswer = Readonly<z.infer<typeof OpenAnswer>>;

/** Body of `POST /api/skill-suggestions`. */
export const SuggestionQuery = z.strictObject({
  programme: key,
  text: z.string().max(4000),
  language: RespondentLanguage,
});
export type SuggestionQuery = z.infer<typeof SuggestionQuery>;

/** A skill whose words stand in a text: only ever proposed. */
export const Suggestion = z.strictObject({
  skill: z.string(),
  label: Localized,
  /** the words of the text that were found */
  found: z.array(z.string()),
  score: z.number(),
  /** accepted codes that are linked to the skill */
  codes: z.array(z.string()),
});
export type Suggestion = Readonly<z.infer<typeof Suggestion>>;

/** Where two coders differ: a stretch, and the codes each gave it. */
export const Difference = z.strictObject({
  statement: z.string(),
  start: z.int(),
  stop: z.int(),
  quote: z.string(),
  first: z.array(z.string()),
  second: z.array(z.string()),
  decided: z.strictObject({ codes: z.array(z.string()), reason: z.string() }).nullable(),
});
export type Difference = Readonly<z.infer<typeof Difference>>;

/** Body of `POST /api/focus-groups/{id}/adjudications`. */
export const NewAdjudication = z.strictObject({
  statement: z.guid(),
  start: z.int().min(0),
  stop: z.int().min(1),
  codes: z.array(z.guid()).max(20),
  reason: line(1000),
});
export type NewAdjudication = z.infer<typeof NewAdjudication>;

/**
 * Whether the second reader had not seen the first reading: only then do the measures tell how far the codes can be relied
 * upon. `unknown`: both readings came in a file.
 */
export const Blindness = z.strictObject({
  state: z.enum(['blind', 'not_blind', 'unknown']),
  /** the first day on which the second reader saw the first reading */
  sawOn: z.iso.date().nullable(),
});
export type Blindness = Readonly<z.infer<typeof Blindness>>;

/** Both coders' work as columns for the measures of agreement. */
export interface AgreementColumns {
  readonly blind: Blindness;
  /** one entry a statement × code: whether each coder gave the code there */
  readonly statement: readonly string[];
  readonly code: readonly string[];
  readonly first: readonly boolean[];
  readonly second: readonly boolean[];
  /** for each code, how many characters of all statements both gave it, one alone, nobody */
  readonly characters: readonly CharacterCount[];
}

export interface CharacterCount {
  readonly code: string;
  readonly both: number;
  readonly first: number;
  readonly second: number;
  readonly neither: number;
}

export const NewRecommendation = z.strictObject({
  id: z.uuidv4(),
  programme: key,
  title: line(160),
  text: line(4000),
  /** codings that support it */
  support: z.array(z.guid()).min(1).max(200),
});
export type NewRecommendation = z.infer<typeof NewRecommendation>;

/** Body of `POST /api/recommendations/{id}/decision`. */
export const Decision = z.strictObject({ revision, state: z.enum(['accepted', 'rejected']), reason: line(2000) });

export const Recommendation = NewRecommendation.extend({
  /** those that are still there */
  support: z.array(z.string()),
  state: z.enum(['raised', 'accepted', 'rejected']),
  reason: z.string().nullable(),
  raisedBy: z.string(),
  raisedOn: z.iso.date(),
  decidedOn: z.iso.date().nullable(),
  revision: z.int(),
});
export type Recommendation = Readonly<z.infer<typeof Recommendation>>;

/** A consented quote, as anybody may read it: no number of a participant, no name of a session's moderator. */
export interface Quote {
  readonly text: string;
  readonly language: RespondentLanguage;
  readonly translation: string | null;
  /** what the person was there as, and the target group */
  readonly role: string;
  readonly group: string | null;
  readonly territory: string;
  readonly year: number;
  readonly code: string;
}

type Who = Person | null;

/** Codes, codings, two coders, recommendations. What is out of reach is `not_found`. */
export interface Codings {
  codes(who: Who, programme: string): Promise<Code[]>;
  history(who: Who, programme: string): Promise<CodeEvent[]>;
  addCode(who: Who, body: unknown): Promise<{ created: boolean; code: Code }>;
  changeCode(who: Who, id: string, body: unknown): Promise<Code>;
  mergeCode(who: Who, id: string, body: unknown): Promise<Code>;
  splitCode(who: Who, id: string, body: unknown): Promise<Code>;
  /** Those that this person may see: the second coder does not see the first's until both are done. */
  codings(who: Who, session: string): Promise<Coding[]>;
  /** The day on which this person first saw another's reading, by session: a second reading there would not be blind. */
  looks(who: Who): Promise<Readonly<Record<string, string>>>;
  addCoding(who: Who, body: unknown): Promise<{ created: boolean; coding: Coding }>;
  removeCoding(who: Who, id: string): Promise<void>;
  /** Puts a coding that was moved on a stretch of the text as it now is. */
  replaceCoding(who: Who, id: string, body: unknown): Promise<Coding>;
  /** Skills whose words stand in a text; nothing is coded by it. */
  suggestions(who: Who, body: unknown): Promise<Suggestion[]>;
  tasks(who: Who, programme: string): Promise<CodingTask[]>;
  /** Takes up a pass, or says that it is done. */
  putTask(who: Who, session: string, pass: string, body: unknown): Promise<CodingTask>;
  /** Only when both passes are done. */
  differences(who: Who, session: string): Promise<Difference[]>;
  agreementColumns(who: Who, session: string): Promise<AgreementColumns>;
  adjudicate(who: Who, session: string, body: unknown): Promise<Difference>;
  openAnswers(who: Who, survey: string, variable: string, after: string | null): Promise<OpenAnswer[]>;
  recommendations(who: Who, programme: string): Promise<Recommendation[]>;
  recommend(who: Who, body: unknown): Promise<{ created: boolean; recommendation: Recommendation }>;
  decide(who: Who, id: string, body: unknown): Promise<Recommendation>;
}
