/** A proposal of editions for a plan: what is asked, how far it is, what came of it. Part of the contract. */
import { z } from 'zod';
import { PlaceName } from './contract-plan.ts';

/** Seconds that a proposal may take, at most. */
export const longestProposal = 300;

/** At least so many percent of the places needed there, or by this group, have a seat. `key`: a territory's code or a group. */
export const FloorAsked = z.strictObject({
  of: z.enum(['territory', 'group']),
  key: z.string().min(1).max(60),
  percent: z.number().gt(0).max(100),
});
export type FloorAsked = Readonly<z.infer<typeof FloorAsked>>;

const most = z.int().min(1).max(999);

/**
 * Body of `POST /api/plans/{id}/proposal`. `budget` left out: the plan's. `keep`: the plan's lines stay, and only what is left
 * of the money is spent. `known`: only where the catalogue holds a course already. `most…`: editions a year, at most.
 */
export const ProposalOrder = z.strictObject({
  method: z.enum(['optimise', 'greedy']).default('optimise'),
  budget: z.number().min(0).max(1e10).nullable().default(null),
  seconds: z.int().min(1).max(longestProposal).default(60),
  floors: z.array(FloorAsked).max(60).default([]).readonly(),
  keep: z.boolean().default(false),
  known: z.boolean().default(false),
  /** of one course in one place */
  most: most.default(2),
  mostInPlace: most.nullable().default(null),
  mostOfProvider: most.nullable().default(null),
});
export type ProposalOrder = Readonly<z.infer<typeof ProposalOrder>>;

const ServedPeople = z.object({
  skill: z.string(),
  /** `level:code`; empty: the whole territory */
  place: z.string(),
  group: z.string(),
  people: z.number(),
});

const LeftOut = z.object({
  course: z.string(),
  place: PlaceName.nullable(),
  covered: z.number(),
  perPlace: z.number().nullable(),
});

/** Of so many demands within the range: in how many it is held at all, and as often as here. */
const Stable = z.object({ of: z.int(), held: z.int(), asOften: z.int(), atLow: z.boolean(), atHigh: z.boolean() });

/**
 * A line that is proposed. `covered`: person-places that its last edition adds to all others; `perPlace`: euro for each.
 * `serves`: whom, most people first; `leftOut`: the edition that would add most in its stead.
 */
export const ProposedLine = z.object({
  course: z.string(),
  place: PlaceName.nullable(),
  editions: z.int(),
  seats: z.int(),
  cost: z.number(),
  covered: z.number(),
  perPlace: z.number().nullable(),
  serves: z.array(ServedPeople).readonly(),
  floors: z.array(FloorAsked).readonly(),
  leftOut: LeftOut.nullable(),
  stable: Stable.nullable(),
});
export type ProposedLine = Readonly<z.infer<typeof ProposedLine>>;

/** `asked` and `covered` in person-places. */
const FloorKept = FloorAsked.extend({ asked: z.number(), covered: z.number(), kept: z.boolean() });

/** Floors that cannot all be kept, while any fewer may be. `most`: what can be covered while the others are kept. */
const FloorConflict = z.array(FloorAsked.extend({ asked: z.number(), most: z.number() })).readonly();

/** Person-places; `bound`: no plan covers more. `before`: today, with the lines that stay. */
export const ProposalResult = z.object({
  ended: z.enum(['done', 'time', 'cancelled']),
  method: z.enum(['greedy', 'search', 'exact']),
  cost: z.number(),
  budget: z.number(),
  needed: z.number(),
  before: z.number(),
  covered: z.number(),
  greedy: z.number(),
  bound: z.number(),
  gap: z.number(),
  floors: z.array(FloorKept).readonly(),
  conflicts: z.array(FloorConflict).readonly(),
  lines: z.array(ProposedLine).readonly(),
  /** courses that nobody knows the cost of: they are never proposed */
  unpriced: z.array(z.string()).readonly(),
});
export type ProposalResult = Readonly<z.infer<typeof ProposalResult>>;

export const ProposalProgress = z.object({
  phase: z.enum(['waiting', 'greedy', 'bound', 'search', 'exact', 'floors', 'reasons', 'stability']),
  seconds: z.number(),
  covered: z.number(),
  bound: z.number().nullable(),
  gap: z.number().nullable(),
});

/**
 * The newest proposal of a plan; it is kept in memory for a while, and not in the plan until somebody takes it over.
 * `revision` of the plan it was made for. `problem`: the code of what went wrong.
 */
export const PlanProposal = z.object({
  plan: z.uuid(),
  revision: z.int(),
  order: ProposalOrder,
  state: z.enum(['running', 'done', 'failed']),
  progress: ProposalProgress,
  result: ProposalResult.nullable(),
});
export type PlanProposal = Readonly<z.infer<typeof PlanProposal>>;

/** Body of `GET /api/plans/{id}/proposal`: null before the first. */
export const PlanProposalOrNone = z.object({ proposal: PlanProposal.nullable() });
