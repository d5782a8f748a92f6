/** The calls about the life of an instrument. */
import { z } from 'zod';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import { MinorsDecision } from './survey/contract.ts';
import * as contract from './survey/instrument/contract.ts';

const programme = z.object({ programme: z.string().meta({ example: 'basilicata' }) });
const instrument = programme.extend({ instrument: z.string().meta({ example: 'citizen' }) });
const survey = z.object({ id: z.string().meta({ example: 'basilicata-citizens-2026' }) });
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofStaff = ['sign_in_needed', ...ofPath, ...ofReading] as const satisfies readonly ProblemCode[];
const file = z.looseObject({}).meta({ description: 'The file as it was handed in, byte for byte.' });
const table = z.string().meta({
  description: 'UTF-8 (RFC 4180): `key`, then a column a language of the programme. An empty cell is a missing text.',
});

const ofId = '/api/instruments/{programme}/{instrument}';
type Calls = Readonly<Record<string, Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', Call>>>>>;

const drafts: Calls = {
  '/api/instruments/{programme}': {
    get: {
      id: 'listInstruments',
      summary: 'The instruments of a programme: drafts, versions, surveys',
      path: programme,
      answers: { 200: { description: 'All of them', content: json(z.array(contract.InstrumentSummary)) } },
      staff: true,
      problems: ofStaff,
    },
  },
  [ofId]: {
    get: {
      id: 'getInstrument',
      summary: 'The draft, or the latest version where there is no draft yet (revision 0)',
      path: instrument,
      answers: { 200: { description: 'The draft', content: json(contract.InstrumentDraft) } },
      staff: true,
      problems: ofStaff,
    },
    put: {
      id: 'keepInstrument',
      summary: 'Keeps a draft; `revision` is the one that was read',
      description: 'What is unfinished is kept; what is forbidden (docs/instrument-format.md) is refused.',
      path: instrument,
      body: contract.DraftChange,
      answers: { 200: { description: 'Kept, under the next revision', content: json(contract.InstrumentDraft) } },
      staff: true,
      problems: [...ofStaff, ...ofBody, 'unknown_parameter', 'revision_conflict', 'invalid_definition'],
    },
  },
  [`${ofId}/definition`]: {
    get: {
      id: 'getDraftDefinition',
      summary: 'The definition of the draft as a file',
      path: instrument,
      answers: { 200: { description: 'The file', content: json(file) } },
      staff: true,
      problems: ofStaff,
    },
  },
  [`${ofId}/check`]: {
    get: {
      id: 'checkInstrument',
      summary: 'What is to be settled in the draft, with the place of each',
      path: instrument,
      answers: { 200: { description: 'The check list', content: json(contract.CheckReport) } },
      staff: true,
      problems: ofStaff,
    },
    post: {
      id: 'checkUnsaved',
      summary: 'The same for what is on the screen; nothing is kept',
      path: instrument,
      body: contract.CheckRequest,
      answers: { 200: { description: 'The check list', content: json(contract.CheckReport) } },
      staff: true,
      problems: [...ofStaff, ...ofBody],
    },
  },
  [`${ofId}/translation.csv`]: {
    get: {
      id: 'getTranslation',
      summary: 'Every text in every language, as a table',
      path: instrument,
      answers: { 200: { description: 'The table', content: { 'text/csv': { schema: table } } } },
      staff: true,
      problems: [...ofStaff, 'invalid_definition'],
    },
    put: {
      id: 'putTranslation',
      summary: 'Puts the texts of a table into the draft; all else stays as it is, to the character',
      path: instrument,
      query: z.object({
        revision: z.int().meta({ description: 'The one that was read.' }),
        dry: z.literal('1').optional().meta({ description: 'Says what would change, and changes nothing.' }),
      }),
      body: table,
      bodyType: 'text/csv',
      answers: { 200: { description: 'What changed', content: json(contract.TranslationOutcome) } },
      staff: true,
      problems: [
        ...[...ofStaff, ...ofBody],
        ...([
          'missing_parameter',
          'unknown_parameter',
          'revision_conflict',
          'invalid_definition',
          'invalid_file',
        ] as const),
      ],
    },
  },
};

const versions: Calls = {
  [`${ofId}/publish`]: {
    post: {
      id: 'publishInstrument',
      summary: 'Freezes the draft as the next numbered version; its survey is a draft until it is piloted or opened',
      path: instrument,
      body: contract.PublishRequest,
      answers: { 201: { description: 'Published', content: json(contract.PublishedVersion) } },
      staff: true,
      problems: [...ofStaff, ...ofBody, 'revision_conflict', 'instrument_incomplete'],
    },
  },
  [`${ofId}/versions`]: {
    get: {
      id: 'listVersions',
      summary: 'The published versions, the newest first',
      path: instrument,
      answers: { 200: { description: 'All of them', content: json(z.array(contract.InstrumentVersion)) } },
      staff: true,
      problems: ofStaff,
    },
  },
  [`${ofId}/versions/{version}/definition`]: {
    get: {
      id: 'getVersionDefinition',
      summary: 'The file of a published version',
      path: instrument.extend({ version: z.int().min(1) }),
      answers: { 200: { description: 'The file', content: json(file) } },
      staff: true,
      problems: ofStaff,
    },
  },
};

const life: Calls = {
  '/api/admin/surveys/{id}/state': {
    get: {
      id: 'getSurveyState',
      summary: 'Where a survey stands in its life, and how it came there',
      path: survey,
      answers: { 200: { description: 'Its steps', content: json(contract.StateReport) } },
      staff: true,
      problems: ofStaff,
    },
    post: {
      id: 'changeSurveyState',
      summary: 'Pilots, opens or closes a survey; opening and closing wipe what the pilot gave',
      path: survey,
      body: contract.StateRequest,
      answers: { 200: { description: 'Done', content: json(contract.StateReport) } },
      staff: true,
      problems: [...ofStaff, ...ofBody, 'survey_incomplete', 'step_not_possible'],
    },
  },
  '/api/admin/surveys/{id}/minors': {
    put: {
      id: 'decideMinors',
      summary: 'Decides how a survey treats people under the age of consent; it holds from the next answer on',
      path: survey,
      body: MinorsDecision,
      answers: { 204: { description: 'Decided' } },
      staff: true,
      problems: [...ofStaff.filter((code) => code !== 'query_too_slow'), ...ofBody],
    },
  },
  '/api/admin/surveys/{id}/repairs': {
    get: {
      id: 'getRepairs',
      summary: 'What the pilot found, question by question, and how many came as far as each page',
      path: survey,
      answers: { 200: { description: 'The repair list', content: json(contract.RepairList) } },
      staff: true,
      problems: ofStaff,
    },
  },
  '/api/surveys/{id}/pilot': {
    post: {
      id: 'markQuestions',
      summary: 'Tells that a question is not clear, was refused, or took so many seconds; during the pilot only',
      path: survey,
      body: contract.PilotMarks,
      answers: { 204: { description: 'Counted' } },
      problems: [...ofPath, ...ofBody, 'version_unknown', 'not_piloting', 'too_many_requests', 'storage_unavailable'],
    },
  },
  '/api/surveys/{id}/progress': {
    post: {
      id: 'reachPage',
      summary: 'Tells that a page was reached for the first time; counted without anybody’s id',
      path: survey,
      body: contract.Progress,
      answers: { 202: { description: 'Will be counted' } },
      problems: [...ofPath, ...ofBody, 'version_unknown', 'too_many_requests'],
    },
  },
};

export const instrumentCalls: Calls = { ...drafts, ...versions, ...life };
