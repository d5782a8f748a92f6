/** Finds skills by the words of a text, and texts by the words of a question. The door to MiniSearch. */
import MiniSearch from 'minisearch';
import type { RespondentLanguage } from '../contract.ts';
import { folded, stemOf } from './stem.ts';

/** What a skill is called, and what else is written about it. */
export interface SkillWords {
  readonly key: string;
  readonly label: string;
  /** names and descriptions of the codes that are linked to it */
  readonly more: string;
}

export interface Found {
  readonly key: string;
  /** words of the text, as they stand there */
  readonly words: readonly string[];
  readonly score: number;
}

/** Words that say nothing about a skill. */
const empty: Readonly<Partial<Record<RespondentLanguage, string>>> = {
  it: `a ad al alla alle ai agli allo anche c che chi ci come con cosa da dal dalla dalle dai degli dei del della delle dello di
    e ed era essere fa fare già gli ha hai hanno ho i il in io l la le lei lo loro lui ma me mi mia mio molto ne nei nel
    nella nelle no noi non o ogni per però più poi può qualche quando quanto quella quelle quelli quello questa queste
    questi questo sa se sempre senza si sia siamo sono sta su sua sue sul sulla suo tra fra tu tutti tutto un una uno vi voi`,
  en: `a about all also an and are as at be been but by can do does for from had has have he her his how i if in into is it
    its me more my no not of on one or our she so some than that the their them then there they this to too up us was we
    were what when which who will with you your`,
  es: `a al algo como con cual cuando de del desde donde e el ella ellos en entre era es esa ese eso esta este esto está
    están ha hay la las le les lo los me mi muy más ni no nos o para pero por porque que qué se ser si sin sobre su sus sí
    también te todo todos tu un una uno y ya yo`,
};

const stops = new Map(
  Object.entries(empty).map(([language, words]) => [language, new Set(words.split(/\s+/).map(folded))]),
);
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** What is compared of a word; null when it says nothing. */
function termOf(word: string, language: RespondentLanguage): string | null {
  const plain = folded(word);
  return plain.length < 2 || stops.get(language)?.has(plain) ? null : stemOf(word, language);
}

/**
 * The skills whose words stand in a text, the best first.
 * @param most  how many at most
 */
export function findSkills(
  skills: readonly SkillWords[],
  text: string,
  language: RespondentLanguage,
  most = 5,
): Found[] {
  const index = new MiniSearch<SkillWords>({
    idField: 'key',
    fields: ['label', 'more'],
    tokenize: wordsIn,
    processTerm: (word) => termOf(word, language),
    searchOptions: { boost: { label: 3 }, combineWith: 'OR' },
  });
  index.addAll(skills);
  const words = [...new Set(wordsIn(text))];
  return index
    .search(text)
    .slice(0, most)
    .map(({ id, score, queryTerms }) => {
      const terms = new Set(queryTerms);
      return { key: id as string, score, words: words.filter((word) => terms.has(termOf(word, language) ?? '')) };
    });
}

/** Something that is looked for: what it is called, and what else is written about it. */
export type Entry = SkillWords;

/**
 * The entries in which all words of a question stand, or their beginnings, the best first.
 * @returns null for a question whose words all say nothing
 */
export function findEntries(
  entries: readonly Entry[],
  question: string,
  language: RespondentLanguage,
): string[] | null {
  const term = remembered((word) => termOf(word, language));
  const index = new MiniSearch<Entry>({
    idField: 'key',
    fields: ['label', 'more'],
    tokenize: wordsIn,
    processTerm: term,
    searchOptions: { boost: { label: 3 }, combineWith: 'AND', prefix: true },
  });
  if (wordsIn(question).every((word) => term(word) === null)) return null;
  index.addAll(entries);
  return index.search(question).map(({ id }) => id as string);
}

/** A catalogue says the same few words over and over. */
function remembered(make: (word: string) => string | null): (word: string) => string | null {
  const known = new Map<string, string | null>();
  return (word) => {
    const found = known.get(word) ?? make(word);
    known.set(word, found);
    return found;
  };
}
