/** Which skills have a level now and a level wanted, the most needed first: as the codebook gathers them, else by fixed questions. */
import type { Codebook } from '../../../survey/contract.ts';
import type { Question } from '../explore/definition.ts';
import type { LevelPair } from '../explore/offer.ts';
import { pairsOf } from '../explore/pairs.ts';

/** @param order  codes of skills, the most needed first */
export function levelPairs(
  { levels, variables }: Codebook,
  questions: readonly Question[],
  order: readonly string[],
): readonly LevelPair[] {
  return pairsOf(variables, questions, [], order, levels);
}
