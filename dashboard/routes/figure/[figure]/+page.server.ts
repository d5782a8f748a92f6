import { readSurvey } from '../../../lib/explore/read.ts';
import { citedIn } from '../../../lib/figure/cited.ts';
import { figureTold } from '../../../lib/figure/told.ts';
import { viewOf } from '../../../lib/figure/view.ts';
import { languageOf } from '../../../lib/language.ts';
import { loadMessages } from '../../../lib/messages.ts';
import { frameOf } from '../../../lib/shell/frame.ts';
import type { Codebook } from '../../../../survey/contract.ts';
import type { PageServerLoad } from './$types.js';

/** What stands behind the identifier of a figure. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { survey, analytics } = locals.services;
  const language = languageOf(url.pathname);
  const record = await analytics.figure(params.figure);
  const { definition: _, notice: __, ticket: ___, ...summary } = survey.survey(record.survey);
  const parts = {
    record,
    survey: summary,
    codebook: survey.codebook(record.survey),
    territories: survey.territories(record.survey),
    thermometer: await analytics.thermometer(record.survey),
  };
  return {
    told: figureTold(parts, citedIn(url.searchParams), language, await loadMessages(language)),
    asked: summary,
    versions: versionsOf(survey.codebook(record.survey), record.then.variable),
    variable: record.then.variable,
    view: viewOf(record, readSurvey(locals.services, record.survey).frame),
    synthetic: summary.synthetic,
    about: frameOf(survey, { survey: record.survey }),
  };
};

/** The versions of the questionnaire that asked for a variable; none of what no question stands for. */
const versionsOf = ({ variables }: Codebook, variable: string): readonly number[] =>
  variables.find(({ name }) => name === variable)?.versions ?? [];
