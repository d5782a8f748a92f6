/** The calls at the counter: answers given with help, keyed from paper, brought in from files. */
import { z } from 'zod';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import { Acceptance, AssistedResponse, EntryImport, EntryOutcome, EntryState } from './survey/contract.ts';

const survey = z.object({ survey: z.string().meta({ example: 'basilicata-citizens-2026' }) });
const ofAll = ['sign_in_needed', ...ofPath] as const satisfies readonly ProblemCode[];
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofStaff = [...ofAll, ...ofReading] as const satisfies readonly ProblemCode[];
const part = z.object({
  part: z.enum(['table', 'codes']).optional().meta({ description: 'The empty table, or every column with its codes.' }),
});

type Calls = Readonly<Record<string, Readonly<Partial<Record<'get' | 'post' | 'delete', Call>>>>>;

export const entryCalls: Calls = {
  '/api/assist/{survey}': {
    get: {
      id: 'getEntered',
      summary: 'What this person entered today, and the files of answers that came in',
      path: survey,
      staff: true,
      answers: { 200: { description: 'The counts and the files', content: json(EntryState) } },
      problems: ofStaff,
    },
  },
  '/api/assist/{survey}/responses': {
    post: {
      id: 'sendAssisted',
      summary: 'Hands in answers that were given with help or on paper',
      description:
        'The same checks and the same record as `sendResponse`, but for the mode. Who was present is counted by day and operator, and stands beside no answer.',
      path: survey,
      staff: true,
      body: AssistedResponse,
      answers: {
        200: { description: 'Already stored', content: json(Acceptance) },
        201: { description: 'Stored', content: json(Acceptance) },
      },
      problems: [
        ...[...ofStaff, ...ofBody],
        ...(['mode_not_allowed', 'presence_missing', 'id_conflict', 'erased', 'survey_closed'] as const),
        ...(['minor_not_admitted', 'invalid_answers', 'version_unknown', 'notice_unknown'] as const),
        'language_unknown',
      ],
    },
  },
  '/api/assist/{survey}/template.csv': {
    get: {
      id: 'getEntryTemplate',
      summary: 'The table of answers to fill in, or its columns with their codes',
      path: survey,
      query: part,
      staff: true,
      answers: {
        200: { description: 'The table', content: { 'text/csv': { schema: z.string() } } },
      },
      problems: ofAll,
    },
  },
  '/api/assist/{survey}/batches': {
    post: {
      id: 'importAnswers',
      summary: 'Brings in a file of answers, all rows or none; with `dry=1` it is only checked',
      path: survey,
      query: EntryImport.partial(),
      staff: true,
      body: z.string().meta({ description: 'UTF-8; columns as in the template, `_day` among them.' }),
      bodyType: 'text/csv',
      answers: {
        200: { description: 'What it holds', content: json(EntryOutcome) },
        201: { description: 'What came in', content: json(EntryOutcome) },
      },
      problems: [...ofStaff, ...ofBody, 'invalid_rows', 'entry_again', 'unknown_parameter'],
    },
  },
  '/api/assist/{survey}/batches/{number}': {
    delete: {
      id: 'undoAnswers',
      summary: 'Takes a file of answers back, as long as no figure was published after it',
      path: survey.extend({ number: z.string() }),
      staff: true,
      answers: { 200: { description: 'What is left', content: json(EntryState) } },
      problems: [...ofStaff, 'entry_used'],
    },
  },
};
