import { IntlMessageFormat } from 'intl-messageformat';
import type { Language, RespondentLanguage } from '../../survey/contract.ts';
import type spanish from '../messages/respondent/es.json';
import { loadOf, partNames, type Load, type MessageKey, type PartName, type Written } from './message-parts.ts';

export type { MessageKey };
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
  ro: 'ro-RO',
  // digits as in codes, dates of files and the rest of Europe
  ar: 'ar-u-nu-latn',
};

/** The texts of those languages that respondents meet only: one file each. */
const further: Record<Exclude<RespondentLanguage, Language>, Load> = {
  es: () => import('../messages/respondent/es.json'),
  el: () => import('../messages/respondent/el.json'),
  pl: () => import('../messages/respondent/pl.json'),
  de: () => import('../messages/respondent/de.json'),
  sv: () => import('../messages/respondent/sv.json'),
  fi: () => import('../messages/respondent/fi.json'),
  ro: () => import('../messages/respondent/ro.json'),
  ar: () => import('../messages/respondent/ar.json'),
};
/** The texts of a language that have arrived. */
const catalogues = new Map<RespondentLanguage, Record<string, Written>>();
const loaded = new Map<RespondentLanguage, Messages<RespondentKey>>();
const taken = new Set<Load>();
const isServer = typeof document === 'undefined';

/**
 * Fetches texts of one language, each part once; the root layout calls it before any component is drawn.
 * @param parts  those of the page, besides the common one; the server always has all
 */
export function loadMessages(language: Language, parts?: readonly PartName[]): Promise<Messages>;
export function loadMessages(
  language: RespondentLanguage,
  parts?: readonly PartName[],
): Promise<Messages<RespondentKey>>;
export async function loadMessages(
  language: RespondentLanguage,
  parts: readonly PartName[] = [],
): Promise<Messages<RespondentKey>> {
  const catalogue = catalogues.get(language) ?? {};
  catalogues.set(language, catalogue);
  await Promise.all(loadsOf(language, parts).map((load) => take(load, catalogue)));
  const made = loaded.get(language) ?? make(language, catalogue);
  loaded.set(language, made);
  return made;
}

function loadsOf(language: RespondentLanguage, parts: readonly PartName[]): Load[] {
  if (language !== 'it' && language !== 'en') return [further[language]];
  return (isServer ? partNames : (['common', ...parts] as const)).map((part) => loadOf(part, language));
}

async function take(part: Load, catalogue: Record<string, Written>): Promise<void> {
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
  catalogue: Readonly<Record<string, Written>>,
): Messages<Key> {
  const compiled = new Map<Key, IntlMessageFormat>();
  const written = (key: Key) => {
    const words = catalogue[key];
    if (words === undefined) throw new Error(`the text "${key}" is not among those that were loaded`);
    return words;
  };
  const compile = (key: Key) => {
    const known = compiled.get(key) ?? new IntlMessageFormat(readyOf(written(key)), locales[language]);
    compiled.set(key, known);
    return known;
  };
  const text = (key: Key, values?: Readonly<Record<string, Value>>) => {
    const words = written(key);
    return isPlain(words) ? words : String(compile(key).format(values));
  };
  const parts = <Slot extends string>(key: Key, slots: readonly Slot[], values = {}): Part<Slot>[] => {
    const words = written(key);
    if (isPlain(words)) return [{ text: words }];
    const open = Object.fromEntries(slots.map((slot) => [slot, { slot }]));
    const pieces = compile(key).formatToParts<Part<Slot>>({ ...values, ...open });
    return pieces.map(({ value }) => (typeof value === 'object' ? value : { text: String(value) }));
  };
  return Object.assign(text, { parts });
}

/** Words alone: nothing to fill in, nothing to choose. */
const isPlain = (words: Written): words is string => typeof words === 'string' && !words.includes('{');
/** What the build has read is a tree already; elsewhere, as in tests, the sentence is read here. */
const readyOf = (words: Written) => words as ConstructorParameters<typeof IntlMessageFormat>[0];
