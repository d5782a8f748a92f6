/** The calls of `/api` about what was coded, as figures. */
import { Router, type Request } from 'express';
import { personOf } from '../../http.ts';
import type { Agreements } from '../contract.ts';

export function qualitativeRoutes(agreements: Agreements): Router {
  const router = Router();
  router.get('/api/focus-groups/:id/agreement', async (request: Request<{ id: string }>, response) => {
    const told = await agreements.agreement(personOf(response), request.params.id);
    const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
    response.writeHead(200, headers).end(JSON.stringify(told));
  });
  return router;
}
