/** Shapes of what focus groups give as evidence: counts of what was said, and quotes. Part of the contract. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import { Localized, RespondentLanguage } from '../survey/contract.ts';

/**
 * How often something was said. Counted, never estimated, and never added to answers of a survey: who came to a focus
 * group was invited. A statement that nobody in particular made counts no participant.
 */
export const Heard = z.object({ statements: z.int(), participants: z.int(), sessions: z.int() });
export type Heard = Readonly<z.infer<typeof Heard>>;

/** A consented quote of a skill: the stretch that was coded, as anybody may read it. */
export const SkillQuote = z.object({
  text: z.string(),
  language: RespondentLanguage,
  /** of the whole statement, in Italian, and who made it */
  translation: z.string().nullable(),
  translator: z.string().nullable(),
  /** what the person was there as, and the target group by its key */
  role: z.string(),
  group: z.string().nullable(),
  groupLabel: Localized.nullable(),
  /** `level:code`, and its name */
  territory: z.string(),
  place: Localized,
  year: z.int(),
  /** id and name of the code that it was given */
  code: z.string(),
  codeLabel: Localized,
});
export type SkillQuote = Readonly<z.infer<typeof SkillQuote>>;

/** A quote by the id of its coding; `withdrawn`: it was cited, and nobody may read it any more. */
export interface QuoteRecord {
  readonly id: string;
  readonly programme: string;
  /** id of the session, for those who may open it */
  readonly session: string | null;
  /** key of the skill that its code is linked to */
  readonly skill: string | null;
  readonly invented: boolean;
  readonly state: 'standing' | 'withdrawn';
  readonly quote: SkillQuote | null;
}

/**
 * `GET /api/programmes/{programme}/skills/{skill}/evidence`, for anybody. `statements` and `participants` are null where
 * fewer than `floor` people said it; no count is divided by group or place, so that none can be told by subtraction.
 */
export const SkillEvidence = z.object({
  programme: z.string(),
  skill: z.object({
    key: z.string(),
    label: Localized,
    area: Localized.nullable(),
    framework: z.object({ id: z.string(), version: z.string(), ref: z.string() }).nullable(),
  }),
  floor: z.int(),
  heard: z.object({ statements: z.int().nullable(), participants: z.int().nullable(), sessions: z.int() }),
  /** sessions of the programme in which something was coded, whatever it was */
  sessions: z.int(),
  /** names of the accepted codes that are linked to the skill */
  codes: z.array(Localized),
  quotes: z.array(SkillQuote),
  /** whether there are more consented quotes than these */
  more: z.boolean(),
  recommendations: z.array(z.object({ title: z.string(), text: z.string(), decidedOn: z.iso.date() })),
  /** sessions among them were invented for the demonstration: say so wherever this is shown */
  invented: z.boolean(),
});
export type SkillEvidence = Readonly<z.infer<typeof SkillEvidence>>;

/** Focus groups that were held in a territory: how many, and quotes that anybody may read. */
export interface HeldIn {
  readonly sessions: number;
  readonly quotes: readonly SkillQuote[];
  readonly invented: boolean;
}

/** All focus groups of a programme, as anybody may read them; counts of a skill as in `SkillEvidence`. */
export interface ProgrammeEvidence {
  /** sessions in which something was coded */
  readonly sessions: number;
  readonly floor: number;
  readonly skills: readonly {
    readonly key: string;
    readonly label: Localized;
    readonly heard: SkillEvidence['heard'];
  }[];
  readonly quotes: readonly SkillQuote[];
  readonly recommendations: SkillEvidence['recommendations'];
  readonly invented: boolean;
}

/** A code as evidence names it; in the order of the tree, `depth` 0 at its top. */
export const EvidenceCode = z.object({
  id: z.string(),
  labels: Localized,
  depth: z.int(),
  skill: z.string().nullable(),
  /** over all groups */
  heard: Heard,
});
export type EvidenceCode = Readonly<z.infer<typeof EvidenceCode>>;

/** What counts rest on: the coded sessions that the reader may see, and their first and last day. */
export const EvidenceBase = z.object({
  sessions: z.int(),
  participants: z.int(),
  statements: z.int(),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  /** sessions within reach in which nothing is coded yet */
  uncoded: z.int(),
});
export type EvidenceBase = Readonly<z.infer<typeof EvidenceBase>>;

/** `GET /api/evidence/{programme}/groups`: codes × target groups. A cell in which nothing was said is left out. */
export const CodesByGroup = z.object({
  base: EvidenceBase,
  codes: z.array(EvidenceCode),
  /** `key` is empty for those whose group is not told; `participants` who took part in coded sessions */
  groups: z.array(z.object({ key: z.string(), label: Localized.nullable(), participants: z.int() })),
  cells: z.array(Heard.extend({ code: z.string(), group: z.string() })),
});
export type CodesByGroup = Readonly<z.infer<typeof CodesByGroup>>;

/** `GET /api/evidence/{programme}/pairs`: codes given to the same statement; each pair once, in the order of the codes. */
export const CodePairs = z.object({
  base: EvidenceBase,
  codes: z.array(EvidenceCode),
  pairs: z.array(Heard.extend({ first: z.string(), second: z.string() })),
});
export type CodePairs = Readonly<z.infer<typeof CodePairs>>;

/** `GET /api/evidence/{programme}/saturation`: coded sessions by day, each with the codes that were first heard there. */
export const Saturation = z.object({
  base: EvidenceBase,
  sessions: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      heldOn: z.iso.date(),
      codes: z.int(),
      fresh: z.int(),
      cumulative: z.int(),
    }),
  ),
});
export type Saturation = Readonly<z.infer<typeof Saturation>>;

/** A coding that a recommendation may rest on, with its words: for those who may read them. */
export interface Passage {
  readonly coding: string;
  readonly quote: string;
  readonly language: RespondentLanguage;
  readonly session: string;
  readonly heldOn: string;
  readonly participant: number | null;
  /** may be read outside the analyst's view */
  readonly quotable: boolean;
}

/** Quotes that support a recommendation and may be read by anybody, and how many codings support it besides. */
export interface Support {
  readonly recommendation: string;
  readonly quotes: readonly SkillQuote[];
  readonly withheld: number;
}

type Who = Person | null;

/**
 * Evidence of focus groups. What is of the staff is of the sessions within reach: a moderator's own, those in the scope
 * of a coder or an analyst. What is out of reach is `not_found`.
 */
export interface EvidenceService {
  /** @throws Problem not_found */
  skill(programme: string, key: string): Promise<SkillEvidence>;
  /** @throws Problem not_found */
  quote(id: string): Promise<QuoteRecord>;
  /** Whether this person may open a session and its words. */
  reaches(who: Who, programme: string, session: string): Promise<boolean>;
  /** @param territory  `level:code` @throws Problem not_found */
  heldIn(programme: string, territory: string, most: number): Promise<HeldIn>;
  /** @throws Problem not_found */
  programme(programme: string): Promise<ProgrammeEvidence>;
  /** Whether sessions that count were invented for the demonstration. */
  invented(programme: string): Promise<boolean>;
  groups(who: Who, programme: string): Promise<CodesByGroup>;
  pairs(who: Who, programme: string): Promise<CodePairs>;
  saturation(who: Who, programme: string): Promise<Saturation>;
  /** Words that were given a code, to choose from; noted in the audit. @throws Problem not_found for an unknown code */
  passages(who: Who, programme: string, code: string): Promise<Passage[]>;
  /** What stands behind the recommendations of a programme, as far as anybody may read it. */
  support(who: Who, programme: string): Promise<Support[]>;
}
