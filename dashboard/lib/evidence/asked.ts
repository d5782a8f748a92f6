/** What the surveys of a programme publish about a skill: one figure a survey, of everybody in the programme's territory. */
import type { Language, Localized } from '../../../survey/contract.ts';
import { valueOf } from '../chart/value.ts';
import { wordsOf } from '../explore/words.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';
import type { Services } from '../services.ts';
import { rankOf, type Rank } from '../skill/rank.ts';
import type { Asking } from '../skill/read.ts';

/** A published share, in words that the page may show as they are. */
export interface AskedSkill {
  readonly survey: string;
  readonly title: Localized;
  readonly wave: string;
  readonly synthetic: boolean;
  /** "34%", or why there is none */
  readonly rate: string;
  readonly isShown: boolean;
  /** among the skills of the same survey; null where it is not published */
  readonly rank: Rank | null;
  /** "34% (31–37%) su 1.203 persone" */
  readonly full: string;
  /** who answered, when, where */
  readonly about: string;
  /** identifier of the figure; null before the first publication */
  readonly figure: string | null;
  /** query of the exploring page */
  readonly search: string;
}

/** What the surveys that ask about a skill publish: its place among all of the survey, and its share. */
export function askedAbout(
  { analytics }: Services,
  asking: readonly Asking[],
  skill: string,
  language: Language,
  m: Messages,
): AskedSkill[] {
  return asking.map(({ survey, frame, isHome }) => {
    const where = frame.home === '' ? '' : `${frame.territory}:${frame.home}`;
    const need = { variable: frame.need, where };
    const [envelope, all] = analytics.estimates(survey.id, [{ ...need, category: skill }, need]);
    const value = valueOf(envelope!.rows[0]);
    const words = wordsOf(language, m, survey.unit);
    const { snapshot, sampleType, figure } = envelope!;
    return {
      ...{ survey: survey.id, title: survey.title, wave: survey.wave, synthetic: survey.synthetic },
      ...{ rate: words.short(value), isShown: value.state === 'shown', full: words.full(value) },
      rank: rankOf(all!.rows, skill),
      about: m('skill.about', {
        sample: m(`explore.sample.${sampleType}`),
        wave: survey.wave,
        known: snapshot ? 'yes' : 'no',
        day: snapshot ? formats(language).day(snapshot.takenOn) : '',
        place: isHome ? frame.within.name[language] : 'none',
      }),
      figure: snapshot ? figure : null,
      search: `?skill=${encodeURIComponent(skill)}`,
    };
  });
}
