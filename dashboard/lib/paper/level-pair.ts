/** Which skills have a level now and a level wanted, the most needed first: as the codebook gathers them, else by fixed questions. */
import type { Codebook } from '../../../survey/contract.ts';
import type { Question } from '../explore/definition.ts';
import type { LevelPair } from '../explore/offer.ts';
import { gatheredPair, pairsOf } from '../explore/pairs.ts';

/** @param order  codes of skills, the most needed first */
export function levelPairs(
  { levels, variables }: Codebook,
  questions: readonly Question[],
  order: readonly string[],
): readonly LevelPair[] {
  if (!levels) return pairsOf(variables, questions, [], order);
  const place = (skill: string) => (order.includes(skill) ? order.indexOf(skill) : order.length);
  return levels.skills
    .map(({ code, label }) => gatheredPair(code, label, levels.scale))
    .toSorted((a, b) => place(a.skill) - place(b.skill));
}
