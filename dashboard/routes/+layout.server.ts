import type { ProgrammeSummary } from '../../survey/contract.ts';
import { programmeStyle } from '../lib/style/programme.ts';
import type { LayoutServerLoad } from './$types.js';

/** What the frame of every page shows: the reader's theme, the programme of the page and where its figures are. */
export const load: LayoutServerLoad = ({ locals, params }) => {
  const surveys = locals.services.survey.surveys();
  const programmes = locals.services.survey.programmes();
  const shown = surveys.find(({ id }) => id === params.id);
  // a page of no survey belongs to the programme only when there is no other
  const home = shown?.programme ?? params.programme ?? (programmes.length === 1 ? programmes[0]?.id : undefined);
  const programme = programmes.find(({ id }) => id === home);
  return {
    theme: locals.theme,
    person: locals.person && { name: locals.person.name },
    programme: programme ? told(programme) : null,
    survey: shown?.id ?? null,
    firstSurvey: shown?.id ?? programme?.surveys[0] ?? surveys[0]?.id ?? null,
  };
};

const told = ({ title, owner, colours }: ProgrammeSummary) => ({ title, owner, style: programmeStyle(colours) });
