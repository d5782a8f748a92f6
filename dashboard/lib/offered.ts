import type { RespondentLanguage, SurveySummary } from '../../survey/contract.ts';
import { languages } from './language.ts';

type Speaking = Pick<SurveySummary, 'id' | 'programme' | 'languages' | 'unreviewed'>;
interface Place {
  /** as the router names it */
  readonly route: string | null;
  /** the survey of its address */
  readonly survey: string | undefined;
  /** the programme of its address */
  readonly programme: string | undefined;
}

/** The languages in which a page can be read, and those among them that nobody has checked who speaks them from birth. */
export interface Offer {
  readonly languages: readonly RespondentLanguage[];
  readonly unreviewed: readonly RespondentLanguage[];
}

/**
 * What a page offers: a questionnaire the languages of its survey, the receipt and the form after a focus group
 * those of all surveys, a form beside the
 * questionnaires those of its programme, every other page those of the interface.
 */
export function offered(surveys: readonly Speaking[], place: Place): Offer {
  const speaking = speakers(surveys, place);
  const union = (of: 'languages' | 'unreviewed') => speaking.flatMap((one) => one[of]);
  return {
    languages: [...new Set([...languages, ...union('languages')])],
    unreviewed: [...new Set(union('unreviewed'))],
  };
}

function speakers(surveys: readonly Speaking[], { route, survey, programme }: Place): readonly Speaking[] {
  if (route === '/survey/[id]' || route === '/survey/[id]/poster') {
    const own = surveys.filter(({ id }) => id === survey);
    return own.length > 0 ? own : surveys;
  }
  if (route === '/interest/[programme]/[kind]') return surveys.filter((one) => one.programme === programme);
  return route === '/receipt' || route === '/feedback/[token]' ? surveys : [];
}
