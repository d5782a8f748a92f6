import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { Coverage, EstimateBatch, EstimateEnvelope, EstimateQuery } from './analytics/contract.ts';
import { catalogue } from './problem.ts';
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

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(catalogue) as [string, ...string[]]),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457. `code` never changes its meaning; sentences follow Accept-Language.',
  });

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
const problem = { description: 'What went wrong', content: { 'application/problem+json': { schema: Problem } } };
const survey = z.object({ id: z.string().meta({ example: 'basilicata-citizens-2026' }) });
const receipt = z.object({ authorization: z.string().meta({ example: 'Receipt XXXX-XXXX-…' }) });

interface Call {
  readonly summary: string;
  readonly description?: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly header?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answers: Readonly<Record<string, { description: string; content?: Record<string, { schema: z.ZodType }> }>>;
}

function operation(call: Call): ZodOpenApiOperationObject {
  const { path, query, header } = call;
  return {
    summary: call.summary,
    ...(call.description && { description: call.description }),
    requestParams: { ...(path && { path }), ...(query && { query }), ...(header && { header }) },
    ...(call.body ? { requestBody: { required: true, content: json(call.body) } } : {}),
    responses: { ...call.answers, default: problem } as ZodOpenApiOperationObject['responses'],
  };
}

const figures = {
  'application/json': { schema: EstimateEnvelope },
  'text/csv': { schema: z.string() },
  'application/vnd.apache.arrow.stream': { schema: z.string().meta({ format: 'binary' }) },
};

const paths: ZodOpenApiPathsObject = {
  '/api/programmes': {
    get: operation({
      summary: 'The programmes and their surveys',
      answers: { 200: { description: 'All programmes', content: json(z.array(ProgrammeSummary)) } },
    }),
  },
  '/api/surveys/{id}': {
    get: operation({
      summary: 'A survey with its definition (SurveyJS JSON) and the live total of accepted answers',
      path: survey,
      answers: { 200: { description: 'The survey', content: json(PublicSurvey) } },
    }),
  },
  '/api/surveys/{id}/codebook': {
    get: operation({
      summary: 'The variables with roles, categories and missing codes',
      path: survey,
      answers: { 200: { description: 'The codebook', content: json(Codebook) } },
    }),
  },
  '/api/surveys/{id}/responses': {
    post: operation({
      summary: 'Hands in answers; 201 comes after they are durable, the same send again gives 200 and the same receipt',
      path: survey,
      description:
        '422 `version_unknown`, `notice_unknown`: the version of the questions or of the notice was never published. ' +
        '422 `invalid_answers`: one entry a fault.',
      body: Submission,
      answers: {
        200: { description: 'Already stored', content: json(Acceptance) },
        201: { description: 'Stored', content: json(Acceptance) },
      },
    }),
  },
  '/api/receipt': {
    get: operation({
      summary: 'The own answers',
      header: receipt,
      answers: { 200: { description: 'Answers', content: json(OwnAnswers) } },
    }),
    put: operation({
      summary: 'Replaces the own answers',
      header: receipt,
      body: Correction,
      answers: { 200: { description: 'Replaced', content: json(OwnAnswers) } },
    }),
    delete: operation({
      summary: 'Erases the own answers',
      header: receipt,
      answers: { 200: { description: 'Erased', content: json(Erasure) } },
    }),
  },
  '/api/surveys/{id}/estimates': {
    get: operation({
      summary: 'One table of published figures',
      path: survey,
      query: EstimateQuery,
      answers: { 200: { description: 'The same numbers in every format', content: figures } },
    }),
    post: operation({
      summary: 'All tables of a view at once',
      path: survey,
      body: EstimateBatch,
      answers: {
        200: {
          description: 'In the order of the queries',
          content: json(z.object({ results: z.array(EstimateEnvelope) })),
        },
      },
    }),
  },
  '/api/surveys/{id}/coverage': {
    get: operation({
      summary: 'Respondents by released dimensions',
      path: survey,
      answers: { 200: { description: 'Counts of the newest snapshot', content: json(Coverage) } },
    }),
  },
  '/api/territories/{level}.topojson': {
    get: operation({
      summary: 'Shapes in use, with source and vintage',
      path: z.object({ level: z.enum(['region', 'province', 'area', 'municipality']) }),
      query: z.object({ within: z.string().optional() }),
      answers: { 200: { description: 'TopoJSON', content: json(z.unknown()) } },
    }),
  },
  '/health': { get: operation({ summary: 'The process lives', answers: { 200: { description: 'It does' } } }) },
  '/ready': { get: operation({ summary: 'It can store answers', answers: { 200: { description: 'It can' } } }) },
};

/** The interface document (OpenAPI 3.1), made from the same schemas that parse the requests. */
export function openApiDocument(version: string) {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Fabbisogni',
      version,
      description: 'Training needs: surveys in, published figures out. This service uses published snapshots only.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    paths,
  });
}
