/** A sentence in the two languages of the interface; `{name}` is replaced by the value of that name. */
export interface Sentence {
  readonly it: string;
  readonly en: string;
}

export const entry = (status: number, title: Sentence, detail: Sentence) => ({ status, title, detail }) as const;
export type Entry = ReturnType<typeof entry>;
