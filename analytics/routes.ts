/** The figures over HTTP: published ones for anybody, exact ones for analysts. */
import { Router, type Request, type Response } from 'express';
import { jsonBody, languageOf, onlyMethods, personOf } from '../http.ts';
import { Problem } from '../problem.ts';
import type { AnalyticsService, EstimateEnvelope, EstimateQuery, ExactService } from './contract.ts';
import { unknownParameter } from './fault.ts';
import { formatNames, formats, writeBatch, writeFigures, type Format, type Written } from './format.ts';
import { readBatch } from './query.ts';

export interface AnalyticsRoutesOptions {
  readonly analytics: AnalyticsService;
  readonly exact: ExactService;
  /** bytes that a batch may have */
  readonly maxBody: number;
}

export function analyticsRoutes({ analytics, exact, maxBody }: AnalyticsRoutesOptions): Router {
  const router = Router();
  const book = (request: Request<{ id: string }>, envelopes: readonly EstimateEnvelope[]) =>
    analytics.workbook(request.params.id, envelopes, languageOf(request) === 'it' ? 'it' : 'en');

  router.get('/api/surveys/:id/estimates', async (request, response) => {
    const format = formatOf(request);
    const { id } = request.params;
    // the language is of the sentences and labels, not of the figures
    const { lang: _, format: __, ...parameters } = request.query;
    const query = parameters as unknown as EstimateQuery;
    if (isExact(query)) {
      const [envelope] = await exact.estimates(personOf(response), id, [query]);
      return sendOnce(
        response,
        format,
        isBook(format) ? await book(request, [envelope!]) : writeFigures(format, envelope!),
      );
    }
    const envelope = analytics.estimate(id, query);
    send(response, format, isBook(format) ? await book(request, [envelope]) : writeFigures(format, envelope));
  });

  router.post('/api/surveys/:id/estimates', jsonBody(maxBody), async (request: Request<{ id: string }>, response) => {
    const format = formatOf(request);
    const { id } = request.params;
    const { queries, digits } = readBatch(request.body);
    const envelopes = queries.some(isExact)
      ? await exact.estimates(personOf(response), id, queries)
      : analytics.estimates(id, queries);
    sendOnce(response, format, isBook(format) ? await book(request, envelopes) : writeBatch(format, envelopes, digits));
  });

  router.get('/api/surveys/:id/coverage', async (request, response) => {
    const { id } = request.params;
    const { view = 'published' } = request.query;
    if (view === 'exact') {
      const coverage = await exact.coverage(personOf(response), id);
      return sendOnce(response, 'application/json', JSON.stringify(coverage));
    }
    if (view !== 'published') throw unknownParameter('view', String(view), ['published', 'exact']);
    send(response, 'application/json', JSON.stringify(analytics.coverage(id)));
  });

  router.get('/api/surveys/:id/marks', async (request, response) => {
    const counts = await exact.marks(personOf(response), request.params.id);
    sendOnce(response, 'application/json', JSON.stringify(counts));
  });

  router.get('/api/surveys/:id/thermometer', async (request, response) => {
    send(response, 'application/json', JSON.stringify(await analytics.thermometer(request.params.id)));
  });

  router.get('/api/figures/:id', async (request, response) => {
    send(response, 'application/json', JSON.stringify(await analytics.figure(request.params.id)));
  });

  router.all('/api/figures/:id', onlyMethods('GET'));
  router.all('/api/surveys/:id/thermometer', onlyMethods('GET'));
  router.all('/api/surveys/:id/estimates', onlyMethods('GET', 'POST'));
  router.all('/api/surveys/:id/coverage', onlyMethods('GET'));
  router.all('/api/surveys/:id/marks', onlyMethods('GET'));
  return router;
}

const isBook = (format: Format): format is Exclude<Format, Written> => format === formatNames.xlsx;

const isExact = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'view' in query && query.view === 'exact';

/** What the address names, for links, else what the header prefers. @throws Problem unknown_parameter, not_acceptable */
function formatOf(request: Request<{ id: string }>): Format {
  const { format: named } = request.query;
  if (named !== undefined) return formatNamed(named);
  const accepted = request.accepts([...formats]);
  const format = formats.find((one) => one === accepted);
  if (format === undefined) throw new Problem('not_acceptable', { known: formats.join(', ') });
  return format;
}

function formatNamed(name: unknown): Format {
  const names = Object.keys(formatNames);
  const known = names.find((one) => one === name);
  if (known === undefined) throw unknownParameter('format', String(name), names);
  return formatNames[known]!;
}

/**
 * Figures may be kept but are asked for again each time: their ETag changes with the next snapshot, since the body
 * names the snapshot.
 */
function send(response: Response, format: Format, body: string | Uint8Array): void {
  response.vary('Accept').set('Cache-Control', 'no-cache').type(format).send(bytesOf(body));
}

/** What was asked for by POST, and what is exact, is not kept and needs no ETag. */
function sendOnce(response: Response, format: Format, body: string | Uint8Array): void {
  response.set('Cache-Control', 'no-store').type(format).end(bytesOf(body));
}

function bytesOf(body: string | Uint8Array): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
