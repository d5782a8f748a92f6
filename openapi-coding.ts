/** The calls about coding: codes, codings, two coders, open answers, recommendations. */
import { z } from 'zod';
import { CodingAgreement } from './analytics/contract.ts';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import * as contract from './survey/contract.ts';

type Calls = Readonly<Record<string, Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', Call>>>>>;

const one = z.object({ id: z.string() });
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofStaff = ['sign_in_needed', 'not_found', ...ofReading] as const satisfies readonly ProblemCode[];
const ofOne = ['sign_in_needed', ...ofPath, ...ofReading] as const satisfies readonly ProblemCode[];
const ofList = [...ofStaff, 'missing_parameter', 'unknown_parameter'] as const satisfies readonly ProblemCode[];
const ofNewCode = ['unknown_reference', 'code_depth', 'id_taken'] as const satisfies readonly ProblemCode[];
const ofCode = ['unknown_reference', 'code_cycle', 'code_depth'] as const satisfies readonly ProblemCode[];
const ofProgramme = z.object({ programme: z.string().max(60).meta({ example: 'moral' }) });

const answered = (description: string, schema: z.ZodType, status = 200): Call['answers'] => ({
  [status]: { description, content: json(schema) },
});
const stored = (schema: z.ZodType): Call['answers'] => ({
  ...answered('There already', schema),
  ...answered('Stored', schema, 201),
});
const listOf = (id: string, summary: string, row: z.ZodType): Call => ({
  ...{ id, summary, query: ofProgramme, staff: true },
  answers: answered('What this person may see', z.array(row)),
  problems: ofList,
});

const codes: Calls = {
  '/api/codes': {
    get: listOf('listCodes', 'The shared codes of a programme, in their order', contract.Code),
    post: {
      id: 'addCode',
      summary: 'Proposes a code; the lead’s is accepted at once. The same sent twice is one',
      staff: true,
      body: contract.NewCode,
      answers: stored(contract.Code),
      problems: [...ofStaff, ...ofBody, ...ofNewCode],
    },
  },
  '/api/code-events': {
    get: listOf(
      'listCodeEvents',
      'What happened to the codes: what they were and what they became',
      contract.CodeEvent,
    ),
  },
  '/api/codes/{id}': {
    put: {
      id: 'changeCode',
      summary: 'Renames, describes, moves, links, accepts, refuses or retires a code',
      description: 'The lead changes anything; whoever proposed a code its words, while nobody has decided.',
      path: one,
      staff: true,
      body: contract.CodeChange,
      answers: answered('The code as it is now', contract.Code),
      problems: [...ofOne, ...ofBody, ...ofCode, 'code_state', 'revision_conflict'],
    },
  },
  '/api/codes/{id}/merge': {
    post: {
      id: 'mergeCode',
      summary: 'Gives the codings of a code, and the codes below it, to another',
      path: one,
      staff: true,
      body: contract.CodeMerge,
      answers: answered('The other code', contract.Code),
      problems: [...ofOne, ...ofBody, ...ofCode, 'code_state', 'revision_conflict'],
    },
  },
  '/api/codes/{id}/split': {
    post: {
      id: 'splitCode',
      summary: 'Gives the codings that are named to a new code',
      path: one,
      staff: true,
      body: contract.CodeSplit,
      answers: answered('The new code', contract.Code, 201),
      problems: [...ofOne, ...ofBody, ...ofNewCode, 'code_state', 'revision_conflict'],
    },
  },
};

