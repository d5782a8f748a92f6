import { error } from '@sveltejs/kit';
import { may, mayAnywhere } from '../../../../access.ts';
import type { TerritoryLevel } from '../../../../analytics/contract.ts';
import { thermometerWords } from '../../../lib/explain/thermometer.ts';
import { inLanguage, languageOf } from '../../../lib/language.ts';
import { loadMessages } from '../../../lib/messages.ts';
import { methodNote, type NoteSection } from '../../../lib/method/note.ts';
import { mapAccounts } from '../../../lib/quality/account.ts';
import { arrivalOf } from '../../../lib/quality/arrival.ts';
import { coverageParts } from '../../../lib/quality/coverage.ts';
import type { PageServerLoad } from './$types.js';

/** Those parts of the method note that say how good the data are. */
const told: readonly NoteSection['key'][] = ['response', 'weights'];

/** How good the data of a survey are, from what is published; exact counts are asked for by who may see them. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { person, services } = locals;
  const { survey, analytics } = services;
  const language = languageOf(url.pathname);
  const m = await loadMessages(language);
  const { definition: _, notice: __, ticket: ___, ...summary } = survey.survey(params.id);
  const programme = survey.programmes().find(({ id }) => id === summary.programme);
  if (!programme) error(404);
  const [codebook, territories] = [survey.codebook(params.id), survey.territories(params.id)];
  const [facts, coverage] = [await analytics.method(params.id), analytics.coverage(params.id)];
  const address = url.origin + inLanguage(`/quality/${params.id}`, language);
  const note = methodNote({ survey: summary, programme, codebook, facts, coverage, address }, language, m);
  const levels = programme.territories.mapLevels as readonly TerritoryLevel[];
  return {
    asked: summary,
    snapshot: facts.snapshot,
    arrival: arrivalOf(facts.publications, summary.opensOn, language, m),
    k: facts.k,
    parts: facts.snapshot ? coverageParts(coverage, codebook, territories, language, m) : [],
    maps: facts.snapshot ? await mapAccounts(services, levels, territories, coverage, facts.about) : [],
    sections: note.filter(({ key }) => told.includes(key)),
    thermometer: thermometerWords(await analytics.thermometer(params.id), language, m),
    mayLook: person !== null && mayAnywhere(person, 'figures.exact'),
    mayWatch: may(person, 'survey.watch', { programme: summary.programme }),
    synthetic: summary.synthetic,
  };
};
