/** The call of `/api` about the gap between places wanted and seats. */
import { Router } from 'express';
import { onlyMethods } from '../../http.ts';
import { Problem } from '../../problem.ts';
import type { GapService } from '../contract.ts';
import { gapSheet } from './sheet.ts';

const path = '/api/programmes/:programme/supply-gap';
const formats = ['application/json', 'text/csv'];

export function gapRoutes(gaps: GapService): Router {
  const router = Router();
  router.get(path, async (request, response) => {
    // `format` is for links, the language of the sentences of problems
    const { lang: _, format, ...query } = request.query;
    const accepted = format === 'csv' ? 'text/csv' : request.accepts(formats);
    if (accepted === false) throw new Problem('not_acceptable', { known: formats.join(', ') });
    const gap = await gaps.gap(request.params.programme, query);
    const body = accepted === 'text/csv' ? gapSheet(gap) : JSON.stringify(gap);
    if (format === 'csv') response.attachment('supply-gap.csv');
    response.vary('Accept').set('Cache-Control', 'no-cache').type(accepted).send(Buffer.from(body));
  });
  router.all(path, onlyMethods('GET'));
  return router;
}
