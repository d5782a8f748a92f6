/** The calls of `/api` about invitations: kept by staff, stopped by whoever holds a code. */
import { Router, type Request, type Response } from 'express';
import { fileBody, jsonBody, languageOf, onlyMethods, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import { InviteeMapping, InviteeQuery, LetterQuery, SendingOrder, type Invitations } from '../contract.ts';
import { parse } from './asked.ts';
import { limit } from './draft.ts';

const top = '/api/admin/invitations/:survey';
const mostJson = 256 * 1024;
type OfSurvey = Request<{ survey: string }>;
type OfPart = Request<{ survey: string; id: string }>;

export function invitationRoutes(invitations: Invitations): Router {
  const router = Router();
  lists(router, invitations);
  people(router, invitations);
  messages(router, invitations);
  router.get('/api/invitation', async (request, response) => {
    send(response, await invitations.check(codeOf(request, response)));
  });
  router.all('/api/invitation', onlyMethods('GET'));
  router.post('/api/invitation/stop', async (request, response) => {
    await invitations.stop(codeOf(request, response));
    nothing(response);
  });
  router.all('/api/invitation/stop', onlyMethods('POST'));
  router.get('/api/surveys/:id/response-rates', async (request: Request<{ id: string }>, response) => {
    send(response, await invitations.rates(personOf(response), request.params.id));
  });
  router.all('/api/surveys/:id/response-rates', onlyMethods('GET'));
  return router;
}

function lists(router: Router, invitations: Invitations): void {
  router.get(top, async (request: OfSurvey, response) => {
    send(response, await invitations.state(personOf(response), request.params.survey, languageOf(request)));
  });
  router.all(top, onlyMethods('GET'));
  router.post(`${top}/draft`, fileBody(limit.bytes, 'text/csv'), async (request: OfSurvey, response) => {
    const name = typeof request.query.file === 'string' ? request.query.file : 'CSV';
    const file = { name, bytes: request.body as Buffer };
    send(response, await invitations.begin(personOf(response), request.params.survey, file, languageOf(request)));
  });
  router.put(`${top}/draft`, jsonBody(mostJson), async (request: OfSurvey, response) => {
    const mapping = parse(InviteeMapping, request.body);
    send(response, await invitations.map(personOf(response), request.params.survey, mapping, languageOf(request)));
  });
  router.delete(`${top}/draft`, ({ params }: OfSurvey, response) => {
    invitations.forget(personOf(response), params.survey);
    nothing(response);
  });
  router.all(`${top}/draft`, onlyMethods('POST', 'PUT', 'DELETE'));
  router.post(`${top}/batches`, async (request: OfSurvey, response) => {
    send(response, await invitations.apply(personOf(response), request.params.survey, languageOf(request)));
  });
  router.all(`${top}/batches`, onlyMethods('POST'));
  router.delete(`${top}/batches/:id`, async (request: OfPart, response) => {
    const { survey, id } = request.params;
    send(response, await invitations.undo(personOf(response), survey, uuid(id), languageOf(request)));
  });
  router.all(`${top}/batches/:id`, onlyMethods('DELETE'));
}

function people(router: Router, invitations: Invitations): void {
  router.get(`${top}/invitees`, async (request: OfSurvey, response) => {
    const { lang: _, ...query } = request.query;
    const asked = parse(InviteeQuery, query);
    send(response, await invitations.list(personOf(response), request.params.survey, asked));
  });
  router.all(`${top}/invitees`, onlyMethods('GET'));
  router.delete(`${top}/invitees/:id`, async (request: OfPart, response) => {
    const { survey, id } = request.params;
    await invitations.remove(personOf(response), survey, uuid(id));
    nothing(response);
  });
  router.all(`${top}/invitees/:id`, onlyMethods('DELETE'));
  router.post(`${top}/channels`, jsonBody(mostJson), async (request: OfSurvey, response) => {
    const { survey } = request.params;
    send(response, await invitations.addChannel(personOf(response), survey, request.body, languageOf(request)));
  });
  router.all(`${top}/channels`, onlyMethods('POST'));
}

function messages(router: Router, invitations: Invitations): void {
  router.get(`${top}/letters`, async (request: OfSurvey, response) => {
    const { lang: _, ...query } = request.query;
    const origin = `${request.protocol}://${request.get('host') ?? ''}`;
    const asked = parse(LetterQuery, query);
    send(response, await invitations.letters(personOf(response), request.params.survey, asked, origin));
  });
  router.post(`${top}/letters`, jsonBody(mostJson), async (request: OfSurvey, response) => {
    const { survey } = request.params;
    send(response, { sent: await invitations.sentLetters(personOf(response), survey, request.body) });
  });
  router.all(`${top}/letters`, onlyMethods('GET', 'POST'));
  router.post(`${top}/sending`, jsonBody(mostJson), async (request: OfSurvey, response) => {
    const order = parse(SendingOrder, request.body);
    send(response, await invitations.send(personOf(response), request.params.survey, order, languageOf(request)));
  });
  router.delete(`${top}/sending`, ({ params }: OfSurvey, response) => {
    invitations.cancel(personOf(response), params.survey);
    nothing(response);
  });
  router.all(`${top}/sending`, onlyMethods('POST', 'DELETE'));
}

function uuid(id: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id;
  throw new Problem('not_found', { value: id.slice(0, 40) });
}

/** The code of `Authorization: Invitation CODE`; never part of an address, so that no log keeps it. */
function codeOf(request: Request, response: Response): string {
  const code = /^\s*invitation\s+(\S.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (code) return code;
  response.set('WWW-Authenticate', 'Invitation');
  throw new Problem('token_invalid');
}

const send = (response: Response, value: object): void => void response.set('Cache-Control', 'no-store').json(value);
const nothing = (response: Response): void => void response.status(204).set('Cache-Control', 'no-store').end();
