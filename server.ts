/** The composition root of the service: settings → application → HTTP. */
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import { apiGate } from './access/gate.ts';
import { createPace, type Limit } from './access/limiter.ts';
import { auditRoutes } from './access/audit-routes.ts';
import { oidcRoutes } from './access/oidc-routes.ts';
import { accessRoutes } from './access/routes.ts';
import { viewRoutes } from './access/view-routes.ts';
import { routes as table } from './access-routes.ts';
import { comparisonRoutes } from './analytics/compare/routes.ts';
import { curriculumRoutes } from './analytics/credential/routes.ts';
import { gapRoutes } from './analytics/gap/routes.ts';
import { laboratoryFigureRoutes } from './analytics/laboratory/routes.ts';
import { planRoutes } from './analytics/plan/routes.ts';
import { qualitativeRoutes } from './analytics/qualitative/routes.ts';
import { evidenceRoutes } from './analytics/evidence/routes.ts';
import { saidRoutes } from './analytics/said/routes.ts';
import { analyticsRoutes } from './analytics/routes.ts';
import { watchNetworks } from './application-guard.ts';
import { openApplication, type Application, type ApplicationOptions } from './application.ts';
import { readConfig, type Config } from './config.ts';
import { buildWhenStale } from './dashboard/build.ts';
import { notFound, onlyMethods, problemWriter } from './http.ts';
import { loadDemo, wantsDemo } from './demo.ts';
import { createLog, type Log } from './log.ts';
import { openApiDocument } from './openapi.ts';
import { findChromium } from './printing/chromium.ts';
import type { Printing } from './printing/contract.ts';
import { printingRoutes } from './printing/routes.ts';
import { createPrinting } from './printing/service.ts';
import { Problem } from './problem.ts';
import { readiness } from './readiness.ts';
import { catalogueRoutes } from './survey/catalogue/routes.ts';
import { draftRoutes } from './survey/draft/routes.ts';
import { entryRoutes } from './survey/entry/routes.ts';
import { focusRoutes } from './survey/focus/routes.ts';
import { codingRoutes } from './survey/coding/routes.ts';
import { credentialRoutes } from './survey/credential/routes.ts';
import { instrumentRoutes } from './survey/instrument/routes.ts';
import { interchangeRoutes } from './survey/interchange/routes.ts';
import { invitationRoutes } from './survey/invitation/routes.ts';
import { laboratoryRoutes } from './survey/laboratory/routes.ts';
import { registerRoutes } from './survey/register/routes.ts';
import { seriesRoutes } from './survey/series/routes.ts';
import { shapeRoutes } from './survey/shapes/routes.ts';
import { surveyRoutes } from './survey/routes.ts';

const top = import.meta.dirname;
const version = (JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { version: string }).version;

export interface RunningServer {
  /** such as `http://127.0.0.1:3000` */
  readonly address: string;
  readonly application: Application;
  /** what answers each request */
  readonly app: Express;
  /** Finishes what has begun, stores it, and closes the database. */
  close(): Promise<void>;
}

export interface ServerOptions extends ApplicationOptions {
  /** what draws the pages; by default the built dashboard */
  readonly pages?: RequestHandler;
  /** how often an address may tell how far somebody came, and what is not clear */
  readonly counting?: Limit;
  /** how many answers a network may send */
  readonly answering?: Limit;
  /** only shows what is there: nothing is settled, nothing published */
  readonly still?: boolean;
}

/** 25 computers behind one address, each telling something every two and a half seconds. */
const counting: Limit = { points: 600, duration: 60 };

/** Opens everything and listens. */
export async function startServer(
  config: Config,
  { pages, counting: limit = counting, answering, still = false, ...options }: ServerOptions,
): Promise<RunningServer> {
  const { log } = options;
  const application = await openApplication(config, options);
  if (config.demo && (await wantsDemo(application))) await loadDemo(application, (line) => log.info(line), 'server');
  let address = '';
  const printing = printingOf(application, () => address);
  offerToPages(application, printing);
  const handlers = {
    pages: pages ?? (await builtPages()),
    pace: createPace(limit),
    networks: watchNetworks(application.now, answering),
  };
  const app = routes(application, config, log, handlers, printing);
  const server = await listen(app, config);
  address = addressOf(server, config);
  if (!still) application.start();
  const close = async () => {
    await printing.close();
    await shutDown(server, application);
  };
  return { address, application, app, close };
}

