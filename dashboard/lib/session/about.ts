import { grantsFor, type Action, type Person } from '../../../access.ts';
import type { Language, ProgrammeSummary, SurveyService } from '../../../survey/contract.ts';
import type { Option } from '../survey/option.ts';

/** The programmes in which a person may do something, somewhere. */
export function programmesOf(survey: SurveyService, person: Person | null, action: Action): ProgrammeSummary[] {
  const grants = person ? grantsFor(person, action) : [];
  return survey.programmes().filter(({ id }) => grants.some(({ programme }) => programme === null || programme === id));
}

/** The places of a programme, as its surveys know them; `value` is `level:code`. */
export function placesOf(survey: SurveyService, programme: string, language: Language): Option[] {
  const all = surveysOf(survey, programme).flatMap((id) => survey.territories(id));
  const named = all.map(({ level, code, name }) => [`${level}:${code}`, name[language]] as const);
  return [...new Map(named)].map(([value, text]) => ({ value, text })).toSorted((a, b) => (a.text < b.text ? -1 : 1));
}

/** The target groups of a programme, each by its key. */
export function groupsOf(survey: SurveyService, programme: string, language: Language): Option[] {
  const variables = surveysOf(survey, programme).flatMap((id) => survey.codebook(id).variables);
  const groups = variables.filter(({ name }) => name === 'targetGroup').flatMap(({ categories }) => categories);
  const named = groups.map(({ code, label }) => [code, label[language]] as const);
  return [...new Map(named)].map(([value, text]) => ({ value, text }));
}

const surveysOf = (survey: SurveyService, programme: string): readonly string[] =>
  survey.programmes().find(({ id }) => id === programme)?.surveys ?? [];

/** The words of a value among options; the value itself where it is not one of them any more. */
export const wordsOf = (options: readonly Option[], value: string | null): string =>
  options.find((option) => option.value === value)?.text ?? value ?? '';
