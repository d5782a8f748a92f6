import type { PageServerLoad } from './$types.js';

/** The surveys and how many answers each has; the only figures that are live. */
export const load: PageServerLoad = ({ locals }) => {
  const surveys = locals.services.survey.surveys();
  return { surveys, synthetic: surveys.some((survey) => survey.synthetic) };
};
