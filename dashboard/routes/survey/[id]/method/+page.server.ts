import { error } from '@sveltejs/kit';
import { thermometerWords } from '../../../../lib/explain/thermometer.ts';
import { inLanguage, languageOf } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import { methodNote } from '../../../../lib/method/note.ts';
import type { PageServerLoad } from './$types.js';

/** The method note, made anew from what the program holds. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { survey, analytics, said } = locals.services;
  const language = languageOf(url.pathname);
  const m = await loadMessages(language);
  const { definition: _, notice: __, ticket: ___, ...summary } = survey.survey(params.id);
  const programme = survey.programmes().find(({ id }) => id === summary.programme);
  if (!programme) error(404);
  const parts = {
    ...{ survey: summary, programme, codebook: survey.codebook(params.id) },
    facts: await analytics.method(params.id),
    coverage: analytics.coverage(params.id),
    address: url.origin + inLanguage(`/survey/${params.id}/method`, language),
  };
  return {
    asked: summary,
    owner: programme.owner,
    sections: methodNote(parts, language, m),
    thermometer: thermometerWords(await analytics.thermometer(params.id), language, m),
    said: (await said.all()).some((one) => one.survey === params.id),
    synthetic: summary.synthetic,
  };
};
