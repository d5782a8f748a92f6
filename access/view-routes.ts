/** The own views over HTTP. */
import { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import { jsonBody, onlyMethods, personOf } from '../http.ts';
import { Problem } from '../problem.ts';
import { NewView, ViewName, type Person } from './contract.ts';
import type { SavedViews } from './view.ts';

/** Largest body, in bytes. */
const maxBody = 4 * 1024;
type OfView = Request<{ id: string }>;

export function viewRoutes(views: SavedViews): Router {
  const router = Router();
  const body = jsonBody(maxBody);
  const [all, one, link] = ['/api/account/views', '/api/account/views/:id', '/api/account/views/:id/link'] as const;

  router.get(all, async (_, response) => send(response, 200, await views.list(signedIn(response))));
  router.post(all, body, async (request, response) =>
    send(response, 201, await views.save(signedIn(response), parse(NewView, request.body))),
  );
  router.put(one, body, async (request: OfView, response) =>
    send(response, 200, await views.rename(signedIn(response), request.params.id, parse(ViewName, request.body))),
  );
  router.delete(one, async (request: OfView, response) => {
    await views.remove(signedIn(response), request.params.id);
    response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
  });
  router.put(link, async (request: OfView, response) =>
    send(response, 200, await views.share(signedIn(response), request.params.id)),
  );
  router.delete(link, async (request: OfView, response) =>
    send(response, 200, await views.unshare(signedIn(response), request.params.id)),
  );

  router.all(all, onlyMethods('GET', 'POST'));
  router.all(one, onlyMethods('PUT', 'DELETE'));
  router.all(link, onlyMethods('PUT', 'DELETE'));
  return router;
}

/** @throws Problem malformed, which names the first place and never what stood there */
function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new Problem('malformed', { reason: parsed.error.issues[0]?.path.join('.') || 'body' });
}

function signedIn(response: Response): Person {
  const person = personOf(response);
  if (person === null) throw new Problem('sign_in_needed');
  return person;
}

function send(response: Response, status: number, value: unknown): void {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(value));
}
