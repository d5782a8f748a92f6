import { grantsFor, type Action, type Person } from '../../../access.ts';
import type { Language, ProgrammeSummary, SurveyService, Variable } from '../../../survey/contract.ts';
import type { Option } from '../survey/option.ts';

/** The programmes in which a person may do something, somewhere. */
export function programmesFor(survey: SurveyService, person: Person | null, action: Action): ProgrammeSummary[] {
  const grants = person ? grantsFor(person, action) : [];
  return survey.programmes().filter(({ id }) => grants.some(({ programme }) => programme === null || programme === id));
}

const variablesOf = (survey: SurveyService, programme: string): Variable[] =>
  (survey.programmes().find(({ id }) => id === programme)?.surveys ?? []).flatMap(
    (id) => survey.codebook(id).variables,
  );

/** The skills that a programme's surveys ask about, by name. */
export function skillsOf(survey: SurveyService, programme: string, language: Language): Option[] {
  const asked = variablesOf(survey, programme).filter(({ role }) => role === 'need');
  return named(asked, language).toSorted((a, b) => a.text.localeCompare(b.text, language));
}

/** Target groups by their key. */
export const groupsOf = (survey: SurveyService, programme: string, language: Language): Option[] =>
  named(
    variablesOf(survey, programme).filter(({ role }) => role === 'targetGroup'),
    language,
  );

function named(variables: readonly Variable[], language: Language): Option[] {
  const all = variables.flatMap(({ categories }) => categories);
  return [...new Map(all.map(({ code, label }) => [code, label[language]]))].map(([value, text]) => ({ value, text }));
}

/** The open questions of a programme's surveys. */
export function openQuestions(survey: SurveyService, programme: string, language: Language) {
  return survey
    .surveys()
    .filter((one) => one.programme === programme)
    .flatMap(({ id, title }) =>
      survey.codebook(id).variables.flatMap(({ name, role, label }) => {
        return role === 'text' ? [{ survey: id, title: title[language], variable: name, label: label[language] }] : [];
      }),
    );
}
