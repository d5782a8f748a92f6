import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { onlyMethods } from '../http.ts';
import { Problem } from '../problem.ts';
import { cookieOf } from './cookie.ts';
import { createSeal } from './seal.ts';
import type { Access } from './service.ts';

export interface OidcRoutesOptions {
  readonly access: Access;
  /** public address; without it, that of the request */
  readonly origin: string | undefined;
  /** the server's key */
  readonly key: Buffer;
  readonly now: () => Date;
}

/** Seconds from leaving for the service to coming back. */
const longest = 600;
const Flow = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  until: z.number(),
});
type Flow = z.infer<typeof Flow>;

/** The two steps of signing in through the Region's service; a browser makes them, so that each ends on a page. */
export function oidcRoutes({ access, origin, key, now }: OidcRoutesOptions): Router {
  const router = Router();
  const cookie = cookieOf('oidc', origin?.startsWith('https:') ?? false, longest);
  const seal = flowSeal(key);
  const addressOf = (request: Request) => origin ?? `${request.protocol}://${request.get('host')}`;

  router.get('/api/oidc/start', async (request, response) => {
    const next = ownPath(request.query.next);
    await orRefused(response, next, async () => {
      const { address, secrets } = await service(access).begin(`${addressOf(request)}${callback}`);
      const flow: Flow = { ...secrets, next, until: now().getTime() + longest * 1000 };
      go(response.append('Set-Cookie', cookie.write(seal.close(flow))), address);
    });
  });

  router.get(callback, async (request, response) => {
    const flow = seal.open(cookie.read(request.headers.cookie));
    response.append('Set-Cookie', cookie.erase());
    await orRefused(response, flow?.next ?? '/account', async () => {
      if (!flow || flow.until < now().getTime()) throw new Problem('oidc_failed');
      const current = new URL(request.originalUrl, addressOf(request));
      const token = await service(access).finish(current, flow, access.cookie.read(request.headers.cookie));
      go(response.append('Set-Cookie', access.cookie.write(token)), flow.next);
    });
  });

  for (const path of ['/api/oidc/start', callback]) router.all(path, onlyMethods('GET'));
  return router;
}

const callback = '/api/oidc/callback';

/** @throws Problem not_found when the service is not set up */
function service({ oidc }: Access): NonNullable<Access['oidc']> {
  if (!oidc) throw new Problem('not_found', { value: 'OIDC' });
  return oidc;
}

/** Sends a browser that was refused to a page that says why, in the language of where it wanted to go. */
async function orRefused(response: Response, next: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    go(response, `${/^\/en(\/|$)/.test(next) ? '/en' : ''}/sign-in/refused?reason=${error.code}`);
  }
}

function go(response: Response, address: string): void {
  response.writeHead(303, { 'Cache-Control': 'no-store', Location: address }).end();
}

/** A page of ours, else the own account: an address that leads elsewhere, however it is written, is not followed. */
export function ownPath(next: unknown): string {
  const here = 'http://own.invalid';
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, here)) return '/account';
  const { origin, pathname, search } = new URL(next, here);
  return origin === here && !pathname.startsWith('//') ? pathname + search : '/account';
}

/** What the browser keeps meanwhile can be neither read nor changed by it. */
function flowSeal(key: Buffer) {
  const seal = createSeal(key);
  return {
    close: (flow: Flow) =>
      Buffer.from(seal.close(Buffer.from(JSON.stringify(flow)), 'oidc'), 'base64').toString('base64url'),
    open: (text: string | null): Flow | null => {
      try {
        const bytes = seal.open(Buffer.from(text ?? '', 'base64url').toString('base64'), 'oidc');
        return Flow.parse(JSON.parse(bytes.toString()));
      } catch {
        return null;
      }
    },
  };
}
