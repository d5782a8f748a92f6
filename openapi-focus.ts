/** The calls about focus groups, and the form of those who took part. */
import { z } from 'zod';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import * as contract from './survey/contract.ts';

const session = z.object({ id: z.string() });
const participant = session.extend({ number: z.string().meta({ example: '1' }) });
const statement = session.extend({ statement: z.string() });
const source = session.extend({ source: z.string() });
const programme = z.object({ programme: z.string().optional().meta({ description: 'Needed.', example: 'moral' }) });
const Revision = z.object({ revision: z.int().min(0) });

const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofList = ['sign_in_needed', 'missing_parameter', 'not_found', ...ofReading] as const;
const ofOne = ['sign_in_needed', ...ofPath, ...ofReading] as const satisfies readonly ProblemCode[];
const ofChange = [...ofOne, ...ofBody] as const satisfies readonly ProblemCode[];

type Calls = Readonly<Record<string, Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', Call>>>>>;
type More = Partial<Call> & Pick<Call, 'id' | 'summary' | 'problems'>;

/** A call of staff that answers with one shape. */
const staff = (schema: z.ZodType, call: More): Call => ({
  staff: true,
  answers: { 200: { description: 'What stands now', content: json(schema) } },
  ...call,
});

/** A call that makes something under an id of the sender's, or finds it made. */
const making = (schema: z.ZodType, call: More): Call =>
  staff(schema, {
    answers: {
      200: { description: 'It was there', content: json(schema) },
      201: { description: 'Stored', content: json(schema) },
    },
    ...call,
  });

const gone: Call['answers'] = { 204: { description: 'Gone' } };

const top = '/api/focus-groups';
const one = `${top}/{id}`;

const sessions: Calls = {
  [top]: {
    get: staff(z.array(contract.SessionSummary), {
      id: 'listFocusGroups',
      summary: 'The sessions within reach: a moderator’s own, those in the scope of coder and analyst; newest first',
      query: programme,
      problems: ofList,
    }),
    post: making(contract.FocusSession, {
      id: 'planFocusGroup',
      summary: 'Plans a session by the newest version of the guide',
      body: contract.NewSession,
      problems: [
        ...(['sign_in_needed', 'not_found', ...ofBody, ...ofReading] as const),
        ...(['unknown_reference', 'guide_missing', 'session_conflict'] as const),
      ],
    }),
  },
  [`${top}/unheard`]: {
    get: staff(contract.Unheard, {
      id: 'listUnheard',
      summary: 'Groups and territories by how many sessions within reach have heard them',
      query: programme,
      problems: ofList,
    }),
  },
  [`${top}/search`]: {
    get: staff(z.array(contract.Statement), {
      id: 'searchStatements',
      summary: 'Statements whose words or translation hold all of these, a hundred at most; noted in the audit',
      query: programme.extend({ words: z.string().optional().meta({ description: 'Needed.' }) }),
      problems: ofList,
    }),
  },
  [one]: {
    get: staff(contract.FocusSession, {
      id: 'getFocusGroup',
      summary: 'A session with its participants and the questions of its guide',
      path: session,
      problems: ofOne,
    }),
    put: staff(contract.FocusSession, {
      id: 'changeFocusGroup',
      summary: 'Changes the plan, opens the session, closes it, opens it again',
      path: session,
      body: contract.SessionChange,
      problems: [...ofChange, 'unknown_reference', 'revision_conflict', 'session_step'],
    }),
  },
  [`${one}/participants/{number}`]: {
    put: staff(contract.Participant, {
      id: 'putParticipant',
      summary: 'What a participant is there as, and consented to; a role that seems to name somebody is refused',
      path: participant,
      body: contract.ParticipantChange,
      problems: [...ofChange, 'unknown_reference', 'names_somebody', 'revision_conflict'],
    }),
  },
  [`${one}/participants/{number}/quotes`]: {
    delete: staff(contract.Participant, {
      id: 'withdrawQuotes',
      summary: 'Takes back the consent to be quoted, at once and everywhere; asked again, it gives the same day',
      path: participant,
      problems: ofOne,
    }),
  },
};

