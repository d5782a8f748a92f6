import { Router, type Request } from 'express';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { onlyMethods, personOf } from '../http.ts';
import type { AuditService } from './audit-contract.ts';

/** The calls of `/api/admin` about the audit. */
export function auditRoutes(audit: AuditService): Router {
  const router = Router();

  router.get('/api/admin/audit', async (request, response) => {
    const page = await audit.page(personOf(response), asked(request));
    response.set('Cache-Control', 'no-store').json(page);
  });

  router.get('/api/admin/audit.csv', async (request, response) => {
    const lines = await audit.csv(personOf(response), asked(request));
    response.attachment('audit.csv').set({ 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': 'no-store' });
    await pipeline(Readable.from(lines), response);
  });

  router.get('/api/admin/audit/verification', async (_, response) => {
    response.set('Cache-Control', 'no-store').json(await audit.verify(personOf(response)));
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
