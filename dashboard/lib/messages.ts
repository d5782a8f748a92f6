import { IntlMessageFormat } from 'intl-messageformat';
import type { Language, RespondentLanguage } from '../../survey/contract.ts';
import type italian from '../messages/it.json';
import type spanish from '../messages/respondent/es.json';
import type ofStaff from '../messages/staff/it.json';

export type MessageKey = keyof typeof italian | keyof typeof ofStaff;
/** The texts of the pages that respondents meet: these exist in every language of a survey. */
export type RespondentKey = keyof typeof spanish;
type Value = string | number | Date;

/** A piece of a sentence: words, or the place where a control stands. */
export type Part<Slot extends string = string> = { readonly text: string } | { readonly slot: Slot };

/** Gives the sentence of a key in the language it was made for. */
export interface Messages<Key extends MessageKey = MessageKey> {
  (key: Key, values?: Readonly<Record<string, Value>>): string;
  /**
   * The same sentence in pieces, in the language's own order, for a page that puts a control at some of its places.
   * @param slots  names of the places that stay open
   */
  parts<Slot extends string>(key: Key, slots: readonly Slot[], values?: Readonly<Record<string, Value>>): Part<Slot>[];
}

/** The locale that writes numbers and dates of a language. */
export const locales: Readonly<Record<RespondentLanguage, string>> = {
  it: 'it-IT',
  en: 'en-GB',
  es: 'es-ES',
  el: 'el-GR',
  pl: 'pl-PL',
  de: 'de-DE',
  sv: 'sv-SE',
  fi: 'fi-FI',
};

type Load = () => Promise<{ default: Readonly<Record<string, string>> }>;
const load: Record<RespondentLanguage, Load> = {
  it: () => import('../messages/it.json'),
  en: () => import('../messages/en.json'),
  es: () => import('../messages/respondent/es.json'),
  el: () => import('../messages/respondent/el.json'),
  pl: () => import('../messages/respondent/pl.json'),
  de: () => import('../messages/respondent/de.json'),
  sv: () => import('../messages/respondent/sv.json'),
  fi: () => import('../messages/respondent/fi.json'),
};
/** Texts that nobody meets who has not signed in: half of all, which a citizen's telephone does not fetch. */
const loadOfStaff: Record<Language, Load> = {
  it: () => import('../messages/staff/it.json'),
  en: () => import('../messages/staff/en.json'),
};
/** The texts of a language that have arrived. */
const catalogues = new Map<RespondentLanguage, Record<string, string>>();
const loaded = new Map<RespondentLanguage, Messages<RespondentKey>>();
const taken = new Set<Load>();
const isServer = typeof document === 'undefined';
const isInterface = (language: RespondentLanguage): language is Language => language in loadOfStaff;

/**
 * Fetches the texts of one language, once; the root layout calls it before any component is drawn.
 * @param forStaff  those of the pages of the staff too; the server always has them
 */
export function loadMessages(language: Language, forStaff?: boolean): Promise<Messages>;
export function loadMessages(language: RespondentLanguage, forStaff?: boolean): Promise<Messages<RespondentKey>>;
export async function loadMessages(language: RespondentLanguage, forStaff = false): Promise<Messages<RespondentKey>> {
  const catalogue = catalogues.get(language) ?? {};
  catalogues.set(language, catalogue);
  await take(load[language], catalogue);
  if ((forStaff || isServer) && isInterface(language)) await take(loadOfStaff[language], catalogue);
  const made = loaded.get(language) ?? make(language, catalogue);
  loaded.set(language, made);
  return made;
}

async function take(part: Load, catalogue: Record<string, string>): Promise<void> {
  if (taken.has(part)) return;
  Object.assign(catalogue, (await part()).default);
  taken.add(part);
}

/**
 * The texts of a language, as a function: `m('home.answers', { n: 12 })`. Where a page may be in a language of
 * respondents, only the keys that every such language has.
 * @throws Error when `loadMessages` has not been awaited for this language
 */
export function messages(language: Language): Messages;
export function messages(language: RespondentLanguage): Messages<RespondentKey>;
export function messages(language: RespondentLanguage): Messages<RespondentKey> {
  const made = loaded.get(language);
  if (!made) throw new Error(`the texts of "${language}" are not loaded`);
  return made;
}

function make<Key extends MessageKey>(
  language: RespondentLanguage,
  catalogue: Readonly<Record<string, string>>,
): Messages<Key> {
  const compiled = new Map<Key, IntlMessageFormat>();
  const wordsOf = (key: Key) => {
    const words = catalogue[key];
    if (words === undefined) throw new Error(`the text "${key}" is not among those that were loaded`);
    return words;
  };
  const compile = (key: Key) => {
    const known = compiled.get(key) ?? new IntlMessageFormat(wordsOf(key), locales[language]);
    compiled.set(key, known);
    return known;
  };
  const text = (key: Key, values?: Readonly<Record<string, Value>>) =>
    values ? String(compile(key).format(values)) : wordsOf(key);
  const parts = <Slot extends string>(key: Key, slots: readonly Slot[], values = {}): Part<Slot>[] => {
    const open = Object.fromEntries(slots.map((slot) => [slot, { slot }]));
    const pieces = compile(key).formatToParts<Part<Slot>>({ ...values, ...open });
    return pieces.map(({ value }) => (typeof value === 'object' ? value : { text: String(value) }));
  };
  return Object.assign(text, { parts });
}
