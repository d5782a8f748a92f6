import { Problem } from '../problem.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import { domainCount } from './domain.ts';
import { linesOf } from './envelope.ts';
import type { CheckedQuery } from './query.ts';

/** So many rows an answer may have: enough for every skill by area and group. */
export const mostRows = 20_000;

/** @throws Problem too_many_rows */
export function limitRows(survey: CompiledSurvey, queries: readonly CheckedQuery[]): void {
  const count = queries.reduce((sum, query) => sum + domainCount(survey, query) * linesOf(query).length, 0);
  if (count > mostRows) throw new Problem('too_many_rows', { count, limit: mostRows });
}
