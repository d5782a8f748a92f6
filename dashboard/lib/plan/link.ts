/** Where the parts of a plan lead: to the gap, to the figure behind it, to the questions of that version; and what they say. */
import type { LineGap, Plan, ResolvedEvidence } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import { inLanguage } from '../language.ts';
import type { Messages } from '../messages.ts';
import type { PlanNames } from './names.ts';

export type PlanFrame = Pick<Plan, 'programme' | 'survey' | 'takeUp' | 'from'>;

/** The page of the gap as the plan asked it: the same skill, place, take-up and twelve months. */
export function gapLink(plan: PlanFrame, { skill, place }: LineGap, language: Language): string {
  const [level, area] = place?.split(':') ?? [];
  const query = new URLSearchParams({
    ...{ survey: plan.survey, skill, ...(level && area && { area, level }) },
    ...{ takeUp: String(plan.takeUp), from: plan.from },
  });
  return inLanguage(`/gap/${plan.programme}?${query}`, language);
}

export const figureLink = (figure: string, language: Language): string => inLanguage(`/figure/${figure}`, language);

/** The questions behind a figure as one version of the questionnaire asked them. */
export const askedLink = (
  { survey, variable }: Pick<NonNullable<ResolvedEvidence['figure']>, 'survey' | 'variable'>,
  version: number,
  language: Language,
): string => inLanguage(`/survey/${survey}/asked/${encodeURIComponent(variable)}?version=${version}`, language);

export const quoteLink = (ref: string, language: Language): string => inLanguage(`/quote/${ref}`, language);

type Said = Pick<LineGap, 'statistic' | 'estimate' | 'n'>;

/** What a figure of the places wanted says, for a sentence: a share of those who answered, or people. */
export function figureWords({ statistic, estimate, n }: Said, language: Language) {
  const { count, percent } = formats(language);
  const isShare = statistic === 'proportion';
  return {
    told: estimate === null ? 'no' : isShare ? 'share' : 'total',
    value: estimate === null ? '' : isShare ? shareOf(estimate, percent) : count(estimate),
    ...{ known: n === null ? 'no' : 'yes', n: count(n ?? 0) },
  };
}

/** In whole percent, as the page of the figure has it; what is more than nothing is never 0. */
const shareOf = (share: number, percent: (share: number) => string): string =>
  share > 0 && share < 0.005 ? `<${percent(0.01)}` : percent(share);

/** A place in a sentence, with its kind where a town may have the same name; null is the whole territory. */
export function placeWords(place: string | null, { places }: Pick<PlanNames, 'places'>, m: Messages): string {
  if (place === null) return m('plan.everywhere');
  return m('plan.placeName', { level: place.split(':')[0] ?? '', name: places[place] ?? place });
}
