import { describe, expect, it } from 'vitest';
import { FigureRecord, type EstimateQuery } from '../../analytics/contract.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import type { WeightVersion } from '../../analytics/weight/version.ts';
import { k, openStage, times } from './stage.ts';
import { fillAnswers, smallSurvey } from './survey.ts';
import { storeWeights, version } from './weighted.ts';

const { database } = openStage();
/** Weights that know sex and nothing else. */
const bySex: Partial<WeightVersion> = {
  dimensions: version.dimensions.slice(0, 1),
  classes: [0, 1].map((level) => ({ levels: [level], n: 30, weight: 1.5 - level })),
  margins: version.margins.slice(0, 1),
};

/** Publishes 60 answers with the weights of the small survey, 70 with others or none; then asks for the old figure. */
async function olderFigure(id: string, query: EstimateQuery, later: Partial<WeightVersion> | null) {
  const plain = smallSurvey([10, 70], { id });
  // what weights of volunteers must know before a total is told
  const schooled = { ...plain.variables.get('ageClass')!, role: 'education' as const };
  const survey = { ...plain, variables: new Map(plain.variables).set('ageClass', schooled) };
  const analytics = createAnalytics({ database: database(), surveys: () => survey, k });
  const publishWith = async (count: number, today: string) => {
    await fillAnswers(database(), times(count, {}));
    await publishSnapshot(database(), survey, { k, today });
    await analytics.reload(id);
  };
  await storeWeights(database(), { survey: id });
  await publishWith(60, '2026-01-10');
  const first = analytics.estimate(id, query);
  await database().write((transaction) => transaction.run('DELETE FROM weight_version WHERE survey = ?', [id]));
  if (later) await storeWeights(database(), { survey: id, version: 4, ...later });
  await publishWith(70, '2027-02-20');
  const told: unknown = JSON.parse(JSON.stringify(await analytics.figure(first.figure ?? '')));
  return { first, record: FigureRecord.parse(told) };
}

describe('a figure of an older publication', () => {
  const calibrated = { variable: 'need', category: 'english', weights: 'calibrated' };

  it('is told beside that of today where the newest has weights of the kind', async () => {
    const { first, record } = await olderFigure('kept', calibrated, {});
    expect(record.then).toEqual(first);
    expect(record).toMatchObject({ notNow: null, now: { weights: { kind: 'calibrated', version: 4 } } });
  });

  it('stays, and says why it has no today where the newest has no weights, or others', async () => {
    for (const [id, later] of [
      ['without', null],
      ['other', { kind: 'design' }],
    ] as const) {
      const { first, record } = await olderFigure(id, calibrated, later);
      expect(first.rows[0]?.weights).toBe('calibrated');
      expect(record).toEqual({ ...record, then: first, now: null, notNow: 'no_such_weights' });
    }
  });

  it('that is a total has no today where the newest weights do not know the education of volunteers', async () => {
    const total = { ...calibrated, statistic: 'total' };
    const { first, record } = await olderFigure('total', total, bySex);
    expect(record).toEqual({ ...record, then: first, now: null, notNow: 'no_total' });
  });
});
