import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { csvBody, jsonBody, onlyMethods, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import * as contract from './contract.ts';
import type { InstrumentService } from './service.ts';
import type { SurveyLifeService } from './survey-life.ts';

export interface InstrumentRoutesOptions {
  readonly instruments: InstrumentService;
  readonly life: SurveyLifeService;
  /** what holds back whoever counts too often: anybody may */
  readonly pace: RequestHandler;
}

/** A definition of a million characters, written out as JSON; and a pilot's marks. */
const mostBody = 4 * 1024 * 1024;
const mostMarks = 32 * 1024;

type At = Request<{ programme: string; instrument: string; version: string }>;
type OfSurvey = Request<{ id: string }>;

/** The calls of `/api` about instruments before and after they are published. */
export function instrumentRoutes(options: InstrumentRoutesOptions): Router {
  const router = Router();
  const body = jsonBody(mostBody);
  draftRoutes(router, options.instruments, body);
  versionRoutes(router, options.instruments, body);
  lifeRoutes(router, options.life, options.pace);
  for (const [path, methods] of Object.entries(paths)) router.all(path, onlyMethods(...methods));
  return router;
}

const one = '/api/instruments/:programme/:instrument';

const paths: Readonly<Record<string, readonly string[]>> = {
  '/api/instruments/:programme': ['GET'],
  [one]: ['GET', 'PUT'],
  [`${one}/definition`]: ['GET'],
  [`${one}/check`]: ['GET', 'POST'],
  [`${one}/publish`]: ['POST'],
  [`${one}/versions`]: ['GET'],
  [`${one}/versions/:version/definition`]: ['GET'],
  [`${one}/translation.csv`]: ['GET', 'PUT'],
  '/api/admin/surveys/:id/state': ['GET', 'POST'],
  '/api/admin/surveys/:id/repairs': ['GET'],
  '/api/surveys/:id/pilot': ['POST'],
  '/api/surveys/:id/progress': ['POST'],
};

function draftRoutes(router: Router, instruments: InstrumentService, body: RequestHandler): void {
  router.get('/api/instruments/:programme', async (request: At, response) => {
    send(response, 200, await instruments.list(personOf(response), request.params.programme));
  });
  router.get(one, async (request: At, response) => {
    const { programme, instrument } = request.params;
    send(response, 200, await instruments.draft(personOf(response), programme, instrument));
  });
  router.put(one, body, async (request: At, response) => {
    const { programme, instrument } = request.params;
    const change = parsed(contract.DraftChange, request.body);
    send(response, 200, await instruments.keep(personOf(response), programme, named(instrument), change));
  });
  router.get(`${one}/definition`, async (request: At, response) => {
    const { programme, instrument } = request.params;
    const { definition } = await instruments.draft(personOf(response), programme, instrument);
    sendFile(response, 'application/json', `${instrument}.json`, definition);
  });
  router.get(`${one}/check`, async (request: At, response) => {
    const { programme, instrument } = request.params;
    send(response, 200, await instruments.check(personOf(response), programme, instrument));
  });
  router.post(`${one}/check`, body, async (request: At, response) => {
    const { programme, instrument } = request.params;
    const unsaved = parsed(contract.CheckRequest, request.body);
    send(response, 200, await instruments.check(personOf(response), programme, instrument, unsaved));
  });
  router.get(`${one}/translation.csv`, async (request: At, response) => {
    const { programme, instrument } = request.params;
    const csv = await instruments.translation(personOf(response), programme, instrument);
    sendFile(response, 'text/csv', `${instrument}.csv`, csv);
  });
  router.put(`${one}/translation.csv`, csvBody(mostBody), async (request: At, response) => {
    const { programme, instrument } = request.params;
    const table = {
      csv: request.body as string,
      revision: numberIn(request, 'revision'),
      dry: request.query['dry'] === '1',
    };
    send(response, 200, await instruments.translate(personOf(response), programme, instrument, table));
  });
}

function versionRoutes(router: Router, instruments: InstrumentService, body: RequestHandler): void {
  router.post(`${one}/publish`, body, async (request: At, response) => {
    const { programme, instrument } = request.params;
    const { revision } = parsed(contract.PublishRequest, request.body);
    send(response, 201, await instruments.publish(personOf(response), programme, instrument, revision));
  });
  router.get(`${one}/versions`, async (request: At, response) => {
    const { programme, instrument } = request.params;
    send(response, 200, await instruments.versions(personOf(response), programme, instrument));
  });
  router.get(`${one}/versions/:version/definition`, async (request: At, response) => {
    const { programme, instrument, version } = request.params;
    const number = /^[1-9]\d{0,5}$/.test(version) ? Number(version) : 0;
    const source = await instruments.version(personOf(response), programme, instrument, number);
    sendFile(response, 'application/json', `${instrument}-${version}.json`, source);
  });
}

function lifeRoutes(router: Router, life: SurveyLifeService, pace: RequestHandler): void {
  const body = jsonBody(mostMarks);
  router.get('/api/admin/surveys/:id/state', async (request: OfSurvey, response) => {
    send(response, 200, await life.state(personOf(response), request.params.id));
  });
  router.post('/api/admin/surveys/:id/state', body, async (request: OfSurvey, response) => {
    const { action } = parsed(contract.StateRequest, request.body);
    send(response, 200, await life.step(personOf(response), request.params.id, action));
  });
  router.get('/api/admin/surveys/:id/repairs', async (request: OfSurvey, response) => {
    send(response, 200, await life.repairs(personOf(response), request.params.id));
  });
  router.post('/api/surveys/:id/pilot', pace, body, async (request: OfSurvey, response) => {
    await life.mark(request.params.id, parsed(contract.PilotMarks, request.body));
    response.status(204).set('Cache-Control', 'no-store').end();
  });
  router.post('/api/surveys/:id/progress', pace, body, (request: OfSurvey, response) => {
    life.reach(request.params.id, parsed(contract.Progress, request.body));
    response.status(202).set('Cache-Control', 'no-store').end();
  });
}

/** The name of a new instrument becomes part of addresses. */
function named(instrument: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,59}$/.test(instrument)) return instrument;
  throw new Problem('unknown_parameter', {
    value: instrument.slice(0, 60),
    parameter: 'instrument',
    known: 'a-z 0-9 -',
  });
}

/** @throws Problem `malformed`, one entry a fault */
function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const faults = result.error.issues
    .slice(0, 20)
    .map(({ path, code, message }) => ({ path: path.join('.'), code, message }));
  const reason = { it: 'non ha la forma prevista', en: 'it does not have the expected shape' };
  throw new Problem('malformed', { reason }, { errors: () => faults });
}

function numberIn(request: Request, parameter: string): number {
  const value = request.query[parameter];
  if (typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
  if (value === undefined) throw new Problem('missing_parameter', { parameter, known: '0, 1, 2, …' });
  throw new Problem('unknown_parameter', { value: JSON.stringify(value).slice(0, 60), parameter, known: '0, 1, 2, …' });
}

function send(response: Response, status: number, value: object): void {
  write(response, status, { 'Content-Type': 'application/json; charset=utf-8' }, JSON.stringify(value));
}

/** To keep as a file, and never to be shown as a page of ours. */
function sendFile(response: Response, type: string, name: string, text: string): void {
  const headers = { 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': `attachment; filename="${name}"` };
  write(response, 200, headers, text);
}

/** What editors see stays in no cache, and so needs no entity tag. */
function write(response: Response, status: number, headers: Record<string, string>, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length, 'Cache-Control': 'no-store' }).end(bytes);
}
