/** What the frame of a page shows of the survey and the programme that the page is about. */
import type { Localized, ProgrammeSummary, SurveySummary } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';
import { programmeStyle } from '../style/programme.ts';

export interface Frame {
  /** `page`: where the programme is at home */
  readonly programme: {
    readonly title: Localized;
    readonly owner: Localized;
    readonly style: string;
    readonly page: string;
  } | null;
  readonly survey: string | null;
  /** the survey whose figures the frame leads to */
  readonly firstSurvey: string | null;
}

/** @param about  what the address names */
export function frameOf(
  services: Services['survey'],
  about: { survey?: string | undefined; programme?: string | undefined },
): Frame {
  const surveys = services.surveys();
  const programmes = services.programmes();
  const shown = surveys.find(({ id }) => id === about.survey);
  const named = shown?.programme ?? about.programme;
  // a page of no programme belongs to one only when there is no other
  const [only, ...others] = programmes;
  const programme = programmes.find(({ id }) => id === named) ?? (others.length === 0 ? only : undefined);
  return {
    programme: programme ? told(programme, others.length > 0) : null,
    survey: shown?.id ?? null,
    firstSurvey: shown?.id ?? newestOf(programme, surveys) ?? mostAnswered(surveys)?.id ?? null,
  };
}

/** Of the surveys of a programme one that can be answered, else one of its newest wave; among equals the programme's first. */
function newestOf(programme: ProgrammeSummary | undefined, surveys: readonly SurveySummary[]): string | undefined {
  const own = (programme?.surveys ?? []).flatMap((id) => surveys.find((one) => one.id === id) ?? []);
  const isOpen = ({ state }: SurveySummary) => Number(state === 'open');
  return own.toSorted((a, b) => isOpen(b) - isOpen(a) || b.wave.localeCompare(a.wave))[0]?.id;
}

const mostAnswered = (surveys: readonly SurveySummary[]) => surveys.toSorted((a, b) => b.responses - a.responses)[0];

const told = ({ id, title, owner, colours }: ProgrammeSummary, hasOthers: boolean) => ({
  ...{ title, owner, style: programmeStyle(colours) },
  page: hasOthers ? `/programme/${id}` : '/',
});
