/** The calls of `/api` about plans. */
import { Router, type Request, type Response } from 'express';
import { csvBody, jsonBody, onlyMethods, personOf } from '../../http.ts';
import type { PlanService } from '../contract.ts';

type OfPlan = Request<{ id: string }>;
type OfLine = Request<{ id: string; line: string }>;

/** Largest body and file, in bytes. */
const [maxBody, maxFile] = [256 * 1024, 2 * 1024 * 1024];
const [ofProgramme, one] = ['/api/programmes/:programme/plans', '/api/plans/:id'] as const;
const line = `${one}/lines/:line` as const;

export function planRoutes(plans: PlanService): Router {
  const router = Router();
  const body = jsonBody(maxBody);

  router.get(ofProgramme, async (request, response) => {
    send(response, await plans.list(personOf(response), request.params.programme));
  });
  router.post(ofProgramme, body, async (request: Request<{ programme: string }>, response) => {
    send(response.status(201), await plans.create(personOf(response), request.params.programme, request.body));
  });
  router.all(ofProgramme, onlyMethods('GET', 'POST'));

  router.get(one, async ({ params }, response) => send(response, await plans.read(personOf(response), params.id)));
  router.put(one, body, async ({ params, body: sent }: OfPlan, response) => {
    send(response, await plans.change(personOf(response), params.id, sent));
  });
  router.delete(one, async ({ params, query }: OfPlan, response) => {
    await plans.remove(personOf(response), params.id, query.revision);
    response.status(204).set('Cache-Control', 'no-store').end();
  });
  router.all(one, onlyMethods('GET', 'PUT', 'DELETE'));

  router.post(`${one}/copies`, body, async ({ params, body: sent }: OfPlan, response) => {
    send(response.status(201), await plans.copy(personOf(response), params.id, sent));
  });
  router.post(`${one}/steps`, body, async ({ params, body: sent }: OfPlan, response) => {
    send(response, await plans.step(personOf(response), params.id, sent));
  });
  for (const path of ['copies', 'steps']) router.all(`${one}/${path}`, onlyMethods('POST'));
  lineRoutes(router, plans);
  readingRoutes(router, plans);
  followRoutes(router, plans);
  return router;
}

function lineRoutes(router: Router, plans: PlanService): void {
  const body = jsonBody(maxBody);
  router.post(`${one}/lines`, body, async ({ params, body: sent }: OfPlan, response) => {
    send(response.status(201), await plans.addLines(personOf(response), params.id, sent));
  });
  router.all(`${one}/lines`, onlyMethods('POST'));
  router.put(line, body, async ({ params, body: sent }: OfLine, response) => {
    send(response, await plans.changeLine(personOf(response), params.id, params.line, sent));
  });
  router.delete(line, async ({ params, query }: OfLine, response) => {
    send(response, await plans.removeLine(personOf(response), params.id, params.line, query.revision));
  });
  router.all(line, onlyMethods('PUT', 'DELETE'));
  router.get(`${line}/evidence`, async ({ params }: OfLine, response) => {
    send(response, await plans.offered(personOf(response), params.id, params.line));
  });
  router.post(`${line}/evidence`, body, async ({ params, body: sent }: OfLine, response) => {
    send(response, await plans.addEvidence(personOf(response), params.id, params.line, sent));
  });
  router.all(`${line}/evidence`, onlyMethods('GET', 'POST'));
  router.put(`${one}/excuses/:group`, body, async (request: Request<{ id: string; group: string }>, response) => {
    const { params } = request;
    send(response, await plans.excuse(personOf(response), params.id, params.group, request.body));
  });
  router.all(`${one}/excuses/:group`, onlyMethods('PUT'));
}

function readingRoutes(router: Router, plans: PlanService): void {
  for (const [path, read] of [
    ['effect', plans.effect],
    ['evidence', plans.evidence],
    ['missing', plans.missing],
  ] as const) {
    router.get(`${one}/${path}`, async ({ params }: OfPlan, response) => {
      send(response, await read(personOf(response), params.id));
    });
    router.all(`${one}/${path}`, onlyMethods('GET'));
  }
  router.get(`${one}/served`, async ({ params, query }: OfPlan, response) => {
    const { lang: _, ...asked } = query;
    send(response, await plans.served(personOf(response), params.id, asked));
  });
  router.all(`${one}/served`, onlyMethods('GET'));
  proposalRoutes(router, plans);
  router.get(`${one}/comments`, async ({ params }: OfPlan, response) => {
    send(response, await plans.comments(personOf(response), params.id));
  });
  router.post(`${one}/comments`, jsonBody(maxBody), async ({ params, body: sent }: OfPlan, response) => {
    send(response.status(201), await plans.comment(personOf(response), params.id, sent));
  });
  router.all(`${one}/comments`, onlyMethods('GET', 'POST'));
}

function proposalRoutes(router: Router, plans: PlanService): void {
  const path = `${one}/proposal`;
  router.get(path, async ({ params }: OfPlan, response) => {
    send(response, { proposal: await plans.proposal(personOf(response), params.id) });
  });
  router.post(path, jsonBody(maxBody), async ({ params, body }: OfPlan, response) => {
    send(response.status(202), await plans.propose(personOf(response), params.id, body));
  });
  router.delete(path, async ({ params }: OfPlan, response) => {
    send(response, { proposal: await plans.stopProposal(personOf(response), params.id) });
  });
  router.all(path, onlyMethods('GET', 'POST', 'DELETE'));
}

function followRoutes(router: Router, plans: PlanService): void {
  const path = `${one}/enrolments`;
  router.get(path, async ({ params }: OfPlan, response) => {
    send(response, await plans.followUp(personOf(response), params.id));
  });
  router.post(path, csvBody(maxFile), async ({ params, query, body: csv }: OfPlan, response) => {
    const { lang: _, ...asked } = query;
    send(response, await plans.enrol(personOf(response), params.id, csv as string, asked));
  });
  router.all(path, onlyMethods('GET', 'POST'));
}

const send = (response: Response, value: object): void =>
  void response.set('Cache-Control', 'no-store').type('json').end(JSON.stringify(value));
