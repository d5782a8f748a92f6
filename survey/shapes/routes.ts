/** The calls of `/api/admin/shapes`: a file is uploaded and tried, looked at, stored; versions are taken back. */
import { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import { fileBody, jsonBody, languageOf, onlyMethods, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import { ShapesCredit, ShapesStanding, ShapesUpload, type ShapeImports } from '../contract.ts';
import { limit } from './limit.ts';

const mostJson = 4 * 1024;

export function shapeRoutes(imports: ShapeImports): Router {
  const router = Router();
  router.get('/api/admin/shapes', async (request, response) => {
    send(response, 200, await imports.state(personOf(response), languageOf(request)));
  });
  router.post('/api/admin/shapes', jsonBody(mostJson), async (request, response) => {
    const credit = parse(ShapesCredit, request.body);
    send(response, 201, await imports.apply(personOf(response), languageOf(request), credit));
  });
  router.post('/api/admin/shapes/draft', fileBody(limit.packed, 'application/octet-stream'), upload);
  router.delete('/api/admin/shapes/draft', (_, response) => {
    imports.cancel(personOf(response));
    response.status(204).set('Cache-Control', 'no-store').end();
  });
  router.put('/api/admin/shapes/:id', jsonBody(mostJson), async (request: Request<{ id: string }>, response) => {
    const { stands } = parse(ShapesStanding, request.body);
    const { id } = request.params;
    if (!/^\d{1,9}$/.test(id)) throw new Problem('not_found', { value: id.slice(0, 40) });
    send(response, 200, await imports.setStands(personOf(response), languageOf(request), Number(id), stands));
  });
  router.all('/api/admin/shapes', onlyMethods('GET', 'POST'));
  return router;

  async function upload(request: Request, response: Response): Promise<void> {
    const { lang: _, ...asked } = request.query;
    const wanted = parse(ShapesUpload, asked);
    const body = request.body as Buffer;
    send(response, 200, await imports.begin(personOf(response), languageOf(request), wanted, body));
  }
}

/** @throws Problem unknown_parameter, which names the first that is wrong */
function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [parameter = '–'] = issue?.path ?? [];
  const given = (value as Record<string, unknown> | null)?.[String(parameter)];
  const known = issue?.message ?? '–';
  throw new Problem('unknown_parameter', { parameter: String(parameter), value: String(given).slice(0, 80), known });
}

const send = (response: Response, status: number, value: object): void =>
  void response.status(status).set('Cache-Control', 'no-store').json(value);
