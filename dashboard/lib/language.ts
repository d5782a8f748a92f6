import type { Language, Localized } from '../../survey/contract.ts';

export const languages: readonly Language[] = ['it', 'en'];

/** Each language in its own word. */
export const languageNames: Record<Language, string> = { it: 'Italiano', en: 'English' };

/** The other language, for the switch: there are two. */
export const otherLanguage = (language: Language): Language => (language === 'it' ? 'en' : 'it');

/** The language of an address: English under `/en`, Italian everywhere else. */
export function languageOf(pathname: string): Language {
  return /^\/en(\/|$)/.test(pathname) ? 'en' : 'it';
}

/** The address without its language: `/en/survey/x` → `/survey/x`. Routes are matched on this. */
export function withoutLanguage(pathname: string): string {
  return pathname.replace(/^\/en(?=\/|$)/, '') || '/';
}

/** The address of a page in a language: (`/survey/x`, `en`) → `/en/survey/x`; query and fragment stay. */
export function inLanguage(path: string, language: Language): string {
  const plain = path.replace(/^\/en(?=[/?#]|$)/, '') || '/';
  const rooted = plain.startsWith('/') ? plain : `/${plain}`;
  return language === 'it' ? rooted : `/en${rooted === '/' ? '' : rooted}`;
}

/** A text in the reader's language. */
export const inWords = (text: Localized, language: Language): string => text[language];
