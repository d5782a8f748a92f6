/** Weights of the small survey, by sex and age. */
import { saveWeights } from '../../analytics/weight/version-store.ts';
import type { WeightVersion } from '../../analytics/weight/version.ts';
import type { Database } from '../../data/database.server.ts';

const weights = [1.5, 0.5, 2, 0.75, 1, 3.25];

/** Made by hand: any weights of the six classes, with two margins. */
export const version: WeightVersion = {
  ...{ survey: 'small-2026', version: 3, madeOn: '2026-11-20', cursor: 9, responses: 60 },
  ...{ kind: 'calibrated', method: 'raking', frame: null, trim: null },
  dimensions: [
    { name: 'sex', levels: [['f'], ['m']] },
    { name: 'ageClass', levels: [['16-29'], ['30-54'], ['55+']] },
  ],
  classes: weights.map((weight, place) => ({ levels: [Math.floor(place / 3), place % 3], n: 10, weight })),
  margins: [
    { name: 'sex', levels: ['f', 'm'].map((category) => ({ category, count: 45 })), sources: [] },
    { name: 'ageClass', levels: ['16-29', '30-54', '55+'].map((category) => ({ category, count: 30 })), sources: [] },
  ],
  ...{ iterations: 7, discrepancy: 0, trimmed: 0, deff: 1.3, deffResidual: null },
};

export const storeWeights = (database: Database, parts: Partial<WeightVersion> = {}) =>
  database.write((transaction) => saveWeights(transaction, { ...version, ...parts }));