const codings: Calls = {
  '/api/codings': {
    post: {
      id: 'addCoding',
      summary: 'Puts a code on a stretch of a statement or of an open answer; offsets count code points',
      staff: true,
      body: contract.NewCoding,
      answers: stored(contract.Coding),
      problems: [
        ...[...ofStaff, ...ofBody],
        ...(['unknown_reference', 'span_outside', 'pass_needed', 'passes_done', 'id_taken'] as const),
      ],
    },
  },
  '/api/codings/{id}': {
    put: {
      id: 'replaceCoding',
      summary: 'Puts a coding on another stretch of the text as it now is',
      path: one,
      staff: true,
      body: contract.CodingPlace,
      answers: answered('The coding', contract.Coding),
      problems: [...ofOne, ...ofBody, 'span_outside', 'passes_done'],
    },
    delete: {
      id: 'removeCoding',
      summary: 'Takes a coding away',
      path: one,
      staff: true,
      answers: { 204: { description: 'Taken away' } },
      problems: [...ofOne, 'passes_done'],
    },
  },
  '/api/skill-suggestions': {
    post: {
      id: 'suggestSkills',
      summary: 'Skills whose words stand in a text; nothing is coded by it',
      staff: true,
      body: contract.SuggestionQuery,
      answers: answered('The best first', z.array(contract.Suggestion)),
      problems: [...ofStaff, ...ofBody],
    },
  },
  '/api/open-answers': {
    get: {
      id: 'listOpenAnswers',
      summary: 'Open answers with what is known of who gave them; 50 at a time, `after` the last one',
      description: 'The analyst’s exact view: each look is noted.',
      query: z.object({
        survey: z.string().max(60).meta({ example: 'moral-participants-2026' }),
        variable: z.string().max(60),
        after: z.guid().optional(),
      }),
      staff: true,
      answers: answered('In the order in which they came', z.array(contract.OpenAnswer)),
      problems: [...ofList, 'unknown_variable'],
    },
  },
};

const coders: Calls = {
  '/api/coding-tasks': {
    get: listOf('listCodingTasks', 'Who codes which session, and how far it is', contract.CodingTask),
  },
  '/api/focus-groups/{id}/codings': {
    get: {
      id: 'listCodings',
      summary: 'The codings of a session; a second coder sees the own alone until both are done',
      path: one,
      staff: true,
      answers: answered('What this person may see', z.array(contract.Coding)),
      problems: ofOne,
    },
  },
  '/api/focus-groups/{id}/tasks/{pass}': {
    put: {
      id: 'putCodingTask',
      summary: 'Takes up the first or the second coding of a session, hands it in, or opens it again',
      path: one.extend({ pass: contract.CodingTask.shape.pass }),
      staff: true,
      body: contract.TaskChange,
      answers: answered('As it is now', contract.CodingTask),
      problems: [
        ...[...ofOne, ...ofBody],
        ...(['pass_taken', 'one_pass_each', 'first_pass_missing', 'passes_done', 'revision_conflict'] as const),
      ],
    },
  },
  '/api/focus-groups/{id}/differences': {
    get: {
      id: 'listDifferences',
      summary: 'Where two coders differ, once both are done',
      path: one,
      staff: true,
      answers: answered('By statement, in order', z.array(contract.Difference)),
      problems: [...ofOne, 'passes_open'],
    },
  },
  '/api/focus-groups/{id}/agreement': {
    get: {
      id: 'getAgreement',
      summary: 'How well two coders agree: percent, Cohen’s kappa, Krippendorff’s alpha, overall and by code',
      path: one,
      staff: true,
      answers: answered('By statement and by character', CodingAgreement),
      problems: [...ofOne, 'passes_open'],
    },
  },
  '/api/focus-groups/{id}/adjudications': {
    post: {
      id: 'adjudicate',
      summary: 'Decides what stands where two coders differ, with a reason',
      path: one,
      staff: true,
      body: contract.NewAdjudication,
      answers: answered('The difference, decided', contract.Difference),
      problems: [...ofOne, ...ofBody, 'passes_open', 'no_difference', 'unknown_reference'],
    },
  },
};

const recommendations: Calls = {
  '/api/recommendations': {
    get: listOf('listRecommendations', 'What was recommended, and what was decided', contract.Recommendation),
    post: {
      id: 'recommend',
      summary: 'Raises a recommendation with the codings that support it',
      staff: true,
      body: contract.NewRecommendation,
      answers: stored(contract.Recommendation),
      problems: [...ofStaff, ...ofBody, 'unknown_reference', 'id_taken', 'recommendation_quotes'],
    },
  },
  '/api/recommendations/{id}/decision': {
    post: {
      id: 'decideRecommendation',
      summary: 'Accepts or rejects it, with a reason, once',
      path: one,
      staff: true,
      body: contract.Decision,
      answers: answered('Decided', contract.Recommendation),
      problems: [...ofOne, ...ofBody, 'revision_conflict', 'recommendation_decided'],
    },
  },
};

export const codingCalls: Calls = { ...codes, ...codings, ...coders, ...recommendations };
