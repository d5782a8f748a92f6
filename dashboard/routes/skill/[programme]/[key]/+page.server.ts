import { coursesOf } from '../../../../lib/catalogue/of-skill.ts';
import { askedAbout } from '../../../../lib/evidence/asked.ts';
import { languageOf } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import { outsideOf } from '../../../../lib/outside/read.ts';
import { articleOf, askingAbout } from '../../../../lib/skill/read.ts';
import type { PageServerLoad } from './$types.js';

/** A skill as a short article: what surveys publish about it, and beside it what focus groups say. */
export const load: PageServerLoad = async ({ locals: { services }, params, url }) => {
  const language = languageOf(url.pathname);
  const { programme, key } = params;
  const evidence = await services.evidence.skill(programme, key);
  const asking = askingAbout(services, programme, key);
  const asked = askedAbout(services, asking, key, language, await loadMessages(language));
  const article = articleOf(services, asking, key);
  const outside = await outsideOf(services, programme, language, key);
  const courses = await coursesOf(services, programme, key, language);
  return { evidence, asked, article, outside, courses, synthetic: asked.some((survey) => survey.synthetic) };
};
