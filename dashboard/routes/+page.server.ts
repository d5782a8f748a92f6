import type { ProgrammeSummary, SurveySummary } from '../../survey/contract.ts';
import { languageOf } from '../lib/language.ts';
import { loadMessages } from '../lib/messages.ts';
import { byState } from '../lib/programme/order.ts';
import { promiseMap } from '../lib/programme/promise-map.ts';
import { saidOf } from '../lib/said/links.ts';
import type { PageServerLoad } from './$types.js';

/** Programmes with their surveys, how many answers each has (the only figures that are live), and one map. */
export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('fabbisogni:total');
  const { services } = locals;
  const language = languageOf(url.pathname);
  const surveys = services.survey
    .surveys()
    .filter(({ state }) => state !== 'pilot')
    .toSorted(byState);
  const programmes = services.survey.programmes().map((programme) => told(programme, surveys));
  return {
    programmes: programmes.toSorted((a, b) => a.title[language].localeCompare(b.title[language], language)),
    said: await saidOf(services, surveys),
    map: await promiseMap(services, surveys, language, await loadMessages(language)),
    synthetic: surveys.some((survey) => survey.synthetic),
  };
};

const told = ({ id, title, owner, colours }: ProgrammeSummary, surveys: readonly SurveySummary[]) => ({
  ...{ id, title, owner, colours },
  surveys: surveys.filter((survey) => survey.programme === id),
});
