/** The calls of `/api` about answers that wait for another device. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { jsonBody, onlyMethods } from '../../http.ts';
import { Problem } from '../../problem.ts';
import { longestDraft, type DraftService } from '../contract.ts';

interface Options {
  readonly drafts: DraftService;
  /** how often an address may ask, so that nobody tries codes */
  readonly pace: RequestHandler;
}

export function draftRoutes({ drafts, pace }: Options): Router {
  const router = Router();
  router.put('/api/draft', pace, jsonBody(longestDraft + 1024), async (request, response) => {
    send(response, await drafts.save(lookupOf(request, response), request.body));
  });
  router.get('/api/draft', pace, async (request, response) => {
    send(response, await drafts.open(lookupOf(request, response)));
  });
  router.delete('/api/draft', pace, async (request, response) => {
    await drafts.drop(lookupOf(request, response));
    response.status(204).set('Cache-Control', 'no-store').end();
  });
  router.all('/api/draft', onlyMethods('PUT', 'GET', 'DELETE'));
  return router;
}

/** What the browser made of the code; never part of an address, so that no log keeps it. @throws Problem draft_missing */
function lookupOf({ headers }: Request, response: Response): string {
  const lookup = /^\s*draft\s+(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1];
  if (lookup) return lookup;
  response.set('WWW-Authenticate', 'Draft');
  throw new Problem('draft_missing');
}

const send = (response: Response, value: object): void =>
  void response.set('Cache-Control', 'no-store').type('json').end(JSON.stringify(value));
