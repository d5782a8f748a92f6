/** The questions behind a variable, in the words of the version that asked them. Part of the contract. */
import type { Localized } from './contract-language.ts';

export interface AskedQuestion {
  readonly name: string;
  readonly title: Localized;
  /** what stands below the title, empty where nothing does */
  readonly help: Localized;
  readonly type: string;
  readonly choices: readonly Localized[];
  /** only some people are asked */
  readonly conditional: boolean;
}

/** `derived`: nobody is asked for it in so many words; it follows from the answers to these questions. */
export interface AskedVariable {
  readonly survey: string;
  readonly instrument: string;
  readonly variable: string;
  readonly label: Localized;
  readonly version: number;
  /** YYYY-MM-DD */
  readonly publishedOn: string;
  /** of the definition, SHA-256 */
  readonly hash: string;
  /** all versions that ask it, the first one first */
  readonly versions: readonly number[];
  readonly derived: boolean;
  readonly questions: readonly AskedQuestion[];
}
