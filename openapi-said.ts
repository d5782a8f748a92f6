/** The call about what came of a survey. */
import { z } from 'zod';
import { PublishedSaid } from './analytics/contract.ts';
import { json, ofPath, type Call } from './openapi-operation.ts';

export const saidCalls: Readonly<Record<string, { readonly get: Call }>> = {
  '/api/surveys/{id}/said': {
    get: {
      id: 'readSaid',
      summary: 'What a survey found, what followed, what was declined and why, each finding with its published figure',
      path: z.object({ id: z.string().meta({ example: 'basilicata-citizens-2026' }) }),
      answers: { 200: { description: 'The newest version', content: json(PublishedSaid) } },
      problems: [...ofPath, 'storage_unavailable', 'query_too_slow'],
    },
  },
};
