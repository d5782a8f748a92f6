/** What forms and pages of the staff offer of programmes: where somebody may act, places, groups, skills, each in words. */
import { grantsFor, type Action, type Person } from '../../../access.ts';
import type { Language, ProgrammeSummary, SurveyService, Variable } from '../../../survey/contract.ts';
import type { Option } from '../survey/option.ts';

/** The programmes in which a person may do something, somewhere. */
export function programmesFor(survey: SurveyService, person: Person | null, action: Action): ProgrammeSummary[] {
  const grants = person ? grantsFor(person, action) : [];
  return survey.programmes().filter(({ id }) => grants.some(({ programme }) => programme === null || programme === id));
}

/** The places of a programme, as its surveys know them; `value` is `level:code`. */
export function placesOf(survey: SurveyService, programme: string, language: Language): Option[] {
  const all = surveysOf(survey, programme).flatMap((id) => survey.territories(id));
  const places = all.map(({ level, code, name }) => [`${level}:${code}`, name[language]] as const);
  return options(places).toSorted((a, b) => (a.text < b.text ? -1 : 1));
}

/** The target groups of a programme, each by its key. */
export const groupsOf = (survey: SurveyService, programme: string, language: Language): Option[] =>
  categories(survey, programme, language, ({ name }) => name === 'targetGroup');

/** The skills that a programme's surveys ask about, by name. */
export function skillsOf(survey: SurveyService, programme: string, language: Language): Option[] {
  const skills = categories(survey, programme, language, ({ role }) => role === 'need');
  return skills.toSorted((a, b) => a.text.localeCompare(b.text, language));
}

/** The words of a value among options; the value itself where it is not one of them any more. */
export const wordsOf = (among: readonly Option[], value: string | null): string =>
  among.find((option) => option.value === value)?.text ?? value ?? '';

const surveysOf = (survey: SurveyService, programme: string): readonly string[] =>
  survey.programmes().find(({ id }) => id === programme)?.surveys ?? [];

function categories(
  survey: SurveyService,
  programme: string,
  language: Language,
  wanted: (variable: Variable) => boolean,
): Option[] {
  const variables = surveysOf(survey, programme).flatMap((id) => survey.codebook(id).variables);
  const all = variables.filter(wanted).flatMap((variable) => variable.categories);
  return options(all.map(({ code, label }) => [code, label[language]] as const));
}

/** Each value once. */
const options = (named: readonly (readonly [value: string, text: string])[]): Option[] =>
  [...new Map(named)].map(([value, text]) => ({ value, text }));
