/** Signing in, the own account, and the staff, over HTTP. Nothing of it is kept in any cache. */
import { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import { jsonBody, onlyMethods, personOf } from '../http.ts';
import { Problem } from '../problem.ts';
import { MemberChange, NewMember, PasswordChange, SignIn, TotpEnd, TotpStep, type Person } from './contract.ts';
import type { Sender } from './limiter.ts';
import type { Access } from './service.ts';

/** Largest body, in bytes. */
const maxBody = 16 * 1024;

export function accessRoutes(access: Access): Router {
  const router = Router();
  const body = jsonBody(maxBody);
  const { cookie, devices, signing, people } = access;
  const tokenOf = (request: Request) => cookie.read(request.headers.cookie) ?? '';

  const senderOf = (request: Request, email: string): Sender => {
    return { address: request.ip ?? '', device: devices.find(request.headers.cookie, email) };
  };
  const open = (response: Response, status: number, token: string, ...cookies: string[]) => {
    const written = cookie.write(token);
    response.set('Set-Cookie', [written, ...cookies]);
    send(response, status, access.current(written.split(';')[0]));
  };

  router.post('/api/sessions', body, async (request, response) => {
    const input = parse(SignIn, request.body);
    const [earlier, sender] = [cookie.read(request.headers.cookie), senderOf(request, input.email)];
    const token = await signing.signIn(input, sender, earlier);
    open(response, 201, token, ...(sender.device === null ? [devices.write(input.email)] : []));
  });

  router.get('/api/sessions/current', (request, response) => {
    signedIn(response);
    send(response, 200, access.current(request.headers.cookie));
  });

  router.delete('/api/sessions', async (request, response) => {
    await signing.signOut(signedIn(response), tokenOf(request), request.query.everywhere === '1');
    response.set('Set-Cookie', cookie.erase());
    sendNothing(response);
  });

  router.put('/api/account/password', body, async (request, response) => {
    const [person, input] = [signedIn(response), parse(PasswordChange, request.body)];
    open(response, 200, await signing.changePassphrase(person, input, senderOf(request, person.email)));
  });

  router.post('/api/account/totp', body, async (request, response) => {
    const [person, step] = [signedIn(response), parse(TotpStep, request.body)];
    const begun = await signing.beginTotp(person, step, senderOf(request, person.email));
    if (typeof begun === 'string') open(response, 200, begun);
    else send(response, 201, begun);
  });

  router.delete('/api/account/totp', body, async (request, response) => {
    const [person, { password }] = [signedIn(response), parse(TotpEnd, request.body)];
    open(response, 200, await signing.endTotp(person, password, senderOf(request, person.email)));
  });

  router.get('/api/admin/people', async (_, response) => {
    send(response, 200, await people.list(signedIn(response)));
  });

  router.post('/api/admin/people', body, async (request, response) => {
    const made = await people.make(signedIn(response), parse(NewMember, request.body));
    send(response, made.password === null ? 200 : 201, made);
  });

  router.put('/api/admin/people/:id', body, async (request: Request<{ id: string }>, response) => {
    const input = parse(MemberChange, request.body);
    send(response, 200, await people.change(signedIn(response), request.params.id, input));
  });

  router.delete('/api/admin/people/:id', async (request, response) => {
    await people.remove(signedIn(response), request.params.id);
    sendNothing(response);
  });

  for (const [path, methods] of Object.entries(paths)) router.all(path, onlyMethods(...methods));
  return router;
}

/** Each path with its methods, for whoever comes by another. */
const paths: Readonly<Record<string, readonly string[]>> = {
  '/api/sessions': ['POST', 'DELETE'],
  '/api/sessions/current': ['GET'],
  '/api/account/password': ['PUT'],
  '/api/account/totp': ['POST', 'DELETE'],
  '/api/admin/people': ['GET', 'POST'],
  '/api/admin/people/:id': ['PUT', 'DELETE'],
};

/** @throws Problem malformed, which names the first place and never what stood there */
function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new Problem('malformed', { reason: parsed.error.issues[0]?.path.join('.') || 'body' });
}

function signedIn(response: Response): Person {
  const person = personOf(response);
  if (person === null) throw new Problem('sign_in_needed');
  return person;
}

function send(response: Response, status: number, value: unknown): void {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(value));
}

function sendNothing(response: Response): void {
  response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
}