/** Pages are printed from where they are served. */
const printingOf = ({ config, registry, audit }: Application, address: () => string) =>
  createPrinting({
    ...{ browser: () => findChromium(config.chromiumPath), address },
    isProgramme: (id) => registry.programmes().some((one) => one.id === id),
    record: (entry) => audit.record(null, entry),
  });

/** The pages' bundle has its own copy of every module: it finds the services under one symbol. */
function offerToPages(application: Application, printing: Printing): void {
  const { survey, analytics, exact, access, auditService: audit, shapes, instruments, register } = application;
  const { focus, codings, agreements, interchange, evidence, shapeImports } = application;
  const qualitative = { focus, codings, agreements, interchange, evidence };
  const { comparisons, gaps, plans, series, catalogue, laboratories, laboratoryFigures } = application;
  const { credentials, curricula, said, entries, invitations } = application;
  const figures = { analytics, exact, comparisons, gaps, series, shapes, shapeImports, printing };
  const learning = { credentials, curricula, said };
  const supply = { catalogue, laboratories, laboratoryFigures, plans, ...learning, entries, invitations };
  const services = { survey, access, audit, instruments, register, ...figures, ...supply, ...qualitative };
  Object.assign(globalThis, { [Symbol.for('fabbisogni.services')]: services });
}

async function builtPages(): Promise<RequestHandler> {
  await buildWhenStale(top);
  process.env.PROTOCOL_HEADER = protocolHeader;
  const built = (await import(join(top, 'build', 'handler.js'))) as { handler: RequestHandler };
  return built.handler;
}

const protocolHeader = 'x-forwarded-proto';

/** Kit takes every address for https unless a header says otherwise; here it says what the reader's browser used. */
function sayProtocol({ origin }: Config): RequestHandler {
  return (request, _, next) => {
    request.headers[protocolHeader] = origin ? new URL(origin).protocol.replace(':', '') : request.protocol;
    next();
  };
}

let described: ReturnType<typeof openApiDocument> | undefined;
/** It takes a quarter of a second to make: for whoever asks first, not for whoever waits for the start. */
const openApi = () => (described ??= openApiDocument(version));

interface Handlers {
  readonly pages: RequestHandler;
  readonly pace: RequestHandler;
  readonly networks: RequestHandler;
}

function routes(
  application: Application,
  config: Config,
  log: Log,
  { pages, pace, networks }: Handlers,
  printing: Printing,
): Express {
  const { survey, analytics, exact, access, shapes, instruments, life, register } = application;
  const { focus, codings, agreements, interchange, evidence } = application;
  const app = express().disable('x-powered-by').set('trust proxy', config.trustProxy).set('etag', 'strong');
  app.get('/health', (_, response) => void response.json({ status: 'ok', version }));
  app.get('/ready', (_, response) => void response.json(readiness(application.database)));
  for (const path of ['/health', '/ready']) app.route(path).all(onlyMethods('GET'));
  app.use(unlessShort(compression({ threshold: 1024, filter: isPublic, ...quick })));
  app.use('/api', helmet(), apiGate({ routes: table, access, origin: config.origin }));
  app.get('/api/openapi.json', (_, response) => void response.json(openApi()));
  app.route('/api/openapi.json').all(onlyMethods('GET'));
  const calls = express.Router();
  calls.use(onlyUnderApi);
  calls.use(accessRoutes(access));
  calls.use(viewRoutes(access.views));
  calls.use(oidcRoutes({ access, origin: config.origin, key: application.key, now: application.now }));
  calls.use(auditRoutes(application.auditService));
  calls.use(surveyRoutes({ service: survey, shapes, networks, maxBody: config.maxBody }));
  calls.use(draftRoutes({ drafts: application.drafts, pace }));
  calls.use(entryRoutes(application.entries, config.maxBody));
  calls.use(shapeRoutes(application.shapeImports));
  calls.use(registerRoutes(register));
  calls.use(focusRoutes(focus));
  calls.use(codingRoutes(codings));
  calls.use(interchangeRoutes(interchange));
  calls.use(qualitativeRoutes(agreements));
  calls.use(instrumentRoutes({ instruments, life, pace }));
  calls.use(analyticsRoutes({ analytics, exact, maxBody: config.maxBody }));
  calls.use(evidenceRoutes(evidence));
  calls.use(printingRoutes(printing));
  calls.use(comparisonRoutes(application.comparisons));
  calls.use(gapRoutes(application.gaps));
  calls.use(invitationRoutes(application.invitations));
  calls.use(laboratoryRoutes(application.laboratories));
  calls.use(laboratoryFigureRoutes(application.laboratoryFigures));
  calls.use(planRoutes(application.plans));
  calls.use(seriesRoutes(application.series));
  calls.use(catalogueRoutes(application.catalogue));
  calls.use(credentialRoutes(application.credentials));
  calls.use(curriculumRoutes(application.curricula));
  calls.use(saidRoutes(application.said));
  app.use(calls);
  app.use('/api', notFound);
  app.use('/api', problemWriter(log));
  app.use(sayProtocol(config));
  app.use(pages);
  app.use(problemWriter(log));
  return app;
}

