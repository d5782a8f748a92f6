/** The languages in which a problem can be told; `it` and `en` always, the others where a respondent can meet it. */
export const problemLanguages = ['it', 'en', 'es', 'el', 'pl', 'de', 'sv', 'fi'] as const;
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
