/** The calls of `/api` about evidence of focus groups. */
import { Router, type Response } from 'express';
import { onlyMethods, personOf } from '../../http.ts';
import type { EvidenceService } from '../contract.ts';

type OfProgramme = { programme: string };

/** Kept nowhere: a consent may be withdrawn at any moment. */
export function evidenceRoutes(evidence: EvidenceService): Router {
  const router = Router();
  router.get('/api/programmes/:programme/skills/:skill/evidence', async ({ params }, response) => {
    send(response, await evidence.skill(params.programme, params.skill));
  });
  router.all('/api/programmes/:programme/skills/:skill/evidence', onlyMethods('GET'));

  for (const name of ['groups', 'pairs', 'saturation'] as const) {
    const path = `/api/evidence/:programme/${name}`;
    router.get<OfProgramme>(path, async ({ params }, response) => {
      send(response, await evidence[name](personOf(response), params.programme));
    });
    router.all(path, onlyMethods('GET'));
  }
  return router;
}

const send = (response: Response, value: object): void =>
  void response.set('Cache-Control', 'no-store').type('json').end(JSON.stringify(value));
