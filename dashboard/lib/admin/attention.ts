import type { WatchedSurvey } from '../../../survey/contract.ts';
import { daysUntil } from './days.ts';

/** A survey with what has been published of it. */
export interface Released extends WatchedSurvey {
  /** the last publication: its day, and the answers it holds; null before the first */
  readonly snapshot: { readonly takenOn: string; readonly responses: number } | null;
}

/** Something to look at today: `n` and `of` as the sentence of its kind needs them. */
export interface Matter {
  readonly kind: 'closing' | 'few' | 'due' | 'minors' | 'opening';
  readonly survey: Released;
  readonly n: number;
  readonly of: number;
}

/** So many days before a survey opens or closes it is worth a word. */
export const soon = 14;

/** The next number of answers at which figures come out; null after the last. */
export const nextSize = ({ sizes, snapshot }: Pick<Released, 'sizes' | 'snapshot'>): number | null =>
  sizes.find((size) => size > (snapshot?.responses ?? 0)) ?? null;

/**
 * What needs attention, the most pressing first.
 * @param decides  whether this person says how a survey treats people under the age of consent
 */
export function mattersOf(
  surveys: readonly Released[],
  today: string,
  decides: (survey: Released) => boolean = () => false,
): Matter[] {
  const all = surveys.flatMap((survey): Matter[] => {
    const { state, opensOn, closesOn, responses, sizes } = survey;
    const [closes, opens] = [daysUntil(today, closesOn), daysUntil(today, opensOn)];
    const [first = 0, next] = [sizes[0], nextSize(survey)];
    const age = survey.minors && !survey.minorsDecidedOn && state !== 'closed' ? survey.minors.adultFrom : null;
    return [
      ...(state === 'open' && closes <= soon ? [{ kind: 'closing' as const, survey, n: closes, of: soon }] : []),
      ...(next !== null && responses >= next ? [{ kind: 'due' as const, survey, n: responses, of: next }] : []),
      ...(state === 'open' && responses < first ? [{ kind: 'few' as const, survey, n: responses, of: first }] : []),
      ...(age !== null && decides(survey) ? [{ kind: 'minors' as const, survey, n: age, of: age }] : []),
      ...(state === 'planned' && opens <= soon ? [{ kind: 'opening' as const, survey, n: opens, of: soon }] : []),
    ];
  });
  return all.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

const order: readonly Matter['kind'][] = ['closing', 'minors', 'due', 'few', 'opening'];
