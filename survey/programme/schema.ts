/** The files of a programme folder, as strict schemas: a word too many is a fault, not a silence. */
import { z } from 'zod';
import { AreaSeed } from '../../data/territory.ts';
import { Audience, Localized, RespondentLanguage, SampleType, TerritoryLevel, Unit } from '../contract.ts';
import { GeneratorFile } from '../generate/schema.ts';
import { Rule } from '../target-group.ts';
import { bilingual } from './message.ts';
import { HoursSettings, LaboratorySettings } from './schema-laboratory.ts';
import { WeightingSettings } from './schema-weighting.ts';

export const key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, bilingual('minuscole, cifre e trattini', 'small letters, digits and hyphens'));
const code = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/, bilingual('lettere, cifre, . _ -', 'letters, digits, . _ -'));
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, bilingual('un colore come #0b6b57', 'a colour such as #0b6b57'));

/** Where a programme is: inside one territory of Italy, or in several countries. */
const ProgrammeTerritory = z.discriminatedUnion('level', [
  z.strictObject({ level: z.enum(['region', 'province', 'municipality']), code }),
  z.strictObject({ level: z.literal('country'), codes: z.array(code).min(1) }),
]);
export type ProgrammeTerritory = z.infer<typeof ProgrammeTerritory>;

/** The codes of the programme's territory: one, or those of its countries. */
export const codesOf = (territory: ProgrammeTerritory): readonly string[] =>
  'codes' in territory ? territory.codes : [territory.code];

/** When snapshots may be taken, and of which tables; each table is a list of dimensions, [] is the total. */
export const Release = z.strictObject({
  sizes: z
    .array(z.strictObject({ size: z.int().min(1), tables: z.array(z.array(z.string()).max(3)).min(1) }))
    .min(1)
    .max(6),
  closing: z.boolean(),
});

/**
 * What makes a ranked need a place wanted (docs/method.md, "The unit of demand"): who would attend, and whom a course in a
 * place or one online serves. `inPerson` keeps out only those of whom it is surely false, `online` takes in only those of
 * whom it is surely true; left out, everybody who would attend can come to a place and nobody online.
 */
export const DemandSettings = z.strictObject({ intends: Rule, inPerson: Rule.optional(), online: Rule.optional() });
export type DemandSettings = z.infer<typeof DemandSettings>;

/** The category of the age question that stands for those under the age of consent. */
export const under16 = 'under16';

/** One survey of a programme: an instrument in the field, in one wave. */
export const SurveySettings = z.strictObject({
  id: key,
  instrument: key,
  wave: z.string().min(1).max(40),
  title: Localized.optional(),
  /** left out: those of the programme */
  languages: z.array(RespondentLanguage).min(1).optional(),
  unreviewed: z.array(RespondentLanguage).optional(),
  audience: Audience,
  unit: Unit,
  sampleType: SampleType,
  /** `token`: only with the code of an invitation */
  access: z.enum(['open', 'token']),
  opensOn: z.iso.date(),
  closesOn: z.iso.date(),
  correctUntil: z.iso.date(),
  minutes: z.int().min(1).max(60),
  /** the name of a file in `notices/` */
  notice: key,
  /** by which right the owner asks: every folder says it; surveys loaded before it was asked lack it */
  legalBasis: Localized.optional(),
  /** the age question has the category `under16`: for those under `adultFrom` the privacy officer decides */
  minors: z.strictObject({ from: z.int().min(10).max(17), adultFrom: z.literal(16) }).optional(),
  /**
   * Figures may bear an organisation's name where it signed; nothing is inferred from so few. It decides which surveys take
   * signed sheets (`register/attribution.ts`), that the privacy officer keeps. Figures by name are its only release
   * (`analytics/laboratory/readiness.ts`): no totals are published, or those who did not sign could be told from them.
   */
  attributed: z.boolean().optional(),
  /** generated answers of the demonstration */
  demo: z.int().min(1).max(100_000).optional(),
  release: Release,
  /** how answers are weighted; left out: by the margins of the whole territory, where there are any */
  weighting: WeightingSettings.optional(),
  /** who wants a place on a course; left out: the survey tells needs, and no demand */
  demand: DemandSettings.optional(),
  /** who wants hours of a laboratory; left out: none are told */
  hours: HoursSettings.optional(),
  /** set by the generator, never by a programme */
  synthetic: z.boolean().default(false),
});
export type SurveySettings = z.infer<typeof SurveySettings>;

export const ProgrammeFile = z.strictObject({
  id: key,
  title: Localized,
  owner: Localized,
  /** until when notes of focus groups are kept, and whom to write to; every notice says the same */
  dataProtection: z.strictObject({ erasedBy: z.iso.date(), contact: Localized }).optional(),
  description: Localized.optional(),
  languages: z.array(RespondentLanguage).min(1),
  unreviewed: z.array(RespondentLanguage).default([]),
  territory: ProgrammeTerritory,
  mapLevels: z.array(TerritoryLevel).min(1),
  colours: z.strictObject({ primary: colour, selection: colour }),
  /** what pages say while a survey holds generated answers */
  synthetic: Localized,
  /** left out: no laboratories, or hours a year that cannot be told */
  laboratories: LaboratorySettings.optional(),
  surveys: z.array(SurveySettings).min(1).max(50),
});
export type ProgrammeFile = z.infer<typeof ProgrammeFile>;

export const SkillsFile = z.strictObject({
  areas: z.array(z.strictObject({ key: code, label: Localized })).min(1),
  skills: z
    .array(
      z.strictObject({
        key: code,
        area: code,
        label: Localized,
        /** the wording that respondents meet; the label is for charts */
        plain: Localized.optional(),
        framework: z.strictObject({ id: z.string(), version: z.string(), ref: z.string() }).nullable(),
      }),
    )
    .min(1),
});
export type SkillsFile = z.infer<typeof SkillsFile>;

export const TargetGroupsFile = z
  .array(
    z.strictObject({
      key: code,
      label: Localized,
      /** for the narrow columns of a heat map: words of about ten letters */
      short: Localized.optional(),
      priority: z.int().min(1),
      rule: Rule,
    }),
  )
  .max(30);
export type TargetGroupsFile = z.infer<typeof TargetGroupsFile>;

export const AreasFile = z.array(AreaSeed);
export type AreasFile = z.infer<typeof AreasFile>;

export const NoticeFile = z.strictObject({
  version: z.string().min(1).max(40),
  text: z.strictObject({ ...Localized.shape, it: z.string().min(1), en: z.string().min(1) }),
});
export type NoticeFile = z.infer<typeof NoticeFile>;

/** What the database keeps of a programme beside its tables: `programme.content`. */
export const ProgrammeContent = z.object({
  programme: ProgrammeFile,
  skillAreas: SkillsFile.shape.areas,
  targetGroups: TargetGroupsFile,
  generator: GeneratorFile,
  /** the version of each notice that is in use */
  notices: z.record(z.string(), z.string()),
});
export type ProgrammeContent = z.infer<typeof ProgrammeContent>;
