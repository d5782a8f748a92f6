/** The figures over HTTP: published ones only, for anybody. */
import { Router, type Request, type Response } from 'express';
import { jsonBody, onlyMethods } from '../http.ts';
import { Problem } from '../problem.ts';
import type { AnalyticsService, EstimateQuery } from './contract.ts';
import { formats, writeBatch, writeFigures, type Format } from './format.ts';
import { readBatch } from './query.ts';

/** @param maxBody  bytes that a batch may have */
export function analyticsRoutes({ analytics, maxBody }: { analytics: AnalyticsService; maxBody: number }): Router {
  const router = Router();

  router.get('/api/surveys/:id/estimates', (request, response) => {
    const format = formatOf(request);
    // the language is of the sentences, not of the figures
    const { lang: _, ...query } = request.query;
    const envelope = analytics.estimate(request.params.id, query as unknown as EstimateQuery);
    send(response, format, writeFigures(format, envelope));
  });

  router.post('/api/surveys/:id/estimates', jsonBody(maxBody), (request: Request<{ id: string }>, response) => {
    const format = formatOf(request);
    const envelopes = analytics.estimates(request.params.id, readBatch(request.body));
    sendOnce(response, format, writeBatch(format, envelopes));
  });

  router.get('/api/surveys/:id/coverage', (request, response) => {
    const coverage = analytics.coverage(request.params.id);
    send(response, 'application/json', JSON.stringify(coverage));
  });

  router.all('/api/surveys/:id/estimates', onlyMethods('GET', 'POST'));
  router.all('/api/surveys/:id/coverage', onlyMethods('GET'));
  return router;
}

/** @throws Problem not_acceptable */
function formatOf(request: Request): Format {
  const accepted = request.accepts([...formats]);
  const format = formats.find((one) => one === accepted);
  if (format === undefined) throw new Problem('not_acceptable', { known: formats.join(', ') });
  return format;
}

/**
 * Figures may be kept but are asked for again each time: their ETag changes with the next snapshot, since the body
 * names the snapshot.
 */
function send(response: Response, format: Format, body: string | Uint8Array): void {
  response.vary('Accept').set('Cache-Control', 'no-cache').type(format).send(bytesOf(body));
}

/** What was asked for by POST is not kept, and needs no ETag. */
function sendOnce(response: Response, format: Format, body: string | Uint8Array): void {
  response.set('Cache-Control', 'no-store').type(format).end(bytesOf(body));
}

function bytesOf(body: string | Uint8Array): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
