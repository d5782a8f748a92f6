/** Plans of training: scenarios of editions within a budget, what they would cover, and why each line is there. Part of the contract. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Localized } from '../survey/contract.ts';
import type {
  EnrolmentOutcome,
  FollowUp,
  HeardGroup,
  LineChain,
  Missing,
  PlanEffect,
  RealTakeUp,
  ResolvedEvidence,
  Served,
} from './contract-plan-effect.ts';
import type { PlanProposal } from './contract-proposal.ts';

/** In this order. An approved plan is frozen; `followed` once enrolments were brought in. */
export const planStates = ['draft', 'shared', 'approved', 'followed'] as const;
export const PlanState = z.enum(planStates);
export type PlanState = z.infer<typeof PlanState>;

/** `level:code` of a territory. */
export const PlaceName = z
  .string()
  .max(80)
  .regex(/^(country|region|province|area|municipality):[\w-]+$/);

/**
 * What a line rests on. `figure`: the identifier of a published figure of demand, of the skill in the territory, of
 * everybody or by group (`group` then names the dimension). `quote`: the id of a coding; `recommendation`: its id.
 */
export const PlanEvidence = z.strictObject({
  kind: z.enum(['figure', 'quote', 'recommendation']),
  ref: z.string().min(1).max(200),
  skill: z.string().max(60).nullable(),
  territory: PlaceName.nullable(),
  group: z.string().max(60).nullable(),
});
export type PlanEvidence = Readonly<z.infer<typeof PlanEvidence>>;

const Words = z.string().trim().min(1).max(2000);

const lineFields = {
  course: z.string().min(1).max(60),
  /** null: online */
  place: PlaceName.nullable(),
  startsOn: z.iso.date(),
  editions: z.int().min(1).max(999),
  /** of each edition */
  seats: z.int().min(1).max(9999),
  /** euro, of each edition */
  cost: z.number().min(0).max(1e8),
  reason: Words.nullable(),
};

/** A course that is to be held so many times at a place. */
export const PlanLine = z.strictObject({
  id: z.uuid(),
  /** from 1, as people and files name the line; never given twice in a plan */
  number: z.int().min(1),
  ...lineFields,
  evidence: z.array(PlanEvidence).readonly(),
});
export type PlanLine = Readonly<z.infer<typeof PlanLine>>;

/** Empty text and left out are the same: what a form sends. Cost left out: as the catalogue has it, or nothing. */
export const NewLine = z.strictObject({
  ...lineFields,
  place: PlaceName.nullable().default(null),
  editions: lineFields.editions.default(1),
  cost: lineFields.cost.nullable().default(null),
  reason: Words.nullable().default(null),
});
export type NewLine = z.input<typeof NewLine>;

/** What of a line is to be another: its evidence is made anew where the place changes. */
export const LineChange = z.strictObject({
  place: PlaceName.nullable().optional(),
  startsOn: lineFields.startsOn.optional(),
  editions: lineFields.editions.optional(),
  seats: lineFields.seats.optional(),
  cost: lineFields.cost.optional(),
  reason: Words.nullable().optional(),
});
export type LineChange = z.infer<typeof LineChange>;

/** Why a priority group is in the plan though nobody heard it. */
export const Excuse = z.strictObject({ group: z.string().min(1).max(60), reason: Words });
export type Excuse = Readonly<z.infer<typeof Excuse>>;

/** Unless a plan says otherwise. */
export const acceptedKm = 20;

const headFields = {
  title: z.string().trim().min(1).max(200),
  /** percent: of those who say they would attend, how many do */
  takeUp: z.number().gt(0).max(100),
  /** first day of the twelve months */
  from: z.iso.date(),
  /** euro */
  budget: z.number().min(0).max(1e10),
  /** what the plan is for; null: the programme's whole territory */
  territory: PlaceName.nullable(),
  /** kilometres in a straight line that people are taken to accept; who lives in the place itself comes in any case */
  km: z.number().min(0).max(200),
};

/** A plan without its lines. */
export const PlanHead = z.strictObject({
  id: z.uuid(),
  /** the same for all versions of a plan */
  family: z.uuid(),
  version: z.int().min(1),
  programme: z.string(),
  survey: z.string(),
  ...headFields,
  state: PlanState,
  revision: z.int().min(1),
  /** ids of accounts */
  createdBy: z.string(),
  createdOn: z.iso.date(),
  approvedOn: z.iso.date().nullable(),
});
export type PlanHead = Readonly<z.infer<typeof PlanHead>>;

/** A course of the lines, as the catalogue had it: when a plan was approved, or now. */
export const PlanCourse = z.object({
  key: z.string(),
  title: Localized,
  mode: z.enum(['classroom', 'online', 'mixed', 'workplace']),
  skills: z.array(z.string()).readonly(),
});
export type PlanCourse = Readonly<z.infer<typeof PlanCourse>>;

export const Plan = PlanHead.extend({
  /** of the lines; one that the catalogue has no more is left out until the plan is approved */
  courses: z.array(PlanCourse).readonly(),
  lines: z.array(PlanLine).readonly(),
  excuses: z.array(Excuse).readonly(),
  /** SHA-256 of the canonical JSON of what was approved, null before */
  hash: z.string().nullable(),
});
export type Plan = Readonly<z.infer<typeof Plan>>;

export const NewPlan = z.strictObject({
  survey: z.string().min(1).max(80),
  ...headFields,
  takeUp: headFields.takeUp.default(20),
  territory: PlaceName.nullable().default(null),
  km: headFields.km.default(acceptedKm),
});
export type NewPlan = z.input<typeof NewPlan>;

const ofRevision = { revision: z.int().min(1) };
export const PlanChange = z
  .strictObject({ ...ofRevision, ...headFields })
  .partial()
  .required({ revision: true });
