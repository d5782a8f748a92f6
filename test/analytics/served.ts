/** A small survey whose published figures are asked for over HTTP. */
import express from 'express';
import type { AddressInfo } from 'node:net';
import { createExact } from '../../analytics/exact-service.ts';
import { analyticsRoutes } from '../../analytics/routes.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import type { Database } from '../../data/database.server.ts';
import { problemWriter } from '../../http.ts';
import { temporaryDatabase } from '../support/database.ts';
import { fillAnswers, plain, smallSurvey, type Answer } from './survey.ts';

export const survey = smallSurvey([10]);
export const k = 5;

export interface Served {
  /** of the survey in the interface */
  readonly address: string;
  readonly database: Database;
  close(): Promise<void>;
}

const times = (count: number, answer: Partial<Answer>): Answer[] =>
  Array.from({ length: count }, () => ({ ...plain, ...answer }));
/** 13 people of one municipality, 4 of each of two others in one area. */
const few = [9, 10].flatMap((municipality) => times(4, { municipality, groups: 2 }));
const answers = [...times(7, {}), ...times(6, { need: [2, 3], sex: 2 }), ...few];

export async function serveFigures(): Promise<Served> {
  const { database, remove } = await temporaryDatabase();
  await fillAnswers(database, answers);
  await publishSnapshot(database, survey, { k, today: '2026-11-22' });
  const source = { database, surveys: (id: string) => (id === survey.id ? survey : undefined), k };
  const analytics = createAnalytics(source);
  await analytics.reload(survey.id);
  const exact = createExact({ ...source, record: async () => undefined });
  const app = express()
    .use(analyticsRoutes({ analytics, exact, maxBody: 4096 }))
    .use(problemWriter({ error: () => undefined }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/surveys/${survey.id}`,
    database,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await remove();
    },
  };
}
