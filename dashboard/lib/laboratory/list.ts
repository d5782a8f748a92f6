/** Laboratories as a page shows them: those of a skill, in groups by who runs them or by district. */
import type { Language, RegisteredLaboratory } from '../../../survey/contract.ts';

export type Grouping = 'organisation' | 'district';

export interface LabGroup {
  readonly name: string;
  readonly laboratories: readonly RegisteredLaboratory[];
}

/** Where a laboratory lies: the programme's district, else the province, else its own place. */
export const districtOf = ({ place }: RegisteredLaboratory, language: Language): string =>
  place?.area?.[language] ?? place?.province?.[language] ?? place?.name ?? '';

/** @param skill  a key, or empty for all */
export const ofSkill = (all: readonly RegisteredLaboratory[], skill: string): RegisteredLaboratory[] =>
  skill === '' ? [...all] : all.filter(({ skills }) => skills.some(({ key }) => key === skill));

export function grouped(all: readonly RegisteredLaboratory[], by: Grouping, language: Language): LabGroup[] {
  const nameOf = (one: RegisteredLaboratory) =>
    by === 'organisation' ? one.organisation.name : districtOf(one, language);
  return [...Map.groupBy(all, nameOf)]
    .map(([name, laboratories]) => ({ name, laboratories }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
}

/** Every skill of some laboratory, by name. */
export function skillChoices(all: readonly RegisteredLaboratory[], language: Language) {
  const named = new Map(all.flatMap(({ skills }) => skills.map(({ key, label }) => [key, label[language]] as const)));
  return [...named]
    .map(([value, text]) => ({ value, text }))
    .toSorted((a, b) => a.text.localeCompare(b.text, language));
}

/** What a laboratory gives to who comes from outside: hours, none left, none at all, or nobody said. */
export type Opening = 'free' | 'full' | 'closed' | 'unknown';

export function openingOf({ hours: { open, free } }: Pick<RegisteredLaboratory, 'hours'>): Opening {
  if (open === null) return 'unknown';
  if (open === 0) return 'closed';
  return free === 0 ? 'full' : 'free';
}
