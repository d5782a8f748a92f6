import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../../survey/contract.ts';
import type italian from '../messages/it.json';

export type MessageKey = keyof typeof italian;
type Catalogue = Record<MessageKey, string>;
type Value = string | number | Date;

/** A piece of a sentence: words, or the place where a control stands. */
export type Part<Slot extends string = string> = { readonly text: string } | { readonly slot: Slot };

/** Gives the sentence of a key in the language it was made for. */
export interface Messages {
  (key: MessageKey, values?: Readonly<Record<string, Value>>): string;
  /**
   * The same sentence in pieces, in the language's own order, for a page that puts a control at some of its places.
   * @param slots  names of the places that stay open
   */
  parts<Slot extends string>(
    key: MessageKey,
    slots: readonly Slot[],
    values?: Readonly<Record<string, Value>>,
  ): Part<Slot>[];
}

/** The locale that writes numbers and dates of a language. */
export const locales: Record<Language, string> = { it: 'it-IT', en: 'en-GB' };

const load: Record<Language, () => Promise<{ default: Catalogue }>> = {
  it: () => import('../messages/it.json'),
  en: () => import('../messages/en.json'),
};
const loaded = new Map<Language, Messages>();

/** Fetches the texts of one language, once; the root layout calls it before any component is drawn. */
export async function loadMessages(language: Language): Promise<Messages> {
  const known = loaded.get(language);
  if (known) return known;
  const made = make(language, (await load[language]()).default);
  loaded.set(language, made);
  return made;
}

/**
 * The texts of a language, as a function: `m('home.answers', { n: 12 })`.
 * @throws Error when `loadMessages` has not been awaited for this language
 */
export function messages(language: Language): Messages {
  const made = loaded.get(language);
  if (!made) throw new Error(`the texts of "${language}" are not loaded`);
  return made;
}

function make(language: Language, catalogue: Catalogue): Messages {
  const compiled = new Map<MessageKey, IntlMessageFormat>();
  const compile = (key: MessageKey) => {
    const known = compiled.get(key) ?? new IntlMessageFormat(catalogue[key], locales[language]);
    compiled.set(key, known);
    return known;
  };
  const text = (key: MessageKey, values?: Readonly<Record<string, Value>>) =>
    values ? String(compile(key).format(values)) : catalogue[key];
  const parts = <Slot extends string>(key: MessageKey, slots: readonly Slot[], values = {}): Part<Slot>[] => {
    const open = Object.fromEntries(slots.map((slot) => [slot, { slot }]));
    const pieces = compile(key).formatToParts<Part<Slot>>({ ...values, ...open });
    return pieces.map(({ value }) => (typeof value === 'object' ? value : { text: String(value) }));
  };
  return Object.assign(text, { parts });
}
