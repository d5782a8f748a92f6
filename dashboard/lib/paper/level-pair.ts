/** Which questions ask a level now and a level wanted of one skill: the one place that knows how they are told apart. */
import type { Codebook, Variable } from '../../../survey/contract.ts';

/** Two scales of the same skill, which may be compared. */
export interface LevelPair {
  readonly skill: string;
  readonly now: Variable;
  readonly wanted: Variable;
}

interface Entry {
  readonly variable: string;
  readonly role: string;
  readonly skill?: string;
  readonly scale?: string;
}

/** Pairs about a skill that the questionnaire names; those about the skill that somebody chose are of many skills at once. */
export function fixedPairs(definition: unknown, { variables }: Codebook): LevelPair[] {
  const entries = [...entriesOf(definition)].filter(({ skill }) => skill !== undefined && !skill.startsWith('{'));
  const variable = (entry: Entry) => variables.find(({ name }) => name === entry.variable);
  const wanted = entries.filter(({ role }) => role === 'levelWanted');
  return entries
    .filter(({ role }) => role === 'levelNow')
    .flatMap((now): LevelPair[] => {
      const other = wanted.find(({ skill, scale }) => skill === now.skill && scale === now.scale);
      const [first, second] = [variable(now), other && variable(other)];
      return first && second ? [{ skill: now.skill ?? '', now: first, wanted: second }] : [];
    });
}

/** Every codebook entry of a definition, wherever its question stands. */
function* entriesOf(value: unknown): Generator<Entry> {
  if (typeof value !== 'object' || value === null) return;
  if ('codebook' in value && typeof value.codebook === 'object') yield value.codebook as Entry;
  for (const inner of Object.values(value)) yield* entriesOf(inner);
}
