/** What all routers share: reading a JSON body without trusting it, and writing what went wrong in one place. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, NextFunction, Request, RequestHandler, Response } from 'express';
import type { Person } from './access.ts';
import { traceOf, type Log } from './log.ts';
import { problemLanguages, type ProblemLanguage } from './problem-entry.ts';
import { Problem } from './problem.ts';

/** Levels and keys of a JSON body; an answer of ours has about four levels and a hundred keys. */
const deepest = 20;
const mostKeys = 5_000;

/**
 * Reads a JSON body of at most `limit` bytes into `request.body`. Size is checked before reading, depth and number of
 * keys on the bytes before parsing, repeated keys after.
 * @throws Problem `unsupported_media_type`, `too_large`, `malformed`
 */
export function jsonBody(limit: number): RequestHandler {
  return bodyOf(limit, jsonType, parseJson);
}

/**
 * Reads a CSV body of at most `limit` bytes into `request.body`, as text.
 * @throws Problem `unsupported_media_type`, `too_large`, `malformed`
 */
export function csvBody(limit: number): RequestHandler {
  return bodyOf(limit, csvType, (bytes) => {
    if (!isUtf8(bytes)) throw malformed('non è testo UTF-8', 'it is not UTF-8 text');
    return bytes.toString('utf8');
  });
}

/**
 * Reads a file of at most `limit` bytes into `request.body`, as bytes.
 * @param type  the kind of the file, without parameters
 * @throws Problem `unsupported_media_type`, `too_large`
 */
export function fileBody(limit: number, type: string): RequestHandler {
  const matches = new RegExp(`^${RegExp.escape(type)}\\s*(;.*)?$`, 'i');
  return bodyOf(limit, { matches, known: type }, (bytes) => bytes);
}

interface BodyType {
  readonly matches: RegExp;
  readonly known: string;
}
const utf8 = String.raw`\s*(;\s*charset="?utf-8"?\s*)?$`;
const jsonType: BodyType = {
  matches: new RegExp(`^application/json${utf8}`, 'i'),
  known: 'application/json; charset=utf-8',
};
const csvType: BodyType = { matches: new RegExp(`^text/csv${utf8}`, 'i'), known: 'text/csv; charset=utf-8' };

function bodyOf(limit: number, type: BodyType, parse: (bytes: Buffer) => unknown): RequestHandler {
  return (request, response, next) => {
    const take = (bytes: Buffer) => {
      request.body = parse(bytes);
    };
    readBody(request, limit, type)
      .then(inTurn)
      .then(take)
      .then(
        () => next(),
        (error: unknown) => {
          if (error instanceof Problem && error.code === 'too_large' && !isSoonOver(request, limit))
            response.set('Connection', 'close');
          next(error);
        },
      );
  };
}

const waiting: (() => void)[] = [];

/**
 * Lets one request be worked on at each turn of the event loop. Many bodies arrive at once when a batch of answers was
 * acknowledged; handled in one go they would keep the next batch, which takes several turns, from getting ahead.
 */
function inTurn<T>(value: T): Promise<T> {
  return new Promise((resolve) => {
    if (waiting.push(() => resolve(value)) === 1) setImmediate(release);
  });
}

function release(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(release);
}

async function readBody(request: Request, limit: number, { matches, known }: BodyType): Promise<Buffer> {
  const type = request.headers['content-type'] ?? '';
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!matches.test(type) || encoding !== 'identity')
    throw new Problem('unsupported_media_type', { known, value: type.slice(0, 80) });
  const tooLarge = () => new Problem('too_large', { limit: `${Math.floor(limit / 1024)} kB` });
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) reject(tooLarge());
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/**
 * Whether the rest of a body that is too large is worth reading away: closing while it is still being sent would tear
 * the answer from the sender's hands.
 */
const isSoonOver = ({ headers }: Request, limit: number) => Number(headers['content-length'] ?? Infinity) <= 64 * limit;

/**
 * Parses JSON whose depth and keys are bounded, and in which no object says a key twice.
 * @throws Problem `malformed`
 */
export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw malformed('non è testo UTF-8', 'it is not UTF-8 text');
  const { depth, keys } = shapeOf(bytes);
  if (depth > deepest) throw malformed(`oltre ${deepest} livelli`, `more than ${deepest} levels`);
  if (keys > mostKeys) throw malformed(`oltre ${mostKeys} chiavi`, `more than ${mostKeys} keys`);
  const value = parseText(bytes.toString('utf8'));
  if (countKeys(value) !== keys) throw malformed('una chiave è ripetuta', 'a key is repeated');
  return value;
}

