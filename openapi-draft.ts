/** The calls about answers that wait for another device. */
import { json, ofBody, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import { DraftKept, DraftSave, KeptDraft } from './survey/contract.ts';

const ofDraft = [
  ...['draft_missing', 'draft_unknown', 'too_many_requests', 'storage_unavailable'],
] as readonly ProblemCode[];

export const draftCalls: Readonly<Record<string, Readonly<Partial<Record<'get' | 'put' | 'delete', Call>>>>> = {
  '/api/draft': {
    get: {
      id: 'openDraft',
      summary: 'The encrypted answers that a code opens',
      draft: true,
      answers: { 200: { description: 'Ciphertext', content: json(KeptDraft) } },
      problems: [...ofDraft, 'query_too_slow'],
    },
    put: {
      id: 'saveDraft',
      summary: 'Keeps encrypted answers for 30 days, in the place of those that were there',
      draft: true,
      body: DraftSave,
      answers: { 200: { description: 'Kept', content: json(DraftKept) } },
      problems: [...ofDraft, ...ofBody, 'not_found'],
    },
    delete: {
      id: 'dropDraft',
      summary: 'Takes encrypted answers away; asked again, it is the same',
      draft: true,
      answers: { 204: { description: 'Gone' } },
      problems: ofDraft,
    },
  },
};
