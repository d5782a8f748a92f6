/** Sentences about courses. */
import type { Language } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';
import type { NextEdition } from './listed.ts';

/** "31 km"; near is near. */
export const kilometresIn = (m: Messages, language: Language, kilometres: number): string =>
  m('catalogue.kilometres', { n: Math.round(kilometres), count: formats(language).count(Math.round(kilometres)) });

/** "12 febbraio 2027, Matera, a 31 km". */
export function whenAndWhere(m: Messages, language: Language, { startsOn, place, kilometres }: NextEdition): string {
  const day = formats(language).day(startsOn);
  const far = kilometres === null ? [] : [kilometresIn(m, language, kilometres)];
  return [day, place ?? m('catalogue.online'), ...far].join(', ');
}

/** "2 posti liberi su 10". */
export function seatsIn(m: Messages, { free, seats }: Pick<NextEdition, 'free' | 'seats'>): string {
  return free === null ? m('catalogue.seatsUnknown', { seats }) : m('catalogue.seats', { free, seats });
}

/** What somebody can do at a level of a course, in the words of the questionnaires. */
export const levelIn = (m: Messages, level: number): string => m('catalogue.level', { level: String(level) });
