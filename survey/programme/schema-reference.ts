/** What a programme may bring beside its surveys: one schema a row of each CSV, and the JSON files that are no must. */
import { z } from 'zod';
import { levelOfCode } from '../../data/territory.ts';
import { readModules } from '../catalogue/module.ts';
import { InterestKind, Localized } from '../contract.ts';
import { bilingual } from './message.ts';

const orNull = (cell: string) => (cell.trim() === '' ? null : cell.trim());
const text = z.string().transform(orNull);
const must = text.pipe(z.string());
/** A column that a file may leave out. */
const more = z.string().default('').transform(orNull);
const key = must.pipe(
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, bilingual('minuscole, cifre, _ e -', 'small letters, digits, _ and -')),
);
const keyOrNull = text.pipe(
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, bilingual('minuscole, cifre, _ e -', 'small letters, digits, _ and -'))
    .nullable(),
);
const list = z.string().transform((cell) =>
  cell
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
);
/** Italian spreadsheets write 1,5; a point means the same. */
const numeric = text.transform((cell) => (cell === null ? null : Number(cell.replace(',', '.'))));
const number = numeric.pipe(z.number().min(0).nullable());
const whole = numeric.pipe(z.int().min(0).nullable());
const wholeMust = numeric.pipe(z.int().min(0));
const level = numeric.pipe(z.int().min(1).max(8).nullable());
const day = must.pipe(z.iso.date());
const address = text.pipe(z.url({ protocol: /^https?$/ }).nullable());
const yes = z.enum(['', '0', '1']).transform((cell) => cell === '1');

/** `municipality:020030`: a level and a code of that level. */
const placePattern = /^(country|region|province|municipality|area):(.+)$/;
const place = z
  .string()
  .refine(
    isPlace,
    bilingual('un livello e un codice, come municipality:077014', 'a level and a code, such as municipality:077014'),
  )
  .transform((cell) => {
    const [, territoryLevel = '', territoryCode = ''] = placePattern.exec(cell) ?? [];
    return { territoryLevel, territoryCode };
  });
function isPlace(cell: string): boolean {
  const [, named, code = ''] = placePattern.exec(cell) ?? [];
  return named === 'area' || (named !== undefined && levelOfCode(code) === named);
}
const placeMust = must.pipe(place);
const placeOrNull = text.pipe(place.nullable());

export const organisationKinds = [
  ...(['firm', 'association', 'school', 'training_centre'] as const),
  ...(['foundation', 'municipality', 'provider', 'agency'] as const),
] as const;

export const OrganisationRow = z.object({
  key,
  kind: z.enum(organisationKinds),
  name: must,
  territory: placeOrNull,
  members_of: list,
  website: address,
  demo: yes,
});
export type OrganisationRow = z.infer<typeof OrganisationRow>;

export const MarginRow = z.object({
  territory: placeMust,
  variable: must,
  category: must,
  count: numeric.pipe(z.number().min(0)),
  source: must,
  year: wholeMust,
});
export type MarginRow = z.infer<typeof MarginRow>;

/** A path in one cell, kept as JSON. */
const modules = z
  .string()
  .default('')
  .refine(
    (cell) => readModules(cell) !== null,
    bilingual('moduli come Titolo|online|10; Titolo|classroom|5', 'modules such as Title|online|10; Title|classroom|5'),
  )
  .transform((cell) => (cell.trim() === '' ? null : JSON.stringify(readModules(cell))));

export const CourseRow = z.object({
  ...{ key, title_it: must, title_en: must, provider: keyOrNull, skills: list, level_from: level, level_to: level },
  eqf: level,
  mode: z.enum(['classroom', 'online', 'mixed', 'workplace']),
  ...{ hours_classroom: number, hours_online: number, certification: text, cost_edition: number, cost_learner: number },
  ...{ prerequisites: text, target_groups: list, demo: yes },
  ...{ description_it: more, description_en: more, modules, certificate: more },
});
export type CourseRow = z.infer<typeof CourseRow>;

export const EditionRow = z.object({
  ...{ course: key, key, territory: placeOrNull, starts_on: day, ends_on: day, seats: wholeMust, taken: whole },
});
export type EditionRow = z.infer<typeof EditionRow>;

export const LaboratoryRow = z.object({
  ...{ key, organisation: key, title_it: must, title_en: must, territory: placeOrNull, equipment: list, skills: list },
  ...{ outside_hours: number, occupied_hours: number, access_it: text, access_en: text, demo: yes },
});
export type LaboratoryRow = z.infer<typeof LaboratoryRow>;

/** Facts of official statistics; `value` is a share. */
export const BenchmarksFile = z.array(
  z.strictObject({
    variable: z.string().min(1),
    category: z.string().min(1),
    territory: z
      .string()
      .refine(isPlace, bilingual('un livello e un codice, come region:17', 'a level and a code, such as region:17'))
      .pipe(place),
    value: z.number().min(0).max(1),
    n: z.int().min(1).nullable(),
    year: z.int().min(1990).max(2100),
    source: Localized,
    url: z.url({ protocol: /^https?$/ }).nullable(),
  }),
);
export type BenchmarksFile = z.infer<typeof BenchmarksFile>;

/** How long a form is kept: until a day, or so many months from the day on which it was sent. */
export const Keep = z.union([
  z.strictObject({ until: z.iso.date() }),
  z.strictObject({ months: z.int().min(1).max(120) }),
]);
export type Keep = z.infer<typeof Keep>;

/** Texts of the forms that stand apart from every questionnaire; `retention` tells people what `keep` says. */
export const FormsFile = z.partialRecord(
  InterestKind,
  z.object({ version: z.string().min(1).max(40), keep: Keep }).catchall(Localized),
);
export type FormsFile = z.infer<typeof FormsFile>;

/** What organisations compare themselves with: for each item of a readiness instrument, the level to be reached. */
export const TargetProfileFile = z.strictObject({
  instrument: z.string(),
  scale: z.string(),
  lowest: z.int(),
  highest: z.int(),
  by: z.iso.date(),
  about: Localized,
  dimensions: z.array(z.strictObject({ key: z.string(), label: Localized })).min(1),
  items: z
    .array(
      z.strictObject({
        ...{ item: z.string(), dimension: z.string(), label: Localized, now: z.string(), wanted: z.string() },
        ...{ target: z.int(), reason: Localized },
      }),
    )
    .min(1),
});
export type TargetProfileFile = z.infer<typeof TargetProfileFile>;
