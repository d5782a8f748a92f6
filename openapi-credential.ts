/** The calls about microcredentials, passports and the curriculum. */
import { z } from 'zod';
import { Curriculum, ProposalReason } from './analytics/contract.ts';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import {
  Achievement,
  Award,
  CredentialEdit,
  CredentialPublish,
  Localized,
  OpenBadge,
  PassportFile,
  PassportStack,
  PublishedCredential,
  PublishedPassport,
} from './survey/contract.ts';

const programme = z.object({ programme: z.string().meta({ example: 'moral' }) });
const one = programme.extend({ key: z.string().meta({ example: 'parlare-e-ascoltare' }) });
const version = z.object({
  version: z.string().optional().meta({ description: 'A published version; the newest unless told.' }),
});
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofStaff = ['sign_in_needed', ...ofPath, ...ofReading] as const satisfies readonly ProblemCode[];

const Draft = z.object({
  key: z.string(),
  revision: z.int(),
  content: z.record(z.string(), z.unknown()),
  missing: z.array(z.string()).meta({ description: 'Mandatory elements that keep it from being published.' }),
  version: z.int().nullable(),
});
const Proposal = z.object({
  key: z.string(),
  area: Localized,
  reasons: z.array(ProposalReason),
  draft: z.record(z.string(), z.unknown()),
});

type Calls = Readonly<Record<string, Readonly<Partial<Record<'get' | 'post' | 'put', Call>>>>>;

const open: Calls = {
  '/api/programmes/{programme}/credentials': {
    get: {
      id: 'listCredentials',
      summary: 'The microcredentials of a programme, each in its newest version',
      path: programme,
      answers: { 200: { description: 'The microcredentials', content: json(z.array(PublishedCredential)) } },
      problems: [...ofPath, ...ofReading],
    },
  },
  '/api/programmes/{programme}/credentials/{key}': {
    get: {
      id: 'readCredential',
      summary: 'A microcredential with every mandatory element of Council Recommendation 2022/C 243/02',
      path: one,
      query: version,
      answers: { 200: { description: 'The microcredential', content: json(PublishedCredential) } },
      problems: [...ofPath, ...ofReading, 'unknown_parameter'],
    },
  },
  '/api/programmes/{programme}/credentials/{key}/badge': {
    get: {
      id: 'readAchievement',
      summary: 'The definition as an Achievement of Open Badges 3.0, aligned to ESCO, EQF and its frameworks',
      path: one,
      query: version,
      answers: { 200: { description: 'The Achievement', content: json(Achievement) } },
      problems: [...ofPath, ...ofReading, 'unknown_parameter'],
    },
  },
  '/api/programmes/{programme}/passports/{key}': {
    get: {
      id: 'readPassport',
      summary: 'A passport to take away: its rule, its microcredentials, and what is still to earn',
      path: one,
      query: z.object({
        held: z.string().optional().meta({ description: 'Keys that the learner has, joined by commas.' }),
      }),
      answers: { 200: { description: 'The passport', content: json(PassportFile) } },
      problems: [...ofPath, ...ofReading],
    },
    put: {
      id: 'stackPassport',
      summary: 'Publishes a passport, all of and so many of some microcredentials, as its next version',
      path: one,
      staff: true,
      body: PassportStack,
      answers: { 200: { description: 'The passport', content: json(PublishedPassport) } },
      problems: [
        ...ofStaff,
        ...ofBody,
        ...(['revision_conflict', 'credential_faulty', 'passport_faulty', 'unknown_reference'] as const),
      ],
    },
  },
  '/api/programmes/{programme}/curriculum': {
    get: {
      id: 'readCurriculum',
      summary: 'Modules in the order of published needs, with ties, and the forms of learning people would take',
      description:
        'Self-rated levels of different countries are not comparable: each country has its own order, and the comparison is withheld with its reason.',
      path: programme,
      answers: { 200: { description: 'The curriculum', content: json(Curriculum) } },
      problems: [...ofPath, ...ofReading],
    },
  },
};

const staff: Calls = {
  '/api/programmes/{programme}/credentials/{key}/badges': {
    post: {
      id: 'issueCredential',
      summary:
        'Gives a microcredential to a learner, as Open Badges 3.0 without a signature; the learner is kept nowhere',
      path: one,
      staff: true,
      body: Award.partial({ grade: true }),
      answers: { 201: { description: 'The badge', content: json(OpenBadge) } },
      problems: [...ofStaff, ...ofBody, 'credential_incomplete', 'credential_faulty'],
    },
  },
  '/api/programmes/{programme}/credential-drafts': {
    get: {
      id: 'listCredentialDrafts',
      summary: 'Microcredentials that are being written, and what they still lack',
      path: programme,
      staff: true,
      answers: { 200: { description: 'The drafts', content: json(z.array(Draft)) } },
      problems: ofStaff,
    },
  },
  '/api/programmes/{programme}/credential-drafts/{key}': {
    put: {
      id: 'keepCredentialDraft',
      summary: 'Keeps a draft, however incomplete, under its next revision',
      path: one,
      staff: true,
      body: CredentialEdit,
      answers: { 200: { description: 'The draft', content: json(Draft) } },
      problems: [...ofStaff, ...ofBody, 'revision_conflict', 'credential_faulty'],
    },
  },
  '/api/programmes/{programme}/credential-drafts/{key}/publish': {
    post: {
      id: 'publishCredential',
      summary: 'Publishes a complete draft as the next version',
      path: one,
      staff: true,
      body: CredentialPublish,
      answers: { 201: { description: 'The microcredential', content: json(PublishedCredential) } },
      problems: [
        ...ofStaff,
        ...ofBody,
        ...(['revision_conflict', 'credential_incomplete', 'credential_faulty', 'unknown_reference'] as const),
      ],
    },
  },
  '/api/programmes/{programme}/credential-proposals': {
    get: {
      id: 'proposeCredentials',
      summary: 'Microcredentials that needs and focus groups propose, with the figures and codes they rest on',
      path: programme,
      staff: true,
      answers: { 200: { description: 'The proposals', content: json(z.array(Proposal)) } },
      problems: ofStaff,
    },
  },
};

export const credentialCalls: Calls = { ...open, ...staff };