/** A page, or a file of one, is not compared with each of some hundred addresses of the interface. */
const onlyUnderApi: RequestHandler = (request, _, next) =>
  /^\/api(\/|$)/i.test(request.path) ? next() : next('router');

/** The least effort: figures come out as small as by the library's default, in a third of the time. */
const quick = { level: 1, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } } };

/** An acknowledgement is too short to compress; under load even the wrapping counts. */
function unlessShort(compress: RequestHandler): RequestHandler {
  return (request, response, next) => (request.url.endsWith('/responses') ? next() : compress(request, response, next));
}

/** What a code or an account opens, and who declared what, is not compressed: its size would tell something of it. */
const isPublic: compression.CompressionFilter = (request, response) =>
  !closed.test(request.originalUrl) && compression.filter(request, response);

const closed = new RegExp(
  `^/api/(${[
    ...['receipt', 'draft', 'interest', 'assist', 'register', 'sessions', 'account', 'admin', 'instruments'],
    ...['focus-groups', 'feedback', 'codes', 'code-events', 'codings', 'coding-tasks', 'coded-statements'],
    ...['skill-suggestions', 'open-answers', 'recommendations', 'evidence', 'papers'],
    ...['programmes/[^/]+/credential-(drafts|proposals)', 'programmes/[^/]+/credentials/[^/]+/badges'],
  ].join('|')})\\b`,
);

/**
 * How long a connection without a request is kept, in ms: longer than a proxy or a client keeps it (60 s is usual). Who gives
 * up first must be the one that asks; the other way round a question can cross with the closing, and is lost.
 */
const keepAlive = 65_000;

function listen(app: Express, { port, host }: Config): Promise<Server> {
  const server = createServer({ keepAliveTimeout: keepAlive }, app);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function addressOf(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function shutDown(server: Server, application: Application): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // what is being answered now is idle in a moment
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const patience = setTimeout(() => server.closeAllConnections(), 10_000);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
  await application.close();
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const pages = process.argv.includes('--dev') ? await devPages() : undefined;
  const server = await startServer(config, { log, ...(pages && { pages }) });
  console.log(`Fabbisogni: ${config.origin ?? server.address}`);
  const stop = () => void server.close().then(() => process.exit(0), fail);
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

/** Pages made as they are asked for, with hot reload. */
async function devPages(): Promise<RequestHandler> {
  const { createServer: createVite } = await import('vite');
  const vite = await createVite({ root: top, server: { middlewareMode: true } });
  return vite.middlewares as RequestHandler;
}

function fail(error: unknown): never {
  console.error(error instanceof Problem ? error.document('it').detail : error);
  console.error(error instanceof Problem ? error.document('en').detail : '');
  process.exit(1);
}

if (import.meta.main) await main().catch(fail);
