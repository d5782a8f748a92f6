import type { Language, Localized, RespondentLanguage } from '../../survey/contract.ts';

/** The languages of every page. */
export const languages: readonly Language[] = ['it', 'en'];

/** Each language in its own word; these are all in which a respondent may be met. */
export const languageNames: Readonly<Record<RespondentLanguage, string>> = {
  it: 'Italiano',
  en: 'English',
  es: 'Español',
  el: 'Ελληνικά',
  pl: 'Polski',
  de: 'Deutsch',
  sv: 'Svenska',
  fi: 'Suomi',
  ro: 'Română',
  ar: 'العربية',
};

/** Which way a language is written. */
export const directionOf = (language: RespondentLanguage): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/** Pages that respondents meet, in the languages of their programme: questionnaire, receipt, the forms beside them, a group’s own. */
const respondentPage =
  /^\/(survey\/[^/?#]+(?:\/(?:poster|paper))?|receipt|interest\/[^/?#]+\/[^/?#]+|feedback\/[^/?#]+)\/?(?=[?#]|$)/;

/** The language of an address: what its first step names, Italian where it names none. */
export function respondentLanguageOf(pathname: string): RespondentLanguage {
  return toRespondentLanguage(/^\/(\w+)(?=[/?#]|$)/.exec(pathname)?.[1]);
}

/** The language that a code names, such as SurveyJS's locale; Italian when it names none of ours. */
export function toRespondentLanguage(code: string | undefined): RespondentLanguage {
  return code !== undefined && Object.hasOwn(languageNames, code) ? (code as RespondentLanguage) : 'it';
}

/** The language of the interface that stands for a language: English for all but Italian. */
export const interfaceLanguage = (language: RespondentLanguage): Language => (language === 'it' ? 'it' : 'en');

/** The language of the interface at an address; pages that exist in Italian and English only go by this one. */
export const languageOf = (pathname: string): Language => interfaceLanguage(respondentLanguageOf(pathname));

/** The address without its language: `/el/survey/x` → `/survey/x`. Routes are matched on this. */
export function withoutLanguage(pathname: string): string {
  const language = respondentLanguageOf(pathname);
  return (language === 'it' ? pathname : pathname.slice(language.length + 1)) || '/';
}

/**
 * The address of a page in a language: (`/survey/x`, `el`) → `/el/survey/x`; query and fragment stay. A page that exists
 * in Italian and English only is given in English to all others.
 */
export function inLanguage(path: string, language: RespondentLanguage): string {
  const plain = withoutLanguage(path.startsWith('/') ? path : `/${path}`);
  const rooted = plain.startsWith('/') ? plain : `/${plain}`;
  const given = respondentPage.test(rooted) ? language : interfaceLanguage(language);
  return given === 'it' ? rooted : `/${given}${rooted === '/' ? '' : rooted}`;
}

/** What a link to a page is made of; `hreflang` where the page is not in the reader's language: the link shows it. */
export function linkTo(path: string, language: RespondentLanguage) {
  const href = inLanguage(path, language);
  const given = respondentLanguageOf(href);
  return { href, hreflang: given === language ? undefined : given };
}

/** A text in the reader's language; in English where it was not written in that one. */
export const inWords = (text: Localized, language: RespondentLanguage): string => text[language] ?? text.en;
