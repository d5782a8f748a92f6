/** The calls about files for other programs, tables and minutes of focus groups. */
import { z } from 'zod';
import { json, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';
import * as contract from './survey/contract.ts';

const session = z.object({ id: z.string() });
const programme = z.object({ programme: z.string().optional().meta({ description: 'Needed.', example: 'moral' }) });
const version = z.object({
  version: contract.MinutesVersion.optional().meta({
    description: '`circulation` unless told; `internal` for the moderator and the analyst.',
  }),
});

const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];
const ofList = ['sign_in_needed', 'missing_parameter', 'not_found', ...ofReading] as const;
const ofOne = ['sign_in_needed', ...ofPath, ...ofReading] as const satisfies readonly ProblemCode[];
const ofFile = [
  ...ofList,
  ...(['unsupported_media_type', 'too_large', 'unreadable_file'] as const),
  ...(['invalid_interchange', 'interchange_differs'] as const),
] as const;

type Calls = Readonly<Record<string, Readonly<Partial<Record<'get' | 'post', Call>>>>>;
type More = Pick<Call, 'id' | 'summary' | 'problems'> & Partial<Call>;

const binary = (description: string) => z.string().meta({ format: 'binary', description });
const qdc = z.string().meta({ description: 'A codebook of REFI-QDA 1.5: XML in `urn:QDA-XML:codebook:1.0`.' });
const qdpx = binary('A project of REFI-QDA 1.5: a ZIP with `project.qde` and one text a session under `sources`.');
/** Bytes are no value of JSON: what a body of them holds is said in words. */
const bytes = z.unknown().meta({ description: 'A project of REFI-QDA 1.5, at most 32 MB.' });
const csv = z.string().meta({
  description: 'UTF-8 (RFC 4180) with a header line, a row a coding. What may not be quoted has no words in it.',
});

/** A file that goes out. */
const file = (type: string, schema: z.ZodType, call: More): Call => ({
  staff: true,
  description: 'What may not be quoted at this moment is not in it. Noted in the audit with its counts.',
  answers: { 200: { description: 'The file', content: { [type]: { schema } } } },
  ...call,
});

/** A file that comes in. */
const bringing = (bodyType: Call['bodyType'], body: z.ZodType, call: Pick<Call, 'id' | 'summary'>): Call => ({
  staff: true,
  description: 'All or nothing; the same file again adds nothing. For the lead of the codes of the whole programme.',
  query: programme,
  body,
  ...(bodyType && { bodyType }),
  answers: { 200: { description: 'What it added', content: json(contract.InterchangeReport) } },
  problems: ofFile,
  ...call,
});

export const interchangeCalls: Calls = {
  '/api/codes.qdc': {
    get: file('application/xml', qdc, {
      id: 'exportCodebook',
      summary: 'The shared codes as a codebook of REFI-QDA',
      query: programme,
      problems: [...ofList, 'nothing_to_export'],
    }),
    post: bringing('application/xml', qdc, {
      id: 'importCodebook',
      summary: 'Adds the codes of a codebook of REFI-QDA',
    }),
  },
  '/api/focus-groups.qdpx': {
    get: file('application/vnd.qdpx', qdpx, {
      id: 'exportProject',
      summary: 'The sessions within reach, their codes and codings as a project of REFI-QDA',
      query: programme,
      problems: ofList,
    }),
    post: bringing('application/vnd.qdpx', bytes, {
      id: 'importProject',
      summary: 'Adds codes, sessions and codings of a project of REFI-QDA, of this or another program',
    }),
  },
  '/api/coded-statements.csv': {
    get: file('text/csv', csv, {
      id: 'exportCodedStatements',
      summary: 'What was coded in the sessions within reach',
      query: programme,
      problems: ofList,
    }),
  },
  '/api/focus-groups/{id}/project.qdpx': {
    get: file('application/vnd.qdpx', qdpx, {
      id: 'exportSession',
      summary: 'One session as a project of REFI-QDA',
      path: session,
      problems: ofOne,
    }),
  },
  '/api/focus-groups/{id}/statements.csv': {
    get: file('text/csv', csv, {
      id: 'exportStatements',
      summary: 'The statements of a session with their codes',
      path: session,
      problems: ofOne,
    }),
  },
  '/api/focus-groups/{id}/minutes': {
    get: {
      ...{ id: 'readMinutes', summary: 'Minutes without names', path: session, query: version, staff: true },
      answers: { 200: { description: 'The minutes', content: json(contract.SessionMinutes) } },
      problems: [...ofOne, 'unknown_parameter'],
    },
  },
  '/api/focus-groups/{id}/minutes.txt': {
    get: file('text/plain', z.string(), {
      id: 'minutesAsText',
      summary: 'Minutes for circulation as text that can be edited',
      path: session,
      problems: ofOne,
    }),
  },
  '/api/focus-groups/{id}/minutes.md': {
    get: file('text/markdown', z.string(), {
      id: 'minutesAsMarkdown',
      summary: 'Minutes for circulation as Markdown',
      path: session,
      problems: ofOne,
    }),
  },
};
