/** Shapes of the shared codes, of what was coded, of recommendations. Part of the contract of `survey`. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Localized, type RespondentLanguage } from './contract-language.ts';

const line = (most: number) => z.string().trim().min(1).max(most);
const key = line(60);
const revision = z.int().min(0);

export const CodeState = z.enum(['proposed', 'accepted', 'refused', 'merged', 'retired']);
export type CodeState = z.infer<typeof CodeState>;

const codeWords = {
  labels: Localized,
  description: z.string().trim().max(2000),
  /** key of the programme's skill list: quotes then stand beside that skill's figures */
  skill: key.nullable(),
  colour: z.string().regex(/^#[0-9A-F]{6}$/i),
  parent: z.uuid().nullable(),
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
export const CodeMerge = z.strictObject({ revision, into: z.uuid() });
/** Body of `POST /api/codes/{id}/split`: the codings that are named go to the new code. */
export const CodeSplit = z.strictObject({
  revision,
  code: NewCode.omit({ programme: true }),
  codings: z.array(z.uuid()).max(5000),
});

export interface Code extends Omit<NewCode, 'programme'> {
  readonly programme: string;
  readonly place: number;
  readonly state: CodeState;
  readonly mergedInto: string | null;
  readonly proposedBy: string;
  /** how many codings, as far as the reader may know */
  readonly codings: number;
  readonly revision: number;
}

export interface CodeEvent {
  readonly code: string;
  readonly seq: number;
  readonly what: string;
  readonly who: string;
  readonly day: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export const Pass = z.enum(['first', 'second', 'final']);
export type Pass = z.infer<typeof Pass>;

/** What is coded: a statement by its id, or an open answer by the survey, its number and its variable. */
export const Unit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('statement'), statement: z.uuid() }),
  z.strictObject({ kind: z.literal('answer'), survey: key, response: z.int().min(1), variable: key }),
]);
export type Unit = z.infer<typeof Unit>;

/** Body of `POST /api/codings`: offsets in code points of the text as it now is, the end exclusive. */
export const NewCoding = z.strictObject({
  id: z.uuidv4(),
  programme: key,
  unit: Unit,
  code: z.uuid(),
  start: z.int().min(0),
  stop: z.int().min(1),
});
export type NewCoding = z.infer<typeof NewCoding>;

export interface Coding extends NewCoding {
  readonly quote: string;
  readonly pass: Pass;
  readonly coder: string;
  /** `moved`: the text was edited across it; somebody must place it anew or drop it */
  readonly placed: 'sure' | 'moved';
  readonly madeOn: string;
}

export interface CodingTask {
  readonly session: string;
  readonly pass: 'first' | 'second';
  readonly coder: string;
  readonly state: 'open' | 'done';
  readonly revision: number;
}

/** An open answer with what is known of who gave it: the analyst's exact view, each look noted in the audit. */
export interface OpenAnswer {
  readonly survey: string;
  readonly response: number;
  readonly variable: string;
  readonly text: string;
  /** value by variable, as codes of the codebook */
  readonly attributes: Readonly<Record<string, string | null>>;
  readonly codings: readonly Coding[];
}

/** A skill whose words stand in a text: only ever proposed. */
export interface Suggestion {
  readonly skill: string;
  readonly label: Localized;
  /** the words of the text that were found */
  readonly found: readonly string[];
  readonly score: number;
  /** accepted codes that are linked to the skill */
  readonly codes: readonly string[];
}

/** Where two coders differ: a stretch, and the codes each gave it. */
export interface Difference {
  readonly statement: string;
  readonly start: number;
  readonly stop: number;
  readonly quote: string;
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly decided: { readonly codes: readonly string[]; readonly reason: string } | null;
}

/** Body of `POST /api/focus-groups/{id}/adjudications`. */
export const NewAdjudication = z.strictObject({
  statement: z.uuid(),
  start: z.int().min(0),
  stop: z.int().min(1),
  codes: z.array(z.uuid()).max(20),
  reason: line(1000),
});
export type NewAdjudication = z.infer<typeof NewAdjudication>;

/** Both coders' work as columns for the measures of agreement: a unit is a statement (or a stretch of it) and a code. */
export interface AgreementColumns {
  /** one entry a statement × code: whether each coder gave the code there */
  readonly statement: readonly string[];
  readonly code: readonly string[];
  readonly first: readonly boolean[];
  readonly second: readonly boolean[];
}

export const NewRecommendation = z.strictObject({
  id: z.uuidv4(),
  programme: key,
  title: line(160),
  text: line(4000),
  /** codings that support it */
  support: z.array(z.uuid()).min(1).max(200),
});
export type NewRecommendation = z.infer<typeof NewRecommendation>;

/** Body of `POST /api/recommendations/{id}/decision`. */
export const Decision = z.strictObject({ revision, state: z.enum(['accepted', 'rejected']), reason: line(2000) });

export interface Recommendation extends NewRecommendation {
  readonly state: 'raised' | 'accepted' | 'rejected';
  readonly reason: string | null;
  readonly raisedBy: string;
  readonly raisedOn: string;
  readonly decidedOn: string | null;
  readonly revision: number;
}

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
  addCoding(who: Who, body: unknown): Promise<{ created: boolean; coding: Coding }>;
  removeCoding(who: Who, id: string): Promise<void>;
  /** Puts a coding that was moved on a stretch of the text as it now is. */
  replaceCoding(who: Who, id: string, body: unknown): Promise<Coding>;
  suggestions(who: Who, programme: string, text: string, language: RespondentLanguage): Promise<Suggestion[]>;
  tasks(who: Who, programme: string): Promise<CodingTask[]>;
  /** Takes up a pass, or says that it is done. */
  putTask(who: Who, session: string, pass: string, body: unknown): Promise<CodingTask>;
  /** Only when both passes are done. */
  differences(who: Who, session: string): Promise<Difference[]>;
  agreementColumns(who: Who, session: string): Promise<AgreementColumns>;
  adjudicate(who: Who, session: string, body: unknown): Promise<Difference>;
  openAnswers(who: Who, survey: string, variable: string, after: number): Promise<OpenAnswer[]>;
  recommendations(who: Who, programme: string): Promise<Recommendation[]>;
  recommend(who: Who, body: unknown): Promise<{ created: boolean; recommendation: Recommendation }>;
  decide(who: Who, id: string, body: unknown): Promise<Recommendation>;
}
