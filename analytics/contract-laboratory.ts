/** Hours of laboratory wanted and open, and how ready each organisation that signed is. Part of the contract. */
import { z } from 'zod';
import { Localized, TerritoryLevel } from '../survey/contract.ts';
import { CellState } from './contract-cell.ts';

/**
 * A question for the gap in hours. `level`: empty for the programme's whole territory. `takeUp` in percent: of the hours that
 * people say they would use, how many they use.
 */
export const LabGapQuery = z.strictObject({
  level: z.union([z.literal(''), TerritoryLevel]).default(''),
  takeUp: z.coerce.number().gt(0).max(100).default(20),
});
export type LabGapQuery = z.input<typeof LabGapQuery>;

const Ranged = z.object({ estimate: z.number(), low: z.number().nullable(), high: z.number().nullable() });

/**
 * One skill in one place, in hours a year, not rounded: skills share the hours of a laboratory, and those of a person.
 * `wanted` is what people said, `needed` the part that the take-up leaves, `free` what laboratories have for it,
 * `gap` what is missing, `spare` what nobody needs. Everything of demand is null unless the state is `shown`;
 * `not_asked`: no survey of the programme asks for hours.
 */
export const LabGapRow = z.object({
  skill: z.string(),
  label: Localized,
  territory: z.string().nullable(),
  state: CellState,
  n: z.int().nullable(),
  wanted: Ranged.nullable(),
  needed: Ranged.nullable(),
  free: z.number(),
  laboratories: z.int(),
  gap: Ranged.nullable(),
  spare: z.number().nullable(),
});
export type LabGapRow = Readonly<z.infer<typeof LabGapRow>>;

/**
 * `GET /api/programmes/{id}/laboratory-gap`. Hours are never added to places on courses. `supply` in hours a year, of all
 * laboratories: `closed` of them have no hour for outsiders, of `unknown` nobody told them, `unplaced` are the free
 * hours whose place is none of `level`.
 */
export const LabGap = z.object({
  programme: z.string(),
  unit: z.literal('hours a year'),
  survey: z.string().nullable(),
  wave: z.string().nullable(),
  /** of volunteers a range is indicative; those who answered are counted, and nobody else */
  interval: z.enum(['confidence', 'indicative', 'none']),
  level: z.string(),
  levels: z.array(TerritoryLevel),
  takeUp: z.number(),
  weeks: z.object({ weeks: z.int(), source: Localized }),
  /** the hours a year that an answer stands for, and who says so */
  classes: z.array(z.object({ category: z.string(), label: Localized, hours: z.number() })),
  classSource: Localized.nullable(),
  snapshot: z.object({ id: z.string(), takenOn: z.string(), responses: z.int() }).readonly().nullable(),
  k: z.int().nullable(),
  figure: z.string().nullable(),
  supply: z.object({
    ...{ laboratories: z.int(), closed: z.int(), full: z.int(), unknown: z.int() },
    ...{ open: z.number(), taken: z.number(), free: z.number(), unplaced: z.number() },
  }),
  rows: z.array(LabGapRow).readonly(),
});
export type LabGap = Readonly<z.infer<typeof LabGap>>;

/** A level that an organisation gave; null where it does not know yet. */
const Level = z.object({ level: z.int(), label: Localized }).nullable();

/**
 * What one organisation that signed says of itself. `several`: more than one answer bears its name, so none is told;
 * `none`: it has not answered. `levels` in the order of the profile's items.
 */
export const NamedReadiness = z.object({
  organisation: z.string(),
  name: z.string(),
  state: z.enum(['told', 'several', 'none']),
  levels: z.array(z.object({ item: z.string(), now: Level, wanted: Level })),
});
export type NamedReadiness = Readonly<z.infer<typeof NamedReadiness>>;

/** One wave of the questionnaire that organisations answer about themselves. */
export const ReadinessWave = z.object({
  survey: z.string(),
  wave: z.string(),
  title: Localized,
  synthetic: z.boolean(),
  organisations: z.array(NamedReadiness),
});
export type ReadinessWave = Readonly<z.infer<typeof ReadinessWave>>;

/**
 * `GET /api/programmes/{id}/readiness`. Only organisations whose signed consent stands today; nothing is counted, averaged
 * or ranked over them, and of the others nothing is told, not even how many they are.
 */
export const Readiness = z.object({
  programme: z.string(),
  profile: z.object({
    ...{ lowest: z.int(), highest: z.int(), by: z.string(), about: Localized },
    dimensions: z.array(z.object({ key: z.string(), label: Localized })),
    items: z.array(
      z.object({ item: z.string(), dimension: z.string(), label: Localized, target: z.int(), reason: Localized }),
    ),
  }),
  /** earliest first */
  waves: z.array(ReadinessWave),
});
export type Readiness = Readonly<z.infer<typeof Readiness>>;

export interface LaboratoryFigures {
  /** @throws Problem not_found (also where nobody said how many weeks laboratories are open), unknown_parameter, unknown_level */
  gap(programme: string, query: unknown): Promise<LabGap>;
  /** @throws Problem not_found, also for a programme without a target profile */
  readiness(programme: string): Promise<Readiness>;
  /** whether the programme has a target profile */
  hasReadiness(programme: string): Promise<boolean>;
}
