/**
 * Microcredentials as Council Recommendation 2022/C 243/02, Annex I, describes them, and passports that stack them. Part of
 * the contract of `survey`. A definition says everything but who learnt and when it was issued; an issued one says that, too.
 */
import { z } from 'zod';
import type { Person } from '../access.ts';
import type { Achievement, OpenBadge, PassportFile } from './contract-badge.ts';
import { Localized, type Language } from './contract-language.ts';

/** The mandatory elements of Annex I, in its order. */
export const credentialElements = [
  ...(['learner', 'title', 'countries', 'awardingBodies', 'issuedOn', 'outcomes', 'workload', 'level'] as const),
  ...(['assessment', 'participation', 'quality'] as const),
] as const;
export type CredentialElement = (typeof credentialElements)[number];

export * from './contract-badge.ts';

const key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/);
const words = (most: number) => z.string().trim().min(1).max(most);
const both = (most: number) =>
  Localized.extend({ it: words(most), en: words(most) }).meta({ description: 'In Italian and in English' });

export const assessmentTypes = ['test', 'practical', 'portfolio', 'project', 'observation', 'prior_learning'] as const;
export const participations = ['classroom', 'online', 'blended', 'workplace', 'volunteering'] as const;
export const qualityTypes = ['external', 'internal', 'peer', 'partnership'] as const;
export const supervisions = ['none', 'supervised', 'verified_online', 'verified_onsite'] as const;
export const cycles = ['short', 'first', 'second', 'third'] as const;

const Body = z.strictObject({ name: words(200), country: z.string().regex(/^[A-Z]{2}$/), url: z.url().nullable() });

/** `eqf` and the cycle of QF-EHEA; or why neither applies, which has to be said. */
const Level = z.union([
  z
    .strictObject({ eqf: z.int().min(1).max(8).nullable(), cycle: z.enum(cycles).nullable() })
    .refine(({ eqf, cycle }) => eqf !== null || cycle !== null),
  z.strictObject({ none: both(300) }),
]);

/** ECTS wherever possible, hours of work of a learner, or both. */
const Workload = z
  .strictObject({ ects: z.number().min(0.1).max(60).nullable(), hours: z.number().min(1).max(1800).nullable() })
  .refine(({ ects, hours }) => ects !== null || hours !== null);

/** What stands behind it: identifiers of published figures, and names of codes of the focus groups. */
export const CredentialEvidence = z.strictObject({
  figures: z.array(words(80)).max(20),
  codes: z.array(words(160)).max(40),
});
export type CredentialEvidence = Readonly<z.infer<typeof CredentialEvidence>>;

/** The mandatory elements of a definition. */
const mandatory = {
  title: both(160),
  /** ISO 3166-1, of the country or countries of the issuer; a region after a hyphen (`IT-77`) */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/))
    .min(1)
    .max(10),
  awardingBodies: z.array(Body).min(1).max(10),
  outcomes: z.array(both(400)).min(1).max(20),
  workload: Workload,
  level: Level,
  assessment: z.strictObject({ type: z.enum(assessmentTypes), about: both(600) }),
  participation: z.enum(participations),
  quality: z.strictObject({ type: z.enum(qualityTypes), about: both(600) }),
};

/** The optional elements of Annex I that a definition may have, and what is ours: skills, evidence, a plain description. */
const further = {
  about: both(600),
  /** keys of the programme's skills */
  skills: z.array(key).min(1).max(12),
  /** skills of ESCO that it aligns to, by their addresses there and their English names */
  esco: z
    .array(
      z.strictObject({
        uri: z.string().regex(/^http:\/\/data\.europa\.eu\/esco\/skill\/[0-9a-f-]{36}$/),
        name: words(160),
      }),
    )
    .max(12),
  prerequisites: both(400).nullable(),
  supervision: z.enum(supervisions).nullable(),
  stacking: z.enum(['independent', 'stackable']).nullable(),
  more: both(1000).nullable(),
  evidence: CredentialEvidence,
};

export const Microcredential = z.strictObject({ ...mandatory, ...further });
export type Microcredential = Readonly<z.infer<typeof Microcredential>>;

/** While it is written, anything may still be missing. */
export const MicrocredentialDraft = z.strictObject(
  Object.fromEntries(Object.keys({ ...mandatory, ...further }).map((name) => [name, z.unknown()])) as Record<
    keyof Microcredential,
    z.ZodUnknown
  >,
);
export type MicrocredentialDraft = { readonly [Name in keyof Microcredential]?: unknown };

/** Who learnt, and when it was issued. `id`: as the issuer knows the learner, such as a number of enrolment. */
export const Award = z.strictObject({
  learner: z.strictObject({ name: words(120), id: words(120).nullable() }),
  issuedOn: z.iso.date(),
  grade: words(40).nullable(),
});
export type Award = Readonly<z.infer<typeof Award>>;

/** What a passport asks for: one microcredential, all of some rules, or so many of them. */
export type PassportRule =
  | { readonly credential: string }
  | { readonly all: readonly PassportRule[] }
  | { readonly some: number; readonly of: readonly PassportRule[] };
export const PassportRule: z.ZodType<PassportRule> = z.lazy(() =>
  z.union([
    z.strictObject({ credential: key }),
    z.strictObject({ all: z.array(PassportRule).min(1).max(30) }),
    z
      .strictObject({ some: z.int().min(1), of: z.array(PassportRule).min(1).max(30) })
      .refine(({ some, of }) => some <= of.length),
  ]),
);

