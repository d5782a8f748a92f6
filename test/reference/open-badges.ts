/**
 * Open Badges 3.0 as published by 1EdTech, typed by hand from its data model and used as an oracle for our own files: classes
 * and cardinalities as in `ob_v3p0/common_credentials.lines` of github.com/1EdTech/openbadges-specification (the source of
 * https://www.imsglobal.org/spec/ob/v3p0/ and of its JSON Schema `ob_v3p0_achievementcredential_schema.json`), with the
 * names of Verifiable Credentials 2.0 that the final text uses (`validFrom`, context 3.0.3). A class that we never write is
 * left out; a member that the model does not have is refused here, although the published schema lets extensions pass.
 */
import { z } from 'zod';

const URI = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i);
const URL = z.url({ protocol: /^https?$/ });
const DateTimeZ = z.iso.datetime({ offset: true });
/** An unordered set of IRIs, one of which is a must. */
const typeWith = (...musts: string[]) =>
  z
    .array(z.string())
    .refine((types) => musts.every((must) => types.includes(must)), `type must include ${musts.join()}`);
const ext = (...terms: string[]) =>
  z.union([z.enum(terms as [string, ...string[]]), z.string().regex(/^ext:[a-zA-Z.-]+$/)]);

const AchievementType = ext(
  ...['Achievement', 'ApprenticeshipCertificate', 'Assessment', 'Assignment', 'AssociateDegree', 'Award', 'Badge'],
  ...['BachelorDegree', 'Certificate', 'CertificateOfCompletion', 'Certification', 'CommunityService', 'Competency'],
  ...['Course', 'CoCurricular', 'Degree', 'Diploma', 'DoctoralDegree', 'Fieldwork', 'GeneralEducationDevelopment'],
  ...['JourneymanCertificate', 'LearningProgram', 'License', 'Membership', 'ProfessionalDoctorate'],
  ...['QualityAssuranceCredential', 'MasterCertificate', 'MasterDegree', 'MicroCredential', 'ResearchDoctorate'],
  'SecondarySchoolDiploma',
);
const AlignmentTargetType = ext(
  ...['ceasn:Competency', 'ceterms:Credential', 'CFItem', 'CFRubric', 'CFRubricCriterion', 'CFRubricCriterionLevel'],
  'CTDL',
);
const IdentifierType = ext(
  ...['name', 'sourcedId', 'systemId', 'productId', 'userName', 'accountId', 'emailAddress', 'nationalIdentityNumber'],
  ...['isbn', 'issn', 'lisSourcedId', 'oneRosterSourcedId', 'sisSourcedId', 'ltiContextId', 'ltiDeploymentId'],
  ...['ltiToolId', 'ltiPlatformId', 'ltiUserId', 'identifier'],
);

const Address = z.strictObject({
  type: typeWith('Address'),
  addressCountry: z.string().optional(),
  addressCountryCode: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  addressRegion: z.string().optional(),
  addressLocality: z.string().optional(),
  streetAddress: z.string().optional(),
  postalCode: z.string().optional(),
});

const Profile = z.strictObject({
  id: URI,
  type: typeWith('Profile'),
  name: z.string().optional(),
  url: URI.optional(),
  description: z.string().optional(),
  email: z.email().optional(),
  address: Address.optional(),
  official: z.string().optional(),
});

const Alignment = z.strictObject({
  type: typeWith('Alignment'),
  targetCode: z.string().optional(),
  targetDescription: z.string().optional(),
  targetName: z.string(),
  targetFramework: z.string().optional(),
  targetType: AlignmentTargetType.optional(),
  targetUrl: URL,
});

export const ReferenceAchievement = z.strictObject({
  id: URI,
  type: typeWith('Achievement'),
  alignment: z.array(Alignment).optional(),
  achievementType: AchievementType.optional(),
  creator: Profile.optional(),
  creditsAvailable: z.number().optional(),
  criteria: z.strictObject({ id: URI.optional(), narrative: z.string().optional() }),
  description: z.string(),
  fieldOfStudy: z.string().optional(),
  humanCode: z.string().optional(),
  inLanguage: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)
    .optional(),
  name: z.string(),
  specialization: z.string().optional(),
  tag: z.array(z.string()).optional(),
  version: z.string().optional(),
});

const IdentityObject = z.strictObject({
  type: z.literal('IdentityObject'),
  hashed: z.boolean(),
  identityHash: z.string(),
  identityType: IdentifierType,
  salt: z.string().optional(),
});

const Result = z.strictObject({
  type: typeWith('Result'),
  achievedLevel: URI.optional(),
  resultDescription: URI.optional(),
  status: z.enum(['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew']).optional(),
  value: z.string().optional(),
});

const AchievementSubject = z
  .strictObject({
    id: URI.optional(),
    type: typeWith('AchievementSubject'),
    activityEndDate: DateTimeZ.optional(),
    activityStartDate: DateTimeZ.optional(),
    creditsEarned: z.number().optional(),
    achievement: ReferenceAchievement,
    identifier: z.array(IdentityObject).optional(),
    licenseNumber: z.string().optional(),
    narrative: z.string().optional(),
    result: z.array(Result).optional(),
    role: z.string().optional(),
  })
  .refine(({ id, identifier = [] }) => id !== undefined || identifier.length > 0, 'id or an identifier is a must');

/** Ordered: the first two are a must. */
export const ReferenceContext = z.tuple(
  [
    z.literal('https://www.w3.org/ns/credentials/v2'),
    z.string().regex(/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context-3\.0\.\d\.json$/),
  ],
  z.union([URI, z.record(z.string(), z.unknown())]),
);

/** Without `proof`: the model has it as 0..*; a file without one is no verifiable credential, which ours say. */
export const ReferenceBadge = z.strictObject({
  '@context': ReferenceContext,
  id: URI,
  type: typeWith('VerifiableCredential').refine(
    (types) => types.includes('AchievementCredential') || types.includes('OpenBadgeCredential'),
  ),
  name: z.string(),
  description: z.string().optional(),
  credentialSubject: AchievementSubject,
  issuer: Profile,
  validFrom: DateTimeZ,
  validUntil: DateTimeZ.optional(),
});
