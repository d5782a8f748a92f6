import { z } from 'zod';
import { RespondentLanguage } from './survey/contract.ts';

const description = 'Texts in this language and in Italian only; left out: in every language of the survey.';

/** What a reader of one language asks for. */
export const OneLanguage = z.object({ language: RespondentLanguage.optional().meta({ description }) });
