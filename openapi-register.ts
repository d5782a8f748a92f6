/** The calls about the register: interests, madrina firms, members, ideas, uptake, signed consents. */
import { z } from 'zod';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import * as contract from './survey/contract.ts';

const programme = z.object({ programme: z.string().meta({ example: 'mantova' }) });
const one = programme.extend({ id: z.string() });
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofStaff = ['sign_in_needed', ...ofPath, ...ofReading] as const satisfies readonly ProblemCode[];
const ofCode = ['withdrawal_missing', 'withdrawal_unknown', ...ofReading] as const satisfies readonly ProblemCode[];
const format = z.object({
  format: z.enum(['csv']).optional().meta({ description: 'As `Accept: text/csv`, for links.' }),
});
const file = (columns: string) =>
  z.string().meta({ description: `UTF-8, comma or semicolon, first row \`${columns}\`.` });

type Calls = Readonly<Record<string, Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', Call>>>>>;

/** A list, as JSON or as a file with the same rows. */
function listOf(id: string, summary: string, row: z.ZodType, query: z.ZodObject = format): Call {
  const csv = z.string().meta({ description: 'The same rows; members as columns, lists parted by semicolons.' });
  return {
    ...{ id, summary, path: programme, query, staff: true },
    description: 'Only what this person may see: what is not told is the same as what is not there.',
    answers: { 200: { description: 'The rows', content: { ...json(z.array(row)), 'text/csv': { schema: csv } } } },
    problems: [...ofStaff, 'not_acceptable', ...(query === format ? [] : (['unknown_parameter'] as const))],
  };
}

const answered = (description: string, schema: z.ZodType, status = 200): Call['answers'] => ({
  [status]: { description, content: json(schema) },
});

const interests: Calls = {
  '/api/register/{programme}/interests': {
    post: {
      id: 'declareInterest',
      summary: 'Sends a form apart from every answer, with a consent of its own; gives the code that takes it back',
      path: programme,
      body: contract.Declaration,
      answers: {
        ...answered('Already stored', contract.Declared),
        ...answered('Stored', contract.Declared, 201),
      },
      problems: [
        ...[...ofPath, ...ofBody, ...ofReading],
        ...(['invalid_interest', 'consent_changed', 'interest_conflict', 'interest_withdrawn'] as const),
        'too_many_interests',
      ],
    },
    get: listOf(
      'listInterests',
      'Who declared an interest; contacts of persons only for the desk of their district',
      contract.Interest,
      format.extend({ kind: contract.InterestKind.optional() }),
    ),
  },
  '/api/interest': {
    get: {
      id: 'readOwnInterest',
      summary: 'What was declared',
      withdrawal: true,
      answers: answered('The form', contract.OwnInterest),
      problems: ofCode,
    },
    put: {
      id: 'concealOwnInterest',
      summary: 'Takes back the consent towards schools alone',
      withdrawal: true,
      body: contract.Concealment,
      answers: answered('Schools see it no longer', contract.OwnInterest),
      problems: [...ofCode, ...ofBody],
    },
    delete: {
      id: 'withdrawOwnInterest',
      summary: 'Wipes what was declared; asked again, it gives the same day',
      withdrawal: true,
      answers: answered('Wiped', contract.Withdrawn),
      problems: ofCode,
    },
  },
};

const firms: Calls = {
  '/api/register/{programme}/firms': {
    get: listOf('listMadrinaFirms', 'The firms that agreed to be seen by schools', contract.MadrinaFirm),
  },
  '/api/register/{programme}/firms/{id}': {
    get: {
      id: 'getMadrinaFirm',
      summary: 'One of them, while its consent stands',
      path: one,
      staff: true,
      answers: answered('The firm', contract.MadrinaFirm),
      problems: ofStaff,
    },
  },
};

const members: Calls = {
  '/api/register/{programme}/members': {
    get: listOf('listMembers', 'Whether organisations take part, as the office told it', contract.Member),
    put: {
      id: 'tellMembers',
      summary: 'Tells who was invited and who answered; all or nothing',
      description: 'Also as `text/csv` with the first row `organisation,survey,state`.',
      path: programme,
      staff: true,
      body: contract.MemberStates,
      answers: answered('Told', contract.Imported),
      problems: [...ofStaff, ...ofBody, 'unknown_reference', 'invalid_rows'],
    },
  },
};

const ofIdea = [...ofStaff, ...ofBody] as const satisfies readonly ProblemCode[];
const ideas: Calls = {
  '/api/register/{programme}/ideas': {
    get: listOf('listIdeas', 'The ideas of the schools within reach, newest year first', contract.Idea),
    post: {
      id: 'proposeIdea',
      summary: 'Proposes an idea of a school',
      path: programme,
      staff: true,
      body: contract.NewIdea,
      answers: answered('Proposed', contract.Idea, 201),
      problems: [...ofIdea, 'unknown_reference'],
    },
  },
  '/api/register/{programme}/ideas/{id}': {
    get: {
      id: 'getIdea',
      summary: 'One idea',
      path: one,
      staff: true,
      answers: answered('The idea', contract.Idea),
      problems: ofStaff,
    },
    put: {
      id: 'rewordIdea',
      summary: 'Other words, while nobody has adopted it; `revision` is the one that was read',
      path: one,
      staff: true,
      body: contract.IdeaChange,
      answers: answered('Reworded', contract.Idea),
      problems: [...ofIdea, 'revision_conflict', 'idea_step'],
    },
  },
  '/api/register/{programme}/ideas/{id}/steps': {
    post: {
      id: 'stepIdea',
      summary: 'A madrina firm adopted it; it was taken up',
      path: one,
      staff: true,
      body: contract.IdeaStep,
      answers: answered('The idea, a step further', contract.Idea),
      problems: [...ofIdea, 'unknown_reference', 'revision_conflict', 'idea_step'],
    },
  },
};

const uptake: Calls = {
  '/api/register/{programme}/uptake': {
    get: listOf('listUptake', 'Enrolled and completed by course, place and month', contract.Uptake),
    post: {
      id: 'importUptake',
      summary: 'Reads a file of a platform, all rows or none; the very file again changes nothing',
      path: programme,
      staff: true,
      body: file('course,territory,month,enrolled,completed'),
      bodyType: 'text/csv',
      answers: answered('Read', contract.Imported),
      problems: [...ofStaff, ...ofBody, 'invalid_rows'],
    },
  },
};

const attributions: Calls = {
  '/api/register/{programme}/attributions': {
    get: listOf('listAttributions', 'Signed consents to figures that bear a name', contract.AttributionConsent),
    post: {
      id: 'signAttribution',
      summary: 'Records a signed sheet',
      path: programme,
      staff: true,
      body: contract.NewAttribution,
      answers: answered('Recorded', contract.AttributionConsent),
      problems: [...ofStaff, ...ofBody, 'unknown_reference'],
    },
    delete: {
      id: 'endAttribution',
      summary: 'From now on nothing bears the name',
      path: programme,
      staff: true,
      query: contract.EndedAttribution,
      answers: answered('Ended', contract.AttributionConsent),
      problems: ofStaff,
    },
  },
};

export const registerCalls: Calls = { ...interests, ...firms, ...members, ...ideas, ...uptake, ...attributions };
