/** The calls of `/api` about codes, codings, two coders and recommendations. What they tell is kept in no cache. */
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { jsonBody, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import type { Codings } from '../contract.ts';

type OfOne = Request<{ id: string }>;
type OfPass = Request<{ id: string; pass: string }>;

/** Largest body, in bytes: a split names up to 5,000 codings. */
const maxBody = 256 * 1024;

export function codingRoutes(codings: Codings): Router {
  const router = Router();
  const body = jsonBody(maxBody);
  const list = (
    path: string,
    read: (...of: [who: ReturnType<typeof personOf>, programme: string]) => Promise<object>,
  ) =>
    router.get(path, async (request, response) => {
      send(response, 200, await read(personOf(response), parameterOf(request, 'programme')));
    });

  list('/api/codes', codings.codes);
  list('/api/code-events', codings.history);
  list('/api/coding-tasks', codings.tasks);
  list('/api/recommendations', codings.recommendations);

  router.post('/api/codes', body, async (request, response) => {
    const { created, code } = await codings.addCode(personOf(response), request.body);
    send(response, created ? 201 : 200, code);
  });
  router.put('/api/codes/:id', body, async (request: OfOne, response) => {
    send(response, 200, await codings.changeCode(personOf(response), request.params.id, request.body));
  });
  router.post('/api/codes/:id/merge', body, async (request: OfOne, response) => {
    send(response, 200, await codings.mergeCode(personOf(response), request.params.id, request.body));
  });
  router.post('/api/codes/:id/split', body, async (request: OfOne, response) => {
    send(response, 201, await codings.splitCode(personOf(response), request.params.id, request.body));
  });

  router.post('/api/codings', body, async (request, response) => {
    const { created, coding } = await codings.addCoding(personOf(response), request.body);
    send(response, created ? 201 : 200, coding);
  });
  router.put('/api/codings/:id', body, async (request: OfOne, response) => {
    send(response, 200, await codings.replaceCoding(personOf(response), request.params.id, request.body));
  });
  router.delete('/api/codings/:id', async (request: OfOne, response) => {
    await codings.removeCoding(personOf(response), request.params.id);
    response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
  });
  router.post('/api/skill-suggestions', body, async (request, response) => {
    send(response, 200, await codings.suggestions(personOf(response), request.body));
  });
  router.get('/api/open-answers', async (request, response) => {
    const [survey, variable] = [parameterOf(request, 'survey'), parameterOf(request, 'variable')];
    send(response, 200, await codings.openAnswers(personOf(response), survey, variable, afterOf(request)));
  });

  router.get('/api/focus-groups/:id/codings', async (request: OfOne, response) => {
    send(response, 200, await codings.codings(personOf(response), request.params.id));
  });
  router.put('/api/focus-groups/:id/tasks/:pass', body, async (request: OfPass, response) => {
    const { id, pass } = request.params;
    send(response, 200, await codings.putTask(personOf(response), id, pass, request.body));
  });
  router.get('/api/focus-groups/:id/differences', async (request: OfOne, response) => {
    send(response, 200, await codings.differences(personOf(response), request.params.id));
  });
  router.post('/api/focus-groups/:id/adjudications', body, async (request: OfOne, response) => {
    send(response, 200, await codings.adjudicate(personOf(response), request.params.id, request.body));
  });

  router.post('/api/recommendations', body, async (request, response) => {
    const { created, recommendation } = await codings.recommend(personOf(response), request.body);
    send(response, created ? 201 : 200, recommendation);
  });
  router.post('/api/recommendations/:id/decision', body, async (request: OfOne, response) => {
    send(response, 200, await codings.decide(personOf(response), request.params.id, request.body));
  });
  return router;
}

/** @throws Problem missing_parameter, unknown_parameter */
function parameterOf({ query }: Request, name: string): string {
  const value = query[name];
  if (value === undefined || value === '') throw new Problem('missing_parameter', { parameter: name, known: '1–60' });
  if (typeof value === 'string' && value.length <= 60) return value;
  throw new Problem('unknown_parameter', { parameter: name, value: String(value).slice(0, 40), known: '1–60' });
}

/** The answer after which the next ones come. */
function afterOf({ query }: Request): string | null {
  const text = query.after ?? null;
  if (text === null || (typeof text === 'string' && z.guid().safeParse(text).success)) return text;
  throw new Problem('unknown_parameter', { parameter: 'after', value: String(text).slice(0, 40), known: '`response`' });
}

function send(response: Response, status: number, value: object): void {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(value));
}
