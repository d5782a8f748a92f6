/** Places wanted on courses, the seats that are planned, and the gap between them. */
import { z } from 'zod';
import { TerritoryLevel, type Localized } from '../survey/contract.ts';
import { CellState } from './contract-cell.ts';

/** In percent: of those who say they would attend, how many do. */
export const takeUps = [10, 20, 40] as const;

/**
 * A question for the gap, as it stands in the address. `level`: empty for the programme's whole territory. `group`: a
 * dimension such as `targetGroup`, empty for everybody. `skills`: keys joined by commas, empty for all. `takeUp` in percent.
 * `from`: the first day of the twelve months whose editions count. `place`, `member`: one code of `level`, of `group`, whose
 * rows alone are wanted; seats are given out over all of them in any case.
 */
export const GapQuery = z.strictObject({
  survey: z.string(),
  level: z.union([z.literal(''), TerritoryLevel]).default(''),
  place: z.string().default(''),
  group: z.string().default(''),
  member: z.string().default(''),
  skills: z.string().default(''),
  takeUp: z.coerce.number().gt(0).max(100).default(20),
  from: z.union([z.literal(''), z.iso.date()]).default(''),
});
export type GapQuery = z.input<typeof GapQuery>;

const Ranged = z.object({ estimate: z.number(), low: z.number().nullable(), high: z.number().nullable() });

/** Person-places by how people can attend; the four have no person in common. */
export const Places = z.object({ inPerson: z.number(), online: z.number(), either: z.number(), neither: z.number() });
export type Places = Readonly<z.infer<typeof Places>>;

/** Seats a year by what they ask: to come, to come and connect, to connect. */
export const Seats = z.object({ inPerson: z.number(), blended: z.number(), online: z.number() });
export type Seats = Readonly<z.infer<typeof Seats>>;

/**
 * One skill in one place for one group; `territory` and `group` are null where nothing is divided. Person-places and seats
 * a year, not rounded: skills share the seats of a course. `wanted` is what people said, `needed` the part of it that the
 * take-up leaves, `left` who of these has no seat (`gap` is their sum), `spare` the seats that nobody takes.
 * `reserved`: of the seats those for some groups only, which nobody else can take, and those of them that are taken; null for
 * groups by which nobody tells who may take them.
 * `covered`: the part of the needed places that has one, 0 to 1; null where nothing is needed.
 * `belowShare`: that part is surely smaller than everybody's; null without groups.
 * Everything of demand is null unless the state is `shown`; seats are known in any case.
 */
export const GapRow = z.object({
  skill: z.string(),
  territory: z.string().nullable(),
  group: z.string().nullable(),
  state: CellState,
  n: z.int().nullable(),
  wanted: Ranged.nullable(),
  needed: Ranged.nullable(),
  parts: Places.nullable(),
  seats: Seats,
  reserved: z.object({ seats: z.number(), taken: z.number().nullable() }).nullable(),
  taken: Seats.nullable(),
  left: Places.nullable(),
  gap: Ranged.nullable(),
  covered: Ranged.nullable(),
  spare: z.number().nullable(),
  belowShare: z.boolean().nullable(),
});
export type GapRow = Readonly<z.infer<typeof GapRow>>;

/**
 * `GET /api/programmes/{id}/supply-gap`. `basis`: `counted`, those who answered and nobody else, or `population`.
 * `seats` of the editions counted: all; `online`, which have no place; `unplaced`, whose place is none of `level`.
 * `figures`: identifiers of the published figures behind all rows, null before the first publication.
 */
export const SupplyGap = z.object({
  programme: z.string(),
  survey: z.string(),
  wave: z.string(),
  sampleType: z.enum(['probability', 'census', 'open']),
  interval: z.enum(['confidence', 'indicative', 'none']),
  basis: z.enum(['counted', 'population']),
  level: z.string(),
  group: z.string(),
  takeUp: z.number(),
  period: z.object({ from: z.string(), to: z.string() }).readonly(),
  snapshot: z.object({ id: z.string(), takenOn: z.string(), responses: z.int() }).readonly().nullable(),
  k: z.int(),
  editions: z.int(),
  seats: z.object({ all: z.number(), online: z.number(), unplaced: z.number() }).readonly(),
  figures: z.object({
    ...{ demand: z.string().nullable(), demandInPerson: z.string().nullable() },
    ...{ demandOnline: z.string().nullable(), demandEither: z.string().nullable() },
  }),
  rows: z.array(GapRow).readonly(),
});
export type SupplyGap = Readonly<z.infer<typeof SupplyGap>>;

/**
 * An edition that counts towards a skill in a place. `part`: its seats that the skill has, of those that the course divides
 * over its skills; `groups` empty: for everybody; `place` as `level:code`, null where it has none.
 */
export interface CountedEdition {
  readonly course: string;
  readonly title: Localized;
  readonly mode: 'classroom' | 'online' | 'mixed' | 'workplace';
  readonly edition: string;
  readonly place: string | null;
  readonly startsOn: string;
  readonly seats: number;
  readonly part: number;
  readonly skills: number;
  readonly groups: readonly string[];
  readonly demo: boolean;
}

export interface GapService {
  /** surveys of the programme that tell places wanted, with the levels and group dimensions that may divide them */
  choices(programme: string): readonly GapChoice[];
  /** @throws Problem not_found, unknown_parameter, missing_parameter, unknown_level, not_a_dimension, unknown_category */
  gap(programme: string, query: unknown): Promise<SupplyGap>;
  /**
   * The editions behind the seats of a row, those online last: of one skill, in `place`. @throws as `gap`
   */
  editions(programme: string, query: unknown): Promise<readonly CountedEdition[]>;
}

export interface GapChoice {
  readonly survey: string;
  readonly levels: readonly TerritoryLevel[];
  readonly groups: readonly string[];
}
