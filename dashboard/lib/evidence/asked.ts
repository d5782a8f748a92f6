/** What the surveys of a programme publish about a skill: one figure a survey, of everybody in the programme's territory. */
import type { Language, Localized } from '../../../survey/contract.ts';
import { valueOf } from '../chart/value.ts';
import { readSurvey } from '../explore/read.ts';
import { wordsOf } from '../explore/words.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';
import type { Services } from '../services.ts';

/** A published share, in words that the page may show as they are. */
export interface AskedSkill {
  readonly survey: string;
  readonly title: Localized;
  readonly wave: string;
  readonly synthetic: boolean;
  /** "34%", or why there is none */
  readonly rate: string;
  readonly isShown: boolean;
  /** "34% (31–37%) su 1.203 persone" */
  readonly full: string;
  /** who answered, when, where */
  readonly about: string;
  /** identifier of the figure; null before the first publication */
  readonly figure: string | null;
  /** query of the exploring page */
  readonly search: string;
}

/** The surveys that ask whether people need the skill, in the order of the programme. */
export function askedAbout(
  services: Services,
  programme: string,
  skill: string,
  language: Language,
  m: Messages,
): AskedSkill[] {
  const own = services.survey.surveys().filter((survey) => survey.programme === programme);
  return own.flatMap((summary) => {
    const { survey, frame, home } = readSurvey(services, summary.id);
    if (frame === null || !frame.skills.some(({ code }) => code === skill)) return [];
    const where = frame.home === '' ? '' : `${frame.territory}:${frame.home}`;
    const envelope = services.analytics.estimate(survey.id, { variable: frame.need, category: skill, where });
    const value = valueOf(envelope.rows[0]);
    const words = wordsOf(language, m, survey.unit);
    const { snapshot } = envelope;
    return [
      {
        ...{ survey: survey.id, title: survey.title, wave: survey.wave, synthetic: survey.synthetic },
        ...{ rate: words.short(value), isShown: value.state === 'shown', full: words.full(value) },
        about: m('skill.about', {
          sample: m(`explore.sample.${envelope.sampleType}`),
          wave: survey.wave,
          known: snapshot ? 'yes' : 'no',
          day: snapshot ? formats(language).day(snapshot.takenOn) : '',
          place: home && frame.countries.length === 0 ? frame.within.name[language] : 'none',
        }),
        figure: snapshot ? envelope.figure : null,
        search: `?skill=${encodeURIComponent(skill)}`,
      },
    ];
  });
}
