/** The calls of the staff: signing in, the own account, people and their rights. */
import { z } from 'zod';
import {
  CurrentSession,
  MadeMember,
  MemberChange,
  NewMember,
  NewView,
  PasswordChange,
  SavedView,
  SignIn,
  StaffMember,
  TotpEnd,
  TotpKey,
  TotpStep,
  ViewName,
} from './access/contract.ts';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';

const person = z.object({ id: z.string().meta({ example: '5f0c6f7e-2f0c-4c55-9b8e-6f2a4c1d0e9b' }) });
const nothing = (description: string) => ({ 204: { description } });
const ofStaff = ['sign_in_needed', 'storage_unavailable'] as const satisfies readonly ProblemCode[];
const ofProof = [
  ...ofStaff,
  ...ofBody,
  'passphrase_wrong',
  'too_many_attempts',
] as const satisfies readonly ProblemCode[];
const ofPeople = [...ofStaff, 'not_found'] as const satisfies readonly ProblemCode[];
const ofView = z.object({ id: z.string().meta({ example: '0b9d3f4e-1c1b-4a58-8a53-0d7f8f3f2c11' }) });
const view = (description: string) => ({ 200: { description, content: json(SavedView) } });
const session = (description: string) => ({ description, content: json(CurrentSession) });

type Method = 'get' | 'post' | 'put' | 'delete';

export const accessCalls: Readonly<Record<string, Readonly<Partial<Record<Method, Call>>>>> = {
  '/api/sessions': {
    post: {
      id: 'signIn',
      summary: 'Signs in; the answer sets the cookie of the session',
      description:
        'Whatever was wrong, and whether or not there is such an account: the same answer, after the same work.',
      body: SignIn,
      answers: { 201: session('Signed in') },
      problems: [...ofBody, 'sign_in_failed', 'too_many_attempts', 'storage_unavailable'],
    },
    delete: {
      id: 'signOut',
      summary: 'Ends this session, or all of the account',
      query: z.object({ everywhere: z.literal('1').optional().meta({ description: 'On all devices.' }) }),
      staff: true,
      answers: nothing('Ended'),
      problems: ofStaff,
    },
  },
  '/api/sessions/current': {
    get: {
      id: 'getSession',
      summary: 'Who is signed in, and with which rights',
      staff: true,
      answers: { 200: session('The session') },
      problems: ['sign_in_needed'],
    },
  },
  '/api/account/password': {
    put: {
      id: 'changePassphrase',
      summary: 'Changes the own passphrase; all sessions end, and the answer sets the cookie of a new one',
      staff: true,
      body: PasswordChange,
      answers: { 200: session('Changed') },
      problems: [...ofProof, 'passphrase_weak'],
    },
  },
  '/api/account/totp': {
    post: {
      id: 'setAuthenticator',
      summary: 'Asks for an authenticator’s key, then turns it on with a code made from it',
      staff: true,
      body: TotpStep,
      answers: { 201: { description: 'A key', content: json(TotpKey) }, 200: session('Turned on') },
      problems: [...ofProof, 'totp_wrong'],
    },
    delete: {
      id: 'endAuthenticator',
      summary: 'Turns the authenticator off',
      staff: true,
      body: TotpEnd,
      answers: { 200: session('Turned off') },
      problems: ofProof,
    },
  },
  '/api/account/views': {
    get: {
      id: 'listViews',
      summary: 'The views of figures that the person keeps, the newest first',
      staff: true,
      answers: { 200: { description: 'The views', content: json(z.array(SavedView)) } },
      problems: ofStaff,
    },
    post: {
      id: 'saveView',
      summary: 'Keeps the address of a view of figures under a name',
      staff: true,
      body: NewView,
      answers: { 201: { description: 'Kept', content: json(SavedView) } },
      problems: [...ofStaff, ...ofBody, 'too_many_views'],
    },
  },
  '/api/account/views/{id}': {
    put: {
      id: 'renameView',
      summary: 'Gives a view another name',
      path: ofView,
      staff: true,
      body: ViewName,
      answers: view('Renamed'),
      problems: [...ofStaff, ...ofPath, ...ofBody],
    },
    delete: {
      id: 'removeView',
      summary: 'Removes a view; its link ends',
      path: ofView,
      staff: true,
      answers: nothing('Removed'),
      problems: [...ofStaff, ...ofPath],
    },
  },
  '/api/account/views/{id}/link': {
    put: {
      id: 'shareView',
      summary: 'Opens a view to anybody at `/s/{code}`: published figures only',
      path: ofView,
      staff: true,
      answers: view('Open'),
      problems: [...ofStaff, ...ofPath],
    },
    delete: {
      id: 'unshareView',
      summary: 'Ends the link of a view for good',
      path: ofView,
      staff: true,
      answers: view('Closed'),
      problems: [...ofStaff, ...ofPath],
    },
  },
  '/api/admin/people': {
    get: {
      id: 'listPeople',
      summary: 'Who has rights within the administrator’s scope, and these rights',
      staff: true,
      answers: { 200: { description: 'People', content: json(z.array(StaffMember)) } },
      problems: ofPeople,
    },
    post: {
      id: 'addPerson',
      summary: 'Adds somebody; who has an account already is given the rights besides',
      staff: true,
      body: NewMember,
      answers: {
        200: { description: 'Had an account', content: json(MadeMember) },
        201: { description: 'Added, with a passphrase to be changed', content: json(MadeMember) },
      },
      problems: [...ofPeople, ...ofBody, 'unknown_scope', 'scope_without_programme', 'own_rights'],
    },
  },
  '/api/admin/people/{id}': {
    put: {
      id: 'setRights',
      summary: 'Replaces somebody’s rights within the administrator’s scope; their sessions end',
      staff: true,
      path: person,
      body: MemberChange,
      answers: { 200: { description: 'Changed', content: json(MadeMember) } },
      problems: [
        ...[...ofPeople, ...ofPath, ...ofBody],
        ...([
          'revision_conflict',
          'unknown_scope',
          'scope_without_programme',
          'own_rights',
          'last_administrator',
          'oidc_account',
        ] as const),
      ],
    },
    delete: {
      id: 'removePerson',
      summary: 'Takes away all rights within the administrator’s scope; an account without any is closed',
      staff: true,
      path: person,
      answers: nothing('Taken away'),
      problems: [...ofPeople, ...ofPath, 'last_administrator'],
    },
  },
};
