/** The calls of the audit, and the two steps of signing in through the Region's own service. */
import { z } from 'zod';
import { AuditFilter, AuditPage, AuditQuery, AuditVerdict } from './access/contract.ts';
import { json, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';

const ofAudit = [
  'sign_in_needed',
  'not_found',
  'storage_unavailable',
  'query_too_slow',
] as const satisfies readonly ProblemCode[];
const columns = 'seq, day, moment, who, name, action, programme, object, detail (JSON)';
const lines = z.string().meta({ description: `UTF-8 (RFC 4180) with a header line: ${columns}.` });

export const auditCalls: Readonly<Record<string, { readonly get: Call }>> = {
  '/api/admin/audit': {
    get: {
      id: 'listAudit',
      summary: 'Who did what, the newest first',
      description: 'Without `programme`, for those alone who may read the audit of all programmes.',
      query: AuditQuery,
      staff: true,
      answers: { 200: { description: 'A page of entries', content: json(AuditPage) } },
      problems: [...ofAudit, 'unknown_parameter'],
    },
  },
  '/api/admin/audit.csv': {
    get: {
      id: 'exportAudit',
      summary: 'The same, whole, as CSV; the export is noted in the audit',
      query: AuditFilter,
      staff: true,
      answers: {
        200: { description: 'Every entry that the filter lets through', content: { 'text/csv': { schema: lines } } },
      },
      problems: [...ofAudit, 'unknown_parameter'],
    },
  },
  '/api/admin/audit/verification': {
    get: {
      id: 'verifyAudit',
      summary: 'Reads the whole audit again and names the first entry that is not as it was written',
      staff: true,
      answers: { 200: { description: 'What was found', content: json(AuditVerdict) } },
      problems: ofAudit,
    },
  },
  '/api/oidc/start': {
    get: {
      id: 'startOidc',
      summary: 'Sends a browser to the Region’s own sign-in service',
      query: z.object({ next: z.string().optional().meta({ description: 'Page of ours to go to afterwards.' }) }),
      answers: { 303: { description: 'To the service; to a page that says why, where there is none or it is down' } },
    },
  },
  '/api/oidc/callback': {
    get: {
      id: 'finishOidc',
      summary: 'Where that service sends the browser back',
      query: z.object({ code: z.string().optional(), state: z.string().optional() }),
      answers: { 303: { description: 'To the page that was wanted, signed in; or to one that says why not' } },
    },
  },
};
