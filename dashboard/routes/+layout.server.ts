import type { LayoutServerLoad } from './$types.js';

/** What the frame of every page shows: the reader's theme, the programme and where its figures are. */
export const load: LayoutServerLoad = ({ locals }) => {
  const surveys = locals.services.survey.surveys();
  const programme = locals.services.survey.programmes()[0];
  return {
    theme: locals.theme,
    programme: programme ? { id: programme.id, title: programme.title } : null,
    firstSurvey: surveys[0]?.id ?? null,
  };
};
