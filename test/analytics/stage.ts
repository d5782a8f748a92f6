/** Publishes answers of the small survey and asks for figures, for the tests of one file. */
import { afterAll, beforeAll } from 'vitest';
import type { EstimateEnvelope, EstimateQuery } from '../../analytics/contract.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import type { Database } from '../../data/database.server.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { fillAnswers, plain, smallSurvey, type Answer } from './survey.ts';

export const k = 5;
const today = '2026-11-22';

/** A database for the tests of one file. */
export function openStage() {
  let temporary: TemporaryDatabase;
  let published = 0;
  beforeAll(async () => {
    temporary = await temporaryDatabase();
  });
  afterAll(() => temporary.remove());
  const database = (): Database => temporary.database;

  /** Publishes the answers as a survey of its own and gives the service that answers from it. */
  const publish = async (answers: readonly Answer[], parts: Partial<CompiledSurvey> = {}) => {
    published += 1;
    const survey = smallSurvey([1], { id: `small-${published}`, ...parts });
    await fillAnswers(database(), answers);
    await publishSnapshot(database(), survey, { k, today });
    const analytics = createAnalytics({ database: database(), surveys: () => survey, k });
    await analytics.reload(survey.id);
    return { survey, analytics, ask: (query: EstimateQuery) => analytics.estimate(survey.id, query) };
  };
  return { database, publish };
}

/** So many answers alike. */
export const times = (count: number, answer: Partial<Answer>): Answer[] =>
  Array.from({ length: count }, () => ({ ...plain, ...answer }));

export const shown = ({ rows }: EstimateEnvelope) => rows.filter((row) => row.state === 'shown');

/** The state of each value of a column. */
export const states = ({ rows }: EstimateEnvelope, column: string) =>
  Object.fromEntries(rows.map((row) => [row[column], row.state]));
