/** Every call that Express answers, by path and method; a test holds this list and the routes equal. */
import { z } from 'zod';
import {
  Coverage,
  EstimateBatch,
  EstimateEnvelope,
  EstimateQuery,
  FigureRecord,
  TerritoryLevel,
  Thermometer,
} from './analytics/contract.ts';
import { accessCalls } from './openapi-access.ts';
import { auditCalls } from './openapi-audit.ts';
import { catalogueCalls } from './openapi-catalogue.ts';
import { codingCalls } from './openapi-coding.ts';
import { credentialCalls } from './openapi-credential.ts';
import { draftCalls } from './openapi-draft.ts';
import { evidenceCalls } from './openapi-evidence.ts';
import { focusCalls } from './openapi-focus.ts';
import { guardCalls } from './openapi-guard.ts';
import { instrumentCalls } from './openapi-instrument.ts';
import { OneLanguage } from './openapi-language.ts';
import { interchangeCalls } from './openapi-interchange.ts';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import { planCalls } from './openapi-plan.ts';
import { printingCalls } from './openapi-printing.ts';
import { registerCalls } from './openapi-register.ts';
import { shapeCalls } from './openapi-shapes.ts';
import { gapCalls } from './openapi-gap.ts';
import { invitationCalls, ofToken } from './openapi-invitation.ts';
import { entryCalls } from './openapi-entry.ts';
import { laboratoryCalls } from './openapi-laboratory.ts';
import { saidCalls } from './openapi-said.ts';
import { seriesCalls } from './openapi-series.ts';
import { tables } from './openapi-table.ts';
import type { ProblemCode } from './problem.ts';
import {
  Acceptance,
  Codebook,
  Correction,
  Erasure,
  OwnAnswers,
  ProgrammeSummary,
  PublicSurvey,
  Submission,
} from './survey/contract.ts';

const survey = z.object({ id: z.string().meta({ example: 'basilicata-citizens-2026' }) });
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofReceipt = ['receipt_missing', 'receipt_unknown', ...ofReading] as const satisfies readonly ProblemCode[];
const ofQuery = [
  ...['malformed', 'unknown_variable', 'unknown_statistic', 'unknown_category', 'unknown_level'],
  ...['not_a_dimension', 'unknown_parameter', 'too_many_rows', 'not_found', 'not_acceptable', 'not_for_volunteers'],
  ...['sign_in_needed', 'exact_not_allowed', 'lonely_psu', 'fpc_too_small', ...ofReading],
] as readonly ProblemCode[];

const Topology = z
  .looseObject({
    type: z.literal('Topology'),
    source: z.string(),
    vintage: z.string(),
    official: z.boolean().optional(),
    missing: z.array(z.string()),
    objects: z.record(z.string(), z.looseObject({ type: z.literal('GeometryCollection') })),
    arcs: z.array(z.unknown()),
  })
  .meta({
    id: 'Topology',
    description:
      'TopoJSON with one object, named after the level. `missing`: codes that have neither outline nor point. `official`: some outlines were imported, and `source` must be named wherever they are drawn; those with the property `unlisted` are of places that the list does not have.',
  });

type Method = 'get' | 'post' | 'put' | 'delete';

