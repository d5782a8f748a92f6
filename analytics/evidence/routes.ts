/** The calls of `/api` about evidence of focus groups. */
import { Router } from 'express';
import { onlyMethods, personOf } from '../../http.ts';
import type { EvidenceService } from '../contract.ts';

type OfProgramme = { programme: string };

/** What anybody may read is asked for again each time: a consent may be withdrawn at any moment. */
export function evidenceRoutes(evidence: EvidenceService): Router {
  const router = Router();
  router.get('/api/programmes/:programme/skills/:skill/evidence', async ({ params }, response) => {
    response.set('Cache-Control', 'no-cache').json(await evidence.skill(params.programme, params.skill));
  });
  router.all('/api/programmes/:programme/skills/:skill/evidence', onlyMethods('GET'));

  for (const name of ['groups', 'pairs', 'saturation'] as const) {
    const path = `/api/evidence/:programme/${name}`;
    router.get<OfProgramme>(path, async ({ params }, response) => {
      const answer = await evidence[name](personOf(response), params.programme);
      response.set('Cache-Control', 'no-store').json(answer);
    });
    router.all(path, onlyMethods('GET'));
  }
  return router;
}
