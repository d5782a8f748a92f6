import type { Language, SurveyService } from '../../../survey/contract.ts';

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
