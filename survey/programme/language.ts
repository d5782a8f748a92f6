/** In which languages a survey is asked: its own, where it says them, else those of its programme. */
import type { RespondentLanguage } from '../contract.ts';
import type { ProgrammeFile, SurveySettings } from './schema.ts';

type Spoken = Pick<SurveySettings, 'languages' | 'unreviewed'>;
type Home = Pick<ProgrammeFile, 'languages' | 'unreviewed'>;

/** The languages in which a survey can be answered. */
export const languagesOf = (programme: Home, { languages }: Spoken): readonly RespondentLanguage[] =>
  languages ?? programme.languages;

/** Those among them whose texts nobody has checked who speaks them from birth. */
export const unreviewedOf = (programme: Home, survey: Spoken): readonly RespondentLanguage[] =>
  survey.unreviewed ?? programme.unreviewed.filter((one) => languagesOf(programme, survey).includes(one));

/** All languages of some surveys of a programme, each once, in its order; the programme's own where there is no survey. */
export function languagesOfAll(programme: Home, surveys: readonly Spoken[]): RespondentLanguage[] {
  const all = surveys.length > 0 ? surveys : [{}];
  return [...new Set(all.flatMap((survey) => languagesOf(programme, survey)))];
}
