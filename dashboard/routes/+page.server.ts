import { languageOf } from '../lib/language.ts';
import { loadMessages } from '../lib/messages.ts';
import { promiseMap } from './promise-map.ts';
import type { PageServerLoad } from './$types.js';

/** The surveys, how many answers each has (the only figures that are live), and the map of what is published. */
export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('fabbisogni:total');
  const language = languageOf(url.pathname);
  const surveys = locals.services.survey.surveys();
  const map = await promiseMap(locals.services, language, await loadMessages(language));
  const programmes = locals.services.survey.programmes();
  const names: Record<string, string> =
    programmes.length < 2 ? {} : Object.fromEntries(programmes.map(({ id, title }) => [id, title[language]]));
  return { surveys: surveys.toSorted(byState), names, map, synthetic: surveys.some((survey) => survey.synthetic) };
};

const order = ['open', 'planned', 'closed'];
const byState = (a: { state: string }, b: { state: string }) => order.indexOf(a.state) - order.indexOf(b.state);
