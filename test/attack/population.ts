/** The people of the attack: their answers, and what an attacker who knows everybody knows of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from './random.ts';
import { areas, codes } from './programme.ts';

export type Answers = Readonly<Record<string, string | readonly string[] | number>>;

/** The codes a respondent has in each dimension; none where it is not known. */
export type Profile = Readonly<Record<string, readonly string[]>>;

/** What one person said, from one moment to another. A correction ends a version and begins the next. */
export interface Version {
  readonly person: number;
  readonly profile: Profile;
  readonly answers: Answers;
  readonly from: number;
  /** the first moment at which it does not count any more */
  readonly until: number;
}

/** At this moment it counts. */
export const countsAt = ({ from, until }: Version, moment: number): boolean => from <= moment && moment < until;

const folder = join(import.meta.dirname, '../../data/programme/basilicata');
interface Generator {
  readonly citizen: { readonly questions: { readonly territory: { readonly base: Readonly<Record<string, number>> } } };
}
const generator = JSON.parse(readFileSync(join(folder, 'generator.json'), 'utf8')) as Generator;
const areaOf = new Map(areas.flatMap(({ code, municipalities }) => municipalities.map((one) => [one, code] as const)));
const residents = Object.entries(generator.citizen.questions.territory.base).filter(([code]) => areaOf.has(code));

/** So many municipalities: the two capitals, and every so manieth of the others from the largest to the smallest. */
export function someMunicipalities(count: number): string[] {
  const bySize = residents.toSorted((a, b) => b[1] - a[1]).map(([code]) => code);
  const step = bySize.length / count;
  return [
    ...new Set(['076063', '077014', ...Array.from({ length: count }, (_, place) => bySize[Math.floor(place * step)]!)]),
  ];
}

/** Persons as skewed as Basilicata's: two towns have most of them, some municipalities one or two. */
export function drawPersons(count: number, places: readonly string[], seed = 1): Answers[] {
  const random = seeded(seed);
  const weights = residents.filter(([code]) => places.includes(code));
  return Array.from({ length: count }, () => drawPerson(weights, random));
}

function drawPerson(places: readonly (readonly [string, number])[], random: () => number): Answers {
  const one = (weights: Readonly<Record<string, number>>) => drawn(Object.entries(weights), random);
  const ageClass = one({ '18-29': 0.2, '30-44': 0.33, '45-64': 0.37, '65plus': 0.1 });
  const employment = one(ageClass === '65plus' ? { inactive: 1 } : { employed: 0.6, unemployed: 0.17, inactive: 0.23 });
  const wish = Math.floor(random() * codes.need.length);
  const intention = one({ yes: 0.6, no: 0.4 });
  return {
    territory: random() < 0.006 ? 'outside' : drawn(places, random),
    ...{ sex: one({ f: 0.55, m: 0.43, refused: 0.02 }), ageClass, employment, intention },
    disability: one({ yes: 0.12, no: 0.85, refused: 0.03 }),
    need: codes.need.filter((_, place) => place === wish || random() < 0.25),
    ...(intention === 'yes' ? { mode: one({ classroom: 0.5, online: 0.3, blended: 0.2 }) } : {}),
    first: one({ english: 0.25, spanish: 0.75 }),
    firstNow: one({ 1: 0.5, 2: 0.35, 3: 0.15 }),
    firstWanted: one({ 1: 0.1, 2: 0.4, 3: 0.45, dont_know: 0.05 }),
    spanishNow: one({ 1: 0.4, 2: 0.2, 3: 0.05, dont_know: 0.35 }),
    spanishWanted: one({ 1: 0.2, 2: 0.4, 3: 0.4 }),
  };
}

/** Firms of which few are large. */
export function drawFirms(count: number, places: readonly string[], seed = 2): Answers[] {
  const random = seeded(seed);
  const weights = residents.filter(([code]) => places.includes(code));
  return Array.from({ length: count }, () => {
    const toTrain = Math.floor(1 + 2 * (1 - random()) ** -1.1);
    return {
      territory: drawn(weights, random),
      sector: drawn(Object.entries({ A: 0.2, C: 0.25, F: 0.15, G: 0.4 }), random),
      sizeClass: toTrain < 5 ? 'micro' : toTrain < 20 ? 'small' : 'large',
      toTrain,
      need: codes.need.filter((_, place) => place === toTrain % 4 || random() < 0.3),
    };
  });
}

function drawn(weights: readonly (readonly [string, number])[], random: () => number): string {
  let left = random() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  return (weights.find(([, weight]) => (left -= weight) < 0) ?? weights.at(-1)!)[0];
}

/** What follows from the answers by the published rules. */
export function profileOf(answers: Answers): Profile {
  const { territory, sex, ageClass, employment, disability, sector, sizeClass } = answers as Record<string, string>;
  const known = (code: string | undefined) => (code === undefined || code === 'refused' ? [] : [code]);
  const place = territory === 'outside' ? undefined : territory;
  const places = {
    region: known(place && '17'),
    province: known(place?.slice(0, 3)),
    area: known(place && areaOf.get(place)),
    municipality: known(place),
  };
  if (sector !== undefined) return { ...places, sector: known(sector), sizeClass: known(sizeClass) };
  const main = [
    ...(sex === 'f' && employment === 'inactive' ? ['inactive_women'] : []),
    ...(ageClass === '18-29' ? ['young'] : []),
    ...(employment === 'employed' ? [] : ['not_working']),
  ];
  return {
    ...{ ...places, sex: known(sex), ageClass: known(ageClass), employment: known(employment) },
    targetGroup: [...main, ...(disability === 'yes' ? ['disabled'] : [])],
    mainGroup: [main[0] ?? 'other'],
  };
}

/** Values that come of a sensitive answer. */
export const isSensitive = ({ targetGroup }: Profile): boolean => targetGroup?.includes('disabled') ?? false;

/** Who left open what figures are divided by is in no published figure. */
export const isComplete = ({ targetGroup: _, ...dimensions }: Profile): boolean =>
  Object.values(dimensions).every((codes) => codes.length > 0);