export const Passport = z.strictObject({
  title: both(160),
  about: both(600),
  awardingBodies: mandatory.awardingBodies,
  rule: PassportRule,
});
export type Passport = Readonly<z.infer<typeof Passport>>;

/** `data/programme/<id>/credentials.json` */
export const CredentialsFile = z.strictObject({
  /** invented: pages say so */
  demo: z.boolean(),
  credentials: z.array(Microcredential.extend({ key })).max(200),
  passports: z.array(Passport.extend({ key })).max(20),
});
export type CredentialsFile = Readonly<z.infer<typeof CredentialsFile>>;

const published = { key: z.string(), version: z.int(), publishedOn: z.iso.date(), demo: z.boolean() };

export const PublishedCredential = z.object({ ...published, programme: z.string(), content: Microcredential });
export type PublishedCredential = Readonly<z.infer<typeof PublishedCredential>>;
export const PublishedPassport = z.object({ ...published, programme: z.string(), content: Passport });
export type PublishedPassport = Readonly<z.infer<typeof PublishedPassport>>;

/** A draft as staff see it; `missing` are the mandatory elements that still keep it from being published. */
export interface CredentialDraft {
  readonly key: string;
  readonly revision: number;
  readonly content: MicrocredentialDraft;
  readonly missing: readonly string[];
  /** the newest published version; null while there is none */
  readonly version: number | null;
}

/** Body of `PUT /api/programmes/{programme}/credentials/{key}/draft`; `revision` 0 for a new one. */
export const CredentialEdit = z.strictObject({ revision: z.int().min(0), content: MicrocredentialDraft.partial() });
export type CredentialEdit = z.infer<typeof CredentialEdit>;
/** Body of `POST …/publish`. */
export const CredentialPublish = z.strictObject({ revision: z.int().min(1) });

/**
 * Body of `PUT /api/programmes/{programme}/passports/{key}`: the whole passport, and the version that was read, 0 for a new
 * one. What is missing is told by name.
 */
export const PassportStack = z.strictObject({
  version: z.int().min(0),
  content: z.record(z.string(), z.unknown()),
});
export type PassportStack = Readonly<z.infer<typeof PassportStack>>;

/**
 * A rule with what a learner has. `met`; `short`: how many more of its parts are needed; `lacking`: keys that would each
 * bring it nearer.
 */
export interface Resolution {
  readonly rule: PassportRule;
  readonly met: boolean;
  readonly short: number;
  readonly lacking: readonly string[];
  readonly parts: readonly Resolution[];
}

type Who = Person | null;

/** A passport with what a learner has: which of its microcredentials, and how far they go. */
export interface ReadPassport {
  readonly passport: PublishedPassport;
  /** the newest version of each that it speaks of, in the order of its rule */
  readonly credentials: readonly PublishedCredential[];
  readonly held: readonly string[];
  readonly resolution: Resolution;
  /** the fewest that are still to earn */
  readonly way: readonly string[];
}

export interface CredentialService {
  /** The newest version of each, by title. @throws Problem not_found */
  list(programme: string): Promise<PublishedCredential[]>;
  /** @param version  the newest unless told @throws Problem not_found */
  one(programme: string, key: string, version?: number): Promise<PublishedCredential>;
  versions(programme: string, key: string): Promise<{ version: number; publishedOn: string }[]>;
  /** The area of each skill of the programme. @throws Problem not_found */
  areas(programme: string): Promise<ReadonlyMap<string, Localized>>;
  passports(programme: string): Promise<PublishedPassport[]>;
  /** @param held  keys that a learner says to have; others are left out @throws Problem not_found */
  passport(programme: string, key: string, held?: readonly string[]): Promise<ReadPassport>;
  /** The definition as an Achievement of Open Badges 3.0. @throws Problem not_found */
  badge(programme: string, key: string, language: Language, version?: number): Promise<Achievement>;
  /** Everything of a passport to take away. @throws Problem not_found */
  file(programme: string, key: string, language: Language, held?: readonly string[]): Promise<PassportFile>;
  drafts(who: Who, programme: string): Promise<CredentialDraft[]>;
  /** @throws Problem not_found, sign_in_needed, revision_conflict, credential_faulty */
  edit(who: Who, programme: string, key: string, edit: CredentialEdit): Promise<CredentialDraft>;
  /** @throws Problem not_found, sign_in_needed, revision_conflict, credential_incomplete, credential_faulty */
  publish(who: Who, programme: string, key: string, revision: number): Promise<PublishedCredential>;
  /**
   * Publishes a passport as its next version.
   * @throws Problem not_found, sign_in_needed, revision_conflict, credential_faulty, passport_faulty, unknown_reference
   */
  stack(who: Who, programme: string, key: string, stack: PassportStack): Promise<PublishedPassport>;
  /**
   * Gives a microcredential to a learner, as Open Badges 3.0 without a signature. Who it is about is told to nobody and kept
   * nowhere: the file is the learner's.
   * @throws Problem not_found, sign_in_needed, credential_incomplete, credential_faulty
   */
  issue(who: Who, programme: string, key: string, language: Language, award: unknown): Promise<OpenBadge>;
}
