/** The calls of `/api` about external series. */
import { Router, type Request, type Response } from 'express';
import { csvBody, onlyMethods, personOf } from '../../http.ts';
import { formatCsv, plainText } from '../../data/csv.ts';
import { Problem } from '../../problem.ts';
import { SeriesImport, type ExternalFigure, type SeriesService } from '../contract.ts';
import { columns } from './read.ts';

type OfProgramme = Request<{ programme: string }>;

/** Largest file, in bytes. */
const maxFile = 2 * 1024 * 1024;
const [open, staff] = ['/api/programmes/:programme/series', '/api/admin/programmes/:programme/series'] as const;

export function seriesRoutes(series: SeriesService): Router {
  const router = Router();
  router.get(open, async ({ params, query }: OfProgramme, response) => {
    const figures = await series.figures(params.programme);
    if (query.format !== 'csv') return send(response, figures);
    response.attachment('series.csv').type('text/csv').send(sheetOf(figures));
  });
  router.all(open, onlyMethods('GET'));

  router.get(staff, async ({ params }: OfProgramme, response) => {
    send(response, await series.files(personOf(response), params.programme));
  });
  router.post(staff, csvBody(maxFile), async (request: OfProgramme, response) => {
    const { lang: _, ...query } = request.query;
    const options = readOptions(query);
    send(response, await series.bring(personOf(response), request.params.programme, request.body as string, options));
  });
  router.all(staff, onlyMethods('GET', 'POST'));

  router.delete(`${staff}/:file`, async ({ params }: Request<{ programme: string; file: string }>, response) => {
    await series.takeBack(personOf(response), params.programme, params.file);
    response.status(204).set('Cache-Control', 'no-store').end();
  });
  router.all(`${staff}/:file`, onlyMethods('DELETE'));
  return router;
}

/** @throws Problem unknown_parameter */
function readOptions(query: unknown): SeriesImport {
  const parsed = SeriesImport.safeParse(query);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const parameter = issue.code === 'unrecognized_keys' ? 'query' : String(issue.path[0]);
  const value = issue.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : '';
  throw new Problem('unknown_parameter', { parameter, value, known: Object.keys(SeriesImport.shape).join(', ') });
}

/** The columns of an import, so that what went out may come in elsewhere. */
function sheetOf(figures: readonly ExternalFigure[]): string {
  return formatCsv(
    columns,
    figures.map((one) => ({
      ...{ source: plainText(one.source), vintage: one.vintage, territory: one.territory, label: plainText(one.label) },
      ...{ skill: one.skill, value: one.value, unit: plainText(one.unit), note: plainText(one.note) },
      licence: plainText(one.licence),
    })),
  );
}

const send = (response: Response, value: object): void =>
  void response.set('Cache-Control', 'no-store').type('json').end(JSON.stringify(value));