export type PlanChange = z.infer<typeof PlanChange>;

/** `as`: another scenario, which begins a family of its own, or the next version of an approved plan. */
export const PlanCopy = z.strictObject({
  title: headFields.title.optional(),
  as: z.enum(['scenario', 'version']).default('scenario'),
});
/** `instead`: the lines take the place of those that are there, as when a proposal is taken over. */
export const LinesAdded = z.strictObject({
  ...ofRevision,
  lines: z.array(NewLine).min(1).max(500),
  instead: z.boolean().default(false),
});
export const LineChanged = z.strictObject({ ...ofRevision, line: LineChange });
export const OnlyRevision = z.strictObject(ofRevision);
export const EvidenceAdded = z.strictObject({
  ...ofRevision,
  kind: z.enum(['quote', 'recommendation']),
  ref: z.guid(),
});
export const ExcuseSet = z.strictObject({ ...ofRevision, reason: z.string().trim().max(2000) });
export const PlanStep = z.strictObject({ ...ofRevision, state: z.enum(['draft', 'shared', 'approved']) });

/** A remark of a partner or of whoever plans, on the plan or on one of its lines. */
export const PlanComment = z.strictObject({
  id: z.uuid(),
  line: z.uuid().nullable(),
  /** null: the account is no more */
  author: z.string().nullable(),
  writtenOn: z.iso.date(),
  text: Words,
});
export type PlanComment = Readonly<z.infer<typeof PlanComment>>;
export const NewComment = z.strictObject({ text: Words, line: z.uuid().nullable().default(null) });

/** A version of a plan that was approved, as anybody may read of it. */
export type ApprovedHead = Pick<PlanHead, 'id' | 'family' | 'version' | 'programme' | 'survey' | 'title' | 'budget'> &
  Pick<PlanHead, 'territory' | 'approvedOn'>;

/** An approved plan as anybody may read it: as it was approved, without who worked on it and what partners said. */
export interface ApprovedPlan {
  readonly plan: Omit<Plan, 'createdBy' | 'createdOn' | 'revision' | 'excuses'>;
  readonly effect: PlanEffect;
  readonly heard: readonly HeardGroup[];
  readonly lines: readonly LineChain[];
  /** the other versions that were approved, the newest first */
  readonly versions: readonly ApprovedHead[];
}

type Who = Person | null;
type Asked = Promise<Plan>;

/**
 * Plans. Whoever plans sees those of the own territory; partners see what is shared and touches theirs. What is out of
 * reach is `not_found`. A change names the revision it was made on.
 * @throws Problem sign_in_needed, not_found, malformed, revision_conflict, plan_state, unknown_reference
 */
export interface PlanService {
  /** YYYY-MM-DD */
  today(): string;
  list(who: Who, programme: string): Promise<PlanHead[]>;
  read(who: Who, id: string): Asked;
  create(who: Who, programme: string, body: unknown): Asked;
  copy(who: Who, id: string, body: unknown): Asked;
  change(who: Who, id: string, body: unknown): Asked;
  remove(who: Who, id: string, revision: unknown): Promise<void>;
  addLines(who: Who, id: string, body: unknown): Asked;
  changeLine(who: Who, id: string, line: string, body: unknown): Asked;
  removeLine(who: Who, id: string, line: string, revision: unknown): Asked;
  addEvidence(who: Who, id: string, line: string, body: unknown): Asked;
  excuse(who: Who, id: string, group: string, body: unknown): Asked;
  /** @throws Problem plan_incomplete, which names everything that is missing */
  step(who: Who, id: string, body: unknown): Asked;
  effect(who: Who, id: string): Promise<PlanEffect>;
  served(who: Who, id: string, query: unknown): Promise<Served>;
  /** from each line to the gap that it answers, and to what it rests on */
  evidence(who: Who, id: string): Promise<LineChain[]>;
  /** approved plans of a programme, for everybody: the newest version of each first, then the older ones. @throws Problem not_found */
  approved(programme: string): Promise<ApprovedHead[]>;
  /** An approved plan, for everybody. @throws Problem not_found, also for one that is not approved */
  published(id: string): Promise<ApprovedPlan>;
  /** the newest proposal, as far as it is; null before the first */
  proposal(who: Who, id: string): Promise<PlanProposal | null>;
  /** one after the other; a newer order of the same plan ends the one before. @throws Problem unknown_parameter */
  propose(who: Who, id: string, body: unknown): Promise<PlanProposal>;
  /** ends with the best so far */
  stopProposal(who: Who, id: string): Promise<PlanProposal | null>;
  /** the courses that a line may be of, with what an edition costs by the catalogue */
  catalogue(who: Who, id: string): Promise<(PlanCourse & { cost: number | null })[]>;
  /** quotes and recommendations that a line may rest on besides */
  offered(who: Who, id: string, line: string): Promise<ResolvedEvidence[]>;
  missing(who: Who, id: string): Promise<{ missing: Missing; groups: HeardGroup[] }>;
  comments(who: Who, id: string): Promise<PlanComment[]>;
  comment(who: Who, id: string, body: unknown): Promise<PlanComment[]>;
  /** @throws Problem invalid_rows */
  enrol(who: Who, id: string, csv: string, query: unknown): Promise<EnrolmentOutcome>;
  followUp(who: Who, id: string): Promise<FollowUp>;
  /** what everybody may know of enrolments: the rate that the page of the gap offers; null where none is known */
  takeUp(programme: string, survey: string): Promise<RealTakeUp | null>;
  /** what this person may do with a plan, so that a page offers nothing else */
  means(who: Who, plan: PlanHead): Promise<{ write: boolean; comment: boolean; follow: boolean }>;
}
