import { describe, expect, it } from 'vitest';
import type { EstimateQuery } from '../../analytics/contract.ts';
import { writeFigureId } from '../../analytics/figure/id.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { k, openStage, times } from './stage.ts';
import { fillAnswers, smallSurvey } from './survey.ts';

const { database, publish } = openStage();
const unknown = expect.objectContaining({ code: 'unknown_figure' });

const queries: EstimateQuery[] = [
  { variable: 'need' },
  { variable: 'need', statistic: 'count', category: 'english,care' },
  { variable: 'need', by: 'territory:municipality,targetGroup', category: 'english' },
  { variable: 'sex', where: 'sex:f,m;ageClass:16-29;territory:076,077' },
  { variable: 'englishNow', by: 'territory:area', where: 'targetGroup:young' },
];

describe('the identifier of a figure', () => {
  it('leads back to the question that was asked, whoever asks and however it is copied', async () => {
    const { analytics, ask } = await publish(times(30, {}));
    for (const query of queries) {
      const asked = ask(query);
      const record = await analytics.figure(asked.figure ?? '');
      expect(record.then).toEqual(asked);
      expect(record.now).toEqual(asked);
      expect(ask(record.query)).toEqual(asked);
      expect(record).toMatchObject({ figure: asked.figure, survey: asked.survey, k, snapshot: asked.snapshot });
      const onPaper = ` ${asked.figure?.toUpperCase().replaceAll('-', ' ')} `;
      expect((await analytics.figure(onPaper)).figure).toBe(asked.figure);
    }
  });

  it('is short enough to print: a plain one 6 groups of four letters, a map 8', async () => {
    const { ask } = await publish(times(9, {}));
    expect(ask({ variable: 'need', where: 'territory:17' }).figure).toHaveLength(6 * 5 - 1);
    const map = ask({ variable: 'need', category: 'care', by: 'territory:area', where: 'territory:17' });
    expect(map.figure?.split('-')).toHaveLength(8);
  });

  it('tells what was published then beside what is published now', async () => {
    const survey = smallSurvey([10, 20], { id: 'grown' });
    const analytics = createAnalytics({ database: database(), surveys: () => survey, k });
    await fillAnswers(database(), times(10, { need: [1] }));
    await publishSnapshot(database(), survey, { k, today: '2026-01-10' });
    await analytics.reload(survey.id);
    const first = analytics.estimate(survey.id, { variable: 'need', category: 'english' });
    await fillAnswers(database(), [...times(10, { need: [1] }), ...times(10, { need: [2] })]);
    await publishSnapshot(database(), survey, { k, today: '2027-02-20' });
    await analytics.reload(survey.id);
    const { then, now, snapshot } = await analytics.figure(first.figure ?? '');
    expect(then).toEqual(first);
    expect(snapshot.takenOn).toBe('2026-01-10');
    expect([then.rows[0]?.estimate, now?.rows[0]?.estimate]).toEqual([1, 0.5]);
    expect(now?.snapshot?.takenOn).toBe('2027-02-20');
    expect(now?.figure).not.toBe(first.figure);
  });

  it('is still read after the codebook has grown and changed its order', async () => {
    const { ask, survey } = await publish(times(9, {}));
    const { figure } = ask({ variable: 'need', by: 'sex', category: 'care' });
    const variables = new Map([...survey.variables].reverse());
    const grown: CompiledSurvey = { ...survey, variables };
    const later = createAnalytics({ database: database(), surveys: () => grown, k });
    expect((await later.figure(figure ?? '')).query).toMatchObject({ variable: 'need', by: 'sex', category: 'care' });
  });

  it('is refused when a letter is wrong, when it is cut, and when it is none', async () => {
    const { analytics, ask } = await publish(times(9, {}));
    const figure = ask({ variable: 'need', by: 'sex' }).figure ?? '';
    const letters = figure.replaceAll('-', '');
    for (let place = 0; place < letters.length; place += 1) {
      const other = letters[place] === 'a' ? 'b' : 'a';
      await expect(analytics.figure(letters.slice(0, place) + other + letters.slice(place + 1))).rejects.toEqual(
        unknown,
      );
    }
    for (const id of ['', 'a', figure.slice(0, -1), `${figure}a`, '../../etc', '0'.repeat(5000), 'a7'.repeat(4000)])
      await expect(analytics.figure(id)).rejects.toEqual(unknown);
  });

  it('of a survey that is not public is not found', async () => {
    const { ask } = await publish(times(9, {}));
    const hidden = createAnalytics({ database: database(), surveys: () => undefined, k });
    await expect(hidden.figure(ask({ variable: 'need' }).figure ?? '')).rejects.toEqual(unknown);
  });

  it('has no place for what it does not know', () => {
    const question = { variable: 'need', by: [], where: [], category: null, weights: 'none', base: 'respondents' };
    expect(() => writeFigureId('s', 'abcd', { ...question, statistic: 'mode' })).toThrow('"mode"');
  });
});