export const calls: Readonly<Record<string, Readonly<Partial<Record<Method, Call>>>>> = {
  '/api/programmes': {
    get: {
      id: 'listProgrammes',
      summary: 'The programmes and their surveys',
      tagged: true,
      answers: { 200: { description: 'All programmes', content: json(z.array(ProgrammeSummary)) } },
    },
  },
  '/api/surveys/{id}': {
    get: {
      id: 'getSurvey',
      summary: 'A survey with its definition (SurveyJS JSON) and the live total of accepted answers',
      path: survey,
      query: OneLanguage,
      tagged: true,
      answers: { 200: { description: 'The survey', content: json(PublicSurvey) } },
      problems: [...ofPath, 'language_unknown'],
    },
  },
  '/api/surveys/{id}/codebook': {
    get: {
      id: 'getCodebook',
      summary: 'The variables with roles, categories and missing codes',
      path: survey,
      tagged: true,
      answers: { 200: { description: 'The codebook', content: json(Codebook) } },
      problems: ofPath,
    },
  },
  '/api/surveys/{id}/responses': {
    post: {
      id: 'sendResponse',
      summary: 'Hands in answers; 201 comes after they are durable, the same send again gives 200 and the same receipt',
      path: survey,
      body: Submission,
      answers: {
        200: { description: 'Already stored', content: json(Acceptance) },
        201: { description: 'Stored', content: json(Acceptance) },
      },
      problems: [
        ...[...ofPath, ...ofBody, ...ofToken],
        ...(['mode_not_allowed', 'id_conflict', 'erased', 'survey_closed', 'minor_not_admitted'] as const),
        ...(['invalid_answers', 'version_unknown', 'notice_unknown', 'language_unknown'] as const),
        'too_many_requests',
        ...ofReading,
      ],
    },
  },
  '/api/receipt': {
    get: {
      id: 'readOwnAnswers',
      summary: 'The own answers',
      receipt: true,
      answers: { 200: { description: 'Answers', content: json(OwnAnswers) } },
      problems: [...ofReceipt, 'erased'],
    },
    put: {
      id: 'correctOwnAnswers',
      summary: 'Replaces the own answers',
      receipt: true,
      body: Correction,
      answers: { 200: { description: 'Replaced', content: json(OwnAnswers) } },
      problems: [
        ...[...ofReceipt, ...ofBody],
        ...(['erased', 'correction_closed', 'language_unknown', 'invalid_answers', 'minor_not_admitted'] as const),
      ],
    },
    delete: {
      id: 'eraseOwnAnswers',
      summary: 'Erases the own answers; asked again, it gives the same proof',
      receipt: true,
      answers: { 200: { description: 'Erased', content: json(Erasure) } },
      problems: [...ofReceipt, 'correction_closed'],
    },
  },
  '/api/surveys/{id}/estimates': {
    get: {
      id: 'getFigures',
      summary: 'One table of figures',
      description:
        '`Accept` chooses the format, or `format` where a link cannot send it; the numbers are the same in all. `view=exact` is for analysts, narrowed to the territory of their grant (`where` says so), and kept nowhere.',
      path: survey,
      query: EstimateQuery.extend({ format: z.enum(['json', 'csv', 'arrow', 'xlsx']).optional() }),
      tagged: 'published',
      answers: {
        200: {
          description: 'A row a figure',
          content: tables(EstimateEnvelope, 'the dimensions of `by`, then as in JSON'),
        },
      },
      problems: ofQuery,
    },
    post: {
      id: 'getView',
      summary: 'All tables of a view at once',
      description: 'In JSON a result a query, in their order; in CSV and Arrow the tables stand under each other.',
      path: survey,
      body: EstimateBatch,
      answers: {
        200: {
          description: 'The answers of all queries',
          content: tables(
            z.object({ results: z.array(EstimateEnvelope) }),
            '`query` (from 0), the dimensions of all queries (null where a query lacks one), then as in JSON',
          ),
        },
      },
      problems: [...ofQuery, ...ofBody],
    },
  },
  '/api/surveys/{id}/coverage': {
    get: {
      id: 'getCoverage',
      summary: 'Respondents by released dimensions; in the exact view also by day, mode, language and marks',
      path: survey,
      query: z.object({ view: z.enum(['published', 'exact']).optional() }),
      tagged: 'published',
      answers: { 200: { description: 'Counts of the newest snapshot, or as they are now', content: json(Coverage) } },
      problems: [...ofPath, 'unknown_parameter', 'sign_in_needed', 'exact_not_allowed', ...ofReading],
    },
  },
  '/api/surveys/{id}/thermometer': {
    get: {
      id: 'getThermometer',
      summary: 'How far those who answered are from the population, by official statistics',
      description:
        'From published figures only. What is asked and has no benchmark stands in `missing`: how far these answers are is not known.',
      path: survey,
      tagged: true,
      answers: { 200: { description: 'The comparison', content: json(Thermometer) } },
      problems: [...ofPath, ...ofReading],
    },
  },
  '/api/figures/{id}': {
    get: {
      id: 'getFigure',
      summary: 'What stands behind the identifier of a figure: its question, and its answer then and now',
      description:
        'The identifier carries the question; it is found as long as its snapshot is kept. Capitals, spaces and hyphens do not matter. `then` is from the snapshot in which it was published, `now` from the newest; where that has nothing to compare, `now` is null and `notNow` says why.',
      path: z.object({ id: z.string().meta({ example: 'ab3d-kp2q-7yxc-lmn4-opqr-stuv' }) }),
      tagged: true,
      answers: { 200: { description: 'The figure', content: json(FigureRecord) } },
      problems: ['malformed', 'unknown_figure', ...ofReading],
    },
  },
  '/api/territories/{level}.topojson': {
    get: {
      id: 'getShapes',
      summary: 'Shapes in use, with source and vintage',
      path: z.object({ level: TerritoryLevel }),
      query: z.object({
        within: z.string().optional().meta({ description: 'Code of a territory: only what lies inside it.' }),
        programme: z.string().optional().meta({ description: 'Whose areas; needed for the level `area`.' }),
      }),
      tagged: true,
      answers: { 200: { description: 'TopoJSON', content: json(Topology) } },
      problems: ['malformed', 'unknown_level', 'unknown_parameter', 'missing_parameter', ...ofReading],
    },
  },
  ...registerCalls,
  ...shapeCalls,
  ...codingCalls,
  ...focusCalls,
  ...interchangeCalls,
  ...evidenceCalls,
  ...printingCalls,
  ...gapCalls,
  ...catalogueCalls,
  ...guardCalls,
  ...invitationCalls,
  ...entryCalls,
  ...laboratoryCalls,
  ...draftCalls,
  ...planCalls,
  ...seriesCalls,
  ...credentialCalls,
  ...saidCalls,
  ...accessCalls,
  ...auditCalls,
  ...instrumentCalls,
  '/api/openapi.json': {
    get: {
      id: 'getDescription',
      summary: 'This document',
      tagged: true,
      answers: { 200: { description: 'OpenAPI 3.1', content: json(z.looseObject({ openapi: z.string() })) } },
    },
  },
  '/health': {
    get: {
      id: 'isAlive',
      summary: 'The process lives',
      tagged: true,
      answers: {
        200: { description: 'It does', content: json(z.object({ status: z.literal('ok'), version: z.string() })) },
      },
    },
  },
  '/ready': {
    get: {
      id: 'isReady',
      summary: 'Answers can be stored',
      tagged: true,
      answers: { 200: { description: 'They can', content: json(z.object({ status: z.literal('ready') })) } },
      problems: ['not_ready'],
    },
  },
};
