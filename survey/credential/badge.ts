/** Microcredentials and passports as Open Badges 3.0. Nothing is fetched: contexts are named, not read. */
import { createHash } from 'node:crypto';
import {
  badgeContext,
  type Achievement,
  type Award,
  type Language,
  type Microcredential,
  type OpenBadge,
  type PassportFile,
  type PublishedCredential,
  type ReadPassport,
} from '../contract.ts';
import { hashOf } from '../hash.ts';
import { narrativeOf } from './words.ts';

/** A skill of the programme, as its list has it. */
export interface SkillEntry {
  readonly key: string;
  readonly label: { readonly it: string; readonly en: string };
  /** key of its area */
  readonly area: string;
  readonly framework: { readonly id: string; readonly version: string; readonly ref: string } | null;
}
type Skills = ReadonlyMap<string, SkillEntry>;

/** The publications that say what the competences of a framework are. */
const frameworks: Readonly<Record<string, string>> = {
  DigComp: 'https://publications.jrc.ec.europa.eu/repository/handle/JRC128415',
  LifeComp: 'https://publications.jrc.ec.europa.eu/repository/handle/JRC120911',
  GreenComp: 'https://publications.jrc.ec.europa.eu/repository/handle/JRC128040',
  EntreComp: 'https://publications.jrc.ec.europa.eu/repository/handle/JRC101581',
};

/** A definition: equal content has the same identifier in every installation. */
export function achievementOf(credential: PublishedCredential, skills: Skills, language: Language): Achievement {
  const { content, key, version } = credential;
  const { ects } = content.workload;
  return {
    ...basics(credential, 'MicroCredential', language),
    ...{ humanCode: `${credential.programme}/${key}`, version: String(version) },
    ...(ects !== null && { creditsAvailable: ects }),
    criteria: { narrative: narrativeOf(content, language) },
    alignment: alignmentsOf(content, skills, language),
    tag: content.skills.map((skill) => skills.get(skill)?.label[language] ?? skill),
  };
}

/** What a learner was given. */
export function badgeOf(achievement: Achievement, { learner, issuedOn, grade }: Award, id: string): OpenBadge {
  const { creator: issuer, name, description, creditsAvailable, inLanguage } = achievement;
  const identity = (identityHash: string, identityType: 'name' | 'identifier') =>
    ({ type: 'IdentityObject', hashed: false, identityHash, identityType }) as const;
  return {
    '@context': [...badgeContext],
    ...{ id: `urn:uuid:${id}`, type: ['VerifiableCredential', 'OpenBadgeCredential'], name, issuer },
    description: `${description} ${unsigned[inLanguage]}`,
    validFrom: `${issuedOn}T00:00:00Z`,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        identity(learner.name, 'name'),
        ...(learner.id === null ? [] : [identity(learner.id, 'identifier')]),
      ],
      achievement,
      ...(creditsAvailable !== undefined && { creditsEarned: creditsAvailable }),
      ...(grade !== null && { result: [{ type: ['Result'], value: grade }] }),
    },
  };
}

const example = { it: 'Esempio dimostrativo.', en: 'Demonstration example.' } as const;
const unsigned = { it: 'Senza firma digitale.', en: 'Not digitally signed.' } as const;

export function passportFileOf(
  { passport, credentials, held, resolution, way }: ReadPassport,
  skills: Skills,
  language: Language,
): PassportFile {
  // prettier-ignore
  return {
    '@context': [...badgeContext],
    ...{ programme: passport.programme, demo: passport.demo, signed: false, publishedOn: passport.publishedOn },
    passport: {
      ...basics(passport, 'LearningProgram', language),
      ...{ humanCode: `${passport.programme}/${passport.key}`, version: String(passport.version) },
      ...{ criteria: { narrative: passport.content.about[language] }, alignment: [], tag: [] },
    },
    rule: passport.content.rule,
    credentials: credentials.map((one) => ({ key: one.key, ...achievementOf(one, skills, language) })),
    ...{ held: [...held], met: resolution.met, missing: [...way] },
  };
}

type Titled = Pick<Microcredential, 'title' | 'about' | 'awardingBodies'>;
interface Told {
  readonly programme: string;
  readonly key: string;
  readonly version: number;
  readonly demo: boolean;
  readonly content: Titled;
}

function basics({ programme, key, version, demo, content }: Told, achievementType: string, language: Language) {
  return {
    id: `urn:uuid:${uuidOf(hashOf({ programme, key, version, content }))}`,
    ...{ type: ['Achievement' as const], achievementType, inLanguage: language },
    ...{
      name: content.title[language],
      description: content.about[language] + (demo ? ` ${example[language]}` : ''),
      creator: profileOf(content),
    },
  };
}

/** The first body is the issuer; all of them stand in the criteria. */
function profileOf({ awardingBodies }: Titled) {
  const { name, country, url } = awardingBodies[0]!;
  return {
    id: url ?? `urn:uuid:${uuidOf(hashOf({ name, country }))}`,
    ...{ type: ['Profile' as const], name, ...(url !== null && { url }) },
    address: { type: ['Address' as const], addressCountryCode: country },
  };
}

/** A UUID of version 8 from a SHA-256 in hex (RFC 9562). */
function uuidOf(hash: string): string {
  const hex = createHash('sha256').update(hash).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function alignmentsOf({ skills: keys, esco, level }: Microcredential, skills: Skills, language: Language) {
  const type = ['Alignment' as const];
  const own = keys.flatMap((key) => {
    const { label, framework } = skills.get(key) ?? {};
    const targetUrl = framework && (frameworks[framework.id] ?? (framework.id === 'ESCO' ? framework.ref : undefined));
    if (!label || !framework || !targetUrl) return [];
    const targetFramework = `${framework.id} ${framework.version}`;
    return {
      type,
      targetName: label[language],
      targetUrl,
      targetFramework,
      targetCode: framework.ref,
      targetType: competency,
    };
  });
  const ofEsco = esco.map(({ uri, name }) => ({
    ...{ type, targetName: name, targetUrl: uri, targetFramework: 'ESCO', targetCode: uri, targetType: competency },
  }));
  const eqf = 'none' in level || level.eqf === null ? [] : [eqfOf(level.eqf)];
  return [...own, ...ofEsco, ...eqf];
}

const competency = 'ceasn:Competency';
const eqfOf = (eqf: number) => ({
  ...{ type: ['Alignment' as const], targetName: `EQF ${eqf}`, targetUrl: `http://data.europa.eu/snb/eqf/${eqf}` },
  ...{ targetFramework: 'European Qualifications Framework', targetCode: String(eqf), targetType: 'ext:EQFLevel' },
});
