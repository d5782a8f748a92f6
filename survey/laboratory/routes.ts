/** The calls of `/api` about the register of laboratories. */
import { Router, type Request, type Response } from 'express';
import { csvBody, jsonBody, onlyMethods, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import { LaboratoryImport, type LaboratoryService } from '../contract.ts';

type OfProgramme = Request<{ programme: string }>;
type OfOne = Request<{ programme: string; key: string }>;

/** Largest JSON body and largest file, in bytes. */
const [maxBody, maxFile] = [64 * 1024, 2 * 1024 * 1024];
const all = '/api/programmes/:programme/laboratories';

export function laboratoryRoutes(laboratories: LaboratoryService): Router {
  const router = Router();
  router.get(all, async ({ params, query }: OfProgramme, response) => {
    const isFile = query['format'] === 'csv';
    const list = isFile ? await laboratories.sheet(params.programme) : await laboratories.list(params.programme);
    if (isFile) response.attachment('laboratories.csv');
    const body = typeof list === 'string' ? list : JSON.stringify(list);
    // a Buffer, so that an entity tag is made of it
    response
      .set('Cache-Control', 'no-cache')
      .type(isFile ? 'text/csv' : 'json')
      .send(Buffer.from(body));
  });
  router.post(all, csvBody(maxFile), async (request: OfProgramme, response) => {
    const { programme } = request.params;
    const options = readOptions(request);
    send(response, await laboratories.bring(personOf(response), programme, request.body as string, options));
  });
  router.all(all, onlyMethods('GET', 'POST'));

  router.put(`${all}/:key`, jsonBody(maxBody), async ({ params, body }: OfOne, response) => {
    send(response, await laboratories.change(personOf(response), params.programme, params.key, body));
  });
  router.all(`${all}/:key`, onlyMethods('PUT'));
  return router;
}

/** @throws Problem unknown_parameter */
function readOptions(request: Request<{ programme: string }>): LaboratoryImport {
  const { lang: _, ...query } = request.query;
  const result = LaboratoryImport.safeParse(query);
  if (result.success) return result.data;
  const parameter = Object.keys(query).find((name) => name !== 'dry') ?? 'dry';
  throw new Problem('unknown_parameter', { parameter, value: String(query[parameter]).slice(0, 40), known: 'dry' });
}

const send = (response: Response, value: object): void =>
  void response.set('Cache-Control', 'no-store').type('json').end(JSON.stringify(value));
