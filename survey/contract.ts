/**
 * What the other folders and the browser may know of `survey`: shapes, and nothing that runs.
 * Pages import types from here; routes parse with the schemas.
 */
import { z } from 'zod';
import type { Person } from '../access.ts';
import type { SurveyAdmin } from './admin/contract.ts';
import type { ProgrammeAbout } from './contract-about.ts';
import type { AskedVariable } from './contract-asked.ts';
import type { Sender, StartTicket } from './contract-guard.ts';
import { Localized, RespondentLanguage } from './contract-language.ts';
import type { Acceptance, Erasure, OwnAnswers } from './contract-response.ts';
import type { Bounds } from './contract-shapes.ts';
import type { Wave } from './contract-wave.ts';

export type * from './admin/contract.ts';
export * from './contract-catalogue.ts';
export * from './contract-catalogue-visit.ts';
export type * from './contract-about.ts';
export type * from './contract-asked.ts';
export * from './contract-coding.ts';
export * from './contract-credential.ts';
export * from './contract-draft.ts';
export * from './contract-feedback.ts';
export * from './contract-focus.ts';
export * from './contract-guard.ts';
export * from './contract-interchange.ts';
export * from './contract-invitation.ts';
export * from './contract-laboratory.ts';
export * from './contract-language.ts';
export * from './contract-register.ts';
export * from './contract-response.ts';
export * from './contract-series.ts';
export * from './contract-shapes.ts';
export type * from './contract-wave.ts';
export type * from './instrument/contract.ts';

/** What a variable is for. Analytics chooses by role, never by a question's text. */
export const Role = z.enum([
  'territory',
  'targetGroup',
  'sex',
  'ageClass',
  'education',
  'employment',
  'monthsSearching',
  'citizenship',
  'careDuties',
  'disability',
  'sector',
  'sizeClass',
  'association',
  'interestArea',
  'need',
  'demand',
  'first',
  'levelNow',
  'levelWanted',
  'purpose',
  'intention',
  'hours',
  'mode',
  'time',
  'distance',
  'barrier',
  'device',
  'connection',
  'benchmark',
  'headcount',
  'hardToFind',
  'toTrain',
  'jobProfile',
  'pastTraining',
  'fund',
  'text',
  'other',
]);
export type Role = z.infer<typeof Role>;

/** What a question may be for; the others are derived. */
const AskedRole = Role.exclude(['demand']);

/**
 * The custom property `codebook` of every question of a definition.
 * Several questions may feed one `multiple` variable (the skills of each area of life feed `need`); one more may narrow
 * what they gave.
 */
export const CodebookEntry = z.strictObject({
  variable: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/),
  role: AskedRole,
  /** short name for charts and tables */
  label: Localized,
  type: z.enum(['single', 'multiple', 'scale', 'number', 'text']),
  dimension: z.boolean().default(false),
  /** sensitive: the release asks for more people (health, citizenship, disability) */
  flagged: z.boolean().default(false),
  /** name of the scale, such as `level4`: equal scales may be compared */
  scale: z.string().optional(),
  /** for `levelNow`, `levelWanted`: a skill key, or `{question}` naming the question whose answer is the skill */
  skill: z.string().optional(),
  /** for `first`: the place in the respondent's order, from 1 */
  rank: z.int().min(1).max(5).optional(),
  /**
   * this question asks which of the ticks of the variable's other questions to keep: where it was answered, the variable
   * is what it kept, else everything ticked
   */
  narrows: z.literal(true).optional(),
});
export type CodebookEntry = z.infer<typeof CodebookEntry>;

/** Why a variable has no value; the same four in every variable. `not_shown` is not the same as not ticked. */
export const missingCodes = { not_shown: -1, skipped: -2, refused: -3, dont_know: -4 } as const;
export type MissingCode = keyof typeof missingCodes;

/** `short`: for where there is little room. */
export const Category = z.object({ code: z.string(), label: Localized, short: Localized.optional() });
export type Category = z.infer<typeof Category>;

/** From the widest to the finest. */
export const TerritoryLevel = z.enum(['country', 'region', 'province', 'area', 'municipality']);
export type TerritoryLevel = z.infer<typeof TerritoryLevel>;

/** A variable as the API tells it; `levels` only for the territory. */
export const Variable = z.object({
  name: z.string(),
  role: Role,
  label: Localized,
  type: z.enum(['single', 'multiple', 'scale', 'number', 'text']),
  dimension: z.boolean(),
  flagged: z.boolean(),
  scale: z.string().nullable(),
  categories: z.array(Category),
  levels: z.array(TerritoryLevel).optional(),
  missing: z.array(z.enum(['not_shown', 'skipped', 'refused', 'dont_know'])),
  versions: z.array(z.int()),
});
export type Variable = z.infer<typeof Variable>;

/** What is measured of the level of a skill: now, wanted, and the steps from one to the other. */
export const levelMeasures = ['levelNow', 'levelWanted', 'levelGap'] as const;

/**
 * `GET /api/surveys/{id}/codebook`. `levels`: the skills whose level now and level wanted are asked, and the scale of both;
 * null where none is. Each measure of each skill is a variable of the figures: `levelNow:english`, `levelWanted:english`,
 * `levelGap:english` (wanted − now; its categories are the differences, `-3` … `3` on a scale from 1 to 4).
 */
export const Codebook = z.object({
  survey: z.string(),
  variables: z.array(Variable),
  levels: z
    .object({ measures: z.array(z.enum(levelMeasures)), scale: z.array(Category), skills: z.array(Category) })
    .nullable(),
});
export type Codebook = z.infer<typeof Codebook>;

