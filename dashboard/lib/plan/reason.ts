/** Why an edition was proposed, in words: on the page, and in the plan once it is taken over. */
import type { ProposedLine } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';
import type { PlanNames } from './names.ts';

export interface Naming {
  readonly names: PlanNames;
  /** titles of courses by key */
  readonly courses: ReadonlyMap<string, string>;
  readonly language: Language;
  readonly m: Messages;
}

export const courseOf = ({ courses }: Naming, key: string): string => courses.get(key) ?? key;

/** Where it is held, or that it is online. */
export const placeOf = ({ names, m }: Naming, place: string | null): string =>
  place === null ? m('plan.online') : (names.places[place] ?? place);

/** Who has a seat by it: so many places, at what price. */
export function addsWords({ m, language }: Naming, { covered, perPlace }: Pick<ProposedLine, 'covered' | 'perPlace'>) {
  const { number, count } = formats(language);
  return m('plan.proposal.adds', {
    ...{ covered: number(covered), priced: perPlace === null ? 'no' : 'yes' },
    euro: count(perPlace ?? 0),
  });
}

/** The best that was left out, in the same terms. */
export function insteadWords(naming: Naming, { leftOut }: ProposedLine): string {
  const { m, language } = naming;
  if (leftOut === null) return m('plan.proposal.nothingInstead');
  const { number } = formats(language);
  return m('plan.proposal.instead', {
    ...{ course: courseOf(naming, leftOut.course), place: placeOf(naming, leftOut.place) },
    covered: number(leftOut.covered),
  });
}

/** Whether it stays in the proposal when the demand is another within its range. */
export function stableWords({ m }: Naming, { stable }: ProposedLine): string | null {
  if (stable === null) return null;
  const { of, held, atLow, atHigh } = stable;
  return m('plan.proposal.stable', {
    of,
    held,
    ends: atLow && atHigh ? 'both' : atLow ? 'low' : atHigh ? 'high' : 'none',
  });
}

/** The reason of a line that is taken over. */
export const reasonOf = (naming: Naming, line: ProposedLine): string =>
  [addsWords(naming, line), insteadWords(naming, line), stableWords(naming, line)]
    .filter((one) => one !== null)
    .join(' ');
