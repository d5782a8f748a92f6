/** The calls of `/api` about the catalogue: read by everybody, kept by staff. */
import { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import { fileBody, jsonBody, languageOf, onlyMethods, personOf } from '../../http.ts';
import { Problem } from '../../problem.ts';
import { CatalogueEdit, CatalogueMapping, CatalogueUpload, type CatalogueService } from '../contract.ts';
import { limit } from './limit.ts';

const [all, one] = ['/api/courses', '/api/courses/:programme/:key'] as const;
const staff = '/api/admin/catalogue/:programme';
const [draft, imports] = [`${staff}/draft`, `${staff}/imports`] as const;
const [course, edition] = [`${staff}/courses/:course`, `${staff}/courses/:course/editions/:edition`] as const;
const mostJson = 64 * 1024;

type OfProgramme = Request<{ programme: string }>;
type OfImport = Request<{ programme: string; number: string }>;
type OfCourse = Request<{ programme: string; course: string }>;
type OfEdition = Request<{ programme: string; course: string; edition: string }>;

export function catalogueRoutes(catalogue: CatalogueService): Router {
  const router = Router();
  router.get(all, async ({ query }, response) => {
    const { programme, format } = query;
    if (typeof programme !== 'string') throw new Problem('missing_parameter', { parameter: 'programme', known: 'id' });
    response.set('Cache-Control', 'no-cache');
    if (format !== 'csv') return void response.json(await catalogue.courses(programme));
    response
      .attachment(`${programme}-courses.csv`)
      .type('text/csv')
      .send(await catalogue.sheet(programme));
  });
  router.all(all, onlyMethods('GET'));
  router.get(one, async ({ params }, response) => {
    response.set('Cache-Control', 'no-cache').json(await catalogue.course(params.programme, params.key));
  });
  router.all(one, onlyMethods('GET'));
  files(router, catalogue);
  forms(router, catalogue);
  return router;
}

function files(router: Router, catalogue: CatalogueService): void {
  router.get(staff, async (request: OfProgramme, response) => {
    send(response, await catalogue.state(personOf(response), request.params.programme, languageOf(request)));
  });
  router.all(staff, onlyMethods('GET'));
  router.post(draft, fileBody(limit.size, 'text/csv'), async (request: OfProgramme, response) => {
    const { lang: _, ...query } = request.query;
    const file = { name: parse(CatalogueUpload, query).file, bytes: request.body as Buffer };
    send(response, await catalogue.begin(personOf(response), request.params.programme, languageOf(request), file));
  });
  router.put(draft, jsonBody(mostJson), async (request: OfProgramme, response) => {
    const mapping = parse(CatalogueMapping, request.body);
    send(response, await catalogue.map(personOf(response), request.params.programme, languageOf(request), mapping));
  });
  router.delete(draft, ({ params }: OfProgramme, response) => {
    catalogue.cancel(personOf(response), params.programme);
    response.status(204).set('Cache-Control', 'no-store').end();
  });
  router.all(draft, onlyMethods('POST', 'PUT', 'DELETE'));
  router.post(imports, async (request: OfProgramme, response) => {
    send(response, await catalogue.apply(personOf(response), request.params.programme, languageOf(request)));
  });
  router.all(imports, onlyMethods('POST'));
  router.delete(`${imports}/:number`, async (request: OfImport, response) => {
    const { programme, number } = request.params;
    if (!/^\d{1,9}$/.test(number)) throw new Problem('not_found', { value: number.slice(0, 40) });
    send(response, await catalogue.undo(personOf(response), programme, languageOf(request), Number(number)));
  });
  router.all(`${imports}/:number`, onlyMethods('DELETE'));
}

function forms(router: Router, catalogue: CatalogueService): void {
  router.put(course, jsonBody(mostJson), async ({ params, body }: OfCourse, response) => {
    const edit = parse(CatalogueEdit, body);
    send(response, await catalogue.saveCourse(personOf(response), params.programme, params.course, edit));
  });
  router.all(course, onlyMethods('PUT'));
  router.put(edition, jsonBody(mostJson), async ({ params, body }: OfEdition, response) => {
    const edit = parse(CatalogueEdit, body);
    const { programme, course: key, edition: own } = params;
    send(response, await catalogue.saveEdition(personOf(response), programme, key, own, edit));
  });
  router.delete(edition, async ({ params, query }: OfEdition, response) => {
    const { revision } = query;
    if (typeof revision !== 'string')
      throw new Problem('missing_parameter', { parameter: 'revision', known: 'revision' });
    const { programme, course: key, edition: own } = params;
    send(response, await catalogue.removeEdition(personOf(response), programme, key, own, revision));
  });
  router.all(edition, onlyMethods('PUT', 'DELETE'));
}

/** @throws Problem unknown_parameter, which names the first that is wrong */
function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const parameter = (issue?.path ?? []).join('.') || '–';
  const given = JSON.stringify((value as Record<string, unknown> | null)?.[String(issue?.path[0])]);
  throw new Problem('unknown_parameter', {
    parameter,
    value: (given ?? '–').slice(0, 80),
    known: issue?.message ?? '–',
  });
}

const send = (response: Response, value: object): void => void response.set('Cache-Control', 'no-store').json(value);
