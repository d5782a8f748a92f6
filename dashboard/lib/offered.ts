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
  const among = place.route === form ? spokenByAll(speaking) : speaking.flatMap((one) => one.languages);
  const unread = new Set(speaking.flatMap((one) => one.unreviewed));
  return {
    languages: [...new Set([...languages, ...among])],
    unreviewed: [...unread].filter((one) => among.includes(one)),
  };
}

const form = '/interest/[programme]/[kind]';

/** A form belongs to the programme, so it has no language that one survey alone speaks. */
const spokenByAll = (surveys: readonly Speaking[]) =>
  (surveys[0]?.languages ?? []).filter((one) => surveys.every((survey) => survey.languages.includes(one)));

function speakers(surveys: readonly Speaking[], { route, survey, programme }: Place): readonly Speaking[] {
  if (route === '/survey/[id]' || route === '/survey/[id]/poster') {
    const own = surveys.filter(({ id }) => id === survey);
    return own.length > 0 ? own : surveys;
  }
  if (route === form) return surveys.filter((one) => one.programme === programme);
  return route === '/receipt' || route === '/feedback/[token]' ? surveys : [];
}
