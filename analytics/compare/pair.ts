/** Two sides, skill by skill, those that surely differ most first. */
import type { PairComparison, PairRow } from '../contract.ts';
import { codesOf, isSameWording } from './asking.ts';
import { notAsked, type ReadSide } from './figures.ts';
import { judgeAll, rate, type Relation } from './judge.ts';

/** @param about  what the envelope says beside */
export function comparePair(
  about: Pick<PairComparison, 'kind' | 'programme'>,
  sides: readonly [ReadSide, ReadSide],
  relation: Relation,
): PairComparison {
  const [one, other] = sides;
  const skills = [...new Set([...codesOf(one.asking), ...codesOf(other.asking)])];
  const pairs = skills.map((skill) => ({
    skill,
    a: one.figures.get(skill) ?? notAsked,
    b: other.figures.get(skill) ?? notAsked,
    terms: { a: one.terms, b: other.terms, relation, sameWording: isSameWording(one.asking, other.asking, skill) },
  }));
  const judgements = judgeAll(pairs);
  const rows = pairs.map(({ skill, a, b }, at): PairRow => ({ skill, a, b, judgement: judgements[at]! }));
  return {
    ...about,
    sides: [one.side, other.side],
    compared: judgements.filter(({ p }) => p !== null).length,
    ...{ rate, modeKnown: one.terms.assisted !== null && other.terms.assisted !== null },
    rows: rows.toSorted(bySureDifference),
  };
}

/** What differs, then what does not, then what cannot be compared, at last what is not there. */
const bySureDifference = (x: PairRow, y: PairRow): number =>
  standingOf(x) - standingOf(y) || sureGap(y) - sureGap(x) || highest(y) - highest(x);

function standingOf({ judgement: { verdict, ranges, reasons } }: PairRow): number {
  if (verdict === 'higher' || verdict === 'lower' || ranges === 'apart') return 0;
  if (verdict === 'alike' || ranges === 'overlap') return 1;
  return reasons.includes('not_published') || reasons.includes('not_asked') ? 3 : 2;
}

/** By how much they differ at least: from the range of the difference, of volunteers from the gap of the ranges. */
function sureGap({ a, b, judgement: { ciLow, ciHigh, ranges } }: PairRow): number {
  if (ciLow !== null && ciHigh !== null) return Math.max(0, ciLow, -ciHigh);
  if (ranges !== 'apart') return 0;
  return Math.max((a.ciLow ?? 0) - (b.ciHigh ?? 1), (b.ciLow ?? 0) - (a.ciHigh ?? 1));
}

const highest = ({ a, b }: PairRow): number => Math.max(a.estimate ?? -1, b.estimate ?? -1);
