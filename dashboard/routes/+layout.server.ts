import { mayAnywhere, type Person } from '../../access.ts';
import type { ProgrammeSummary, SurveySummary } from '../../survey/contract.ts';
import { offered } from '../lib/offered.ts';
import { mayEnter } from '../lib/admin/entrance.ts';
import { programmeStyle } from '../lib/style/programme.ts';
import type { LayoutServerLoad } from './$types.js';

/** What the frame of every page shows: the reader's theme, the languages, the programme of the page and where its figures are. */
export const load: LayoutServerLoad = ({ locals, params, route }) => {
  const surveys = locals.services.survey.surveys();
  const programmes = locals.services.survey.programmes();
  const shown = surveys.find((survey) => survey.id === params.id);
  const { id, programme: asked }: { id?: string; programme?: string } = params;
  const named = shown?.programme ?? asked ?? id;
  // a page of no programme belongs to one only when there is no other
  const [only, ...others] = programmes;
  const programme = programmes.find(({ id }) => id === named) ?? (others.length === 0 ? only : undefined);
  return {
    theme: locals.theme,
    person: locals.person && whoIs(locals.person),
    ...offered(surveys, { route: route.id, survey: params.id, programme: asked }),
    programme: programme ? told(programme, others.length > 0) : null,
    survey: shown?.id ?? null,
    firstSurvey: shown?.id ?? programme?.surveys[0] ?? mostAnswered(surveys)?.id ?? null,
  };
};

/** `listens`: reads sessions of focus groups. */
const whoIs = (person: Person) => ({
  ...{ name: person.name, isStaff: mayEnter(person), listens: mayAnywhere(person, 'focus.read') },
});

const mostAnswered = (surveys: readonly SurveySummary[]) => surveys.toSorted((a, b) => b.responses - a.responses)[0];

/** `page`: where the programme is at home. */
const told = ({ id, title, owner, colours }: ProgrammeSummary, hasOthers: boolean) => ({
  ...{ title, owner, style: programmeStyle(colours) },
  page: hasOthers ? `/programme/${id}` : '/',
});
