/** The territories that have a brief, and the wider ones around them. */
import type { TerritoryLevel } from '../../../analytics/contract.ts';
import type { Language, Territory } from '../../../survey/contract.ts';
import type { Frame } from '../explore/frame.ts';
import type { Messages } from '../messages.ts';

/** `name` as a sentence says it; `where` filters figures, empty for everybody who answered. */
export interface Scope {
  readonly name: string;
  readonly where: string;
}

const order: readonly TerritoryLevel[] = ['country', 'region', 'province', 'area'];

/** From the widest to the finest, by name: every country, region, province and area below the programme's own territory. */
export function briefPlaces(frames: readonly Frame[], language: Language): Territory[] {
  const all = frames.flatMap(({ territories, levels, within }) =>
    territories.filter(({ level, code }) => order.includes(level) && levels.includes(level) && code !== within.code),
  );
  const once = [...new Map(all.map((place) => [`${place.level}:${place.code}`, place])).values()];
  return once.toSorted(
    (a, b) =>
      order.indexOf(a.level) - order.indexOf(b.level) || a.name[language].localeCompare(b.name[language], language),
  );
}

/** A province is told from the town that it is named after. */
export const placeName = ({ level, name }: Territory, language: Language, m: Messages): string =>
  level === 'province' ? m('explore.provinceOf', { name: name[language] }) : name[language];

/** The place itself, then what is around it, the nearest first; the last is the whole programme. */
export function scopesOf(frame: Frame, place: Territory | null, language: Language, m: Messages): Scope[] {
  const { territories, territory, home } = frame;
  const named = (one: Territory) => ({ name: placeName(one, language, m), where: `${territory}:${one.code}` });
  const around = place?.province ? territories.filter((one) => one.code === place.province) : [];
  return [...(place ? [place, ...around] : [])]
    .filter((one) => one.code !== home)
    .map(named)
    .concat({ name: wholeName(frame, language, m), where: home === '' ? '' : `${territory}:${home}` });
}

/** Everybody who answered, wherever they live. */
export const everybody = (m: Messages): Scope => ({ name: m('paper.whole', { countries: 0 }), where: '' });

/** The programme's own territory, or all its countries. */
export const wholeName = ({ countries, within, home }: Frame, language: Language, m: Messages): string =>
  countries.length > 0 || home === '' ? m('paper.whole', { countries: countries.length }) : within.name[language];