const malformed = (it: string, en: string) => new Problem('malformed', { reason: { it, en } });

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('non è JSON', 'it is not JSON');
  }
}

const [quote, backslash] = [0x22, 0x5c];

/** What a byte means outside a text; 0 for everything else. */
const meaning = new Uint8Array(256);
const [text, open, close, key] = [1, 2, 3, 4];
for (const [signs, means] of [
  ['"', text],
  ['[{', open],
  [']}', close],
  [':', key],
] as const)
  for (const sign of signs) meaning[sign.charCodeAt(0)] = means;

/** Deepest level and number of keys of JSON bytes, by one pass that never recurses. */
function shapeOf(bytes: Buffer): { depth: number; keys: number } {
  let [level, depth, keys] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const means = meaning[bytes[at]!];
    if (means === 0) continue;
    if (means === text) at = endOfText(bytes, at);
    else if (means === open) depth = Math.max(depth, ++level);
    else if (means === close) level--;
    else keys++;
  }
  return { depth, keys };
}

/** @returns the place of the quote that ends the text which begins at `from` */
function endOfText(bytes: Buffer, from: number): number {
  let at = from + 1;
  for (let sign = bytes[at]; sign !== quote && at < bytes.length; sign = bytes[at]) at += sign === backslash ? 2 : 1;
  return at;
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) count += countKeys(item);
    return count;
  }
  const inner = Object.values(value as Record<string, unknown>);
  for (const item of inner) count += countKeys(item);
  return count + inner.length;
}

/** The language of the answer: `?lang=`, else what the browser prefers, else Italian. */
export function languageOf(request: Request): ProblemLanguage {
  const known = (language: unknown) => problemLanguages.find((one) => one === language);
  return known(request.query.lang) ?? known(request.acceptsLanguages(...problemLanguages)) ?? 'it';
}

/**
 * Who asks, and what that person may do at this moment: it is looked up again each time, since rights may be taken away
 * while a body is still being sent. Null when nobody has signed in.
 */
export const personOf = (response: Response): Person | null =>
  (response.locals.personNow as (() => Person | null) | undefined)?.() ?? null;

/** Says how `personOf` finds out. */
export function letPersonBe(response: Response, personNow: () => Person | null): void {
  response.locals.personNow = personNow;
}

/** What stands for the network that a request came from, today; null where nobody said it. */
export const networkOf = (response: Response): string | null => (response.locals.network as string | undefined) ?? null;

/** Says what stands for it. */
export function letNetworkBe(response: Response, network: string): void {
  response.locals.network = network;
}

/** Everything that reached no route. */
export const notFound: RequestHandler = (request) => {
  throw new Problem('not_found', { value: request.path.slice(0, 100) });
};

/** For a path that exists, by a method that it does not take. Express answers HEAD wherever it answers GET. */
export function onlyMethods(...methods: readonly string[]): RequestHandler {
  const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return (request, response) => {
    response.set('Allow', allowed.join(', '));
    throw new Problem('method_not_allowed', { value: request.method });
  };
}

/** The one place where a problem is written out. What was not foreseen is logged, without anything of the request. */
export function problemWriter(log: Pick<Log, 'error'>): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error, log);
    if (problem.status === 401 && !response.hasHeader('WWW-Authenticate')) response.set('WWW-Authenticate', 'Session');
    if (problem.retryAfter !== undefined) response.set('Retry-After', String(problem.retryAfter));
    response
      .status(problem.status)
      .set({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', Vary: 'Accept-Language' })
      .send(JSON.stringify(problem.document(languageOf(request))));
  };
}

function problemOf(error: unknown, log: Pick<Log, 'error'>): Problem {
  if (error instanceof Problem) return error;
  if (isBadRequest(error)) return malformed('l’indirizzo non è valido', 'the address is not valid');
  const reference = randomUUID();
  log.error({ reference, ...traceOf(error) }, 'unforeseen');
  return new Problem('internal', { reference });
}

/** Express's own refusals, such as an address that cannot be decoded. */
const isBadRequest = (error: unknown) =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;
