/** What may be said of two published figures of one skill: which is higher, that nothing tells them apart, or why not. */
import type { ComparedFigure, Judgement, WithheldReason } from '../contract.ts';
import { adjusted } from './adjust.ts';
import { fewest, rangesOf } from './order.ts';
import { partDifference, restOf, shareDifference, turned, type Counted, type Difference } from './difference.ts';

/** Points by which the share of helped and paper answers may differ. */
export const mostModeMix = 0.2;

/** False discovery rate of the verdicts. */
export const rate = 0.05;

/** Whom the two sides are about: other people, one part of the other, or some of the same. */
export type Relation = 'apart' | 'a_in_b' | 'b_in_a' | 'shared';

/**
 * What of a side holds for all its figures. `base`: what its shares are of. `tested`: of a sample of volunteers, whether
 * its weights repair who answers. `assisted`: the share of helped and paper answers, null where it is not published.
 */
export interface SideTerms {
  readonly sampleType: 'probability' | 'census' | 'open';
  readonly base: string;
  readonly scale: string | null;
  readonly tested: boolean;
  readonly assisted: number | null;
}

export interface Terms {
  readonly a: SideTerms;
  readonly b: SideTerms;
  readonly relation: Relation;
  readonly sameWording: boolean;
}

/** A pair of figures that are shown, with the numbers that each then has. */
interface Pair {
  readonly a: ComparedFigure & { readonly estimate: number; readonly n: number };
  readonly b: Pair['a'];
  readonly terms: Terms;
}

/**
 * Judges each pair by itself, then all that could be tested together; in the order given. The test is the sharper of two
 * rules: it may tell apart what ranges do not, and never takes back what they tell.
 */
export function judgeAll(
  pairs: readonly { readonly a: ComparedFigure; readonly b: ComparedFigure; readonly terms: Terms }[],
): Judgement[] {
  const judged = pairs.map(({ a, b, terms }) => judgeOne(a, b, terms));
  const tested = judged.flatMap((one) => ('p' in one && one.p !== null ? [one.p] : []));
  const corrected = adjusted(tested)[Symbol.iterator]();
  return judged.map((one, at) => {
    if ('verdict' in one) return one;
    const pAdjusted = one.p === null ? null : corrected.next().value!;
    const ranges = rangesOf(pairs[at]!.a, pairs[at]!.b);
    return { verdict: verdictOf(one, pAdjusted, ranges), reasons: [], ...one, pAdjusted, ranges };
  });
}

/** Without an error each difference is one. */
function verdictOf(
  { difference }: Difference,
  pAdjusted: number | null,
  ranges: Judgement['ranges'],
): Judgement['verdict'] {
  if (difference === 0 || (ranges !== 'apart' && pAdjusted !== null && pAdjusted > rate)) return 'alike';
  return difference > 0 ? 'higher' : 'lower';
}

function judgeOne(a: ComparedFigure, b: ComparedFigure, terms: Terms): Difference | Judgement {
  if (!isShown(a) || !isShown(b)) return withheld([absentReason(a, b)]);
  const pair = { a, b, terms };
  const reasons = reasonsOf(pair);
  return reasons.length > 0 ? withheld(reasons, rangesBeside(pair, reasons)) : differenceOf(pair);
}

const isShown = (figure: ComparedFigure): figure is Pair['a'] =>
  figure.state === 'shown' && figure.estimate !== null && figure.n !== null;

const absentReason = (a: ComparedFigure, b: ComparedFigure): WithheldReason =>
  [a.state, b.state].includes('not_asked') ? 'not_asked' : 'not_published';

const withheld = (reasons: readonly WithheldReason[], ranges: Judgement['ranges'] = null): Judgement => ({
  ...{ verdict: 'withheld', reasons, ranges },
  ...{ difference: null, se: null, ciLow: null, ciHigh: null, p: null, pAdjusted: null },
});

/** All that speak against a sentence, in the order in which a reader should learn of them. */
function reasonsOf(pair: Pair): WithheldReason[] {
  const { a, b, sameWording } = pair.terms;
  const found: [WithheldReason, boolean][] = [
    ['other_base', a.base !== b.base],
    ['scale', a.scale !== b.scale],
    ['wording', !sameWording],
    ['mode_mix', a.assisted !== null && b.assisted !== null && Math.abs(a.assisted - b.assisted) > mostModeMix],
    ['same_people', isEntangled(pair)],
    ['too_few', hasTooFew(pair)],
    ['volunteers', isOpen(pair)],
  ];
  return found.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

/** Only plain counts can be subtracted: of a weighted part the rest of its whole is not told. */
function isEntangled({ a, b, terms: { relation } }: Pair): boolean {
  if (relation === 'apart') return false;
  return relation === 'shared' || a.weights !== 'none' || b.weights !== 'none' || a.n === b.n;
}

function hasTooFew(pair: Pair): boolean {
  const { a, b, terms } = pair;
  const isFew = ({ n, nEff }: Pair['a'], { sampleType }: SideTerms) =>
    sampleType !== 'census' && Math.min(n, nEff ?? n) < fewest;
  if (isFew(a, terms.a) || isFew(b, terms.b)) return true;
  if (terms.relation === 'apart' || isEntangled(pair) || terms.a.sampleType === 'census') return false;
  const { part, whole } = countsOf(pair);
  return restOf(part, whole).n < fewest;
}

/** A row of volunteers that is without the weights of its table is not repaired by them. */
function isOpen({ a, b, terms }: Pair): boolean {
  const isUnrepaired = (side: SideTerms, { weights }: ComparedFigure) =>
    side.sampleType === 'open' && !(side.tested && weights !== 'none');
  return isUnrepaired(terms.a, a) || isUnrepaired(terms.b, b);
}

/** Where only a test is in the way: ranges apart tell two figures apart also of volunteers, and of people in common. */
const looked: readonly WithheldReason[] = ['volunteers', 'same_people'];

function rangesBeside({ a, b, terms }: Pair, reasons: readonly WithheldReason[]): Judgement['ranges'] {
  const isTheSame = terms.relation !== 'shared' && terms.relation !== 'apart' && a.n === b.n;
  return isTheSame || !reasons.every((reason) => looked.includes(reason)) ? null : rangesOf(a, b);
}

function differenceOf(pair: Pair): Difference {
  const { a, b, terms } = pair;
  const isFact = terms.a.sampleType === 'census' && terms.b.sampleType === 'census';
  const { part, whole } = countsOf(pair);
  if (terms.relation === 'a_in_b' && !isFact) return partDifference(part, whole);
  if (terms.relation === 'b_in_a' && !isFact) return turned(partDifference(part, whole));
  const share = ({ estimate, n, nEff }: Pair['a'], { sampleType }: SideTerms) => {
    return { estimate, nEff: sampleType === 'census' ? null : (nEff ?? n) };
  };
  return shareDifference(share(a, terms.a), share(b, terms.b));
}

/** The counts behind two plain shares, one a part of the other. */
function countsOf({ a, b, terms: { relation } }: Pair): { part: Counted; whole: Counted } {
  const counted = ({ n, estimate }: Pair['a']) => ({ n, y: Math.round(estimate * n) });
  return relation === 'b_in_a' ? { part: counted(b), whole: counted(a) } : { part: counted(a), whole: counted(b) };
}
