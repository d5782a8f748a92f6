/** Microcredentials that needs and focus groups propose, and the curriculum that follows from needs. Part of the contract. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Localized, type MicrocredentialDraft } from '../survey/contract.ts';
import { CellState } from './contract-cell.ts';

/**
 * A share with its range and the places that it may have (docs/method.md, "When two figures are told apart"); null where it
 * is not published.
 */
export const RankedShare = z.object({
  code: z.string(),
  label: Localized,
  area: Localized.nullable(),
  state: CellState,
  n: z.int().nullable(),
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  places: z.object({ from: z.int(), to: z.int() }).nullable(),
});
export type RankedShare = Readonly<z.infer<typeof RankedShare>>;

/** Rows from the highest, as one published figure tells them. */
export const RankedShares = z.object({
  figure: z.string().nullable(),
  n: z.int().nullable(),
  rows: z.array(RankedShare),
});
export type RankedShares = Readonly<z.infer<typeof RankedShares>>;

/**
 * `GET /api/programmes/{programme}/curriculum`. `modules`: skills by need; `mix`: the forms of learning that people would
 * take. In each country its own order. `common`: modules that
 * surely stand in the upper half of so many countries.
 * `comparison` of levels between countries is withheld, and says why.
 */
export const Curriculum = z.object({
  programme: z.string(),
  survey: z.string(),
  title: Localized,
  wave: z.string(),
  sampleType: z.enum(['probability', 'census', 'open']),
  interval: z.enum(['confidence', 'indicative', 'none']),
  snapshot: z.object({ id: z.string(), takenOn: z.string(), responses: z.int() }).nullable(),
  k: z.int(),
  synthetic: z.boolean(),
  modules: RankedShares,
  mix: RankedShares.nullable(),
  countries: z.array(
    z.object({ code: z.string(), name: Localized, modules: RankedShares, mix: RankedShares.nullable() }),
  ),
  common: z.array(z.object({ code: z.string(), label: Localized, countries: z.array(z.string()) })),
  comparison: z.object({ state: z.literal('withheld'), reason: z.literal('self_rating') }),
});
export type Curriculum = Readonly<z.infer<typeof Curriculum>>;

/**
 * Why a microcredential is proposed. `need`: the place of the skill among those of a survey, null where none tells it;
 * `participants`: people in focus groups who spoke of it, null where it is not told.
 */
export const ProposalReason = z.object({
  skill: z.string(),
  label: Localized,
  need: z
    .object({
      survey: z.string(),
      figure: z.string(),
      estimate: z.number(),
      places: z.object({ from: z.int(), to: z.int() }),
      among: z.int(),
    })
    .nullable(),
  participants: z.int().nullable(),
  codes: z.array(Localized),
});
export type ProposalReason = Readonly<z.infer<typeof ProposalReason>>;

/** A draft that somebody may go on writing, with its reasons; `figures` and `codes` stand in its evidence. */
export interface CredentialProposal {
  readonly key: string;
  readonly area: Localized;
  readonly reasons: readonly ProposalReason[];
  readonly draft: MicrocredentialDraft;
}

export interface CurriculumService {
  /** Programmes whose surveys tell needs: a curriculum can be read. */
  has(programme: string): boolean;
  /** @throws Problem not_found */
  curriculum(programme: string): Promise<Curriculum>;
  /** Best places first, without skills that a published microcredential has. @throws Problem not_found, sign_in_needed */
  proposals(who: Person | null, programme: string): Promise<CredentialProposal[]>;
}
