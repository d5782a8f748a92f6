import type { Grant, Scope } from '../../../access.ts';
import type { Language, ScopeChoices } from '../../../survey/contract.ts';
import type { Messages } from '../messages.ts';

/** A right in words: «Analisi · Fabbisogni formativi in Basilicata · provincia di Matera». */
export function rightWords(grant: Grant, choices: readonly ScopeChoices[], m: Messages, language: Language): string {
  const { role, programme, territory, organisation } = grant;
  const known = choices.find((one) => one.programme === programme);
  const all = programme === null ? choices : known ? [known] : [];
  const place = all.flatMap(({ places }) => places).find(({ value }) => value === territory);
  const body = all.flatMap(({ organisations }) => organisations).find(({ key }) => key === organisation);
  const named = [
    programme === null ? null : (known?.title[language] ?? programme),
    place ? placeWords(place, m, language) : territory,
    body?.name ?? organisation,
  ].filter((part) => part !== null);
  return [m(`role.${role}`), ...(named.length > 0 ? named : [m('people.everywhere')])].join(' · ');
}

/** The widest limits that a right may be given with in a programme; in none, that is for everything, it has no limit. */
export function widestIn(programme: string | null, choices: readonly ScopeChoices[]): Scope {
  const choice = choices.find((one) => one.programme === programme);
  const first = { territory: choice?.places[0]?.value ?? null, organisation: choice?.organisations[0]?.key ?? null };
  return {
    programme,
    territory: choice?.free.place === false ? first.territory : null,
    organisation: choice?.free.organisation === false ? first.organisation : null,
  };
}

/** A place by its name; a province is told from the town that it is named after. */
export const placeWords = ({ level, name }: ScopeChoices['places'][number], m: Messages, language: Language): string =>
  level === 'province' ? m('explore.provinceOf', { name: name[language] }) : name[language];

/** Two rights are the same when they say the same. */
export const sameRight = (a: Grant, b: Grant): boolean =>
  a.role === b.role && a.programme === b.programme && a.territory === b.territory && a.organisation === b.organisation;
