/** The calls of `/api` about files for other programs, tables and minutes. What they tell is kept in no cache. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { fileBody, languageOf, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import type { Interchange } from '../contract.ts';

type OfOne = Request<{ id: string }>;

/** Largest codebook and largest project, in bytes. */
const [mostCodebook, mostProject] = [2 * 1024 * 1024, 32 * 1024 * 1024];

/** The kinds of files, as their makers call them. */
export const types = {
  qdc: 'application/xml',
  qdpx: 'application/vnd.qdpx',
  csv: 'text/csv',
  txt: 'text/plain',
  md: 'text/markdown',
} as const;

export function interchangeRoutes(interchange: Interchange): Router {
  const router = Router();

  router.get('/api/codes.qdc', async (request, response) => {
    const programme = programmeOf(request);
    sendFile(response, 'qdc', programme, await interchange.codebook(personOf(response), programme));
  });
  router.post('/api/codes.qdc', fileBody(mostCodebook, types.qdc), async (request, response) => {
    const report = await interchange.importCodebook(personOf(response), programmeOf(request), request.body as Buffer);
    send(response, report);
  });
  router.get('/api/focus-groups.qdpx', async (request, response) => {
    const programme = programmeOf(request);
    sendFile(response, 'qdpx', programme, await interchange.project(personOf(response), programme));
  });
  router.post('/api/focus-groups.qdpx', fileBody(mostProject, types.qdpx), async (request, response) => {
    const report = await interchange.importProject(personOf(response), programmeOf(request), request.body as Buffer);
    send(response, report);
  });
  router.get('/api/coded-statements.csv', async (request, response) => {
    const programme = programmeOf(request);
    sendFile(response, 'csv', programme, await interchange.codedStatements(personOf(response), programme));
  });

  router.get('/api/focus-groups/:id/project.qdpx', async (request: OfOne, response) => {
    const { id } = request.params;
    sendFile(response, 'qdpx', id, await interchange.sessionProject(personOf(response), id));
  });
  router.get('/api/focus-groups/:id/statements.csv', async (request: OfOne, response) => {
    const { id } = request.params;
    sendFile(response, 'csv', id, await interchange.statements(personOf(response), id));
  });
  router.get('/api/focus-groups/:id/minutes', async (request: OfOne, response) => {
    send(response, await interchange.minutes(personOf(response), request.params.id, request.query.version));
  });
  const text =
    (form: 'txt' | 'md'): RequestHandler<{ id: string }> =>
    async (request, response) => {
      const { id } = request.params;
      const language = languageOf(request) === 'it' ? 'it' : 'en';
      sendFile(response, form, id, await interchange.minutesText(personOf(response), id, form, language));
    };
  router.get('/api/focus-groups/:id/minutes.txt', text('txt'));
  router.get('/api/focus-groups/:id/minutes.md', text('md'));
  return router;
}

/** @throws Problem missing_parameter */
function programmeOf({ query }: Request): string {
  const { programme } = query;
  if (typeof programme === 'string' && programme !== '') return programme;
  throw new Problem('missing_parameter', { parameter: 'programme', known: '…' });
}

const send = (response: Response, value: object): void =>
  void response
    .writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(value));

function sendFile(response: Response, kind: keyof typeof types, name: string, content: Buffer | string): void {
  response.attachment(`${name}.${kind}`);
  const charset = kind === 'qdpx' ? '' : '; charset=utf-8';
  response.writeHead(200, { 'Content-Type': types[kind] + charset, 'Cache-Control': 'no-store' }).end(content);
}
