/** The calls of `/api` about microcredentials and passports. */
import { Router, type Request, type Response } from 'express';
import { jsonBody, languageOf, onlyMethods, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import {
  CredentialEdit,
  CredentialPublish,
  PassportStack,
  type CredentialService,
  type Language,
} from '../contract.ts';
import { parsed } from '../register/parse.ts';

type OfProgramme = Request<{ programme: string }>;
type OfKey = Request<{ programme: string; key: string }>;

const all = '/api/programmes/:programme/credentials';
const drafts = '/api/programmes/:programme/credential-drafts';
const passport = '/api/programmes/:programme/passports/:key';
/** Largest body, in bytes. */
const maxBody = 64 * 1024;

export function credentialRoutes(credentials: CredentialService): Router {
  const router = Router();
  router.get(all, async ({ params }: OfProgramme, response) => {
    open(response, await credentials.list(params.programme));
  });
  router.get(`${all}/:key`, async ({ params, query }: OfKey, response) => {
    open(response, await credentials.one(params.programme, params.key, versionOf(query.version)));
  });
  router.get(`${all}/:key/badge`, async (request: OfKey, response) => {
    const { programme, key } = request.params;
    const badge = await credentials.badge(programme, key, spoken(request), versionOf(request.query.version));
    open(response.attachment(`${programme}-${key}.json`), badge);
  });
  router.post(`${all}/:key/badges`, jsonBody(maxBody), async (request: OfKey, response) => {
    const { programme, key } = request.params;
    const badge = await credentials.issue(personOf(response), programme, key, spoken(request), request.body);
    closed(response.status(201).attachment(`${programme}-${key}.json`), badge);
  });
  router.get(passport, async (request: OfKey, response) => {
    const { programme, key } = request.params;
    const file = await credentials.file(programme, key, spoken(request), heldIn(request.query.held));
    open(response.attachment(`${programme}-${key}.json`), file);
  });
  router.put(passport, jsonBody(maxBody), async (request: OfKey, response) => {
    const { programme, key } = request.params;
    closed(response, await credentials.stack(personOf(response), programme, key, parsed(PassportStack, request.body)));
  });
  draftRoutes(router, credentials);
  for (const [path, methods] of Object.entries(paths)) router.all(path, onlyMethods(...methods));
  return router;
}

const paths: Readonly<Record<string, readonly string[]>> = {
  [all]: ['GET'],
  [`${all}/:key`]: ['GET'],
  [`${all}/:key/badge`]: ['GET'],
  [`${all}/:key/badges`]: ['POST'],
  [passport]: ['GET', 'PUT'],
  [drafts]: ['GET'],
  [`${drafts}/:key`]: ['PUT'],
  [`${drafts}/:key/publish`]: ['POST'],
};

function draftRoutes(router: Router, credentials: CredentialService): void {
  router.get(drafts, async ({ params }: OfProgramme, response) => {
    closed(response, await credentials.drafts(personOf(response), params.programme));
  });
  router.put(`${drafts}/:key`, jsonBody(maxBody), async (request: OfKey, response) => {
    const { programme, key } = request.params;
    const edit = parsed(CredentialEdit, request.body);
    closed(response, await credentials.edit(personOf(response), programme, key, edit));
  });
  router.post(`${drafts}/:key/publish`, jsonBody(maxBody), async (request: OfKey, response) => {
    const { programme, key } = request.params;
    const { revision } = parsed(CredentialPublish, request.body);
    closed(response.status(201), await credentials.publish(personOf(response), programme, key, revision));
  });
}

const spoken = (request: Request): Language => (languageOf(request) === 'it' ? 'it' : 'en');

/** Keys joined by commas: what a learner says to have. */
const heldIn = (held: unknown): string[] => (typeof held === 'string' ? held.split(',').slice(0, 200) : []);

/** @throws Problem unknown_parameter */
function versionOf(version: unknown): number | undefined {
  if (version === undefined) return undefined;
  if (typeof version === 'string' && /^[1-9]\d{0,5}$/.test(version)) return Number(version);
  throw new Problem('unknown_parameter', {
    parameter: 'version',
    value: String(version).slice(0, 40),
    known: '1, 2, …',
  });
}

const open = (response: Response, value: object): void =>
  void response.set('Cache-Control', 'no-cache').type('json').end(JSON.stringify(value));
const closed = (response: Response, value: object): void =>
  void response.set('Cache-Control', 'no-store').type('json').end(JSON.stringify(value));
