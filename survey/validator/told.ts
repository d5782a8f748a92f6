import type { Sentence } from '../../problem-entry.ts';

/** A sentence that a respondent may meet: in every language of respondents. */
export type Told = Required<Sentence>;
/** A sentence from its words, in the order it, en, es, el, pl, de, sv, fi, ro, ar. */
export const told = (
  it: string,
  en: string,
  es: string,
  el: string,
  pl: string,
  de: string,
  sv: string,
  fi: string,
  ro: string,
  ar: string,
): Told => ({
  ...{ it, en, es, el, pl, de, sv, fi, ro, ar },
});