export const SampleType = z.enum(['probability', 'census', 'open']);
/** What the public meets; a survey that is still a draft is not there at all. */
export const SurveyState = z.enum(['planned', 'pilot', 'open', 'closed']);

/** The two colours of a programme, as `#rrggbb`; both can be read on white. */
export const Colours = z.object({ primary: z.string(), selection: z.string() });
export type Colours = z.infer<typeof Colours>;

/** Whom a survey is for. */
export const Audience = z.enum([
  'citizens',
  'firms',
  'schools',
  'students',
  'participants',
  'employers',
  'organisations',
  'staff',
  'stakeholders',
  'lab_users',
]);
export type Audience = z.infer<typeof Audience>;

/** Who is counted as one response. */
export const Unit = z.enum(['person', 'firm', 'organisation']);
export type Unit = z.infer<typeof Unit>;

/** `GET /api/programmes`; `owner` is the body that asks and answers for the data. */
export const ProgrammeSummary = z.object({
  id: z.string(),
  title: Localized,
  owner: Localized,
  colours: Colours,
  languages: z.array(RespondentLanguage),
  /** languages whose texts nobody has checked who speaks them from birth: pages say so */
  unreviewed: z.array(RespondentLanguage),
  territories: z.object({ level: z.string(), codes: z.array(z.string()), mapLevels: z.array(z.string()) }),
  surveys: z.array(z.string()),
});
export type ProgrammeSummary = z.infer<typeof ProgrammeSummary>;

/**
 * How a survey treats people under the age of consent: sent away, asked through their school, or with a parent's
 * permission. Until the privacy officer decides they are `excluded`.
 */
export const MinorsRoute = z.enum(['excluded', 'school', 'parents']);
export type MinorsRoute = z.infer<typeof MinorsRoute>;

/** Body of `PUT /api/admin/surveys/{id}/minors`. */
export const MinorsDecision = z.strictObject({ route: MinorsRoute });
export type MinorsDecision = z.infer<typeof MinorsDecision>;

/** A survey as a card shows it. */
export const SurveySummary = z.object({
  id: z.string(),
  programme: z.string(),
  version: z.int(),
  wave: z.string(),
  title: Localized,
  languages: z.array(RespondentLanguage),
  unreviewed: z.array(RespondentLanguage),
  audience: Audience,
  access: z.enum(['open', 'token']),
  state: SurveyState,
  opensOn: z.iso.date(),
  closesOn: z.iso.date(),
  /** last day on which a receipt corrects or erases */
  correctUntil: z.iso.date(),
  sampleType: SampleType,
  /** who is counted */
  unit: Unit,
  minutes: z.int(),
  /** `from`: the youngest asked at all; under `adultFrom` one goes by the route. Null: nobody that young is asked */
  minors: z.object({ from: z.int(), adultFrom: z.int(), route: MinorsRoute }).nullable(),
  /** by which right the owner asks; null where the programme does not say it */
  legalBasis: Localized.nullable(),
  /** every accepted answer; never falls */
  responses: z.int(),
  /** true when the survey holds generated answers */
  synthetic: z.boolean(),
});
export type SurveySummary = z.infer<typeof SurveySummary>;

/** `GET /api/surveys/{id}`; `definition` is SurveyJS JSON. */
export const PublicSurvey = SurveySummary.extend({
  notice: z.object({ version: z.string(), text: Localized }),
  ticket: z.string().nullable(),
  definition: z.record(z.string(), z.unknown()),
});
export type PublicSurvey = z.infer<typeof PublicSurvey>;

/** A territory as lists and maps need it; `point` is [longitude, latitude]. */
export const Territory = z.object({
  level: TerritoryLevel,
  code: z.string(),
  name: Localized,
  province: z.string().nullable(),
  area: z.string().nullable(),
  point: z.tuple([z.number(), z.number()]).nullable(),
});
export type Territory = z.infer<typeof Territory>;

/** The services that pages use; every method throws `Problem`. */
export interface SurveyService {
  programmes(): ProgrammeSummary[];
  /** for those who run the programmes, each by their own rights */
  readonly admin: SurveyAdmin;
  /** @throws Problem not_found */
  about(programme: string): Promise<ProgrammeAbout>;
  surveys(): SurveySummary[];
  survey(id: string): PublicSurvey;
  /** That its questionnaire is opened now. @throws Problem not_found */
  ticket(id: string): StartTicket;
  codebook(id: string): Codebook;
  /** The questions behind a variable, as a version asked them; the newest unless told. @throws Problem not_found */
  asked(id: string, variable: string, version?: number): Promise<AskedVariable>;
  /** Surveys of the same programme and instrument, earliest first, the survey itself among them. */
  waves(id: string): Wave[];
  territories(surveyId: string): Territory[];
  /** of the outlines of the programme's territory; null where none ship */
  bounds(surveyId: string): Bounds | null;
  /** @param body the parsed JSON of the request, not yet trusted; `created` is false for a repeated send */
  submit(surveyId: string, body: unknown, sender?: Sender): Promise<{ created: boolean; acceptance: Acceptance }>;
  readOwn(receipt: string): Promise<OwnAnswers>;
  correct(receipt: string, body: unknown): Promise<OwnAnswers>;
  /** @param language  of the proof, beside Italian */
  erase(receipt: string, language?: RespondentLanguage): Promise<Erasure>;
  /**
   * Decides how a survey treats people under the age of consent; for the privacy officer of its programme.
   * @throws Problem `sign_in_needed`, `not_found` (also for who may not, and for a survey that asks nobody that young)
   */
  setMinorsRoute(person: Person | null, surveyId: string, route: MinorsRoute): Promise<void>;
}
