import { describe, expect, it } from 'vitest';
import type { EstimateQuery } from '../../analytics/contract.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { k, openStage, times } from './stage.ts';
import { smallSurvey } from './survey.ts';

const { database, publish } = openStage();

describe('the envelope', () => {
  it('before the first snapshot says nothing but the rows there will be', async () => {
    const survey = smallSurvey();
    const analytics = createAnalytics({ database: database(), surveys: () => survey, k });
    const figures = analytics.estimate(survey.id, { variable: 'need', by: 'territory:area' });
    expect(figures).toMatchObject({ snapshot: null, figure: null, n: null, coverage: null, k });
    expect(figures.rows.map((row) => row.state)).toEqual(new Array(12).fill('not_published'));
    expect(analytics.estimate(survey.id, { variable: 'later' }).rows[0]?.state).toBe('not_asked');
  });

  it('covers the respondents who stand in shown rows, of those in the filter', async () => {
    const { ask } = await publish([
      ...times(9, { municipality: 7 }),
      ...times(8, { municipality: 9 }),
      ...times(3, { municipality: 10 }),
    ]);
    // with the eight shown, the three would follow from the total
    expect(ask({ variable: 'need', by: 'territory:municipality' }).coverage).toBe(9 / 20);
    expect(ask({ variable: 'need', by: 'targetGroup' }).coverage).toBe(null);
    expect(ask({ variable: 'need' }).coverage).toBe(null);
  });

  it('calls the range of volunteers indicative, and gives a census none', async () => {
    const open = await publish(times(9, {}));
    expect(open.ask({ variable: 'need' })).toMatchObject({
      interval: 'indicative',
      varianceMethod: 'srs',
      sampleType: 'open',
    });
    expect(open.ask({ variable: 'need', statistic: 'count' })).toMatchObject({ interval: 'none' });
    const census = await publish(times(9, {}), { sampleType: 'census' });
    const { interval, rows } = census.ask({ variable: 'need' });
    expect(interval).toBe('none');
    expect(rows[0]).toMatchObject({ state: 'shown', se: null, ciLow: null });
  });

  it('names a figure alike however the question is written, and otherwise after another snapshot', async () => {
    const one = await publish(times(9, {}));
    const id = (query: EstimateQuery) => one.ask(query).figure;
    expect(id({ variable: 'need', where: 'sex:m,f;ageClass:55+' })).toBe(
      id({ variable: 'need', where: 'ageClass:55+;sex:f,m,f' }),
    );
    expect(id({ variable: 'need', category: 'welding,care' })).toBe(id({ variable: 'need', category: 'care,welding' }));
    expect(id({ variable: 'need' })).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}(-[a-z2-7]{1,4})?$/);
    expect(id({ variable: 'need' })).not.toBe(id({ variable: 'need', statistic: 'count' }));
    const other = await publish(times(9, {}));
    expect(id({ variable: 'need' })).not.toBe(other.ask({ variable: 'need' }).figure);
  });

  it('refuses the exact view', async () => {
    const { ask } = await publish(times(9, {}));
    expect(() => ask({ variable: 'need', view: 'exact' })).toThrow(
      expect.objectContaining({ code: 'exact_not_allowed' }),
    );
  });
});
