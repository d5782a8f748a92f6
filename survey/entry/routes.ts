/** The calls of `/api` at the counter. */
import { Router, type Request, type Response } from 'express';
import { csvBody, jsonBody, onlyMethods, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import { EntryImport, type EntryService } from '../contract.ts';
import { limit } from './read.ts';

type OfSurvey = Request<{ survey: string }>;
type OfBatch = Request<{ survey: string; number: string }>;

const top = '/api/assist/:survey';
const [responses, template] = [`${top}/responses`, `${top}/template.csv`] as const;
const [batches, batch] = [`${top}/batches`, `${top}/batches/:number`] as const;

/** @param maxBody  largest response, in bytes */
export function entryRoutes(entries: EntryService, maxBody: number): Router {
  const router = Router();
  router.get(top, async (request: OfSurvey, response) => {
    send(response, 200, await entries.state(personOf(response), request.params.survey));
  });
  router.post(responses, jsonBody(maxBody), async (request: OfSurvey, response) => {
    const taken = await entries.take(personOf(response), request.params.survey, request.body);
    send(response, taken.created ? 201 : 200, taken.acceptance);
  });
  router.get(template, (request: OfSurvey, response) => {
    const part = request.query['part'] === 'codes' ? 'codes' : 'table';
    const sheet = entries.template(personOf(response), request.params.survey, part);
    response.set('Cache-Control', 'no-store').attachment(`${request.params.survey}-${part}.csv`).type('text/csv');
    response.send(Buffer.from(sheet));
  });
  router.post(batches, csvBody(limit.bytes), async (request: OfSurvey, response) => {
    const options = readOptions(request);
    const outcome = await entries.bring(personOf(response), request.params.survey, request.body as string, options);
    send(response, outcome.batch === null ? 200 : 201, outcome);
  });
  router.delete(batch, async (request: OfBatch, response) => {
    const { survey, number } = request.params;
    if (!/^\d{1,9}$/.test(number)) throw new Problem('not_found', { value: number.slice(0, 40) });
    send(response, 200, await entries.undo(personOf(response), survey, Number(number)));
  });
  for (const [path, ...methods] of paths) router.all(path, onlyMethods(...methods));
  return router;
}

const paths = [
  [top, 'GET'],
  [responses, 'POST'],
  [template, 'GET'],
  [batches, 'POST'],
  [batch, 'DELETE'],
] as const;

/** @throws Problem unknown_parameter */
function readOptions(request: OfSurvey): EntryImport {
  const { lang: _, ...query } = request.query;
  const result = EntryImport.safeParse(query);
  if (result.success) return result.data;
  const parameter = Object.keys(query).find((name) => name !== 'dry' && name !== 'file') ?? 'dry';
  throw new Problem('unknown_parameter', {
    parameter,
    value: String(query[parameter]).slice(0, 40),
    known: 'dry, file',
  });
}

const send = (response: Response, status: number, value: object): void =>
  void response.status(status).set('Cache-Control', 'no-store').type('json').end(JSON.stringify(value));
