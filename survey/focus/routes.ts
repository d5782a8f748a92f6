/** The calls of `/api` about focus groups. What they tell is kept in no cache. */
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { jsonBody, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import { SourceUpload, type FocusGroups, type SourceFile } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { mostBytes } from './source-read.ts';

type Of<Names extends string> = Request<Record<Names, string>>;

/** Largest body, and largest with a file in base 64, in bytes. */
const [maxBody, maxUpload] = [64 * 1024, Math.ceil((mostBytes * 4) / 3) + 64 * 1024];
const top = '/api/focus-groups';

export function focusRoutes(focus: FocusGroups): Router {
  const router = Router();
  for (const add of [sessionRoutes, statementRoutes, rankingRoutes, feedbackRoutes, sourceRoutes]) add(router, focus);
  return router;
}

const body = jsonBody(maxBody);

function sessionRoutes(router: Router, focus: FocusGroups): void {
  router.get(top, async (request, response) => {
    send(response, 200, await focus.sessions(personOf(response), programmeOf(request)));
  });
  router.post(top, body, async (request, response) => {
    const { created, session } = await focus.plan(personOf(response), request.body);
    send(response, created ? 201 : 200, session);
  });
  router.get(`${top}/unheard`, async (request, response) => {
    send(response, 200, await focus.unheard(personOf(response), programmeOf(request)));
  });
  router.get(`${top}/search`, async (request, response) => {
    const words = oneOf(request, 'words');
    send(response, 200, await focus.search(personOf(response), programmeOf(request), words));
  });
  router.get(`${top}/:id`, async (request: Of<'id'>, response) => {
    send(response, 200, await focus.session(personOf(response), request.params.id));
  });
  router.put(`${top}/:id`, body, async (request: Of<'id'>, response) => {
    send(response, 200, await focus.change(personOf(response), request.params.id, request.body));
  });
  router.put(`${top}/:id/participants/:number`, body, async (request: Of<'id' | 'number'>, response) => {
    const { id, number } = request.params;
    send(response, 200, await focus.putParticipant(personOf(response), id, numberOf(number), request.body));
  });
  router.delete(`${top}/:id/participants/:number/quotes`, async (request: Of<'id' | 'number'>, response) => {
    const { id, number } = request.params;
    send(response, 200, await focus.withdrawQuotes(personOf(response), id, numberOf(number)));
  });
}

function statementRoutes(router: Router, focus: FocusGroups): void {
  const one = `${top}/:id/statements/:statement`;
  router.get(`${top}/:id/statements`, async (request: Of<'id'>, response) => {
    send(response, 200, await focus.statements(personOf(response), request.params.id));
  });
  router.put(one, body, async (request: Of<'id' | 'statement'>, response) => {
    const { id, statement } = request.params;
    const outcome = await focus.putStatement(personOf(response), id, statement, request.body);
    if (outcome.state === 'conflict')
      throw new Problem('statement_conflict', {}, { members: { theirs: outcome.theirs } });
    send(response, outcome.created ? 201 : 200, outcome.statement);
  });
  router.delete(one, async (request: Of<'id' | 'statement'>, response) => {
    const { id, statement } = request.params;
    await focus.removeStatement(personOf(response), id, statement, revisionOf(request));
    response.status(204).set('Cache-Control', 'no-store').end();
  });
  router.post(`${one}/clear`, body, async (request: Of<'id' | 'statement'>, response) => {
    const { id, statement } = request.params;
    const { revision } = parsed(Revision, request.body);
    send(response, 200, await focus.clearHints(personOf(response), id, statement, revision));
  });
}

function rankingRoutes(router: Router, focus: FocusGroups): void {
  router.get(`${top}/:id/ranking`, async (request: Of<'id'>, response) => {
    send(response, 200, await focus.ranking(personOf(response), request.params.id));
  });
  router.put(`${top}/:id/ranking`, body, async (request: Of<'id'>, response) => {
    send(response, 200, await focus.putRanking(personOf(response), request.params.id, request.body));
  });
}

function feedbackRoutes(router: Router, focus: FocusGroups): void {
  router.get(`${top}/:id/feedback`, async (request: Of<'id'>, response) => {
    send(response, 200, await focus.feedback(personOf(response), request.params.id));
  });
  router.get(`${top}/:id/feedback/token`, async (request: Of<'id'>, response) => {
    send(response, 200, { token: await focus.feedbackToken(personOf(response), request.params.id) });
  });
  router.get('/api/feedback/:token', async (request: Of<'token'>, response) => {
    send(response, 200, await focus.feedbackForm(request.params.token));
  });
  router.post('/api/feedback/:token', body, async (request: Of<'token'>, response) => {
    const { created } = await focus.giveFeedback(request.params.token, request.body);
    send(response, created ? 201 : 200, { created });
  });
}

function sourceRoutes(router: Router, focus: FocusGroups): void {
  const upload = jsonBody(maxUpload);
  router.get(`${top}/:id/sources`, async (request: Of<'id'>, response) => {
    send(response, 200, await focus.sources(personOf(response), request.params.id));
  });
  router.post(`${top}/:id/sources`, upload, async (request: Of<'id'>, response) => {
    const file = fileOf(request.body);
    const { created, source } = await focus.importSource(personOf(response), request.params.id, file);
    send(response, created ? 201 : 200, source);
  });
  router.post(`${top}/:id/sources/preview`, upload, async (request: Of<'id'>, response) => {
    send(response, 200, await focus.preview(personOf(response), request.params.id, fileOf(request.body)));
  });
  router.delete(`${top}/:id/sources/:source`, async (request: Of<'id' | 'source'>, response) => {
    const { id, source } = request.params;
    await focus.removeSource(personOf(response), id, source);
    response.status(204).set('Cache-Control', 'no-store').end();
  });
}

const Revision = z.strictObject({ revision: z.int().min(0) });

const programmeOf = (request: Request) => oneOf(request, 'programme');

/** @throws Problem missing_parameter */
function oneOf({ query }: Request, parameter: string): string {
  const value = query[parameter];
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new Problem('missing_parameter', { parameter, known: '…' });
}

/** @throws Problem missing_parameter */
function revisionOf(request: Request): number {
  const parsed = z.coerce.number().int().min(0).safeParse(oneOf(request, 'revision'));
  if (parsed.success) return parsed.data;
  throw new Problem('missing_parameter', { parameter: 'revision', known: '0, 1, 2…' });
}

const numberOf = (text: string) => (/^\d{1,2}$/.test(text) ? Number(text) : 0);

function fileOf(sent: unknown): SourceFile {
  const { content, ...rest } = parsed(SourceUpload, sent);
  return { ...rest, bytes: Buffer.from(content, 'base64') };
}

function send(response: Response, status: number, value: object | null): void {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(value));
}
