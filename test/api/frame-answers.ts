/** Exact figures of a sample that was drawn by lot, when a stratum no longer allows them. */
import { randomUUID } from 'node:crypto';
import { saveWeights } from '../../analytics/weight/version-store.ts';
import type { WeightVersion } from '../../analytics/weight/version.ts';
import type { Staffed } from './staff-answers.ts';

const estimates = '/api/surveys/{id}/estimates';
const answers = {
  ...{ place: '077014', work: 'employed', areas: ['no_training'] },
  ...{ englishNow: '1', englishWanted: '2' },
};

/** Weights of a frame by sex: so many women and men in the population. */
const drawn = (survey: string, women: number, men: number): WeightVersion => ({
  ...{ survey, version: 1, madeOn: '2026-06-15', cursor: 0, responses: 4, kind: 'design', method: 'raking' },
  dimensions: [{ name: 'sex', levels: [['f'], ['m']] }],
  classes: [women, men].map((population, level) => ({ levels: [level], n: 2, weight: population / 2 })),
  frame: {
    ...{ dimension: 'sex', source: 'register', year: 2026 },
    strata: [women, men].map((population, level) => ({
      ...{ category: 'fm'[level]!, population, drawn: 2, answered: 2 },
    })),
  },
  ...{ margins: [], trim: null, iterations: 0, discrepancy: 0, trimmed: 0, deff: 1, deffResidual: null },
});

/** What an analyst is told of a stratum with one respondent, and of one with more than its population. */
export async function strataLost({ server, client }: Staffed, place: string, headers: Record<string, string>) {
  const { database, settle } = server.application;
  for (const sex of ['f', 'f', 'f', 'm']) {
    const about = { id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web' };
    await client.call('post', '/api/surveys/{id}/responses', {
      place,
      body: { ...about, answers: { ...answers, sex } },
    });
  }
  await settle();
  const query = { variable: 'need', view: 'exact', weights: 'design' };
  for (const [women, men] of [
    [1000, 1000],
    [2, 1],
  ] as const) {
    await database.write((transaction) => saveWeights(transaction, drawn(place, women, men)));
    await client.call('get', estimates, { place, headers, query });
    await client.call('post', estimates, { place, headers, body: { queries: [query] } });
    for (const table of ['weight_version', 'weight_class'])
      await database.write((transaction) => transaction.run(`DELETE FROM ${table} WHERE survey = ?`, [place]));
  }
}
