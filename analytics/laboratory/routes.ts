/** The calls of `/api` about figures of laboratories. */
import { Router, type Request } from 'express';
import { onlyMethods } from '../../http.ts';
import type { LaboratoryFigures } from '../contract.ts';

type OfProgramme = Request<{ programme: string }>;

const [gap, readiness] = ['/api/programmes/:programme/laboratory-gap', '/api/programmes/:programme/readiness'];

export function laboratoryFigureRoutes(figures: LaboratoryFigures): Router {
  const router = Router();
  router.get(gap, async ({ params, query: { lang: _, ...query } }: OfProgramme, response) => {
    const told = await figures.gap(params.programme, query);
    response.set('Cache-Control', 'no-cache').type('json').send(JSON.stringify(told));
  });
  router.all(gap, onlyMethods('GET'));
  // a consent may end at any moment: nothing that bears a name is kept anywhere
  router.get(readiness, async ({ params }: OfProgramme, response) => {
    const told = await figures.readiness(params.programme);
    response.set('Cache-Control', 'no-store').type('json').end(JSON.stringify(told));
  });
  router.all(readiness, onlyMethods('GET'));
  return router;
}
