import { Router, type Request } from 'express';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Person } from '../access.ts';
import { onlyMethods } from '../http.ts';
import type { AuditService } from './audit-contract.ts';

export interface AuditRoutesOptions {
  readonly audit: AuditService;
  /** who has signed in, null when nobody has */
  readonly personOf: (request: Request) => Person | null;
}

/** The calls of `/api/admin` about the audit. */
export function auditRoutes({ audit, personOf }: AuditRoutesOptions): Router {
  const router = Router();

  router.get('/api/admin/audit', async (request, response) => {
    const page = await audit.page(personOf(request), asked(request));
    response.set('Cache-Control', 'no-store').json(page);
  });

  router.get('/api/admin/audit.csv', async (request, response) => {
    const lines = await audit.csv(personOf(request), asked(request));
    response.attachment('audit.csv').set({ 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': 'no-store' });
    await pipeline(Readable.from(lines), response);
  });

  router.get('/api/admin/audit/verification', async (request, response) => {
    response.set('Cache-Control', 'no-store').json(await audit.verify(personOf(request)));
  });

  for (const path of ['/api/admin/audit', '/api/admin/audit.csv', '/api/admin/audit/verification'])
    router.all(path, onlyMethods('GET'));
  return router;
}

/** The query without the language of its sentences. */
function asked({ query }: Request): unknown {
  const { lang: _, ...rest } = query;
  return rest;
}
