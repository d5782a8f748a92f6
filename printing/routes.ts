/** The calls of `/api` about papers. */
import { createReadStream } from 'node:fs';
import { Router, type Response } from 'express';
import { jsonBody, onlyMethods, personOf } from '../http.ts';
import type { Printing } from './contract.ts';

export function printingRoutes(printing: Printing): Router {
  const router = Router();
  router.post('/api/papers', jsonBody(4 * 1024), async (request, response) => {
    send(response, 201, await printing.order(personOf(response), request.body));
  });
  router.all('/api/papers', onlyMethods('POST'));
  router.get('/api/papers/:id', ({ params }, response) => {
    send(response, 200, printing.job(personOf(response), params.id));
  });
  router.delete('/api/papers/:id', ({ params }, response) => {
    send(response, 200, printing.cancel(personOf(response), params.id));
  });
  router.all('/api/papers/:id', onlyMethods('GET', 'DELETE'));
  router.get('/api/papers/:id/file', ({ params }, response, next) => {
    const { path, name, type } = printing.file(personOf(response), params.id);
    response.set({
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    });
    createReadStream(path).on('error', next).pipe(response);
  });
  router.all('/api/papers/:id/file', onlyMethods('GET'));
  return router;
}

const send = (response: Response, status: number, value: object): void =>
  void response.status(status).set('Cache-Control', 'no-store').json(value);
