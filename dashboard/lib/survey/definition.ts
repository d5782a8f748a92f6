import type { PublicSurvey, RespondentLanguage } from '../../../survey/contract.ts';
import { api } from '../api.ts';

/** Where a survey lies in the words of one language, with the Italian ones. */
export const definitionPath = (id: string, language: RespondentLanguage): string =>
  `/surveys/${id}?language=${language}`;

/** The survey as its respondent reads it. @throws ApiFault, TypeError without a network */
export const fetchSurvey = (id: string, language: RespondentLanguage): Promise<PublicSurvey> =>
  api<PublicSurvey>(definitionPath(id, language), { language });
