/**
 * Open Badges 3.0 as far as we write it (1EdTech, https://www.imsglobal.org/spec/ob/v3p0/). Part of the contract of `survey`.
 * The independent check against the whole published model is in test/reference/open-badges.ts.
 */
import { z } from 'zod';

export const badgeContext = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const;
const context = z.array(z.enum(badgeContext)).length(2);
const typed = <T extends string>(...names: T[]) => z.array(z.enum(names)).length(names.length);

const Profile = z.object({
  id: z.string(),
  type: typed('Profile'),
  name: z.string(),
  url: z.string().optional(),
  address: z.object({ type: typed('Address'), addressCountryCode: z.string() }),
});

const Alignment = z.object({
  type: typed('Alignment'),
  targetName: z.string(),
  targetUrl: z.string(),
  targetFramework: z.string(),
  targetCode: z.string().optional(),
  targetType: z.string(),
});

/** What can be earned; `related` is an earlier version of it. */
export const Achievement = z.object({
  '@context': context.optional(),
  id: z.string(),
  type: typed('Achievement'),
  achievementType: z.string(),
  name: z.string(),
  description: z.string(),
  inLanguage: z.enum(['it', 'en']),
  version: z.string(),
  humanCode: z.string(),
  creator: Profile,
  creditsAvailable: z.number().optional(),
  criteria: z.object({ narrative: z.string() }),
  alignment: z.array(Alignment),
  tag: z.array(z.string()),
});
export type Achievement = z.infer<typeof Achievement>;

const Identity = z.object({
  type: z.literal('IdentityObject'),
  hashed: z.literal(false),
  identityHash: z.string(),
  identityType: z.enum(['name', 'identifier']),
});

/** What a learner has earned. Without a proof it shows what was stated, and nobody can check by itself who stated it. */
export const OpenBadge = z.object({
  '@context': context,
  id: z.string(),
  type: typed('VerifiableCredential', 'OpenBadgeCredential'),
  name: z.string(),
  description: z.string(),
  issuer: Profile,
  validFrom: z.string(),
  credentialSubject: z.object({
    type: typed('AchievementSubject'),
    identifier: z.array(Identity).min(1),
    achievement: Achievement,
    creditsEarned: z.number().optional(),
    result: z.array(z.object({ type: typed('Result'), value: z.string() })).optional(),
  }),
});
export type OpenBadge = z.infer<typeof OpenBadge>;

/**
 * `GET /api/programmes/{programme}/passports/{key}.json`: a passport as an Achievement, its rule, and each microcredential
 * that the rule speaks of. `held`, `met`, `missing`: what the reader said to have, whether that is enough, and the fewest
 * that are still to earn. `signed` is always false: nothing here proves who wrote it.
 */
export const PassportFile = z.object({
  '@context': context,
  programme: z.string(),
  demo: z.boolean(),
  signed: z.literal(false),
  publishedOn: z.iso.date(),
  passport: Achievement,
  rule: z.unknown(),
  credentials: z.array(Achievement.extend({ key: z.string() })),
  held: z.array(z.string()),
  met: z.boolean(),
  missing: z.array(z.string()),
});
export type PassportFile = z.infer<typeof PassportFile>;
