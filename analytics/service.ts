/** What pages and routes ask of `analytics`: published figures, from memory. */
import type { Database } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import type { CompiledSurvey } from '../survey/registry.ts';
import type { AnalyticsService, EstimateEnvelope } from './contract.ts';
import { inBatch } from './fault.ts';
import { estimatePublished, indexed, type PublishedFigures } from './published.ts';
import { checkQuery } from './query.ts';
import { loadSnapshot } from './snapshot-store.ts';

/** Where the surveys are; a survey that is not there is undefined. */
export type Surveys = (id: string) => CompiledSurvey | undefined;

export interface Analytics extends AnalyticsService {
  /** Reads the newest snapshot of a survey; from then on every answer comes from it. Call it after a publication. */
  reload(surveyId: string): Promise<void>;
  /** The snapshot that answers come from; null before the first. */
  snapshotOf(surveyId: string): { readonly id: string } | null;
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
  const answer = (surveyId: string, input: unknown): EstimateEnvelope => {
    const survey = find(surveyId);
    const query = checkQuery(survey, input);
    if (query.view === 'exact') throw new Problem('exact_not_allowed');
    return estimatePublished(survey, published.get(surveyId) ?? null, query, k);
  };
  return {
    estimate: answer,
    estimates: (surveyId, queries) => queries.map((query, index) => placed(index, () => answer(surveyId, query))),
    snapshotOf: (surveyId) => published.get(find(surveyId).id)?.snapshot ?? null,
    async reload(surveyId) {
      const snapshot = await loadSnapshot(database, find(surveyId).id);
      if (snapshot) published.set(surveyId, indexed(snapshot));
    },
  };
}

/** A fault of one query says which of the batch it was. */
function placed<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Problem ? inBatch(error, index) : error;
  }
}
