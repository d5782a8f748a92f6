/** The call of `/api` about what came of a survey. */
import { Router, type Request } from 'express';
import { onlyMethods } from '../../http.ts';
import type { SaidService } from '../contract.ts';

const path = '/api/surveys/:id/said';

export function saidRoutes(said: SaidService): Router {
  const router = Router();
  router.get(path, async ({ params }: Request<{ id: string }>, response) => {
    response
      .set('Cache-Control', 'no-cache')
      .type('json')
      .end(JSON.stringify(await said.one(params.id)));
  });
  router.all(path, onlyMethods('GET'));
  return router;
}