const statements: Calls = {
  [`${one}/statements`]: {
    get: staff(z.array(contract.Statement), {
      id: 'listStatements',
      summary: 'What was said, in the order of the session; noted in the audit',
      path: session,
      problems: ofOne,
    }),
  },
  [`${one}/statements/{statement}`]: {
    put: making(contract.Statement, {
      id: 'putStatement',
      summary: 'Stores a statement under an id of the sender’s',
      description:
        'The same content again changes nothing, whatever its `revision`. Another content upon the newest revision is an edit (0: a new one); upon an older one it is `statement_conflict`: nothing is stored, and `theirs` is what stands (null: it was removed).',
      path: statement,
      body: contract.StatementChange,
      problems: [...ofChange, 'unknown_reference', 'statement_conflict', 'session_closed'],
    }),
    delete: staff(z.never(), {
      id: 'removeStatement',
      summary: 'Takes the words away; no device brings them back',
      path: statement,
      query: z.object({ revision: z.string().optional().meta({ description: 'Needed: the one that was read.' }) }),
      answers: gone,
      problems: [...ofOne, 'missing_parameter', 'revision_conflict', 'session_closed'],
    }),
  },
  [`${one}/statements/{statement}/clear`]: {
    post: staff(contract.Statement, {
      id: 'clearHints',
      summary: 'Lets words stand that seemed to name somebody',
      path: statement,
      body: Revision,
      problems: [...ofChange, 'revision_conflict'],
    }),
  },
};

const rankings: Calls = {
  [`${one}/ranking`]: {
    get: staff(contract.Ranking.nullable(), {
      id: 'getRanking',
      summary: 'The themes read back; the result once closed, with at least five answers. Null before there is one',
      path: session,
      problems: ofOne,
    }),
    put: staff(contract.Ranking, {
      id: 'putRanking',
      summary: 'Opens the ranking, or closes it for good',
      path: session,
      body: contract.RankingChange,
      problems: [...ofChange, 'revision_conflict', 'ranking_closed', 'ranking_begun', 'session_closed'],
    }),
  },
  [`${one}/feedback`]: {
    get: staff(z.array(contract.FeedbackWords), {
      id: 'listFeedback',
      summary: 'What participants wrote, in no order of time; noted in the audit',
      path: session,
      problems: ofOne,
    }),
  },
  [`${one}/feedback/token`]: {
    get: staff(z.object({ token: z.string() }), {
      id: 'getFeedbackToken',
      summary: 'What opens the participants’ form',
      path: session,
      problems: ofOne,
    }),
  },
};

const token = z.object({ token: z.string() });
const ofForm = [...ofPath, ...ofReading, 'too_many_forms'] as const satisfies readonly ProblemCode[];
const given = json(z.object({ created: z.boolean() }));
const feedback: Calls = {
  '/api/feedback/{token}': {
    get: {
      id: 'getFeedbackForm',
      summary: 'The participants’ form of a session',
      path: token,
      answers: { 200: { description: 'The form', content: json(contract.FeedbackForm) } },
      problems: ofForm,
    },
    post: {
      id: 'giveFeedback',
      summary: 'Sends the form; the same id again changes it, until the ranking is closed',
      path: token,
      body: contract.Feedback,
      answers: {
        200: { description: 'Changed, or the same again', content: given },
        201: { description: 'Stored', content: given },
      },
      problems: [...ofForm, ...ofBody, 'feedback_closed', 'ranking_closed'],
    },
  },
};

const sources: Calls = {
  [`${one}/sources`]: {
    get: staff(z.array(contract.ImportedSource), {
      id: 'listSources',
      summary: 'The files of old notes that were taken in',
      path: session,
      problems: ofOne,
    }),
    post: making(contract.ImportedSource, {
      id: 'importSource',
      summary: 'Takes in a file of old notes, all of it or nothing; the very file again changes nothing',
      description:
        '.txt, .vtt, .srt, .docx, or a .csv with the columns `participant,topic,kind,language,text,translation,translator`. UTF-8, UTF-16 with its mark, or Windows-1252. Names of speakers become numbers of participants and are not kept.',
      path: session,
      body: contract.SourceUpload,
      problems: [...ofChange, 'invalid_rows', 'unreadable_file', 'names_somebody', 'session_closed'],
    }),
  },
  [`${one}/sources/preview`]: {
    post: staff(contract.SourcePreview, {
      id: 'previewSource',
      summary: 'What a file would give; nothing is stored',
      path: session,
      body: contract.SourceUpload,
      problems: [...ofChange, 'unreadable_file'],
    }),
  },
  [`${one}/sources/{source}`]: {
    delete: staff(z.never(), {
      id: 'removeSource',
      summary: 'Takes back what a file brought',
      path: source,
      answers: gone,
      problems: [...ofOne, 'session_closed'],
    }),
  },
};

export const focusCalls: Calls = { ...sessions, ...statements, ...rankings, ...feedback, ...sources };
