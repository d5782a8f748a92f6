import { askedAbout } from '../../../../lib/evidence/asked.ts';
import { languageOf } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import { outsideOf } from '../../../../lib/outside/read.ts';
import type { PageServerLoad } from './$types.js';

/** A skill as a short article: what surveys publish about it, and beside it what focus groups say. */
export const load: PageServerLoad = async ({ locals: { services }, params, url }) => {
  const language = languageOf(url.pathname);
  const evidence = await services.evidence.skill(params.programme, params.key);
  const asked = askedAbout(services, params.programme, params.key, language, await loadMessages(language));
  const outside = await outsideOf(services, params.programme, language, params.key);
  return { evidence, asked, outside, synthetic: asked.some((survey) => survey.synthetic) };
};
