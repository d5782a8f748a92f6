/** What pages and routes ask of `analytics`: published figures, from memory. */
import type { Database } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import type { CompiledSurvey } from '../survey/registry.ts';
import type { AnalyticsService, EstimateEnvelope } from './contract.ts';
import { coverageOf } from './coverage.ts';
import { domainsOf } from './domain.ts';
import { inBatch } from './fault.ts';
import { estimatePublished, indexed, type PublishedFigures } from './published.ts';
import { checkQuery, type CheckedQuery } from './query.ts';
import { loadSnapshot } from './snapshot-store.ts';

/** Where the surveys are; a survey that is not there is undefined. */
export type Surveys = (id: string) => CompiledSurvey | undefined;

export interface Analytics extends AnalyticsService {
  /** Reads the newest snapshot of a survey; from then on every answer comes from it. Call it after a publication. */
  reload(surveyId: string): Promise<void>;
}

/** @param k  the least number of people a figure may be about (K_MIN), told while nothing is published */
export function createAnalytics({
  database,
  surveys,
  k,
}: {
  database: Pick<Database, 'rows'>;
  surveys: Surveys;
  k: number;
}): Analytics {
  const published = new Map<string, PublishedFigures>();
  const find = (id: string): CompiledSurvey => {
    const survey = surveys(id);
    if (survey === undefined) throw new Problem('not_found', { value: id });
    return survey;
  };
  const figures = (survey: CompiledSurvey) => published.get(survey.id) ?? null;
  const answer = (survey: CompiledSurvey, queries: readonly CheckedQuery[]): EstimateEnvelope[] => {
    limitRows(survey, queries);
    return queries.map((query) => estimatePublished(survey, figures(survey), query, k));
  };
  return {
    estimate(surveyId, query) {
      const survey = find(surveyId);
      const [envelope] = answer(survey, [publicQuery(survey, query)]);
      if (envelope === undefined) throw new Error('a query has one answer');
      return envelope;
    },
    estimates(surveyId, queries) {
      const survey = find(surveyId);
      return answer(
        survey,
        queries.map((query, index) => placed(index, () => publicQuery(survey, query))),
      );
    },
    coverage(surveyId) {
      const survey = find(surveyId);
      return coverageOf(survey, figures(survey), k);
    },
    async reload(surveyId) {
      const survey = find(surveyId);
      const snapshot = await loadSnapshot(database, survey.id);
      if (snapshot) published.set(survey.id, indexed(snapshot));
    },
  };
}

/** So many rows an answer may have: enough for every skill by area and group. */
const mostRows = 20_000;

function limitRows(survey: CompiledSurvey, queries: readonly CheckedQuery[]): void {
  const count = queries.reduce((sum, query) => sum + domainsOf(survey, query).length * query.categories.length, 0);
  if (count > mostRows) throw new Problem('too_many_rows', { count, limit: mostRows });
}

/** @throws Problem exact_not_allowed: whoever asks here is anybody */
function publicQuery(survey: CompiledSurvey, input: unknown): CheckedQuery {
  const query = checkQuery(survey, input);
  if (query.view === 'exact') throw new Problem('exact_not_allowed');
  return query;
}

/** A fault of one query says which of the batch it was. */
function placed<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Problem ? inBatch(error, index) : error;
  }
}
