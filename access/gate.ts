/** The first gate: which action a call is, who asks, and whether they may do it anywhere at all. */
import type { RequestHandler } from 'express';
import { mayAnywhere, type Action } from '../access.ts';
import { letPersonBe } from '../http.ts';
import { Problem } from '../problem.ts';
import type { IncomingPage, PageAccess, Person } from './contract.ts';

/** Every route of the program and the action that it is. */
export interface RouteTable {
  /** `GET /api/surveys/:id` */
  readonly api: Readonly<Record<string, Action>>;
  /** routes of the pages: `/survey/[id]` */
  readonly pages: Readonly<Record<string, Action>>;
}

type Methods = ReadonlyMap<string, Action>;

interface Node {
  readonly words: Map<string, Node>;
  /** what stands for any word, or for any that ends so (`:level.topojson`) */
  readonly open: { readonly suffix: string; readonly node: Node }[];
  methods: Map<string, Action> | null;
}

/** Looks paths up word by word; a path that is written out comes before one with a place for any word. */
export function routeFinder(api: RouteTable['api']): (path: string) => Methods | null {
  const top = newNode();
  for (const [route, action] of Object.entries(api)) {
    const [method = '', path = ''] = route.split(' ');
    const node = path.split('/').slice(1).reduce(branch, top);
    node.methods ??= new Map();
    node.methods.set(method, action);
  }
  return (path) => walk(top, path.replace(/\/$/, '').split('/'), 1);
}

const newNode = (): Node => ({ words: new Map(), open: [], methods: null });

function branch(node: Node, word: string): Node {
  const suffix = /^:\w+(.*)$/.exec(word)?.[1];
  const known = suffix === undefined ? node.words.get(word) : node.open.find((one) => one.suffix === suffix)?.node;
  if (known) return known;
  const made = newNode();
  if (suffix === undefined) node.words.set(word, made);
  else node.open.push({ suffix, node: made });
  return made;
}

function walk(node: Node, words: readonly string[], at: number): Methods | null {
  const word = words[at];
  if (word === undefined) return node.methods;
  const written = node.words.get(word);
  const found = written && walk(written, words, at + 1);
  if (found) return found;
  for (const { suffix, node: next } of node.open) {
    const inside = word.length > suffix.length && word.endsWith(suffix) ? walk(next, words, at + 1) : null;
    if (inside) return inside;
  }
  return null;
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site asked for in somebody's name. Programs send neither header.
 * @param own  the service's public origin, when it is set
 * @throws Problem foreign_origin
 */
export function refuseForeign({ method, header }: IncomingPage, own: string | undefined): void {
  if (safe.has(method)) return;
  const site = header('sec-fetch-site') ?? 'none';
  const origin = header('origin');
  if (site !== 'same-origin' && site !== 'none') throw new Problem('foreign_origin');
  if (origin && !isOwn(origin, own, header('host'))) throw new Problem('foreign_origin');
}

function isOwn(origin: string, own: string | undefined, host: string | null | undefined): boolean {
  if (own !== undefined) return origin === own;
  return URL.canParse(origin) && new URL(origin).host === host;
}

const originOf = (address: string | undefined) => address && new URL(address).origin;

export interface GateOptions {
  readonly routes: RouteTable;
  readonly access: Pick<PageAccess, 'personOf'>;
  /** the service's public address, when it is set */
  readonly origin: string | undefined;
}

/** The gate of `/api`. Leaves who asks where `personOf` finds it; a call that is not in the table does not exist. */
export function apiGate({ routes, access, origin }: GateOptions): RequestHandler {
  const find = routeFinder(routes.api);
  const own = originOf(origin);
  return (request, response, next) => {
    const methods = find(request.baseUrl + request.path);
    if (methods === null) throw new Problem('not_found', { value: request.path.slice(0, 100) });
    const action = methods.get(request.method === 'HEAD' ? 'GET' : request.method);
    if (action === undefined) {
      response.set('Allow', allowed(methods));
      throw new Problem('method_not_allowed', { value: request.method });
    }
    refuseForeign({ method: request.method, header: (name) => request.headers[name] as string | undefined }, own);
    const personNow = () => access.personOf(request.headers.cookie);
    letPersonBe(response, personNow);
    pass(personNow(), action, request.path.slice(0, 100));
    next();
  };
}

const allowed = (methods: Methods) =>
  [...methods.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');

/** The gate of the pages. */
export function pageGate({ routes, access, origin }: GateOptions): PageAccess['enterPage'] {
  const actions = new Map(Object.entries(routes.pages));
  const own = originOf(origin);
  return (route, request) => {
    refuseForeign(request, own);
    const action = actions.get(route);
    if (action === undefined) throw new Problem('not_found', { value: route });
    const person = access.personOf(request.header('cookie'));
    pass(person, action, route);
    return person;
  };
}

/** @throws Problem sign_in_needed, not_found */
function pass(person: Person | null, action: Action, value: string): void {
  if (mayAnywhere(person, action)) return;
  throw person === null ? new Problem('sign_in_needed') : new Problem('not_found', { value });
}
