/** How one call is described: its answers, its problems, and what every call has. */
import type { ZodOpenApiHeadersObject, ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { z } from 'zod';
import { problemLanguages } from './problem-entry.ts';
import { catalogue, type ProblemCode } from './problem.ts';
import { Statement } from './survey/contract.ts';

type Content = Readonly<Record<string, { schema: z.ZodType }>>;

export interface Call {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** JSON unless it says otherwise */
  readonly bodyType?: 'text/csv' | 'application/xml' | 'application/vnd.qdpx' | 'application/octet-stream';
  /** needs `Authorization: Receipt CODE` */
  readonly receipt?: boolean;
  /** needs `Authorization: Draft LOOKUP` */
  readonly draft?: boolean;
  /** needs `Authorization: Withdrawal CODE` */
  readonly withdrawal?: boolean;
  /** needs `Authorization: Invitation CODE` */
  readonly invitation?: boolean;
  /** needs the cookie of a session */
  readonly staff?: boolean;
  /** answers bear an entity tag: 304 when it is the reader's; `published`: exact figures bear none */
  readonly tagged?: true | 'published';
  readonly answers: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
  /** what can go wrong, beside `internal` */
  readonly problems?: readonly ProblemCode[];
}

/** What a call gives that reads its path; `malformed`: a path that cannot be decoded. */
export const ofPath = ['malformed', 'not_found'] as const satisfies readonly ProblemCode[];
/** What a call gives that reads a JSON body. */
export const ofBody = ['malformed', 'too_large', 'unsupported_media_type'] as const satisfies readonly ProblemCode[];

export const json = (schema: z.ZodType): Content => ({ 'application/json': { schema } });

export function operation(call: Call): ZodOpenApiOperationObject {
  const { id, summary, description, path, body, bodyType = 'application/json', receipt, staff, tagged } = call;
  const query = z.object({ ...call.query?.shape, lang: Language.optional() });
  const header = z.object({ 'Accept-Language': AcceptLanguage, ...(tagged && { 'If-None-Match': IfNoneMatch }) });
  return {
    ...{ operationId: id, summary, ...(description && { description }) },
    requestParams: { ...(path && { path }), query, header },
    ...(body && { requestBody: { required: true, content: { [bodyType]: { schema: body } } } }),
    ...(receipt && { security: [{ receipt: [] }] }),
    ...(call.draft && { security: [{ draft: [] }] }),
    ...(call.withdrawal && { security: [{ withdrawal: [] }] }),
    ...(call.invitation && { security: [{ invitation: [] }] }),
    ...(staff && { security: [{ session: [] }] }),
    responses: {
      ...(tagged ? withTags(call.answers, tagged === true) : call.answers),
      ...problemAnswers([...(call.problems ?? []), 'internal']),
    } as ZodOpenApiOperationObject['responses'],
  };
}

const Language = z.enum(problemLanguages).meta({
  description: 'Language of sentences; comes before Accept-Language. What is not written in it comes in English.',
});
const AcceptLanguage = z
  .string()
  .optional()
  .meta({ description: 'Italian unless another of the languages of `lang` is preferred.' });
const IfNoneMatch = z
  .string()
  .optional()
  .meta({ description: 'The ETag of an answer held: 304 while it is the same.' });

const tag = (required: boolean) => ({
  ETag: { required, description: 'Changes when the answer does.', schema: { type: 'string' } as const },
});

function withTags(answers: Call['answers'], always: boolean) {
  const tagged = Object.entries(answers).map(([status, answer]) => [status, { ...answer, headers: tag(always) }]);
  return { ...Object.fromEntries(tagged), 304: { description: 'The same as the answer held', headers: tag(true) } };
}

const Fault = z.strictObject({ path: z.string(), code: z.string(), message: z.string() }).meta({
  id: 'Fault',
  description: 'One fault of a request: where it is, its stable code, a sentence.',
});

export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(catalogue) as [string, ...string[]]),
    detail: z.string(),
    errors: z.array(Fault).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457. `code` never changes its meaning; sentences follow the language.',
  });

/** What the documents of some problems have beside. */
const members: Readonly<Partial<Record<ProblemCode, z.ZodRawShape>>> = {
  statement_conflict: { theirs: Statement.nullable().optional() },
};

type Codes = readonly [ProblemCode, ...ProblemCode[]];

/** The problems of one status: their codes, and the headers that tell what to do. */
export function problemAnswer(codes: Codes): ZodOpenApiResponseObject {
  const status = catalogue[codes[0]].status;
  const narrow = { status: z.literal(status), code: z.enum(codes) };
  const schema = z.object({ ...Problem.shape, ...narrow, ...Object.assign({}, ...codes.map((code) => members[code])) });
  const headers = headersOf[status];
  return {
    description: codes.map((code) => `\`${code}\`: ${catalogue[code].title.en}`).join('; '),
    ...(headers && { headers }),
    content: { 'application/problem+json': { schema } },
  };
}

const text = { type: 'string' } as const;
const headersOf: Readonly<Record<number, ZodOpenApiHeadersObject>> = {
  401: { 'WWW-Authenticate': { required: true, description: 'What is needed', schema: text } },
  405: { Allow: { required: true, description: 'What the address takes', schema: text } },
  429: { 'Retry-After': { required: true, description: 'Seconds to wait', schema: text } },
  503: { 'Retry-After': { description: 'Seconds after which it may be tried again', schema: text } },
};

function problemAnswers(codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(new Set(codes), (code) => catalogue[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [status, problemAnswer(some as [ProblemCode, ...ProblemCode[]])]),
  );
}
