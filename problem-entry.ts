/** A sentence in the two languages of the interface; `{name}` is replaced by the value of that name. */
export interface Sentence {
  readonly it: string;
  readonly en: string;
}

/** One thing that can go wrong: its HTTP status, a title, and a sentence that a person can use. */
export const entry = (status: number, title: Sentence, detail: Sentence) => ({ status, title, detail }) as const;
export type Entry = ReturnType<typeof entry>;
