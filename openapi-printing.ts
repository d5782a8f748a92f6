/** The calls about papers: briefs and reports as PDF. */
import { z } from 'zod';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import { PaperJob, PaperOrder } from './printing/contract.ts';

const path = z.object({ id: z.string() });
const own = 'An order of one’s own; that of anybody else is not found.';
const file = { schema: z.string().meta({ format: 'binary' }) };

export const printingCalls: Readonly<Record<string, Readonly<Record<string, Call>>>> = {
  '/api/papers': {
    post: {
      id: 'orderPaper',
      summary: 'Orders a brief, all briefs or the report of a programme as PDF',
      description: 'Orders are done one after the other; the answer tells where to look how far it is.',
      ...{ body: PaperOrder, staff: true },
      answers: { 201: { description: 'The order', content: json(PaperJob) } },
      problems: ['sign_in_needed', 'not_found', ...ofBody, 'printing_busy', 'browser_missing', 'storage_unavailable'],
    },
  },
  '/api/papers/{id}': {
    get: {
      ...{ id: 'getPaperOrder', summary: 'How far an order is', description: own, path, staff: true },
      answers: { 200: { description: 'The order', content: json(PaperJob) } },
      problems: ['sign_in_needed', ...ofPath],
    },
    delete: {
      ...{ id: 'cancelPaperOrder', summary: 'Stops an order', description: own, path, staff: true },
      answers: { 200: { description: 'The order', content: json(PaperJob) } },
      problems: ['sign_in_needed', ...ofPath],
    },
  },
  '/api/papers/{id}/file': {
    get: {
      ...{ id: 'getPaper', summary: 'The file of an order', description: own, path, staff: true },
      answers: {
        200: {
          description: 'A PDF, or several in a packed file',
          content: { 'application/pdf': file, 'application/zip': file },
        },
      },
      problems: ['sign_in_needed', ...ofPath, 'not_printed'],
    },
  },
};
