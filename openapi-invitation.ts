/** The calls about invitations: lists, letters, messages, posters and links, response rates. */
import { z } from 'zod';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import {
  InvitationDoor,
  InvitationState,
  InviteeList,
  InviteeMapping,
  InviteeState,
  Letter,
  LettersSent,
  MessageKind,
  NewChannel,
  ResponseRates,
  SendingOrder,
} from './survey/contract.ts';

const survey = z.object({ survey: z.string().meta({ example: 'basilicata-citizens-2026' }) });
const part = survey.extend({ id: z.string() });
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofSign = ['sign_in_needed', ...ofPath] as const satisfies readonly ProblemCode[];
const ofStaff = [...ofSign, ...ofReading] as const satisfies readonly ProblemCode[];
/** What can be wrong with the code of an invitation. */
export const ofToken = ['token_invalid', 'token_used'] as const satisfies readonly ProblemCode[];
const ofForm = [...ofStaff, ...ofBody, 'unknown_parameter'] as const satisfies readonly ProblemCode[];
const state = { 200: { description: 'How invitations stand', content: json(InvitationState) } };
const nothing = { 204: { description: 'Done' } };
const file = z.object({ file: z.string().optional().meta({ description: 'How the file is called.' }) });
const number = z.string().regex(/^\d+$/).optional();
const sheet = z.string().meta({ description: 'CSV with a heading: comma, semicolon, tab or bar.' });

type Method = 'get' | 'post' | 'put' | 'delete';
const top = '/api/admin/invitations/{survey}';

export const invitationCalls: Readonly<Record<string, Readonly<Partial<Record<Method, Call>>>>> = {
  [top]: {
    get: {
      ...{
        id: 'readInvitations',
        summary: 'Lists, counts by state, what is being sent, posters and links',
        path: survey,
      },
      ...{ staff: true, answers: state, problems: ofStaff },
    },
  },
  [`${top}/draft`]: {
    post: {
      ...{
        id: 'checkInvitees',
        summary: 'Reads a list, guesses its columns, tells every faulty row; nothing is stored',
      },
      ...{ path: survey, query: file, staff: true, body: sheet, bodyType: 'text/csv', answers: state },
      problems: [...ofStaff, 'too_large', 'unsupported_media_type', 'invitee_file'],
    },
    put: {
      ...{ id: 'mapInvitees', summary: 'Says what each column holds', path: survey, staff: true, body: InviteeMapping },
      ...{ answers: state, problems: [...ofForm, 'invitee_not_checked'] },
    },
    delete: {
      ...{ id: 'forgetInvitees', summary: 'Leaves the file', path: survey, staff: true, answers: nothing },
      problems: ofSign,
    },
  },
  [`${top}/batches`]: {
    post: {
      ...{ id: 'storeInvitees', summary: 'Stores all rows of the checked list, or none', path: survey, staff: true },
      ...{ answers: state, problems: [...ofStaff, 'invitee_not_checked'] },
    },
  },
  [`${top}/batches/{id}`]: {
    delete: {
      ...{
        id: 'undoInvitees',
        summary: 'Takes a list back while nobody on it was written to',
        path: part,
        staff: true,
      },
      ...{ answers: state, problems: [...ofStaff, 'invitation_sent'] },
    },
  },
  [`${top}/invitees`]: {
    get: {
      ...{ id: 'listInvitees', summary: 'Who is on the list; whether somebody answered is not told', path: survey },
      query: z.object({ state: InviteeState.optional(), words: z.string().max(80).optional(), page: number }),
      ...{ staff: true, answers: { 200: { description: 'A page of them', content: json(InviteeList) } } },
      problems: [...ofStaff, 'unknown_parameter'],
    },
  },
  [`${top}/invitees/{id}`]: {
    delete: {
      ...{ id: 'removeInvitee', summary: 'Deletes the contact data of one, at once', path: part, staff: true },
      ...{ answers: nothing, problems: ofStaff },
    },
  },
  [`${top}/channels`]: {
    post: {
      ...{ id: 'addChannel', summary: 'A poster or a link that says where it is', path: survey, staff: true },
      ...{ body: NewChannel, answers: state, problems: [...ofForm, 'unknown_reference', 'channel_known'] },
    },
  },
  [`${top}/letters`]: {
    get: {
      ...{ id: 'readLetters', summary: 'Letters to print, one a person, in random order', path: survey, staff: true },
      query: z.object({ kind: MessageKind.optional(), after: number }),
      answers: { 200: { description: 'The letters', content: json(z.array(Letter)) } },
      problems: [...ofStaff, 'unknown_parameter'],
    },
    post: {
      ...{ id: 'markLetters', summary: 'These letters were sent', path: survey, staff: true, body: LettersSent },
      answers: { 200: { description: 'How many were due', content: json(z.object({ sent: z.int() })) } },
      problems: ofForm,
    },
  },
  [`${top}/sending`]: {
    post: {
      ...{ id: 'sendMessages', summary: 'Begins to send e-mail; it goes on by itself', path: survey, staff: true },
      ...{ body: SendingOrder, answers: state },
      problems: [...ofForm, 'mail_not_set', 'sending_busy', 'survey_closed'],
    },
    delete: {
      ...{ id: 'stopMessages', summary: 'Sends no further message', path: survey, staff: true, answers: nothing },
      problems: ofSign,
    },
  },
  '/api/invitation': {
    get: {
      ...{ id: 'readInvitation', summary: 'Whether a code lets one answer in, and to which survey', invitation: true },
      answers: { 200: { description: 'It does', content: json(InvitationDoor) } },
      problems: [...ofToken, ...ofReading],
    },
  },
  '/api/invitation/stop': {
    post: {
      ...{ id: 'stopInvitation', summary: 'No more messages to the holder of the code', invitation: true },
      ...{ answers: nothing, problems: ['token_invalid', ...ofReading] },
    },
  },
  '/api/surveys/{id}/response-rates': {
    get: {
      ...{
        id: 'responseRates',
        summary: 'Response rates of codes by stratum and channel (AAPOR RR1, RR2); each look is noted',
      },
      ...{ path: z.object({ id: z.string() }), staff: true },
      answers: { 200: { description: 'The rates', content: json(ResponseRates) } },
      problems: ofStaff,
    },
  },
};
