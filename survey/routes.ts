import { Router, type Request, type RequestHandler, type Response } from 'express';
import { jsonBody, languageOf, networkOf, onlyMethods, personOf } from '../http.ts';
import { Problem } from '../problem.ts';
import type { SurveyService, TerritoryShapes } from './contract.ts';
import { parseMinorsDecision } from './submission.ts';
import { surveyJson } from './survey-json.ts';

export interface SurveyRoutesOptions {
  readonly service: SurveyService;
  readonly shapes: TerritoryShapes;
  /** largest body, in bytes */
  readonly maxBody: number;
  /** says what stands for the network of whoever sends answers, and refuses a flood from one; left out: nobody says it */
  readonly networks?: RequestHandler;
}

/** The calls of `/api` about programmes, surveys, responses, receipts and territories. */
export function surveyRoutes({ service, shapes, maxBody, networks = pass }: SurveyRoutesOptions): Router {
  const router = Router();
  const body = jsonBody(maxBody);
  const survey = surveyJson(service);

  router.get('/api/programmes', (_, response) => {
    response.set('Cache-Control', 'no-cache').json(service.programmes());
  });

  router.get('/api/surveys/:id', (request, response) => {
    const { text, etag } = survey(request.params.id, textOf(request.query.language));
    sendTagged(response, 'application/json', text, etag);
  });

  router.get('/api/surveys/:id/ticket', (request, response) => {
    sendUnstored(response, 200, service.ticket(request.params.id));
  });

  router.get('/api/surveys/:id/codebook', (request, response) => {
    response.set('Cache-Control', 'no-cache').json(service.codebook(request.params.id));
  });

  router.post('/api/surveys/:id/responses', networks, body, async (request: Request<{ id: string }>, response) => {
    const { created, acceptance } = await service.submit(request.params.id, request.body, senderOf(response));
    sendUnstored(response, created ? 201 : 200, acceptance);
  });

  router.get('/api/receipt', async (request, response) => {
    sendUnstored(response, 200, await service.readOwn(receiptOf(request, response)));
  });

  router.put('/api/receipt', body, async (request, response) => {
    sendUnstored(response, 200, await service.correct(receiptOf(request, response), request.body));
  });

  router.delete('/api/receipt', async (request, response) => {
    sendUnstored(response, 200, await service.erase(receiptOf(request, response), languageOf(request)));
  });

  router.put('/api/admin/surveys/:id/minors', body, async (request: Request<{ id: string }>, response) => {
    const { route } = parseMinorsDecision(request.body);
    await service.setMinorsRoute(personOf(response), request.params.id, route);
    response.status(204).set('Cache-Control', 'no-store').end();
  });

  router.get('/api/territories/:level.topojson', async (request, response) => {
    const query = { within: textOf(request.query.within), programme: textOf(request.query.programme) };
    const { text, etag } = await shapes.topojson(request.params.level, query);
    sendTagged(response, 'application/json', text, etag);
  });

  for (const [path, methods] of Object.entries(paths)) router.all(path, onlyMethods(...methods));
  return router;
}

const pass: RequestHandler = (_, __, next) => next();

/** Each path with its methods, for whoever comes by another. */
const paths: Readonly<Record<string, readonly string[]>> = {
  '/api/programmes': ['GET'],
  '/api/surveys/:id': ['GET'],
  '/api/surveys/:id/ticket': ['GET'],
  '/api/surveys/:id/codebook': ['GET'],
  '/api/surveys/:id/responses': ['POST'],
  '/api/receipt': ['GET', 'PUT', 'DELETE'],
  '/api/territories/:level.topojson': ['GET'],
  '/api/admin/surveys/:id/minors': ['PUT'],
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What of a request matters for marks; nothing of it is kept. */
const senderOf = (response: Response) => ({ network: networkOf(response), isStaff: personOf(response) !== null });

/** A receipt and what it opens stay in no cache, and so need no entity tag. */
function sendUnstored(response: Response, status: number, value: object): void {
  const text = JSON.stringify(value);
  const length = Buffer.byteLength(text);
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': length };
  response.writeHead(status, { ...headers, 'Cache-Control': 'no-store' }).end(text);
}

/** The code of `Authorization: Receipt CODE`; never part of an address, so that no log keeps it. */
function receiptOf(request: Request, response: Response): string {
  const code = /^\s*receipt\s+(\S.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (code) return code;
  response.set('WWW-Authenticate', 'Receipt');
  throw new Problem('receipt_missing');
}

function sendTagged(response: Response, type: string, text: string, etag: string): void {
  response.set({ 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache', ETag: etag }).send(text);
}
