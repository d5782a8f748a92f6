/** The calls of `/api` about the catalogue. */
import { Router } from 'express';
import { onlyMethods } from '../../http.ts';
import { Problem } from '../../problem.ts';
import type { CatalogueService } from '../contract.ts';

const [all, one] = ['/api/courses', '/api/courses/:programme/:key'] as const;

export function catalogueRoutes(catalogue: CatalogueService): Router {
  const router = Router();
  router.get(all, async ({ query }, response) => {
    const { programme } = query;
    if (typeof programme !== 'string') throw new Problem('missing_parameter', { parameter: 'programme', known: 'id' });
    response.set('Cache-Control', 'no-cache').json(await catalogue.courses(programme));
  });
  router.all(all, onlyMethods('GET'));
  router.get(one, async ({ params }, response) => {
    response.set('Cache-Control', 'no-cache').json(await catalogue.course(params.programme, params.key));
  });
  router.all(one, onlyMethods('GET'));
  return router;
}
