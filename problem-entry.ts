/** The languages in which a problem can be told; `it` and `en` always, the others where a respondent can meet it. */
export const problemLanguages = ['it', 'en', 'es', 'el', 'pl', 'de', 'sv', 'fi', 'ro', 'ar'] as const;
export type ProblemLanguage = (typeof problemLanguages)[number];

/** A sentence in the languages of the interface, and in further ones; `{name}` is replaced by the value of that name. */
export interface Sentence extends Partial<Record<ProblemLanguage, string>> {
  readonly it: string;
  readonly en: string;
}

/** One thing that can go wrong: its HTTP status, a title, and a sentence that a person can use. */
export const entry = (status: number, title: Sentence, detail: Sentence) => ({ status, title, detail }) as const;
export type Entry = ReturnType<typeof entry>;

/** A sentence in a language; in English where it was not written in that one. */
export const say = (sentence: Sentence, language: ProblemLanguage): string => sentence[language] ?? sentence.en;

/** A calendar day (YYYY-MM-DD) among the values of a sentence. */
export interface Day {
  readonly day: string;
}

/** The day in words, as its language writes it: 31 dicembre 2026. */
export function dayIn({ day }: Day, language: ProblemLanguage): string {
  const known = days.get(language) ?? dayFormat(language);
  days.set(language, known);
  return known.format(new Date(`${day}T00:00:00Z`));
}

const days = new Map<ProblemLanguage, Intl.DateTimeFormat>();
/** Arabic days with the digits of the page, as receipts and codes have them. */
const dayLocales: Partial<Record<ProblemLanguage, string>> = { en: 'en-GB', ar: 'ar-u-nu-latn' };
const dayFormat = (language: ProblemLanguage) =>
  new Intl.DateTimeFormat(dayLocales[language] ?? language, { dateStyle: 'long', timeZone: 'UTC' });
