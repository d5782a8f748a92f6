/** What an attacker knows of each code and of each answer: a value a person, of everything that can be read. */

/** One thing that can be read of codes or of answers; null where it cannot. */
export interface Trait {
  readonly name: string;
  readonly values: readonly (number | string | null)[];
}

/** Both sides, in the same order of persons: only the test knows that order. */
export interface Evidence {
  readonly tokens: readonly Trait[];
  readonly responses: readonly Trait[];
  /** files that hold what came in its order, in a form that bytes of identifiers do not show */
  readonly logs: readonly string[];
}

/** A person as the test knows them: which code opened which answer. Both are UUID text. */
export interface Pair {
  readonly token: string;
  readonly response: string;
  readonly receipt: string;
}

/** The evidence about some of the persons. @param among  their places */
export function restricted({ tokens, responses, logs }: Evidence, among: readonly number[]): Evidence {
  const keep = ({ name, values }: Trait): Trait => ({ name, values: among.map((person) => values[person] ?? null) });
  return { tokens: tokens.map(keep), responses: responses.map(keep), logs };
}
