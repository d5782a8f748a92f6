/** The calls of `/api` about curricula and proposals. */
import { Router, type Request } from 'express';
import { onlyMethods, personOf } from '../../http.ts';
import type { CurriculumService } from '../contract.ts';

type OfProgramme = Request<{ programme: string }>;
const [open, staff] = [
  '/api/programmes/:programme/curriculum',
  '/api/programmes/:programme/credential-proposals',
] as const;

export function curriculumRoutes(curricula: CurriculumService): Router {
  const router = Router();
  router.get(open, async ({ params }: OfProgramme, response) => {
    const curriculum = await curricula.curriculum(params.programme);
    response.set('Cache-Control', 'no-cache').type('json').end(JSON.stringify(curriculum));
  });
  router.get(staff, async ({ params }: OfProgramme, response) => {
    const proposals = await curricula.proposals(personOf(response), params.programme);
    response.set('Cache-Control', 'no-store').type('json').end(JSON.stringify(proposals));
  });
  for (const path of [open, staff]) router.all(path, onlyMethods('GET'));
  return router;
}
