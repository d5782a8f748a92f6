/** Words as a search compares them: without accents and case, cut to their stem by the language. The door to Snowball. */
import snowball, { type Stemmer } from 'snowball-stemmers';
import type { RespondentLanguage } from '../contract.ts';

const algorithms: Readonly<Partial<Record<RespondentLanguage, string>>> = {
  ...{
    it: 'italian',
    en: 'english',
    es: 'spanish',
    de: 'german',
    sv: 'swedish',
    fi: 'finnish',
    ro: 'romanian',
    ar: 'arabic',
  },
};
const stemmers = new Map<string, Stemmer>();

function stemmerOf(language: RespondentLanguage): Stemmer | null {
  const algorithm = algorithms[language];
  if (algorithm === undefined) return null;
  const stemmer = stemmers.get(algorithm) ?? snowball.newStemmer(algorithm);
  stemmers.set(algorithm, stemmer);
  return stemmer;
}

/** Letters without their marks, in small. */
export const folded = (word: string): string =>
  word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');

/** What all forms of a word share; a language without a stemmer keeps the whole word. */
export function stemOf(word: string, language: RespondentLanguage): string {
  const small = word.toLowerCase().normalize('NFC');
  return folded(stemmerOf(language)?.stem(small) ?? small);
}
