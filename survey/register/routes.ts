/** The calls of `/api` about the register. What it tells is kept in no cache. */
import { raw, Router, type Request, type RequestHandler, type Response } from 'express';
import { isUtf8 } from 'node:buffer';
import { jsonBody, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import { InterestKind } from '../contract.ts';
import type { Who } from './context.ts';
import type { Register } from './service.ts';
import { tables, type Table } from './table.ts';

type OfProgramme = Request<{ programme: string }>;
type OfOne = Request<{ programme: string; id: string }>;

/** Largest JSON body and largest file, in bytes. */
const [maxBody, maxFile] = [64 * 1024, 2 * 1024 * 1024];
const top = '/api/register/:programme';

export function registerRoutes(register: Register): Router {
  const router = Router();
  const body = jsonBody(maxBody);

  router.post(`${top}/interests`, body, async (request: OfProgramme, response) => {
    const { created, declared } = await register.declare(request.params.programme, request.body);
    send(response, created ? 201 : 200, declared);
  });
  router.get('/api/interest', async (request, response) => {
    send(response, 200, await register.own(codeOf(request, response)));
  });
  router.put('/api/interest', body, async (request, response) => {
    send(response, 200, await register.conceal(codeOf(request, response), request.body));
  });
  router.delete('/api/interest', async (request, response) => {
    send(response, 200, await register.withdraw(codeOf(request, response)));
  });

  const list = <Row>(name: string, table: Table<Row>, read: (request: OfProgramme, who: Who) => Promise<Row[]>) =>
    router.get(`${top}/${name}`, async (request: OfProgramme, response) => {
      const format = formatOf(request);
      const rows = await read(request, personOf(response));
      if (format === 'json') return send(response, 200, rows);
      response.attachment(`${name}.csv`);
      sendAs(response, 200, 'text/csv', table(rows));
    });
  list('interests', tables.interests, (request, who) =>
    register.interests(who, request.params.programme, kindOf(request)),
  );
  list('firms', tables.firms, ({ params }, who) => register.firms(who, params.programme));
  list('members', tables.members, ({ params }, who) => register.members(who, params.programme));
  list('ideas', tables.ideas, ({ params }, who) => register.ideas(who, params.programme));
  list('uptake', tables.uptake, ({ params }, who) => register.uptake(who, params.programme));
  list('attributions', tables.attributions, ({ params }, who) => register.attributions(who, params.programme));

  router.get(`${top}/firms/:id`, async (request: OfOne, response) => {
    const { programme, id } = request.params;
    send(response, 200, await register.firm(personOf(response), programme, id));
  });
  router.get(`${top}/ideas/:id`, async (request: OfOne, response) => {
    const { programme, id } = request.params;
    send(response, 200, await register.idea(personOf(response), programme, id));
  });
  router.post(`${top}/ideas`, body, async (request: OfProgramme, response) => {
    send(response, 201, await register.propose(personOf(response), request.params.programme, request.body));
  });
  router.put(`${top}/ideas/:id`, body, async (request: OfOne, response) => {
    const { programme, id } = request.params;
    send(response, 200, await register.reword(personOf(response), programme, id, request.body));
  });
  router.post(`${top}/ideas/:id/steps`, body, async (request: OfOne, response) => {
    const { programme, id } = request.params;
    send(response, 200, await register.step(personOf(response), programme, id, request.body));
  });

  router.put(`${top}/members`, jsonOrFile(body), async (request: OfProgramme, response) => {
    const { params, body: sent } = request as { params: { programme: string }; body: unknown };
    const who = personOf(response);
    const isFile = Buffer.isBuffer(sent);
    const done = isFile
      ? await register.importMembers(who, params.programme, textOf(sent))
      : await register.tell(who, params.programme, sent);
    send(response, 200, done);
  });
  router.post(`${top}/uptake`, file, onlyFile, async (request: OfProgramme, response) => {
    const csv = textOf(request.body as Buffer);
    send(response, 200, await register.importUptake(personOf(response), request.params.programme, csv));
  });
  router.post(`${top}/attributions`, body, async (request: OfProgramme, response) => {
    send(response, 200, await register.sign(personOf(response), request.params.programme, request.body));
  });
  router.delete(`${top}/attributions`, async (request: OfProgramme, response) => {
    const { survey, organisation } = request.query;
    const ended = { survey, organisation };
    send(response, 200, await register.end(personOf(response), request.params.programme, ended));
  });
  return router;
}

const isCsv = (request: Request) =>
  /^text\/csv\s*(;\s*charset="?utf-8"?\s*)?$/i.test(request.headers['content-type'] ?? '');

/** A CSV file as it was sent. @throws Problem too_large */
const file: RequestHandler = (request, response, next) => {
  raw({ type: () => isCsv(request), limit: maxFile, inflate: false })(request, response, (error?: unknown) => {
    if (error === undefined) return next();
    const tooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
    next(tooLarge ? new Problem('too_large', { limit: `${maxFile / 1024} kB` }) : error);
  });
};

const onlyFile: RequestHandler = (request, _, next) => {
  if (Buffer.isBuffer(request.body)) return next();
  throw new Problem('unsupported_media_type', { known: 'text/csv; charset=utf-8', value: '' });
};

const jsonOrFile =
  (body: RequestHandler): RequestHandler =>
  (request, response, next) =>
    isCsv(request) ? file(request, response, next) : void body(request, response, next);

function textOf(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new Problem('malformed', { reason: { it: 'non è testo UTF-8', en: 'it is not UTF-8 text' } });
}

/** `?format=csv` for links, `Accept` for programs. @throws Problem not_acceptable */
function formatOf(request: Request): 'json' | 'csv' {
  if (request.query.format === 'csv') return 'csv';
  const format = request.accepts(['json', 'text/csv']);
  if (format === false) throw new Problem('not_acceptable', { known: 'application/json, text/csv' });
  return format === 'json' ? 'json' : 'csv';
}

function kindOf({ query }: Request): InterestKind | undefined {
  if (query.kind === undefined) return undefined;
  const parsed = InterestKind.safeParse(query.kind);
  if (parsed.success) return parsed.data;
  const values = { parameter: 'kind', value: String(query.kind).slice(0, 40), known: InterestKind.options.join(', ') };
  throw new Problem('unknown_parameter', values);
}

/** The code of `Authorization: Withdrawal CODE`; never part of an address, so that no log keeps it. */
function codeOf(request: Request, response: Response): string {
  const code = /^\s*withdrawal\s+(\S.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (code) return code;
  response.set('WWW-Authenticate', 'Withdrawal');
  throw new Problem('withdrawal_missing');
}

const send = (response: Response, status: number, value: object): void =>
  sendAs(response, status, 'application/json', JSON.stringify(value));

function sendAs(response: Response, status: number, type: string, text: string): void {
  const headers = { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' };
  response.writeHead(status, headers).end(text);
}
