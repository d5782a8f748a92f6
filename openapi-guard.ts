/** The calls about start tickets and marks. */
import { z } from 'zod';
import { MarkCounts } from './analytics/contract.ts';
import { json, ofPath, type Call } from './openapi-operation.ts';
import { StartTicket } from './survey/contract.ts';

const survey = z.object({ id: z.string().meta({ example: 'basilicata-citizens-2026' }) });

export const guardCalls: Readonly<Record<string, Readonly<Partial<Record<'get', Call>>>>> = {
  '/api/surveys/{id}/ticket': {
    get: {
      id: 'openQuestionnaire',
      summary: 'A start ticket, to be handed in with the answers',
      description:
        'It says that the questionnaire was opened here, and in which minute. Answers without one, or with one older than seven days, are taken and bear a mark.',
      path: survey,
      answers: { 200: { description: 'The ticket', content: json(StartTicket) } },
      problems: ofPath,
    },
  },
  '/api/surveys/{id}/marks': {
    get: {
      id: 'countMarks',
      summary: 'How many answers bear each mark, and the first need with and without those that marks keep out',
      description: 'For analysts, narrowed to the territory of their grant, and noted in the audit.',
      path: survey,
      staff: true,
      answers: { 200: { description: 'The counts', content: json(MarkCounts) } },
      problems: [...ofPath, 'sign_in_needed', 'exact_not_allowed', 'storage_unavailable', 'query_too_slow'],
    },
  },
};
