/** The call of `/api` about comparisons. */
import { Router } from 'express';
import { onlyMethods } from '../../http.ts';
import { Problem } from '../../problem.ts';
import type { ComparisonService } from '../contract.ts';
import { comparisonSheet } from './sheet.ts';

const path = '/api/programmes/:programme/comparison';
const formats = ['application/json', 'text/csv'];

export function comparisonRoutes(comparisons: ComparisonService): Router {
  const router = Router();
  router.get(path, (request, response) => {
    // `format` is for links, the language of the sentences of problems
    const { lang: _, format, ...query } = request.query;
    const accepted = format === 'csv' ? 'text/csv' : request.accepts(formats);
    if (accepted === false) throw new Problem('not_acceptable', { known: formats.join(', ') });
    const comparison = comparisons.compare(request.params.programme, query);
    const body = accepted === 'text/csv' ? comparisonSheet(comparison) : JSON.stringify(comparison);
    if (format === 'csv') response.attachment('comparison.csv');
    response.vary('Accept').set('Cache-Control', 'no-cache').type(accepted).send(Buffer.from(body));
  });
  router.all(path, onlyMethods('GET'));
  return router;
}
