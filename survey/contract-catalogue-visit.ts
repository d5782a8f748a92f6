/** What a visitor of a catalogue needs beside its courses. Part of the contract of `survey`. */
import type { Language, Localized } from './contract-language.ts';

/** A skill or a target group of a programme. */
export interface NamedKey {
  readonly key: string;
  readonly label: Localized;
}

/** Where somebody may live or a course may be; `point` is [longitude, latitude]. */
export interface CataloguePlace {
  readonly code: string;
  readonly name: Localized;
  readonly point: readonly [number, number] | null;
}

/** `level`: of the places: of programmes in several countries these are the countries, else Italy's municipalities. */
export interface CatalogueFrame {
  readonly today: string;
  readonly level: 'municipality' | 'country';
  readonly places: readonly CataloguePlace[];
  readonly skills: readonly NamedKey[];
  readonly groups: readonly NamedKey[];
}

/** Every method throws `Problem` `not_found` where there is no such programme. */
export interface CatalogueVisit {
  frame(programme: string): Promise<CatalogueFrame>;
  /**
   * Keys of the courses in which all words stand, or their beginnings, the best first; accents, capitals and endings make
   * no difference. Words that say nothing are left out; where none is left, every course is found.
   */
  find(programme: string, words: string, language: Language): Promise<string[]>;
}
