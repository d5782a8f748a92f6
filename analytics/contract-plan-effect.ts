/** What a plan would change, what it rests on, and what came of it. Part of the contract. */
import { z } from 'zod';
import { Localized } from '../survey/contract.ts';
import { CellState } from './contract-cell.ts';
import { SkillQuote } from './contract-evidence.ts';
import { PlaceName, PlanEvidence } from './contract-plan.ts';

const Ranged = z.object({ estimate: z.number(), low: z.number().nullable(), high: z.number().nullable() });

/**
 * Person-places of the year: `needed`, and those of them with a seat today and with the plan. `hidden`: skills or places
 * whose demand is not published, which are in none of the numbers. `share` is of the places needed, null where none is.
 */
export const Cover = z.object({
  needed: Ranged,
  today: z.number(),
  planned: z.number(),
  todayShare: z.number().nullable(),
  plannedShare: Ranged.nullable(),
  hidden: z.int(),
});
export type Cover = Readonly<z.infer<typeof Cover>>;

/** `belowShare`: surely a smaller part of its places is covered than of everybody's. */
export const CoverRow = Cover.extend({ key: z.string(), belowShare: z.boolean(), figure: z.string().nullable() });
export type CoverRow = Readonly<z.infer<typeof CoverRow>>;

/** What a plan would change, from published figures alone. `level`: of the territories that the rows are about. */
export const PlanEffect = z.object({
  snapshot: z.object({ id: z.string(), takenOn: z.string(), responses: z.int() }).nullable(),
  k: z.int(),
  basis: z.enum(['counted', 'population']),
  interval: z.enum(['confidence', 'indicative', 'none']),
  level: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  cost: z.object({ used: z.number(), budget: z.number(), left: z.number() }),
  /** of the plan's lines; `outside`: lines that begin outside the twelve months, which serve nobody in them */
  seats: z.object({ all: z.int(), online: z.int(), editions: z.int(), outside: z.int() }),
  whole: Cover,
  territories: z.array(CoverRow),
  groups: z.array(CoverRow),
  skills: z.array(CoverRow),
  /** the published figure of demand behind the whole */
  figure: z.string().nullable(),
});
export type PlanEffect = Readonly<z.infer<typeof PlanEffect>>;

/**
 * Whom an edition at a place would serve: those who live within so many kilometres, with what is published there. A place
 * that is divided stands for its people who are told in none of its parts. `gained`: seated by the edition, nobody's seat lost.
 */
export const Served = z.object({
  place: PlaceName,
  km: z.number(),
  skills: z.array(z.string()),
  seats: z.int(),
  takeUp: z.number(),
  /** person-places in the places that are told; `hidden` are not in it */
  needed: z.number(),
  gained: z.number(),
  hidden: z.int(),
  places: z.array(
    z.object({
      /** `level:code`; empty: the whole territory */
      key: z.string(),
      km: z.number(),
      needed: z.number().nullable(),
      left: z.number().nullable(),
      gained: z.number().nullable(),
    }),
  ),
  figure: z.string().nullable(),
});
export type Served = Readonly<z.infer<typeof Served>>;

/** A piece of evidence as it stands now: `withdrawn` and `gone` say so and break nothing. */
export const ResolvedEvidence = PlanEvidence.extend({
  state: z.enum(['standing', 'withdrawn', 'gone']),
  /** a figure: what it counted when the line was added, null where not published */
  figure: z
    .object({
      survey: z.string(),
      snapshot: z.string(),
      takenOn: z.string(),
      n: z.int().nullable(),
      variable: z.string(),
      statistic: z.string(),
      /** of a figure that is not divided; null where it is, or is not published */
      estimate: z.number().nullable(),
      versions: z.array(z.int()),
    })
    .nullable(),
  quote: SkillQuote.nullable(),
  recommendation: z
    .object({ title: z.string(), text: z.string(), state: z.string(), decidedOn: z.iso.date().nullable() })
    .nullable(),
});
export type ResolvedEvidence = Readonly<z.infer<typeof ResolvedEvidence>>;

/**
 * What a line answers: the places of one of its skills that had no seat before the plan, where the line is held. `place`
 * as `level:code`, null for the whole territory. `figure`: the published figure of the places wanted that it rests on,
 * with what it says. Everything of demand is null unless the state is `shown`.
 */
export const LineGap = z.object({
  skill: z.string(),
  place: z.string().nullable(),
  state: CellState,
  needed: Ranged.nullable(),
  seats: z.number(),
  gap: Ranged.nullable(),
  figure: z.string().nullable(),
  statistic: z.string(),
  estimate: z.number().nullable(),
  n: z.int().nullable(),
});
export type LineGap = Readonly<z.infer<typeof LineGap>>;

/** From a line of a plan to what it rests on; of an approved plan as it was approved, with what was withdrawn since. */
export const LineChain = z.object({
  number: z.int(),
  gaps: z.array(LineGap),
  evidence: z.array(ResolvedEvidence),
});
export type LineChain = Readonly<z.infer<typeof LineChain>>;

/** What keeps a plan from being approved. `noEvidence`: numbers of lines; `unheard`: keys of groups. */
export const Missing = z.object({
  noLines: z.boolean(),
  overBudget: z.number().nullable(),
  noEvidence: z.array(z.int()),
  unheard: z.array(z.string()),
});
export type Missing = Readonly<z.infer<typeof Missing>>;

/** How a priority group was heard: published answers (null: not published) and sessions of focus groups about it. */
export const HeardGroup = z.object({
  group: z.string(),
  label: Localized,
  priority: z.int(),
  answers: z.int().nullable(),
  sessions: z.int(),
  excuse: z.string().nullable(),
  isHeard: z.boolean(),
});
export type HeardGroup = Readonly<z.infer<typeof HeardGroup>>;

export const EnrolmentImport = z.strictObject({
  /** `1`: only checked */
  dry: z.enum(['0', '1']).default('0'),
  name: z.string().max(200).default(''),
});
export const EnrolmentOutcome = z.object({
  hash: z.string(),
  rows: z.int(),
  planned: z.int(),
  enrolled: z.int(),
  completed: z.int(),
  stored: z.boolean(),
  /** the very file was brought in before */
  again: z.boolean(),
});
export type EnrolmentOutcome = Readonly<z.infer<typeof EnrolmentOutcome>>;

const Followed = z.object({ planned: z.int(), enrolled: z.int(), completed: z.int() });
/** What came of a plan; `needed` are the published places of the group at the plan's take-up, null where not published. */
export const FollowUp = z.object({
  all: Followed,
  lines: z.array(Followed.extend({ number: z.int() })),
  /** `group` empty: not told */
  groups: z.array(Followed.extend({ group: z.string(), needed: z.number().nullable() })),
  files: z.array(z.object({ name: z.string(), hash: z.string(), rows: z.int(), importedOn: z.iso.date() })),
  /** percent: enrolled of the places that people said they want, in the skills of the plan */
  takeUp: z.number().nullable(),
});
export type FollowUp = Readonly<z.infer<typeof FollowUp>>;

/** `percent`: how many enrolled of a hundred `wanted`, the person-places that people said they want; whole, 1 to 100. */
export interface RealTakeUp {
  readonly percent: number;
  readonly enrolled: number;
  readonly wanted: number;
  /** YYYY-MM-DD */
  readonly knownOn: string;
}
