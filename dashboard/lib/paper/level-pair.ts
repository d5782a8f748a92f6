/** Which skills have a level now and a level wanted, the most needed first: as the codebook gathers them, else by fixed questions. */
import type { Codebook } from '../../../survey/contract.ts';
import type { Question } from '../explore/definition.ts';
import type { LevelPair } from '../explore/offer.ts';
import { gatheredPair, inOrder, pairsOf } from '../explore/pairs.ts';

/** @param order  codes of skills, the most needed first */
export function levelPairs(
  { levels, variables }: Codebook,
  questions: readonly Question[],
  order: readonly string[],
): readonly LevelPair[] {
  if (!levels) return pairsOf(variables, questions, [], order);
  const gathered = levels.skills.map(({ code, label }) => gatheredPair(code, label, levels.scale));
  return inOrder(gathered, order);
}
